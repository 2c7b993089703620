// Solution points against brute force, for any number of parties, and where there is too much to look at one by one.
#include <algorithm>
#include <numeric>

#include "engine/base/rng.hpp"
#include "engine/bargain/solutions.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::bargain;

namespace {

AdditiveUtility random_utility(Rng& rng, std::size_t issues, std::size_t levels) {
    std::vector<double> weights;
    std::vector<std::vector<double>> values;
    for (std::size_t i = 0; i < issues; ++i) {
        weights.push_back(rng.uniform(0.1, 1.0));
        values.emplace_back();
        for (std::size_t l = 0; l < levels; ++l) values.back().push_back(rng.uniform());
    }
    return AdditiveUtility(weights, values, 0.0);
}

std::vector<Party> random_parties(std::uint64_t seed, std::size_t count, std::size_t issues, std::size_t levels) {
    Rng rng(seed, 1, Purpose::noise);
    std::vector<Party> parties;
    for (std::size_t k = 0; k < count; ++k) parties.push_back({random_utility(rng, issues, levels), rng.uniform(0.0, 0.3), 1.0});
    return parties;
}

Domain domain_of(const std::vector<Party>& parties) { return std::get<AdditiveUtility>(parties[0].utility).domain(); }

// Whether some bid of the domain is at least as good for all and better for one.
bool can_be_improved(const Domain& domain, const std::vector<Party>& parties, const Point& point) {
    Bid bid = domain.first();
    do {
        bool worse = false, better = false;
        for (std::size_t k = 0; k < parties.size(); ++k) {
            worse = worse || parties[k].of(bid) < point.utilities[k];
            better = better || parties[k].of(bid) > point.utilities[k];
        }
        if (better && !worse) return true;
    } while (domain.next(bid));
    return false;
}

}  // namespace

TEST_CASE("no point of the front can be improved, and every bid is matched by one of them", "[bargain]") {
    const std::size_t parties_count = GENERATE(std::size_t{2}, std::size_t{3}, std::size_t{4});
    CAPTURE(parties_count);
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const std::vector<Party> parties = random_parties(seed, parties_count, 3, 5);
        const Domain domain = domain_of(parties);
        const Solutions solved = solve(domain, parties);
        for (const Point& point : solved.front) CHECK_FALSE(can_be_improved(domain, parties, point));
        Bid bid = domain.first();
        do {
            const bool matched = std::any_of(solved.front.begin(), solved.front.end(), [&](const Point& point) {
                for (std::size_t k = 0; k < parties.size(); ++k)
                    if (parties[k].of(bid) > point.utilities[k]) return false;
                return true;
            });
            CHECK(matched);
        } while (domain.next(bid));
    }
}

TEST_CASE("solution points are the best of all bids by their own measure", "[bargain]") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const std::vector<Party> parties = random_parties(seed, 2, 4, 6);
        const Domain domain = domain_of(parties);
        const Solutions solved = solve(domain, parties);
        double product = 0.0, least = -1.0, sum = 0.0;
        Bid bid = domain.first();
        do {
            const double a = parties[0].of(bid) - parties[0].reservation, b = parties[1].of(bid) - parties[1].reservation;
            if (a >= 0.0 && b >= 0.0) product = std::max(product, a * b);
            least = std::max(least, std::min(a, b));
            sum = std::max(sum, parties[0].of(bid) + parties[1].of(bid));
        } while (domain.next(bid));
        const auto gain = [&](const Point& point, std::size_t k) { return point.utilities[k] - parties[k].reservation; };
        CHECK(gain(solved.nash, 0) * gain(solved.nash, 1) == Approx(product).epsilon(1e-12));
        CHECK(std::min(gain(solved.egalitarian, 0), gain(solved.egalitarian, 1)) == Approx(least).epsilon(1e-12));
        CHECK(solved.max_welfare.utilities[0] + solved.max_welfare.utilities[1] == Approx(sum).epsilon(1e-12));
    }
}

TEST_CASE("the front of a domain too large to look through is folded from its issues, and misses nothing", "[bargain]") {
    const std::vector<Party> parties = random_parties(3, 2, 5, 17);
    const Domain domain = domain_of(parties);
    REQUIRE(domain.bids() > most_enumerated);
    const Solutions folded = solve(domain, parties);
    CHECK(folded.exact);
    CHECK(folded.front.size() > 20);
    for (std::size_t i = 1; i < folded.front.size(); ++i) {
        CHECK(folded.front[i].utilities[0] < folded.front[i - 1].utilities[0]);
        CHECK(folded.front[i].utilities[1] > folded.front[i - 1].utilities[1]);
    }
    // Of the points that give the first party as much as a bid does, the last is the best for the second.
    std::size_t uncovered = 0;
    Bid bid = domain.first();
    do {
        const double first = parties[0].of(bid), second = parties[1].of(bid);
        const auto after = std::partition_point(folded.front.begin(), folded.front.end(), [&](const Point& point) { return point.utilities[0] >= first; });
        if (after == folded.front.begin() || std::prev(after)->utilities[1] < second) ++uncovered;
    } while (domain.next(bid));
    CHECK(uncovered == 0);
}

TEST_CASE("issues that pay together are solved too, by a search where they are many", "[bargain]") {
    const Domain small({5, 5});
    // The first party wants both issues high together, the second both low, and a third box pleases both somewhat.
    const auto boxes = [](std::uint8_t low, std::uint8_t high) {
        Box apart, shared;
        apart.bounds = {{0, low, high}, {1, low, high}};
        apart.pays = 10.0;
        shared.bounds = {{0, 2, 2}};
        shared.pays = 6.0;
        return std::vector<Box>{apart, shared};
    };
    const std::vector<Party> parties{{BoxUtility(small, boxes(3, 4), 10.0)}, {BoxUtility(small, boxes(0, 1), 10.0)}};
    const Solutions solved = solve(small, parties);
    CHECK(solved.nash.bid[0] == 2);
    CHECK(solved.nash.utilities == std::vector<double>{0.6, 0.6});
    const Domain many(std::vector<std::size_t>(12, 10));
    std::vector<Party> tangled;
    for (std::uint8_t side : {std::uint8_t{0}, std::uint8_t{5}}) {
        std::vector<Box> each;
        for (std::size_t i = 0; i < 12; ++i) each.push_back({{{i, side, static_cast<std::uint8_t>(side + 4)}, {(i + 1) % 12, 0, 9}}, 1.0});
        tangled.push_back({BoxUtility(many, each, 12.0)});
    }
    const Solutions found = solve(many, tangled);
    CHECK_FALSE(found.exact);
    CHECK(found.front.size() >= 2);
    CHECK(found.max_welfare.utilities[0] + found.max_welfare.utilities[1] == Approx(1.0));
    CHECK(solve(many, tangled).front.size() == found.front.size());  // the same again
}

TEST_CASE("where no bid satisfies everybody, the points are those of the least shortfall", "[bargain]") {
    const AdditiveUtility mine({1.0}, {{0.0, 0.5, 1.0}}, 0.0), yours({1.0}, {{1.0, 0.5, 0.0}}, 0.0);
    const std::vector<Party> parties{{mine, 0.9}, {yours, 0.9}};
    const Solutions solved = solve(mine.domain(), parties);
    CHECK(solved.nash.bid[0] == 1);
    CHECK(solved.kalai_smorodinsky.bid[0] == 1);
}

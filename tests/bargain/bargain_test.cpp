#include <algorithm>

#include "engine/bargain/aspiration.hpp"
#include "engine/bargain/concession_path.hpp"
#include "engine/bargain/solutions.hpp"
#include "engine/base/rng.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::bargain;

namespace {

// A pie of `slices` to divide: what one gets the other does not.
struct Pie {
    AdditiveUtility first, second;
};
Pie pie(std::size_t slices, double first_reservation, double second_reservation) {
    std::vector<double> mine, yours;
    for (std::size_t k = 0; k <= slices; ++k) {
        mine.push_back(static_cast<double>(k) / static_cast<double>(slices));
        yours.push_back(1.0 - mine.back());
    }
    return {AdditiveUtility({1.0}, {mine}, first_reservation), AdditiveUtility({1.0}, {yours}, second_reservation)};
}

std::vector<std::vector<double>> random_worth(Rng& rng, std::size_t issues) {
    std::vector<std::vector<double>> worth(issues);
    for (auto& issue : worth)
        for (std::size_t l = 0; l < 4; ++l) issue.push_back(rng.uniform(-5.0, 5.0));
    return worth;
}

}  // namespace

TEST_CASE("the Nash point splits the surplus over the reservation values evenly", "[bargain]") {
    const Pie cake = pie(100, 0.2, 0.4);
    const std::vector<Party> parties{{cake.first, 0.2}, {cake.second, 0.4}};
    const Solutions solved = solve(cake.first.domain(), parties);
    REQUIRE(solved.nash.utilities[0] == Approx(0.4));  // 0.2 + (1 - 0.2 - 0.4) / 2
    REQUIRE(solved.nash.utilities[1] == Approx(0.6));
    REQUIRE(solved.egalitarian.utilities[0] == Approx(0.4));
    REQUIRE(solved.kalai_smorodinsky.utilities[0] == Approx(0.4));  // each gets half of the 0.4 that it could gain
    REQUIRE(solved.front.size() == 101);
    REQUIRE(solved.exact);
}

TEST_CASE("with two issues each party gives way on what the other wants more", "[bargain]") {
    const AdditiveUtility first({0.8, 0.2}, {{0.0, 1.0}, {0.0, 1.0}}, 0.0);
    const AdditiveUtility second({0.2, 0.8}, {{1.0, 0.0}, {1.0, 0.0}}, 0.0);
    const std::vector<Party> parties{{first}, {second}};
    const Solutions solved = solve(first.domain(), parties);
    REQUIRE(solved.nash.bid[0] == 1);
    REQUIRE(solved.nash.bid[1] == 0);
    REQUIRE(solved.nash.utilities[0] == Approx(0.8));
    REQUIRE(solved.max_welfare.bid == solved.nash.bid);
}

TEST_CASE("worth and utility convert both ways", "[bargain]") {
    Rng rng(7, 1, Purpose::noise);
    const auto worth = random_worth(rng, 5);
    const AdditiveUtility utility = AdditiveUtility::from_worth(worth, 1.5);
    Bid bid = utility.domain().first();
    do {
        double sum = 0.0;
        for (std::size_t i = 0; i < worth.size(); ++i) sum += worth[i][bid[i]];
        REQUIRE(utility.worth_of_utility(utility.of(bid)) == Approx(sum).margin(1e-9));
        REQUIRE(utility.utility_of_worth(sum) == Approx(utility.of(bid)).margin(1e-12));
    } while (utility.domain().next(bid));
    REQUIRE(utility.worth_of_utility(utility.reservation()) == Approx(1.5));
}

TEST_CASE("aspiration follows its closed form and boulware stays above conceder", "[bargain]") {
    const Aspiration linear{1.0, 0.4, 1.0}, boulware{1.0, 0.4, 0.25}, conceder{1.0, 0.4, 2.0};
    REQUIRE(linear.at(0.5) == Approx(0.7));
    REQUIRE(boulware.at(0.5) == Approx(1.0 - 0.6 / 16.0));
    REQUIRE(conceder.at(0.25) == Approx(0.7));
    for (int k = 1; k < 20; ++k) {
        const double time = k / 20.0;
        REQUIRE(boulware.at(time) > linear.at(time));
        REQUIRE(linear.at(time) > conceder.at(time));
        REQUIRE(boulware.at(time) <= boulware.at(time - 0.05));
    }
    REQUIRE(boulware.at(1.0) == 0.4);
    REQUIRE(boulware.at(9.0) == 0.4);
    REQUIRE(boulware.at(-1.0) == 1.0);
}

TEST_CASE("Rubinstein's share leaves the responder exactly what waiting would", "[bargain]") {
    const double own = 0.9, other = 0.8;
    const double share = rubinstein_share(own, other);
    REQUIRE(1.0 - share == Approx(other * rubinstein_share(other, own)));
    REQUIRE(rubinstein_share(0.9, 0.9) == Approx(1.0 / 1.9));
}

TEST_CASE("a concession path starts at the own best, falls in own utility and rises in the other's", "[bargain]") {
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        Rng rng(seed, 1, Purpose::noise);
        const auto own = AdditiveUtility::from_worth(random_worth(rng, 4), 0.0);
        const auto other = AdditiveUtility::from_worth(random_worth(rng, 4), 0.0);
        const ConcessionPath path(own, other);
        REQUIRE(own.of(path.bid_at(0)) == Approx(1.0));
        for (std::size_t k = 1; k < path.size(); ++k) {
            REQUIRE(own.of(path.bid_at(k)) < own.of(path.bid_at(k - 1)));
            REQUIRE(other.of(path.bid_at(k)) > other.of(path.bid_at(k - 1)));
            REQUIRE(path.own_at(k) == Approx(own.of(path.bid_at(k))).margin(1e-9));
        }
        REQUIRE(other.of(path.bid_at(path.size() - 1)) == Approx(1.0));
    }
}

TEST_CASE("bid_at_least gives the furthest concession that keeps the target", "[bargain]") {
    Rng rng(3, 1, Purpose::noise);
    const auto own = AdditiveUtility::from_worth(random_worth(rng, 5), 0.0);
    const auto other = AdditiveUtility::from_worth(random_worth(rng, 5), 0.0);
    const ConcessionPath path(own, other);
    for (int k = 0; k <= 100; ++k) {
        const double target = k / 100.0;
        const std::size_t step = path.step_at_least(target);
        if (path.own_at(0) >= target) REQUIRE(own.of(path.bid_at(step)) >= target - 1e-9);
        if (step + 1 < path.size()) REQUIRE(path.own_at(step + 1) < target);
    }
    REQUIRE(path.step_at_least(2.0) == 0);
}

TEST_CASE("every maximum of a weighted sum of the two utilities is on the path", "[bargain]") {
    // The weighted-sum maxima are the supported Pareto bids; the path must touch them all.
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Rng rng(seed, 2, Purpose::noise);
        const auto own = AdditiveUtility::from_worth(random_worth(rng, 3), 0.0);
        const auto other = AdditiveUtility::from_worth(random_worth(rng, 3), 0.0);
        const ConcessionPath path(own, other);
        for (double weight : {0.1, 0.37, 0.5, 0.73, 0.9}) {
            double best = -1.0;
            Bid bid = own.domain().first();
            do best = std::max(best, weight * own.of(bid) + (1.0 - weight) * other.of(bid));
            while (own.domain().next(bid));
            double on_path = -1.0;
            for (std::size_t k = 0; k < path.size(); ++k)
                on_path = std::max(on_path, weight * path.own_at(k) + (1.0 - weight) * other.of(path.bid_at(k)));
            REQUIRE(on_path == Approx(best));
        }
    }
}

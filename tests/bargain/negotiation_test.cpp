// Alternating offers under strategies of time.
#include "engine/base/rng.hpp"
#include "engine/bargain/negotiation.hpp"
#include "engine/bargain/solutions.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::bargain;

namespace {

// Three issues of ten levels, one party for more and the other for less, weights of their own.
struct Market {
    Domain domain{{10, 10, 10}};
    std::vector<Party> parties;
    std::vector<RankedBids> ranked;

    explicit Market(std::uint64_t seed, double reservation = 0.0) {
        Rng rng(seed, 1, Purpose::noise);
        for (bool rises : {true, false}) {
            std::vector<double> weights;
            for (int i = 0; i < 3; ++i) weights.push_back(rng.uniform(0.1, 1.0));
            std::vector<double> levels;
            for (int l = 0; l < 10; ++l) levels.push_back(rises ? l / 9.0 : 1.0 - l / 9.0);
            parties.push_back({AdditiveUtility(weights, {levels, levels, levels}, 0.0), reservation, 1.0});
        }
        for (const Party& party : parties) ranked.emplace_back(domain, party);
    }
    std::optional<Agreement> play(double first, double second, int rounds = 100, TimeRule rule = TimeRule::to_deadline) const {
        const BidLine lines[] = {bid_line(ranked[0], parties[0].reservation, {first, 0.0}, rounds, rule),
                                 bid_line(ranked[1], parties[1].reservation, {second, 0.0}, rounds, rule)};
        return negotiate(lines);
    }
    double gets(std::size_t party, const Agreement& agreement) const { return ranked[party].worth_of(agreement.bid); }
};

constexpr double boulware = 0.25, conceder = 4.0;

}  // namespace

TEST_CASE("bids are ranked by worth, and the least that is enough is found", "[bargain][sao]") {
    const Market market(1);
    const RankedBids& ranked = market.ranked[0];
    REQUIRE(ranked.size() == 1000);
    for (std::size_t i = 1; i < ranked.size(); ++i) CHECK(ranked.worth_at(i) >= ranked.worth_at(i - 1));
    const std::size_t at = ranked.at_least(0.5);
    CHECK(ranked.worth_at(at) >= 0.5);
    CHECK(ranked.worth_at(at - 1) < 0.5);
    CHECK(ranked.at_least(2.0) == ranked.size() - 1);
    for (std::uint32_t number : {0u, 7u, 123u, 999u}) CHECK(number_of(market.domain, bid_of(market.domain, number)) == number);
}

TEST_CASE("a concession begins at the best bid, never rises and ends at the reservation value", "[bargain][sao]") {
    const Market market(2, 0.3);
    for (double exponent : {boulware, 1.0, conceder}) {
        const Concession concession{exponent, 0.0};
        double before = concession.threshold(market.ranked[0], 0.3, 0.0);
        CHECK(before == Approx(market.ranked[0].most()));
        for (double time = 0.05; time <= 1.0; time += 0.05) {
            const double now = concession.threshold(market.ranked[0], 0.3, time);
            CHECK(now <= before);
            before = now;
        }
        CHECK(concession.threshold(market.ranked[0], 0.3, 1.0) == Approx(0.3));
    }
}

TEST_CASE("who gives in late gets more from who gives in early", "[bargain][sao]") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Market market(seed);
        const auto stubborn = market.play(boulware, conceder), mild = market.play(conceder, boulware);
        REQUIRE((stubborn && mild));
        CHECK(market.gets(0, *stubborn) > market.gets(0, *mild));
        CHECK(market.gets(1, *stubborn) < market.gets(1, *mild));
    }
}

TEST_CASE("nobody signs below his reservation value, and there may be no deal", "[bargain][sao]") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Market picky(seed, 0.5);
        if (const auto deal = picky.play(boulware, boulware)) {
            CHECK(picky.gets(0, *deal) >= 0.5 - 1e-12);
            CHECK(picky.gets(1, *deal) >= 0.5 - 1e-12);
        }
        const Market apart(seed, 0.95);
        CHECK_FALSE(apart.play(boulware, boulware));
    }
}

TEST_CASE("a bid of three parties is agreed once both others have accepted it", "[bargain][sao]") {
    const Domain pie({11, 11});  // so many tenths to the first, so many to the second; the third has the rest
    std::vector<std::vector<double>> first(2), second(2), third(2);
    for (int k = 0; k <= 10; ++k) {
        first[0].push_back(k / 10.0), first[1].push_back(0.0);
        second[0].push_back(0.0), second[1].push_back(k / 10.0);
        third[0].push_back(1.0 - k / 10.0), third[1].push_back(-k / 10.0);
    }
    std::vector<RankedBids> ranked;
    for (const auto& worth : {first, second, third}) ranked.emplace_back(pie, Party{AdditiveUtility::as_given(worth)});
    std::vector<BidLine> lines;
    for (const RankedBids& each : ranked) lines.push_back(bid_line(each, 0.0, {1.0, 0.0}, 100));
    const auto deal = negotiate(lines);
    REQUIRE(deal);
    for (const RankedBids& each : ranked) CHECK(each.worth_of(deal->bid) >= 0.0);
    CHECK(ranked[0].worth_of(deal->bid) + ranked[1].worth_of(deal->bid) + ranked[2].worth_of(deal->bid) == Approx(1.0));
}

TEST_CASE("under NegMAS' clock nobody begins at his best nor ends at his least", "[bargain][sao]") {
    const Market market(4);
    const auto ours = market.play(boulware, boulware, 1000), theirs = market.play(boulware, boulware, 1000, TimeRule::negmas);
    REQUIRE((ours && theirs));
    CHECK(std::abs(ours->round - theirs->round) <= 20);  // with many rounds the two clocks meet
    CHECK(market.play(boulware, boulware, 1).has_value());  // the one round is the deadline
    CHECK_FALSE(Market(4, 0.9).play(boulware, boulware, 1, TimeRule::negmas));
}

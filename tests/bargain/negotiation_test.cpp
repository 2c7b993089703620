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

namespace {

// What a rule of consent comes to, said in another way: each bid in turn, with everybody after its maker asked about it.
std::optional<Agreement> by_hand(std::span<const BidLine> lines, const Consent& consent) {
    const std::size_t parties = lines.size(), turns = parties * lines[0].asks.size();
    for (std::size_t made = 0; made < turns;) {
        const std::uint32_t bid = lines[made % parties].lays[made / parties];
        std::vector<int> votes(parties, -1);
        votes[made % parties] = 1;
        std::size_t next = turns;
        for (std::size_t turn = made + 1; turn < std::min(turns, made + parties) && next == turns; ++turn) {
            const std::size_t k = turn % parties;
            votes[k] = lines[k].ranked->worth_of(bid) >= lines[k].asks[turn / parties] ? 1 : 0;
            const auto yes = static_cast<std::size_t>(std::count(votes.begin(), votes.end(), 1));
            const auto no = static_cast<std::size_t>(std::count(votes.begin(), votes.end(), 0));
            bool all_vetoes = true, is_vetoed = false;
            for (std::size_t v = 0; v < consent.has_veto.size(); ++v)
                if (consent.has_veto[v]) all_vetoes = all_vetoes && votes[v] == 1, is_vetoed = is_vetoed || votes[v] == 0;
            if (yes >= consent.needed && all_vetoes) return Agreement{bid, static_cast<int>(turn / parties), k};
            if (is_vetoed || no > parties - consent.needed) next = turn;
        }
        made = next;
    }
    return std::nullopt;
}

// Three parties, three issues of five levels, tastes drawn at random.
struct Council {
    Domain domain{{5, 5, 5}};
    std::vector<RankedBids> ranked;
    std::vector<BidLine> lines;

    explicit Council(std::uint64_t seed, int rounds = 40) {
        Rng rng(seed, 2, Purpose::noise);
        for (int k = 0; k < 3; ++k) {
            std::vector<double> weights;
            std::vector<std::vector<double>> values(3);
            for (int i = 0; i < 3; ++i) {
                weights.push_back(rng.uniform(0.1, 1.0));
                for (int l = 0; l < 5; ++l) values[static_cast<std::size_t>(i)].push_back(rng.uniform());
            }
            ranked.emplace_back(domain, Party{AdditiveUtility(weights, values, 0.0)});
        }
        for (const RankedBids& each : ranked) lines.push_back(bid_line(each, 0.4, {1.0, 0.0}, rounds));
    }
};

}  // namespace

TEST_CASE("with everybody's consent needed the rule of consent is alternating offers as they were", "[bargain][consent]") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const Council council(seed);
        const auto plain = negotiate(council.lines), ruled = negotiate(council.lines, Consent{3, {}});
        CAPTURE(seed);
        REQUIRE(plain.has_value() == ruled.has_value());
        if (plain) CHECK((plain->bid == ruled->bid && plain->round == ruled->round && plain->by == ruled->by));
    }
}

TEST_CASE("agreements by majority and under veto are those that asking everybody in turn comes to", "[bargain][consent]") {
    int agreed = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const Council council(seed);
        for (const Consent& consent : {Consent{2, {}}, Consent{2, {true, false, false}}, Consent{2, {false, false, true}}, Consent{3, {}},
                                       Consent{2, {true, true, true}}}) {
            const auto played = negotiate(council.lines, consent), expected = by_hand(council.lines, consent);
            CAPTURE(seed, consent.needed);
            REQUIRE(played.has_value() == expected.has_value());
            if (!played) continue;
            ++agreed;
            CHECK((played->bid == expected->bid && played->round == expected->round && played->by == expected->by));
        }
    }
    CHECK(agreed > 200);
}

TEST_CASE("a majority agrees sooner on the whole than all would, and who has a veto is not outvoted", "[bargain][consent]") {
    double with = 0.0, without = 0.0, sooner = 0.0;  // one bid less refused moves the turns: not in every single game
    int outvoted = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Council council(seed);
        const auto all = negotiate(council.lines), most = negotiate(council.lines, Consent{2, {}});
        const auto veto = negotiate(council.lines, Consent{2, {false, false, true}});
        CAPTURE(seed);
        if (all && most) sooner += all->round - most->round;
        if (!most || !veto) continue;
        const RankedBids& last = council.ranked[2];
        CHECK(last.worth_of(veto->bid) >= 0.4);
        outvoted += last.worth_of(most->bid) < council.lines[2].asks[static_cast<std::size_t>(most->round)] ? 1 : 0;
        with += last.worth_of(veto->bid);
        without += last.worth_of(most->bid);
    }
    CHECK(sooner > 200.0);
    CHECK(outvoted > 10);
    CHECK(with > without);
}

TEST_CASE("nobody signs or lays down what is below a threshold, whatever else it brings", "[bargain][threshold]") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Market market(seed);
        const std::vector<Threshold> thresholds{{1, 0.5}};
        const RankedBids firm(market.domain, market.parties[0], thresholds);
        std::size_t allowed = 0;
        for (std::uint32_t number = 0; number < 1000; ++number) {
            const bool is_enough = bid_of(market.domain, number)[1] >= 5;  // levels 0 to 9 are worth 0 to 1 to it: 4 is 0.44
            allowed += is_enough ? 1 : 0;
            CHECK((firm.worth_of(number) >= -1e9) == is_enough);
        }
        CHECK(firm.size() == allowed);
        const BidLine lines[] = {bid_line(firm, 0.0, {1.0, 0.0}, 100), bid_line(market.ranked[1], 0.0, {1.0, 0.0}, 100)};
        const auto deal = negotiate(lines);
        REQUIRE(deal);
        CHECK(bid_of(market.domain, deal->bid)[1] >= 5);
        // The same as in the domain without those levels.
        const Domain narrow({10, 5, 10});
        for (std::uint32_t lay : lines[0].lays) CHECK(bid_of(market.domain, lay)[1] >= 5);
    }
}

TEST_CASE("thresholds that cannot both be met leave no agreement, nor does one that nothing meets", "[bargain][threshold]") {
    const Market market(3);
    const std::vector<Threshold> high{{0, 0.6}};
    const RankedBids first(market.domain, market.parties[0], high), second(market.domain, market.parties[1], high);
    const BidLine apart[] = {bid_line(first, 0.0, {1.0, 0.0}, 50), bid_line(second, 0.0, {1.0, 0.0}, 50)};
    CHECK_FALSE(negotiate(apart));  // one wants more of it, the other less
    const std::vector<Threshold> beyond{{0, 1.5}};
    const RankedBids nothing(market.domain, market.parties[0], beyond);
    CHECK(nothing.size() == 0);
    const BidLine empty[] = {bid_line(nothing, 0.0, {1.0, 0.0}, 50), bid_line(market.ranked[1], 0.0, {1.0, 0.0}, 50)};
    CHECK_FALSE(negotiate(empty));
    CHECK_FALSE(negotiate(empty, Consent{2, {}}));
}

TEST_CASE("nobody signs or lays down what is worth less to it than no agreement", "[bargain][sao][unhappy]") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        for (double reservation : {0.5, 0.7, 0.9, 1.0, 1.25}) {
            const Market market(seed, reservation);
            CAPTURE(seed, reservation);
            for (TimeRule rule : {TimeRule::to_deadline, TimeRule::negmas})
                for (std::size_t k = 0; k < 2; ++k) {
                    const BidLine line = bid_line(market.ranked[k], reservation, {conceder, 1e-4}, 30, rule);
                    for (std::size_t round = 0; round < 30; ++round) {
                        CHECK(line.asks[round] >= reservation);
                        if (line.lays[round] != no_bid) CHECK(market.ranked[k].worth_of(line.lays[round]) >= reservation);
                    }
                }
            const double least[] = {reservation, reservation};
            const auto deal = market.play(conceder, conceder);
            if (deal) {
                for (std::size_t k = 0; k < 2; ++k) CHECK(market.gets(k, *deal) >= reservation);
                CHECK(can_agree(market.ranked, least, Consent{2, {}}));
            }
            CHECK((reservation <= 1.0) == can_agree(market.ranked, least, Consent{1, {}}));
        }
}

TEST_CASE("a party whose best bid is worth less than no agreement signs nothing, whatever the other offers", "[bargain][sao][unhappy]") {
    const std::vector<std::vector<double>> worth{{0.2, 0.8}};
    const Domain domain({2});
    const Party party{AdditiveUtility::as_given(worth), 0.9, 1.0};
    const Party other{AdditiveUtility::as_given(worth), 0.0, 1.0};
    const RankedBids ranked[] = {RankedBids(domain, party), RankedBids(domain, other)};
    for (double exponent : {boulware, 1.0, conceder}) {
        const BidLine lines[] = {bid_line(ranked[0], 0.9, {exponent, 0.0}, 10), bid_line(ranked[1], 0.0, {exponent, 0.0}, 10)};
        CHECK_FALSE(negotiate(lines));
        const BidLine turned[] = {lines[1], lines[0]};
        CHECK_FALSE(negotiate(turned));
    }
    const double least[] = {0.9, 0.0};
    CHECK_FALSE(can_agree(ranked, least, Consent{2, {}}));
    CHECK(can_agree(ranked, least, Consent{1, {}}));
    CHECK_FALSE(can_agree(ranked, least, Consent{1, {true, false}}));
}

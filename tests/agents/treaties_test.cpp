// What agreements are worth between the shipped agents, over whole games of the main scenario: whether an inspector makes a
// promise better kept, and what a weak hand at home does to a deal. Pairs of games with the same seed.
#include <algorithm>
#include <vector>

#include "engine/world/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

constexpr double confidence = 0.95;

// Chance that a fair coin falls heads at least so often.
double chance_of_heads(int heads, int throws) {
    double sum = 0.0, ways = 1.0;
    for (int k = throws; k >= heads; --k) {
        sum += ways;
        ways *= static_cast<double>(k) / static_cast<double>(throws - k + 1);
    }
    for (int k = 0; k < throws; ++k) sum /= 2.0;
    return sum;
}

// Of paired runs, in how many the second came out lower, and in how many higher.
struct Pairs {
    int lower = 0, higher = 0;

    void add(double first, double second) {
        lower += second < first ? 1 : 0;
        higher += second > first ? 1 : 0;
    }
    // Two-sided sign test.
    bool shows_lower() const { return 2.0 * chance_of_heads(lower, lower + higher) <= 1.0 - confidence; }
};

constexpr int truce_begins = 9, truce_weeks = 26;
constexpr double promised_days = 21.0;

// A truce under which China promises the United States licences in three weeks, signed by both whatever they think of it.
std::size_t lay_down_truce(const Params& params, Game& game, Monitoring monitoring) {
    const SeatId us = params.of(Government::us).seat, china = params.of(Government::china).seat;
    Offer offer;
    offer.id = 0x80000000u;  // of no talk
    offer.by = us;
    Term licence = make_term(TermKind::licence, china, us);
    licence.limit = promised_days;
    for (const Term& term : {make_term(TermKind::truce, us, china, 0.0, 0, truce_weeks), licence,
                             make_term(TermKind::monitoring, china, us, 0.0, monitoring)})
        REQUIRE(offer.terms.push(term));
    PartyList parties;
    for (SeatId seat : {us, china}) REQUIRE(parties.push(seat));
    const Moment moment{game.cursor.seed, truce_begins, params.rounds + 1, params.day_of(truce_begins)};
    REQUIRE(sign(params, game.world, moment, offer, parties));
    std::size_t index = 0;
    while (game.world.agreements[index].offer != offer.id) ++index;
    game.world.agreements[index].ratified_by = bit(us) | bit(china);
    return index;
}

// Means over the weeks in which the truce was in force: what was done, whoever saw it.
struct Conducted {
    double undone = 0.0;  // share of the licence duty
    double days = 0.0;    // that American papers took
    int weeks = 0;
};

Conducted under_truce(const Setup& setup, const Cast& cast, std::uint64_t seed, Monitoring monitoring) {
    Played at = play_until(setup, cast, seed, truce_begins - 1);
    const std::size_t index = lay_down_truce(setup.params, *at.game, monitoring);
    Conducted sum;
    PlayHooks hooks;
    hooks.week_closed = [&](const Game& now) {
        const Agreement& pact = now.world.agreements[index];
        if (is_in_force(pact.state)) {
            sum.undone += pact.shortfall[1];
            sum.days += 7.0 * now.world.desk.mean_age_weeks[index_of(Region::us)];
            ++sum.weeks;
        }
        return now.cursor.week < truce_begins + truce_weeks + 2;
    };
    play(setup, *at.game, cast, at.minds, hooks);
    REQUIRE(sum.weeks > 0);
    return {sum.undone / sum.weeks, sum.days / sum.weeks, sum.weeks};
}

// The deals of the United States and China with each other in a game.
struct Deals {
    int agreed = 0, failed = 0;  // signed; refused at home
    double given[2] = {0.0, 0.0};  // by the two in all of them, shares of the largest deal as they stood when signed

    double mean_given(SeatId seat) const { return given[seat] / agreed; }
};

Deals deals_of(const Setup& setup, const Cast& cast, std::uint64_t seed) {
    const SeatId us = setup.params.of(Government::us).seat, china = setup.params.of(Government::china).seat;
    REQUIRE((us < 2 && china < 2));
    Deals deals;
    std::vector<std::uint32_t> agreed, failed;
    const auto is_new = [](std::vector<std::uint32_t>& seen, std::uint32_t offer) {
        if (std::find(seen.begin(), seen.end(), offer) != seen.end()) return false;
        seen.push_back(offer);
        return true;
    };
    PlayHooks hooks;
    hooks.phase_closed = [&](const Game& now) {
        for (const Agreement& pact : now.world.agreements) {
            if (pact.parties.size() != 2 || !is_party(pact.parties, us) || !is_party(pact.parties, china)) continue;
            if (is_new(agreed, pact.offer)) {
                ++deals.agreed;
                for (SeatId seat : {us, china}) deals.given[seat] += conceded_share(setup.params, now.world, pact, seat);
            }
            if (pact.state == AgreementState::not_ratified && is_new(failed, pact.offer)) ++deals.failed;
        }
        return true;
    };
    auto game = std::make_unique<Game>(start_game(setup, seed));
    std::vector<Mind> minds;
    play(setup, *game, cast, minds, hooks);
    return deals;
}

}  // namespace

TEST_CASE("a truce that is looked after is kept better than one that is not", "[agents][agreement][games]") {
    const auto setup = april_setup();
    const Cast cast = cast_of(*setup);
    Pairs undone, days;
    double without = 0.0, with = 0.0;
    for (std::uint64_t seed = 1; seed <= 48; ++seed) {
        const Conducted alone = under_truce(*setup, cast, seed, Monitoring::none);
        const Conducted watched = under_truce(*setup, cast, seed, Monitoring::third_party);
        undone.add(alone.undone, watched.undone);
        days.add(alone.days, watched.days);
        without += alone.undone;
        with += watched.undone;
    }
    CAPTURE(undone.lower, undone.higher, days.lower, days.higher, without / 48.0, with / 48.0);
    CHECK(undone.shows_lower());
    CHECK(days.shows_lower());
    CHECK(with < 0.8 * without);  // and by how much
}

// Putnam 1988: a hand that is tied at home gets better terms where there is a deal, and more often there is none in the end.
TEST_CASE("the smaller a government's win-set, the less it gives where a deal is made, and the more of its deals fail", "[agents][agreement][games]") {
    const auto base = april_setup();
    const Cast free_hands = cast_of(*base);
    struct Tied {
        Government hand;
        double points;  // of approval less, which leave it just above the threshold
        Pairs concluded{}, terms{};
        int agreed = 0, failed = 0;
        double given = 0.0, given_free = 0.0;  // over pairs with a deal in both games
    };
    std::vector<Tied> all{{Government::us, 14.0}, {Government::china, 40.0}};
    int agreed = 0, failed = 0;
    std::vector<Deals> before;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        before.push_back(deals_of(*base, free_hands, seed));
        agreed += before.back().agreed;
        failed += before.back().failed;
    }
    REQUIRE(agreed > 0);
    for (Tied& tied : all) {
        auto setup = std::make_shared<Setup>(*base);
        setup->params.governments[index_of(tied.hand)].approval -= tied.points;
        const Cast cast = cast_of(*setup);
        const SeatId seat = setup->params.of(tied.hand).seat;
        for (std::uint64_t seed = 1; seed <= before.size(); ++seed) {
            const Deals &free = before[seed - 1], after = deals_of(*setup, cast, seed);
            tied.concluded.add(free.agreed - free.failed, after.agreed - after.failed);
            tied.agreed += after.agreed;
            tied.failed += after.failed;
            if (free.agreed == 0 || after.agreed == 0) continue;
            tied.terms.add(free.mean_given(seat), after.mean_given(seat));
            tied.given_free += free.mean_given(seat);
            tied.given += after.mean_given(seat);
        }
        CAPTURE(name_of(tied.hand), tied.concluded.lower, tied.concluded.higher, agreed, failed, tied.agreed, tied.failed);
        CAPTURE(tied.terms.lower, tied.terms.higher, tied.given_free, tied.given);
        CHECK(tied.concluded.shows_lower());                     // deals that pass at home
        CHECK(tied.failed * agreed > 2 * failed * tied.agreed);  // the share of those signed that fail there
        CHECK(tied.terms.shows_lower());
    }
}

}  // namespace chokepoint::test

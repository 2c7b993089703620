// Whether a coalition would have held: the same game with one member taken out or one outsider let in.
#include "engine/study/scoring/stability.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

// A front of the United States, Japan and the European Union from the first day on, by the scenario itself: an agreement is
// among the measures that a game starts under nowhere, so that tests of the parts lay one into the world.
Agreement front(const Setup& setup) {
    const auto seat = [&](Government government) { return setup.params.of(government).seat; };
    const SeatId us = seat(Government::us), japan = seat(Government::japan), eu = seat(Government::eu);
    const auto queue_of = [&](SeatId member) { return test::make_term(TermKind::shared_queue, member, us, 0.0, 0, 60); };
    return test::make_agreement({us, japan, eu}, {queue_of(japan), queue_of(eu)}, {1, 60});
}

Game played_by(const Setup& setup, const std::vector<std::string>& strategies, std::uint64_t seed, int weeks) {
    const Result<Cast> cast = make_cast(setup, test::players(), strategies);
    REQUIRE(cast);
    Game game = start_game(setup, seed, weeks);
    std::vector<Mind> minds;
    play(setup, game, *cast, minds);
    return game;
}

// The first seed in which autonomous play forms a front, played for so many weeks; 0: none of the first ones.
std::uint64_t seed_with_front(const Setup& setup, int weeks) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed)
        if (*stability_of(setup, test::players(), {}, played_by(setup, {}, seed, weeks), 2)) return seed;
    return 0;
}

}  // namespace

TEST_CASE("the largest front is the queue of most members in force", "[study][coalition]") {
    const Setup& setup = *test::april_setup();
    World world = start_world(setup.params, 1);
    CHECK(largest_front(setup, world).empty());
    Agreement pair = front(setup);
    pair.terms.resize(1);
    REQUIRE(world.agreements.push(pair));
    CHECK(largest_front(setup, world) == std::vector<Government>{Government::us, Government::japan});
    REQUIRE(world.agreements.push(front(setup)));
    CHECK(largest_front(setup, world).size() == 3);
    world.agreements[1].term_states[1] = TermState::waived;
    CHECK(largest_front(setup, world).size() == 2);
    world.agreements[0].state = world.agreements[1].state = AgreementState::expired;
    CHECK(largest_front(setup, world).empty());
}

TEST_CASE("stability is what the deviations say", "[study][coalition]") {
    Stability stability;
    stability.deviations = {{Government::us, false, -1.0, 0.0, 0.0}, {Government::japan, true, 0.0, 0.0, 0.0}};
    CHECK((stability.is_internally_stable() && stability.is_externally_stable()));
    stability.deviations[0].gain = 0.1;
    CHECK((!stability.is_internally_stable() && stability.is_externally_stable()));
    stability.deviations[1].gain = 0.1;
    CHECK_FALSE(stability.is_externally_stable());
}

TEST_CASE("a game in which nobody negotiates has no front to report", "[study][coalition]") {
    const Setup& setup = *test::april_setup();
    const std::vector<std::string> passive(setup.params.seats, "passive");
    const auto none = stability_of(setup, test::players(), passive, played_by(setup, passive, 1, 8), 1);
    REQUIRE(none);
    CHECK_FALSE(*none);
}

TEST_CASE("every member and every outsider is asked, and threads change nothing", "[study][coalition]") {
    const Setup& setup = *test::april_setup();
    constexpr int weeks = 30;
    const std::uint64_t seed = seed_with_front(setup, weeks);
    CAPTURE(seed);
    REQUIRE(seed > 0);
    const Game played = played_by(setup, {}, seed, weeks);
    const auto alone = stability_of(setup, test::players(), {}, played, 1), shared = stability_of(setup, test::players(), {}, played, 3);
    REQUIRE((alone && shared && *alone && *shared));
    const Stability &one = **alone, &three = **shared;
    CHECK(one.members.size() >= 2);
    REQUIRE(one.deviations.size() == three.deviations.size());
    std::size_t leaving = 0;
    bool moves_something = false;
    for (std::size_t i = 0; i < one.deviations.size(); ++i) {
        const Deviation &a = one.deviations[i], &b = three.deviations[i];
        CHECK((a.who == b.who && a.joins == b.joins && a.gain == b.gain && a.magnets_if_t == b.magnets_if_t));
        const bool is_member = std::find(one.members.begin(), one.members.end(), a.who) != one.members.end();
        CHECK(is_member != a.joins);
        CHECK(a.who != Government::china);
        leaving += a.joins ? 0 : 1;
        moves_something = moves_something || (a.gain != 0.0 && a.magnets_t != a.magnets_if_t);
    }
    CHECK(leaving == one.members.size());
    CHECK(moves_something);
}

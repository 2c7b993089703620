// What must hold whatever the scenario says and whoever plays: scenarios drawn far beyond the ranges of april-2025,
// agents mixed with seats that say anything at all. Each failure prints the seed that shows it again.
#include "tests/support/catch.hpp"
#include "tests/support/chaos.hpp"
#include "tests/support/invariants.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int slower = 10;  // a sanitizer's weeks are this much dearer
#else
constexpr int slower = 1;
#endif
constexpr int weeks_in_all = 10000 / slower;
constexpr int weeks_a_game = 40;
constexpr int games = weeks_in_all / weeks_a_game;

// How a game is played: by the scenario's agents, by `random` ones, by nobody; and how much every seat adds to that.
struct Crowd {
    std::string strategy;
    std::size_t most_messages = 0;
};

Crowd crowd_of(Rng& rng) {
    static constexpr const char* strategies[] = {"", "random", "passive"};
    static constexpr std::size_t most[] = {0, 2, 6, limits::messages};
    return {strategies[rng.below(3)], most[rng.below(4)]};
}

// Plays and looks after every week; the first fault, or nothing.
std::string play_and_look(const Setup& setup, const Crowd& crowd, std::uint64_t seed, int weeks, Tally& sum) {
    const Cast cast = cast_of(setup, crowd.strategy);
    auto game = std::make_unique<Game>(start_game(setup, seed, weeks));
    std::vector<Mind> minds;
    const auto answers = std::make_unique<Answers>();
    for (;;) {
        const Phase phase = open_phase(setup, *game);
        if (phase.kind == PhaseKind::over) break;
        ask_all(setup, *game, phase, cast, minds, *answers);
        Rng rng(seed, static_cast<std::uint32_t>(phase.week), Purpose::agent, static_cast<std::uint32_t>(phase.round));
        for (SeatId seat = 0; seat < setup.params.seats && crowd.most_messages > 0; ++seat)
            speak_at_random(setup, *game, phase.kind, seat, crowd.most_messages, rng, (*answers)[seat]);
        close_phase(setup, *game, *answers);
        if (phase.kind != PhaseKind::orders) continue;
        std::string fault = not_finite_in(*game);
        if (fault.empty()) fault = fault_in(setup, *game);
        if (!fault.empty()) return "week " + std::to_string(phase.week) + ": " + fault;
    }
    const Tally& tally = game->world.tally;
    sum.weeks += tally.weeks;
    sum.agreements += tally.agreements;
    sum.breaches += tally.breaches;
    sum.snap_backs += tally.snap_backs;
    sum.plants_stopped += tally.plants_stopped;
    return "";
}

}  // namespace

TEST_CASE("random scenarios are sound, differ, and come again from their seed", "[world][property]") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const Scenario scenario = random_scenario(april_2025(), seed);
        for (const Fault& fault : validate(scenario)) FAIL_CHECK(fault.path + ": " + fault.message);
        CHECK(first_difference(scenario, random_scenario(april_2025(), seed)).path.empty());
        CHECK_FALSE(first_difference(scenario, april_2025()).path.empty());
    }
}

TEST_CASE("in any sound scenario and whatever anybody says, everything adds up and nothing leaves its bounds",
          "[world][property][invariant]") {
    Tally sum;
    for (int i = 0; i < games; ++i) {
        const auto seed = static_cast<std::uint64_t>(1000 + i);
        CAPTURE(seed);
        const auto setup = make_setup(random_scenario(april_2025(), seed));
        if (!setup) FAIL(to_string(setup.errors()));
        Rng rng(seed, 1, Purpose::start);
        const Crowd crowd = crowd_of(rng);
        const std::string fault = play_and_look(**setup, crowd, seed, weeks_a_game, sum);
        CAPTURE(crowd.strategy, crowd.most_messages, fault);
        REQUIRE(fault.empty());
    }
    CHECK(sum.weeks == games * weeks_a_game);
    // They were worth looking at.
    CHECK(sum.agreements > games / 2);
    CHECK(sum.breaches > 0);
    CHECK(sum.plants_stopped > 0.0);
}

}  // namespace chokepoint::test

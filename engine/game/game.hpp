// The game: world and talks as one trivially copyable value, and the resumable pair that moves it. No waiting,
// no clock, no I/O: rooms, sweeps, replays and branches all drive the same two functions.
#pragma once

#include <optional>

#include "engine/domain/agent.hpp"
#include "engine/domain/journal.hpp"
#include "engine/domain/outcomes.hpp"
#include "engine/domain/snapshot.hpp"
#include "engine/game/talks.hpp"
#include "engine/world/params.hpp"
#include "engine/world/world.hpp"

namespace chokepoint {

// What never changes during a game and is shared by all games of a scenario.
struct Setup {
    Scenario scenario;
    Params params;
};

// Validates and prepares; the faults name paths of the scenario, also of an opening act that would be refused.
Result<std::shared_ptr<const Setup>> make_setup(Scenario scenario);

// Where the game stands. round 1..rounds are talk rounds, rounds + 1 the order phase; `open` between
// open_phase and close_phase. A week in the middle of a turn has only an order phase, in which nobody is asked.
struct Cursor {
    std::uint64_t seed = 0;
    std::int32_t week = 1;
    std::int32_t weeks = 0;
    std::int32_t round = 1;
    PhaseKind phase = PhaseKind::talk;
    bool open = false;
    std::array<std::uint8_t, 2> spare{};
};
CHOKEPOINT_FIELDS(Cursor, seed, week, weeks, round, phase, open, spare)

struct Game {
    Cursor cursor;
    World world;
    Talks talks;
};
CHOKEPOINT_FIELDS(Game, cursor, world, talks)

// A game at the start of week 1: opening stocks, types and plants drawn from the seed. weeks <= 0: the scenario's.
Game start_game(const Setup& setup, std::uint64_t seed, int weeks = 0);

// One phase to be answered.
struct Phase {
    PhaseKind kind = PhaseKind::over;
    int week = 0;
    int round = 0;
    SeatMask asked = 0;  // seats whose answer is awaited; others need not be asked
};

// Opens the next phase (at a week's start this applies dated events and shocks). Idempotent until closed. Where a
// turn spans several weeks, each further week is one phase that asks nobody: orders stand, the world goes on.
Phase open_phase(const Setup& setup, Game& game);

// What `seat` sees in the open phase. Depends on nothing that is hidden from it.
void observe(const Setup& setup, const Game& game, SeatId seat, Observation& out);
// The same where `out` holds what another seat saw in the same phase: what all see alike is not written again.
void observe_next(const Setup& setup, const Game& game, SeatId seat, Observation& out);

// The answers of one phase by seat; an empty answer is a pass.
using Answers = std::array<Answer, limits::seats>;

// Applies the answers in an order keyed by (seed, week, round); after the order phase resolves the week.
// Answers of seats that were not asked are ignored. Illegal messages are refused, recorded in the game and
// told to the seat in its next observation. `why`, begun with last week's end (engine/world/explain.hpp), is told what
// moved in the week if this phase ends one; see Explainer (engine/game/explainer.hpp).
void close_phase(const Setup& setup, Game& game, const Answers& answers, Explanation* why = nullptr);

// The round in which a week begins: 1, or the order phase's in the middle of a turn.
int first_round(const Params& params, int week);

// What has come out so far (final once open_phase says over).
Outcomes outcomes(const Setup& setup, const Game& game);

// What the game so far is worth to a seat, by its own interests: a government counts point-weeks, a firm USD million
// (engine/world/value.hpp). Private: a seat's weights are in it. Cheap; what is to be made of it needs other games of the
// same seed to compare with (engine/study/scoring).
double value_of(const Setup& setup, const Game& game, SeatId seat);
std::array<double, limits::seats> values(const Setup& setup, const Game& game);

// The share of weeks with a promise due in which the seat kept it, 0 to 1; nothing where it owed none.
std::optional<double> promises_kept(const Game& game, SeatId seat);

// Fills what a watcher from the given viewpoint may know.
void snapshot(const Setup& setup, const Game& game, Viewpoint viewpoint, SeatId seat, Snapshot& out);

}  // namespace chokepoint

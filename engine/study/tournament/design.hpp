// A tournament's design: two seats, what may be played in each, and how often every pairing is played. Knows
// what a design means, not how it is written (proto/codec/design_text.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/fields.hpp"
#include "engine/domain/agent.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint::study {

// One side of the matrix. An empty seat is the default one: see row_role() and column_role().
struct TournamentSide {
    std::string seat;
    std::vector<std::string> strategies;
};
CHOKEPOINT_FIELDS(TournamentSide, seat, strategies)

// Another seat that plays something else than the scenario says.
struct SeatStrategy {
    std::string seat;
    std::string strategy;
};
CHOKEPOINT_FIELDS(SeatStrategy, seat, strategy)

struct TournamentDesign {
    std::string name;
    std::string title;     // as people read it; may be empty
    std::string scenario;  // file, relative to the design's own folder
    TournamentSide row;
    TournamentSide column;
    std::int32_t games =
        0;  // of each pairing, 1 or more; game k has one seed in every pairing, so that they pair up
    std::int32_t weeks = 0;  // length of a game; 0: the scenario's
    std::uint64_t seed = 0;
    std::vector<SeatStrategy> agents;  // in other seats
};
CHOKEPOINT_FIELDS(TournamentDesign, name, title, scenario, row, column, games, weeks, seed, agents)

// The roles of the two seats: "us" and "china" where the design leaves them out.
std::string_view row_role(const TournamentDesign& design);
std::string_view column_role(const TournamentDesign& design);

// How many games the design asks for.
std::uint64_t game_count(const TournamentDesign& design);

// The seed of game k, the same in every pairing: `chokepoint run --seed` plays that very game again.
std::uint64_t seed_of_game(const TournamentDesign& design, std::uint32_t k);

// Every fault as a path into the design (row.strategies[1]) and what would be right.
std::vector<Fault> validate(const TournamentDesign& design, const Scenario& scenario, const Roster& roster);

}  // namespace chokepoint::study

// april-2025 as benchmarks want it. Programs of benchmarks link no test library: a scenario that does not
// load ends them with its faults.
#pragma once

#include "engine/game/play.hpp"

namespace chokepoint::bench {

constexpr std::uint64_t april_seed = 7;
constexpr int april_weeks = 12;

const Setup& april();
// Everybody's own agent.
const Cast& april_cast();
// The game after april_weeks weeks played by them: goods under way, applications in the queue, talks going
// on.
const Game& april_game();

}  // namespace chokepoint::bench

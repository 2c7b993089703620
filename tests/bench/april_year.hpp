// A whole year of april-2025, phase by phase: what benchmarks of seats and of the wire take their questions and answers from.
#pragma once

#include <vector>

#include "engine/game/play.hpp"

namespace chokepoint::bench {

struct PlayedPhase {
    Game game;  // while the phase is open
    Phase phase;
    std::vector<Answer> answers;  // by seat
};

// Played by everybody's own agent. Some 60 MB, made when first asked for.
const std::vector<PlayedPhase>& april_year();

}  // namespace chokepoint::bench

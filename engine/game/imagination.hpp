// Imagined worlds: the game's own rules over a coarse form of the scenario, started afresh with an imagined seed and led
// along the public record to the present. Reads an observation and the public scenario; never a Game.
#pragma once

#include "engine/domain/imagination.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint {

// The scenario must be sound (validate()).
std::shared_ptr<const Imagination> make_imagination(const Scenario& scenario);

}  // namespace chokepoint

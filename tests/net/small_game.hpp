// The smallest sound scenario with four seats, and agents whose every word depends on all that they see,
// remember and draw: where two games differ in anything, their digests soon do.
#pragma once

#include <memory>

#include "engine/game/play.hpp"

namespace chokepoint::test {

// China makes magnets, the United States uses them: six weeks, "jitter" in every seat.
std::shared_ptr<const Setup> small_setup();

// Makes the agents "jitter" and "other", which do not say the same; any other strategy is unknown.
Roster jitter_roster();

}  // namespace chokepoint::test

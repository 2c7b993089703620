// The licensing desk: how many applications it decides, whose first, and who needs to ask no longer.
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

// Orders of the week, only those that change something. Order phase, China's seat only.
void run_desk(const Position& position, Pen& pen);

}  // namespace chokepoint::agents

// An ally of the United States that buys from China: torn between a common front and a private licence.
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

const Actor& ally_actor();

}  // namespace chokepoint::agents

// The United States: the executive's tariffs, listings, technology controls and offers, and its agencies' help
// for supply at home.
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

const Actor& us_actor();

}  // namespace chokepoint::agents

// China: the policy desk (tariffs, scope of controls, offers) and the licensing desk (desk.hpp) in one seat.
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

const Actor& china_actor();

// What the licensing control would be worth now: leverage over those it reaches, less customers and face lost.
Worth control_worth(const Position& position);

}  // namespace chokepoint::agents

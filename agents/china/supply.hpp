// How China's policy desk steers supply: quotas for its mines, a price under that of plants abroad, customs against leakage, a
// general licence that buys a member off a front. As its policy did from 2010 to 2015: scarce while controls bite, cheap when
// plants abroad would pay.
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

void steer_supply(const Position& position, GovernmentMind& mind, Pen& pen);

}  // namespace chokepoint::agents

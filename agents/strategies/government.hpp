// A government's agent: an actor (who it is) under a style (how it bargains and answers).
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

std::unique_ptr<const Agent> make_government(Facts facts, const Style& style, const Actors& actors);

}  // namespace chokepoint::agents

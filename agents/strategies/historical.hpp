// Plays the recorded course: the dated acts of its government, in the phases of their week that come nearest.
#pragma once

#include "agents/strategies/facts.hpp"
#include "engine/domain/agent.hpp"

namespace chokepoint::agents {

std::unique_ptr<const Agent> make_historical(Facts facts, Government government);

}  // namespace chokepoint::agents

// Legal messages at random: a baseline, and exercise for everything that takes messages.
#pragma once

#include "agents/strategies/facts.hpp"
#include "engine/domain/agent.hpp"

namespace chokepoint::agents {

std::unique_ptr<const Agent> make_random(Facts facts);

}  // namespace chokepoint::agents

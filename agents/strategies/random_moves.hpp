// Moves at random, legal by what the seat sees: orders beside the few that cost little to draw, and what a party may do to an agreement.
// Knows nothing of how often (random_agent.cpp).
#pragma once

#include <optional>

#include "agents/strategies/facts.hpp"
#include "engine/base/rng.hpp"
#include "engine/domain/messages.hpp"
#include "engine/domain/observation.hpp"

namespace chokepoint::agents {

// An order of the week; nothing where the one drawn is not the seat's to give now.
std::optional<Message> random_government_order(const Facts& facts, const Observation& observation, Rng& rng);
std::optional<Message> random_firm_order(const Facts& facts, const Observation& observation, Rng& rng);
// What a party does to one of its agreements; nothing where it has none, or the draw is not open to it.
std::optional<Message> random_act_on_agreement(const Facts& facts, const Observation& observation, Rng& rng);

}  // namespace chokepoint::agents

// When a government pays to know more: where what the answer might change is worth more than it costs.
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

// Orders audits, studies and inspections, in the order phase.
void inquire(const Position& position, const Actor& actor, Pen& pen);

// Whether inspectors have been sent to look into a clause and have not come back yet.
bool awaits_inspectors(const Observation& observation, std::size_t agreement, std::size_t clause);

}  // namespace chokepoint::agents

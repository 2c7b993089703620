// What a strategy's numbers make of those who play by them. The roster's own: others ask for agents, or for the numbers.
#pragma once

#include "agents/firm/style.hpp"
#include "agents/strategies/style.hpp"
#include "engine/domain/strategies.hpp"

namespace chokepoint {

// Of a government's strategy that has numbers, and of a firm's.
agents::Style style_of(const Scenario& scenario, std::string_view strategy);
agents::FirmStyle firm_style_of(const Scenario& scenario, std::string_view strategy);

}  // namespace chokepoint

// Firms: stocks, output, reports, lobbying, thrift, investment, and talks with governments and each other.
#pragma once

#include "agents/firm/style.hpp"
#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

std::unique_ptr<const Agent> make_firm(Facts facts, const FirmStyle& style, const Actors& actors);

}  // namespace chokepoint::agents

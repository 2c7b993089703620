// The one door to the agents: name -> agent.
#pragma once

#include <span>

#include "engine/domain/agent.hpp"

namespace chokepoint {

// Makes the agent that plays `strategy` in `seat`. Errors: unknown strategy (lists the known ones), or one that
// cannot play that kind of seat.
Result<std::unique_ptr<const Agent>> make_agent(const Scenario& scenario, SeatId seat, std::string_view strategy);

// Every strategy name with a line about it, and the kinds of seat it can play.
struct StrategyInfo {
    std::string_view name;
    std::string_view about;
    bool for_governments;
    bool for_firms;
};
std::span<const StrategyInfo> strategies();

}  // namespace chokepoint

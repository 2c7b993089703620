// The one door to the agents: name -> agent.
#pragma once

#include <span>

#include "engine/domain/agent.hpp"
#include "engine/domain/appraisal.hpp"
#include "engine/domain/imagination.hpp"

namespace chokepoint {

// Makes what an agent imagines worlds with, from the public scenario (make_imagination in engine/game/imagination.hpp).
using Imaginer = std::function<std::shared_ptr<const Imagination>(const Scenario&)>;

// Makes the agent that plays `strategy` in `seat`. Errors: unknown strategy (lists the known ones), one that
// cannot play that kind of seat, or one that looks ahead without an imaginer.
Result<std::unique_ptr<const Agent>> make_agent(const Scenario& scenario, SeatId seat, std::string_view strategy,
                                                const Imaginer& imaginer = {});
// The same as a roster, whose agents can look ahead.
Roster make_roster(Imaginer imaginer);

// What a government's closed form says of bids, whatever its strategy (AppraiserMaker).
std::unique_ptr<const Appraiser> make_appraiser(const Scenario& scenario, SeatId seat);

// Every strategy name with a line about it, and the kinds of seat it can play.
struct StrategyInfo {
    std::string_view name;
    std::string_view about;
    bool for_governments;
    bool for_firms;
};
std::span<const StrategyInfo> strategies();

}  // namespace chokepoint

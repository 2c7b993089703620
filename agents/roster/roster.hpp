// The one door to the agents: name -> agent.
#pragma once

#include "engine/domain/agent.hpp"
#include "engine/domain/appraisal.hpp"
#include "engine/domain/imagination.hpp"
#include "engine/domain/strategies.hpp"

namespace chokepoint {

// Makes what an agent imagines worlds with, from the public scenario (make_imagination in engine/game/imagination.hpp).
using Imaginer = std::function<std::shared_ptr<const Imagination>(const Scenario&)>;

// Makes the agent that plays `strategy` in `seat`: one that ships, or one that the (sound) scenario makes of those. Errors:
// unknown strategy (lists the known ones), one that cannot play that kind of seat, or one that looks ahead without an imaginer.
Result<std::unique_ptr<const Agent>> make_agent(const Scenario& scenario, SeatId seat, std::string_view strategy,
                                                const Imaginer& imaginer = {});
// The same as a roster, whose agents can look ahead.
Roster make_roster(Imaginer imaginer);

// The numbers with which a strategy plays in the scenario, shipped or the scenario's own: all that it has are set. Nothing is
// where nobody knows the name. A variant of a strategy whose numbers the scenario changes starts from the changed ones.
StrategySpec numbers_of(const Scenario& scenario, std::string_view strategy);

// What a government's closed form says of bids, whatever its strategy (AppraiserMaker).
std::unique_ptr<const Appraiser> make_appraiser(const Scenario& scenario, SeatId seat);

}  // namespace chokepoint

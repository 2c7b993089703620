// Dates between the parties of a talk that stand on the public record: the end of a truce or of a suspension, a tariff rise
// that is dated. Concession runs on weeks and on these.
#pragma once

#include "agents/strategies/lens.hpp"
#include "agents/strategies/minds.hpp"

namespace chokepoint::agents {

// The first week from now on in which something between the seat and another party of the talk runs out or rises; 0: none.
// What ends counts from the day that it was agreed. A rise counts once it has been seen well ahead, and then until it comes:
// one for next week is a blow, not a deadline. `mind` remembers it; without one rises do not count.
int next_deadline(const View& view, const PartyList& parties, SeatId self, GovernmentMind* mind);

}  // namespace chokepoint::agents

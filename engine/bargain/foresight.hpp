// Two parties who know each other's utilities and for whom time is dear: what each asks and lays down in every round when both look
// ahead to the deadline. The bids are those of the domain, one by one; equilibrium.hpp has the same over odds between them.
#pragma once

#include <array>

#include "engine/bargain/negotiation.hpp"

namespace chokepoint::bargain {

// Lines in the subgame-perfect equilibrium of stacked alternating offers: in its turn a party accepts what is worth as much to it by
// then as laying down another bid; and lays down what is best for it of all that the other accepts, or its own best where waiting is
// worth more, or none where even that is worth less than waiting. Time runs with every turn, 0 in the first to 1 in the last: an agreement at time t is worth u discount^t, none at all
// the reservation value at time 1. Errors: no bid to lay down, other than two parties, a discount not above 0 (checked).
std::array<BidLine, 2> foresighted_lines(const std::array<const RankedBids*, 2>& ranked, std::span<const Party> parties, int rounds);

}  // namespace chokepoint::bargain

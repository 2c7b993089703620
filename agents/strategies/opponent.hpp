// How one party supposes that another bargains, given who the other may be: evenly from its opening to what its red line
// leaves it, over the weeks that its patience and its pain allow. Shared by those who infer and those who search.
#pragma once

#include "agents/strategies/table.hpp"

namespace chokepoint::agents {

// Who the other may be. Its weights and the state of its economy are as the view has them, but for its users' stocks.
struct SupposedType {
    double patience = 0.95, hawkishness = 0.5, red_line = 0.3;
    double shortage_scale = 1.0;   // of the shortage that the public record makes expect
};

struct Opponent {
    bargain::AdditiveUtility utility;  // of the agenda's bids to it; the reservation is its red line's
    double opening = 1.0;              // utility that it begins with: its best among those that the supposer could take
    double weeks = 1.0;                // from there to its reservation
    double late = 0.0;                 // weeks by which it has been seen to lag behind that
    double would_take = 2.0;           // utility of what it has offered itself: so much it takes at once; above 1: nothing yet

    // What it holds out for so many weeks after the talks began; falls, never below its reservation.
    double target_at(double weeks_gone) const;
    // Weeks from now until it would take a bid; negative: it never would.
    double wait_for(const bargain::Bid& bid, double weeks_gone) const;
    // Weeks from the talks' beginning until it holds out for no more than that, were it in time.
    double comes_down_to(double offered) const;
};

// `other` must be a party of the agenda, and a government.
Opponent suppose(const View& view, const Actors& actors, const Agenda& agenda, const Table& own, SeatId other,
                 const SupposedType& type);

// The other party of an agenda between two governments, no_seat elsewhere.
SeatId sole_opponent(const Facts& facts, const Agenda& agenda, SeatId self);

}  // namespace chokepoint::agents

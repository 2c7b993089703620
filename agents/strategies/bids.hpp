// Bids and term lists: two ways to write one offer on an agenda.
#pragma once

#include "agents/strategies/facts.hpp"
#include "engine/bargain/domain.hpp"

namespace chokepoint::agents {

// The offer that a bid stands for. Bids of an agenda only.
TermList terms_of(const Agenda& agenda, const bargain::Bid& bid);

// The bid nearest to an offer. `exact` when the offer is on the agenda's grid with nothing left over, so that
// terms_of(bid) would write the same offer.
struct ReadBid {
    bargain::Bid bid;
    bool exact = true;
};
ReadBid bid_of(const Agenda& agenda, const TermList& terms);

}  // namespace chokepoint::agents

// What self-interested parties agree on under alternating offers, by backward induction over the front of a domain.
#pragma once

#include "engine/bargain/solutions.hpp"

namespace chokepoint::bargain {

// Utilities of two parties, by party.
struct Division {
    double first = 0.0, second = 0.0;
};

// How a party takes delay and failure.
struct Patience {
    double discount = 1.0;     // of what it gets, for each round that passes, 0 to 1
    double reservation = 0.0;  // what it has when time runs out, in the round in which it does
};

// The subgame-perfect equilibrium of alternating offers: in each round the proposer asks for as much as leaves the other what it would
// have by waiting (Stahl 1972; without end Rubinstein 1982). Offers lie anywhere on the concave hull of the front: bids, or odds
// between two of them, so that a pie can be cut at any place. `rounds` of 0 or less: without end, by value iteration to 1e-12.
// The first party proposes in odd rounds, counted from 1; `front` is that of solve(), of two parties. Errors: an empty front, another
// number of parties, a discount outside 0 to 1, or two discounts of 1 without end, which leaves the division open (checked).
Division alternating_offers(std::span<const Point> front, const Patience& first, const Patience& second, int rounds);

}  // namespace chokepoint::bargain

// Solution points of a two-party domain by enumeration: for tests and analysis of small domains, never in a
// bidding loop.
#pragma once

#include "engine/bargain/domain.hpp"

namespace chokepoint::bargain {

struct Outcome {
    Bid bid;
    double first = 0.0;   // utility to the first party
    double second = 0.0;  // and to the second
};

// The bids that nobody can improve for one without loss to the other, by falling utility of the first; bids of
// equal utilities to both appear once.
std::vector<Outcome> pareto_front(const AdditiveUtility& first, const AdditiveUtility& second);

// The front's point with the greatest product of gains over the reservation values. Where no bid gives both
// their reservation value, the one with the least shortfall of the worse-off.
Outcome nash_point(const AdditiveUtility& first, const AdditiveUtility& second);

// The front's point with the greatest sum, and the one that does best by the worse-off.
Outcome max_welfare_point(const AdditiveUtility& first, const AdditiveUtility& second);
Outcome egalitarian_point(const AdditiveUtility& first, const AdditiveUtility& second);

}  // namespace chokepoint::bargain

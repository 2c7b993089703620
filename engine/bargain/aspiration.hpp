// Time-dependent aspiration: how much a party asks for as its deadline nears.
#pragma once

namespace chokepoint::bargain {

// start at time 0, reservation at time 1 (time is clamped to [0, 1]):
//   start - (start - reservation) * time^(1/exponent)
// exponent < 1 gives in late (boulware), 1 evenly, > 1 early (conceder). exponent > 0.
struct Aspiration {
    double start = 1.0;
    double reservation = 0.0;
    double exponent = 1.0;

    double at(double time) const;
};

// The first mover's share of a pie under alternating offers without end, by the two discount factors in [0, 1)
// (Rubinstein 1982).
double rubinstein_share(double own_discount, double other_discount);

}  // namespace chokepoint::bargain

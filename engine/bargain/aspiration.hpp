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
// The same with a last round, counted from 1, in which the first mover proposes if the number is odd (Stahl 1972). Two rounds more turn
// a share x into 1 - other + own other x, whose fixed point is Rubinstein's. rounds > 0.
double stahl_share(double own_discount, double other_discount, int rounds);

}  // namespace chokepoint::bargain

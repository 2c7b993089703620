// What a negotiation could end in: the Pareto front of any number of parties and the points that bargaining theory singles
// out. For analysis and tests, never in a bidding loop.
#pragma once

#include <span>

#include "engine/bargain/utility.hpp"

namespace chokepoint::bargain {

struct Point {
    Bid bid;
    std::vector<double> utilities;  // by party
};

struct Solutions {
    std::vector<Point> front;   // bids that nobody can improve for one without loss to another, by falling utility of the first party;
                                // bids of equal utilities to all appear once, the first in the order of the domain
    Point nash;                 // greatest product of gains over the reservation values (Nash 1950)
    Point kalai_smorodinsky;    // greatest least share of what each could gain at best (Kalai and Smorodinsky 1975)
    Point egalitarian;          // greatest least gain (Kalai 1977)
    Point max_welfare;          // greatest sum of utilities
    bool exact = true;          // false: the front is what a search found
};

// The most bids that are looked at one by one.
constexpr double most_enumerated = 1e6;

// Exact where the domain has at most most_enumerated bids, and for additive utilities also above it, where the front of all
// issues is folded from the fronts of one after another (what is dominated in some issues is dominated with any others) as long
// as it holds at most most_enumerated points. Else a front of local optima: for many weights of the parties the best bid reached
// from random starts by changing one issue at a time; reproducible. Gains of points that leave somebody under his reservation
// value count by the worst shortfall. Errors: no party, a utility of another domain (checked).
Solutions solve(const Domain& domain, std::span<const Party> parties);

// How far a point is from another, in utilities (Euclid).
double distance(const Point& a, const Point& b);
// How far it is from the front: to the nearest of its points.
double distance_to_front(const Point& point, const Solutions& solutions);

}  // namespace chokepoint::bargain

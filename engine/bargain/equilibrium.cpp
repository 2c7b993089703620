#include "engine/bargain/equilibrium.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/check.hpp"

namespace chokepoint::bargain {
namespace {

// The concave hull of a front, from the first party's best to the second's.
std::vector<Division> hull_of(std::span<const Point> front) {
    std::vector<Division> hull;
    for (const Point& point : front) {
        CHOKEPOINT_CHECK(point.utilities.size() == 2);
        const Division next{point.utilities[0], point.utilities[1]};
        const auto lies_inside = [&] {
            const Division &a = hull[hull.size() - 2], &b = hull.back();
            return (b.second - a.second) * (a.first - next.first) <= (next.second - a.second) * (a.first - b.first);
        };
        while (hull.size() >= 2 && lies_inside()) hull.pop_back();
        hull.push_back(next);
    }
    return hull;
}

// The best that a party can have where the other has at least so much; the other's best where it wants more than there is.
Division best_for(const std::vector<Division>& hull, bool is_first, double least_of_other) {
    const auto own = [&](const Division& point) { return is_first ? point.first : point.second; };
    const auto other = [&](const Division& point) { return is_first ? point.second : point.first; };
    const std::size_t last = hull.size() - 1;
    const auto at = [&](std::size_t k) { return hull[is_first ? k : last - k]; };  // from one's own best on
    if (other(at(0)) >= least_of_other) return at(0);
    for (std::size_t k = 1; k <= last; ++k) {
        if (other(at(k)) < least_of_other) continue;
        const Division a = at(k - 1), b = at(k);
        const double share = (least_of_other - other(a)) / (other(b) - other(a));
        const double mine = own(a) + share * (own(b) - own(a));
        return is_first ? Division{mine, least_of_other} : Division{least_of_other, mine};
    }
    return at(last);
}

// What both have in a round in which one proposes, by what waiting for the next is worth to each.
Division proposed(const std::vector<Division>& hull, bool is_first, Division waiting) {
    const Division offer = best_for(hull, is_first, is_first ? waiting.second : waiting.first);
    return offer.first >= waiting.first && offer.second >= waiting.second ? offer : waiting;
}

}  // namespace

Division alternating_offers(std::span<const Point> front, const Patience& first, const Patience& second, int rounds) {
    CHOKEPOINT_CHECK(!front.empty());
    for (const Patience* each : {&first, &second}) CHOKEPOINT_CHECK(each->discount >= 0.0 && each->discount <= 1.0);
    CHOKEPOINT_CHECK(rounds > 0 || first.discount < 1.0 || second.discount < 1.0);
    const std::vector<Division> hull = hull_of(front);
    const auto discounted = [&](Division later) { return Division{first.discount * later.first, second.discount * later.second}; };
    Division waiting{first.reservation, second.reservation};  // after the last round there is nothing to wait for
    for (int round = rounds; round >= 1; --round) {
        const Division value = proposed(hull, round % 2 == 1, waiting);
        if (round == 1) return value;
        waiting = discounted(value);
    }
    for (Division before{-1.0, -1.0};;) {  // without end: two rounds at a time shrink any difference by both discounts
        const Division reply = proposed(hull, false, waiting);
        const Division value = proposed(hull, true, discounted(reply));
        if (std::abs(value.first - before.first) + std::abs(value.second - before.second) < 1e-12) return value;
        before = value;
        waiting = discounted(value);
    }
}

}  // namespace chokepoint::bargain

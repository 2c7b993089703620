#include "engine/bargain/aspiration.hpp"

#include "engine/base/check.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::bargain {

double Aspiration::at(double time) const {
    CHOKEPOINT_CHECK(exponent > 0.0);
    const double passed = math::clamp(time, 0.0, 1.0);
    const double given = passed <= 0.0 ? 0.0 : (passed >= 1.0 ? 1.0 : math::pow(passed, 1.0 / exponent));
    return start - (start - reservation) * given;
}

double rubinstein_share(double own_discount, double other_discount) {
    return (1.0 - other_discount) / (1.0 - own_discount * other_discount);
}

double stahl_share(double own_discount, double other_discount, int rounds) {
    CHOKEPOINT_CHECK(rounds > 0);
    const double shortest = rounds % 2 == 1 ? 1.0 : 1.0 - other_discount;  // of one round or two
    const double both = own_discount * other_discount;
    if (both >= 1.0) return shortest;
    double left = 1.0;
    for (int pairs = (rounds - 1) / 2; pairs > 0; --pairs) left *= both;
    const double endless = rubinstein_share(own_discount, other_discount);
    return endless + left * (shortest - endless);
}

}  // namespace chokepoint::bargain

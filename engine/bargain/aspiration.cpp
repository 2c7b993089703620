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

}  // namespace chokepoint::bargain

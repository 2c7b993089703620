#include "engine/bargain/utility.hpp"

#include <algorithm>

#include "engine/base/check.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::bargain {

bool Box::holds(const Bid& bid) const {
    return std::all_of(bounds.begin(), bounds.end(),
                       [&](const Bound& bound) { return bid[bound.issue] >= bound.low && bid[bound.issue] <= bound.high; });
}

BoxUtility::BoxUtility(const Domain& domain, std::vector<Box> boxes, double scale) : boxes_(std::move(boxes)), scale_(scale) {
    CHOKEPOINT_CHECK(scale > 0.0);
    for (const Box& box : boxes_)
        for (const Box::Bound& bound : box.bounds)
            CHOKEPOINT_CHECK(bound.issue < domain.issues() && bound.low <= bound.high && bound.high < domain.levels(bound.issue));
}

double BoxUtility::of(const Bid& bid) const {
    double sum = 0.0;
    for (const Box& box : boxes_)
        if (box.holds(bid)) sum += box.pays;
    return std::min(1.0, sum / scale_);
}

double Party::of(const Bid& bid) const {
    return std::visit([&](const auto& each) { return each.of(bid); }, utility);
}

double Party::of(const Bid& bid, double time) const {
    const double now = of(bid);
    return discount >= 1.0 ? now : now * math::pow(discount, time);
}

}  // namespace chokepoint::bargain

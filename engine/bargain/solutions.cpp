#include "engine/bargain/solutions.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace chokepoint::bargain {

namespace {

template <typename Merit>
Outcome best_of(const std::vector<Outcome>& front, Merit merit) {
    CHOKEPOINT_CHECK(!front.empty());
    return *std::max_element(front.begin(), front.end(),
                             [&](const Outcome& a, const Outcome& b) { return merit(a) < merit(b); });
}

}  // namespace

std::vector<Outcome> pareto_front(const AdditiveUtility& first, const AdditiveUtility& second) {
    const Domain domain = first.domain();
    CHOKEPOINT_CHECK(domain.bids() <= 2e7);
    std::vector<Outcome> all;
    Bid bid = domain.first();
    do all.push_back({bid, first.of(bid), second.of(bid)});
    while (domain.next(bid));
    // Stable: among equals the first in enumeration order stays.
    std::stable_sort(all.begin(), all.end(), [](const Outcome& a, const Outcome& b) {
        return a.first != b.first ? a.first > b.first : a.second > b.second;
    });
    std::vector<Outcome> front;
    for (const Outcome& outcome : all)
        if (front.empty() || outcome.second > front.back().second) front.push_back(outcome);
    return front;
}

Outcome nash_point(const AdditiveUtility& first, const AdditiveUtility& second) {
    return best_of(pareto_front(first, second), [&](const Outcome& outcome) {
        const double a = outcome.first - first.reservation();
        const double b = outcome.second - second.reservation();
        return a >= 0.0 && b >= 0.0 ? a * b : std::min(a, b);
    });
}

Outcome max_welfare_point(const AdditiveUtility& first, const AdditiveUtility& second) {
    return best_of(pareto_front(first, second), [](const Outcome& o) { return o.first + o.second; });
}

Outcome egalitarian_point(const AdditiveUtility& first, const AdditiveUtility& second) {
    return best_of(pareto_front(first, second), [](const Outcome& o) { return std::min(o.first, o.second); });
}

}  // namespace chokepoint::bargain

#include "engine/bargain/domain.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace chokepoint::bargain {

Domain::Domain(std::vector<std::size_t> level_counts) : level_counts_(std::move(level_counts)) {
    CHOKEPOINT_CHECK(level_counts_.size() <= max_issues);
    for (std::size_t count : level_counts_) CHOKEPOINT_CHECK(count >= 1 && count <= max_levels);
}

double Domain::bids() const {
    double product = 1.0;
    for (std::size_t count : level_counts_) product *= static_cast<double>(count);
    return product;
}

bool Domain::contains(const Bid& bid) const {
    if (bid.issues != issues()) return false;
    for (std::size_t i = 0; i < issues(); ++i)
        if (bid[i] >= levels(i)) return false;
    return true;
}

Bid Domain::first() const {
    Bid bid;
    bid.issues = static_cast<std::uint8_t>(issues());
    return bid;
}

bool Domain::next(Bid& bid) const {
    for (std::size_t i = issues(); i-- > 0;) {
        if (static_cast<std::size_t>(bid[i]) + 1 < levels(i)) {
            ++bid[i];
            return true;
        }
        bid[i] = 0;
    }
    return false;
}

AdditiveUtility::AdditiveUtility(std::vector<double> weights, const LevelTable& values, double reservation)
    : table_(values), reservation_(reservation) {
    CHOKEPOINT_CHECK(weights.size() == values.issues() && weights.size() <= max_issues);
    double sum = 0.0;
    for (double weight : weights) {
        CHOKEPOINT_CHECK(weight >= 0.0);
        sum += weight;
    }
    for (std::size_t i = 0; i < issues(); ++i) {
        CHOKEPOINT_CHECK(levels(i) >= 1 && levels(i) <= max_levels);
        const double weight = sum > 0.0 ? weights[i] / sum : 0.0;
        for (double& value : table_[i]) value *= weight;
    }
}

AdditiveUtility AdditiveUtility::as_given(const LevelTable& worth, double reservation) {
    CHOKEPOINT_CHECK(worth.issues() > 0 && worth.issues() <= max_issues);
    AdditiveUtility utility(worth);
    for (std::size_t i = 0; i < worth.issues(); ++i) CHOKEPOINT_CHECK(worth.levels(i) >= 1 && worth.levels(i) <= max_levels);
    utility.reservation_ = reservation;
    return utility;
}

AdditiveUtility AdditiveUtility::from_worth(const LevelTable& worth, double reservation_worth) {
    CHOKEPOINT_CHECK(worth.issues() <= max_issues);
    AdditiveUtility utility(worth);
    std::array<double, max_issues> lows, ranges;
    double low = 0.0;
    double range = 0.0;
    for (std::size_t i = 0; i < worth.issues(); ++i) {
        CHOKEPOINT_CHECK(worth.levels(i) >= 1 && worth.levels(i) <= max_levels);
        const auto [least, most] = std::minmax_element(worth[i].begin(), worth[i].end());
        lows[i] = *least;
        ranges[i] = *most - *least;
        low += lows[i];
        range += ranges[i];
    }
    for (std::size_t i = 0; i < worth.issues(); ++i) {
        const double weight = range > 0.0 ? ranges[i] / range : 0.0;
        for (double& value : utility.table_[i]) value = weight * (ranges[i] > 0.0 ? (value - lows[i]) / ranges[i] : 0.0);
    }
    utility.low_worth_ = low;
    utility.worth_range_ = range;
    utility.reserve(reservation_worth);
    return utility;
}

double AdditiveUtility::of(const Bid& bid) const {
    CHOKEPOINT_CHECK(bid.issues == issues());
    double sum = 0.0;
    for (std::size_t i = 0; i < issues(); ++i) {
        CHOKEPOINT_CHECK(bid[i] < levels(i));
        sum += of(i, bid[i]);
    }
    return sum;
}

double AdditiveUtility::utility_of_worth(double worth) const {
    return worth_range_ > 0.0 ? (worth - low_worth_) / worth_range_ : 0.0;
}

Domain AdditiveUtility::domain() const {
    std::vector<std::size_t> counts;
    for (std::size_t i = 0; i < issues(); ++i) counts.push_back(levels(i));
    return Domain(std::move(counts));
}

}  // namespace chokepoint::bargain

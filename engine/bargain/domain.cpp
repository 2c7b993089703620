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

AdditiveUtility::AdditiveUtility(std::vector<double> weights, const std::vector<std::vector<double>>& values,
                                 double reservation)
    : reservation_(reservation) {
    CHOKEPOINT_CHECK(weights.size() == values.size() && weights.size() <= max_issues);
    double sum = 0.0;
    for (double weight : weights) {
        CHOKEPOINT_CHECK(weight >= 0.0);
        sum += weight;
    }
    first_.reserve(values.size() + 1);
    first_.push_back(0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        CHOKEPOINT_CHECK(!values[i].empty() && values[i].size() <= max_levels);
        const double weight = sum > 0.0 ? weights[i] / sum : 0.0;
        for (double value : values[i]) table_.push_back(weight * value);
        first_.push_back(table_.size());
    }
}

AdditiveUtility AdditiveUtility::as_given(const std::vector<std::vector<double>>& worth, double reservation) {
    CHOKEPOINT_CHECK(!worth.empty());
    AdditiveUtility utility(std::vector<double>(worth.size(), 1.0), worth, reservation);
    std::size_t next = 0;
    for (const std::vector<double>& issue : worth)
        for (double value : issue) utility.table_[next++] = value;
    return utility;
}

AdditiveUtility AdditiveUtility::from_worth(const std::vector<std::vector<double>>& worth,
                                            double reservation_worth) {
    std::vector<double> ranges;
    std::vector<std::vector<double>> values = worth;
    double low = 0.0;
    double range = 0.0;
    for (std::vector<double>& issue : values) {
        CHOKEPOINT_CHECK(!issue.empty());
        const auto [least, most] = std::minmax_element(issue.begin(), issue.end());
        const double issue_low = *least;
        const double issue_range = *most - *least;
        for (double& value : issue) value = issue_range > 0.0 ? (value - issue_low) / issue_range : 0.0;
        ranges.push_back(issue_range);
        low += issue_low;
        range += issue_range;
    }
    AdditiveUtility utility(std::move(ranges), values, 0.0);
    utility.low_worth_ = low;
    utility.worth_range_ = range;
    utility.reservation_ = utility.utility_of_worth(reservation_worth);
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

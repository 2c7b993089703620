#include "engine/bargain/concession_path.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace chokepoint::bargain {

namespace {

struct Level {
    double own;
    double other;
    std::uint8_t level;
};

// The levels of one issue worth offering: own value falls, the other's rises, from the own best on.
std::vector<Level> retreat_of(const AdditiveUtility& own, const AdditiveUtility& other, std::size_t issue) {
    std::vector<Level> levels;
    for (std::size_t l = 0; l < own.levels(issue); ++l)
        levels.push_back({own.of(issue, l), other.of(issue, l), static_cast<std::uint8_t>(l)});
    std::sort(levels.begin(), levels.end(), [](const Level& a, const Level& b) {
        if (a.own != b.own) return a.own > b.own;
        if (a.other != b.other) return a.other > b.other;
        return a.level < b.level;
    });
    std::vector<Level> kept;
    for (const Level& level : levels)
        if (kept.empty() || level.other > kept.back().other) kept.push_back(level);
    return kept;
}

// The steepest average gain per loss over any number of next steps: the slope of the concave hull from here.
double best_slope(const std::vector<Level>& retreat, std::size_t at) {
    double best = -1.0;
    for (std::size_t k = at + 1; k < retreat.size(); ++k)
        best = std::max(best, (retreat[k].other - retreat[at].other) / (retreat[at].own - retreat[k].own));
    return best;
}

}  // namespace

ConcessionPath::ConcessionPath(const AdditiveUtility& own, const AdditiveUtility& other) {
    const std::size_t issues = own.issues();
    CHOKEPOINT_CHECK(other.issues() == issues);
    std::vector<std::vector<Level>> retreats;
    std::vector<std::size_t> at(issues, 0);
    std::vector<double> slopes;
    best_.issues = static_cast<std::uint8_t>(issues);
    for (std::size_t i = 0; i < issues; ++i) {
        retreats.push_back(retreat_of(own, other, i));
        best_[i] = retreats[i].front().level;
        slopes.push_back(best_slope(retreats[i], 0));
    }
    double utility = own.of(best_);
    own_utility_.push_back(utility);
    // A hull segment once begun is finished (between its ends its slope may look worse or better than it is).
    std::vector<std::size_t> segment_end(issues, 0);
    for (;;) {
        std::size_t chosen = issues;
        for (std::size_t i = 0; i < issues; ++i) {
            if (at[i] + 1 >= retreats[i].size()) continue;
            if (chosen == issues || slopes[i] > slopes[chosen]) chosen = i;
        }
        if (chosen == issues) break;
        const std::vector<Level>& retreat = retreats[chosen];
        if (at[chosen] >= segment_end[chosen]) {
            for (std::size_t k = at[chosen] + 1; k < retreat.size(); ++k)
                if ((retreat[k].other - retreat[at[chosen]].other) / (retreat[at[chosen]].own - retreat[k].own) >=
                    slopes[chosen])
                    segment_end[chosen] = k;
        }
        utility -= retreat[at[chosen]].own - retreat[at[chosen] + 1].own;
        ++at[chosen];
        steps_.push_back({static_cast<std::uint8_t>(chosen), retreat[at[chosen]].level});
        own_utility_.push_back(utility);
        if (at[chosen] >= segment_end[chosen]) slopes[chosen] = best_slope(retreat, at[chosen]);
    }
}

Bid ConcessionPath::bid_at(std::size_t step) const {
    CHOKEPOINT_CHECK(step < size());
    Bid bid = best_;
    for (std::size_t k = 0; k < step; ++k) bid[steps_[k].issue] = steps_[k].level;
    return bid;
}

std::size_t ConcessionPath::step_at_least(double target) const {
    // A hair of tolerance: the utilities are running sums.
    constexpr double hair = 1e-12;
    const auto beyond = std::partition_point(own_utility_.begin(), own_utility_.end(),
                                             [&](double utility) { return utility >= target - hair; });
    return beyond == own_utility_.begin() ? 0 : static_cast<std::size_t>(beyond - own_utility_.begin()) - 1;
}

}  // namespace chokepoint::bargain

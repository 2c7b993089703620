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

// The levels of one issue worth offering: own value falls, the other's rises, from the own best on. Few enough for the stack.
using Retreat = boost::container::small_vector<Level, 8>;

Retreat retreat_of(const AdditiveUtility& own, const AdditiveUtility& other, std::size_t issue) {
    Retreat levels;
    for (std::size_t l = 0; l < own.levels(issue); ++l)
        levels.push_back({own.of(issue, l), other.of(issue, l), static_cast<std::uint8_t>(l)});
    std::sort(levels.begin(), levels.end(), [](const Level& a, const Level& b) {
        if (a.own != b.own) return a.own > b.own;
        if (a.other != b.other) return a.other > b.other;
        return a.level < b.level;
    });
    std::size_t kept = 0;
    for (const Level& level : levels)
        if (kept == 0 || level.other > levels[kept - 1].other) levels[kept++] = level;
    levels.resize(kept);
    return levels;
}

// The steepest average gain per loss over any number of next steps: the slope of the concave hull from here.
double best_slope(const Retreat& retreat, std::size_t at) {
    double best = -1.0;
    for (std::size_t k = at + 1; k < retreat.size(); ++k)
        best = std::max(best, (retreat[k].other - retreat[at].other) / (retreat[at].own - retreat[k].own));
    return best;
}

// Where one issue stands on its way down.
struct Descent {
    Retreat retreat;
    std::size_t at = 0;
    std::size_t segment_end = 0;  // a hull segment once begun is finished (between its ends its slope may look worse or better than it is)
    double slope = 0.0;
};

void begin_segment(Descent& descent) {
    const Level& here = descent.retreat[descent.at];
    for (std::size_t k = descent.at + 1; k < descent.retreat.size(); ++k)
        if ((descent.retreat[k].other - here.other) / (here.own - descent.retreat[k].own) >= descent.slope) descent.segment_end = k;
}

}  // namespace

ConcessionPath::ConcessionPath(const AdditiveUtility& own, const AdditiveUtility& other) {
    const std::size_t issues = own.issues();
    CHOKEPOINT_CHECK(other.issues() == issues);
    boost::container::small_vector<Descent, 8> descents;
    best_.issues = static_cast<std::uint8_t>(issues);
    for (std::size_t i = 0; i < issues; ++i) {
        descents.push_back({retreat_of(own, other, i), 0, 0, 0.0});
        best_[i] = descents[i].retreat.front().level;
        descents[i].slope = best_slope(descents[i].retreat, 0);
    }
    double utility = own.of(best_);
    own_utility_.push_back(utility);
    for (;;) {
        std::size_t chosen = issues;
        for (std::size_t i = 0; i < issues; ++i) {
            if (descents[i].at + 1 >= descents[i].retreat.size()) continue;
            if (chosen == issues || descents[i].slope > descents[chosen].slope) chosen = i;
        }
        if (chosen == issues) break;
        Descent& descent = descents[chosen];
        if (descent.at >= descent.segment_end) begin_segment(descent);
        utility -= descent.retreat[descent.at].own - descent.retreat[descent.at + 1].own;
        ++descent.at;
        steps_.push_back({static_cast<std::uint8_t>(chosen), descent.retreat[descent.at].level});
        own_utility_.push_back(utility);
        if (descent.at >= descent.segment_end) descent.slope = best_slope(descent.retreat, descent.at);
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

#include "agents/strategies/posterior.hpp"

#include <algorithm>

#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr std::size_t patiences = 5, red_lines = 6, stocks = 2;
static_assert(patiences * red_lines * stocks == hypotheses);
constexpr std::array stock_scales{0.6, 1.4};  // judgement: users' shelves fuller or emptier than the record makes expect
constexpr double offer_error = 0.10;          // judgement: by which offers miss what a type would offer, in own utility
constexpr double least_weight = 1e-4;         // nobody is ruled out: types may be misjudged

// The middles of `count` equal parts of a range.
double grid_point(double low, double high, std::size_t i, std::size_t count) {
    return low + (high - low) * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
}

void normalise(Belief& belief) {
    double sum = 0.0;
    for (double weight : belief) sum += weight;
    for (double& weight : belief) weight /= sum;
}

constexpr double full_scale = 65535.0;

}  // namespace

double triangular_density(double low, double mode, double high, double at) {
    if (high <= low) return 1.0;
    const double rise = std::max(mode - low, 1e-9), fall = std::max(high - mode, 1e-9);
    return std::max(0.05, at <= mode ? (at - low) / rise : (high - at) / fall);
}

Grid grid_of(const GovernmentFacts& rival, double hawkishness) {
    Grid grid;
    std::size_t h = 0;
    for (std::size_t p = 0; p < patiences; ++p)
        for (std::size_t r = 0; r < red_lines; ++r)
            for (double scale : stock_scales) {
                SupposedType& type = grid.types[h];
                type.patience = grid_point(rival.patience_low, rival.patience_high, p, patiences);
                type.red_line = grid_point(rival.red_line_low, rival.red_line_high, r, red_lines);
                type.hawkishness = hawkishness;
                type.shortage_scale = scale;
                grid.prior[h++] =
                    triangular_density(rival.patience_low, rival.patience, rival.patience_high, type.patience) *
                    triangular_density(rival.red_line_low, rival.red_line, rival.red_line_high, type.red_line);
            }
    normalise(grid.prior);
    return grid;
}

double expected_offer(const Table& table, const Opponent& rival, double weeks_gone) {
    const double target = rival.target_at(weeks_gone);
    for (std::size_t step = table.first_step; step < table.path.size(); ++step)
        if (rival.utility.of(table.path.bid_at(step)) >= target - 1e-12) return table.path.own_at(step);
    return table.path.own_at(table.path.size() - 1);
}

std::array<std::uint16_t, hypotheses> kept(const Belief& belief) {
    const double largest = *std::max_element(belief.begin(), belief.end());
    std::array<std::uint16_t, hypotheses> weights{};
    for (std::size_t h = 0; h < hypotheses; ++h)
        weights[h] = static_cast<std::uint16_t>(full_scale * math::ratio(belief[h], largest, 0.0) + 0.5);
    return weights;
}

Belief recalled(const std::array<std::uint16_t, hypotheses>& kept, const Grid& grid) {
    if (std::all_of(kept.begin(), kept.end(), [](std::uint16_t weight) { return weight == 0; })) return grid.prior;
    Belief belief{};
    for (std::size_t h = 0; h < hypotheses; ++h) belief[h] = static_cast<double>(kept[h]);
    normalise(belief);
    return belief;
}

Belief after_offer(const Belief& before, const Table& table, std::span<const Opponent> rivals, double weeks_gone,
                   double offered) {
    // Against the type that fits best: an offer that surprises all of them alike teaches nothing, and erases nothing.
    std::array<double, hypotheses> miss{};
    double least = 1e9;
    for (std::size_t h = 0; h < hypotheses; ++h) {
        miss[h] = (offered - expected_offer(table, rivals[h], weeks_gone)) / offer_error;
        least = std::min(least, miss[h] * miss[h]);
    }
    Belief after = before;
    for (std::size_t h = 0; h < hypotheses; ++h) after[h] *= math::exp(-0.5 * (miss[h] * miss[h] - least));
    normalise(after);
    for (double& weight : after) weight = std::max(least_weight, weight);
    normalise(after);
    return after;
}

double entropy(const Belief& belief) {
    double bits = 0.0;
    for (double weight : belief)
        if (weight > 0.0) bits -= weight * math::log(weight) / math::log(2.0);
    return bits;
}

double Waiting::share_left(double wait) const {
    return math::clamp(1.0 - math::ratio(annuity(patience, wait), annuity(patience, weeks_left), 1.0), 0.0, 1.0);
}

double best_hold(const Table& table, std::span<const Opponent> rivals, const Belief& belief, double weeks_gone,
                 const Waiting& waiting) {
    double best = table.own.reservation();
    double best_gain = 0.0;
    for (std::size_t step = table.first_step; step < table.path.size(); ++step) {
        const double utility = table.path.own_at(step);
        const double gain = utility - table.own.reservation();
        if (gain <= 0.0) break;
        const bargain::Bid bid = table.path.bid_at(step);
        double expected = 0.0;
        for (std::size_t h = 0; h < hypotheses; ++h) {
            const double wait = rivals[h].wait_for(bid, weeks_gone);
            if (wait >= 0.0) expected += belief[h] * waiting.share_left(wait);
        }
        if (expected * gain <= best_gain) continue;
        best_gain = expected * gain;
        best = utility;
    }
    return best;
}

}  // namespace chokepoint::agents

#include "engine/study/reservation/line.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

#include "engine/base/check.hpp"

namespace chokepoint::study {
namespace {

constexpr double tail_of_line = 0.025;
constexpr Estimate nothing_known{no_figure, no_figure, no_figure};

// Sums over points, each by its weight.
struct Moments {
    double w = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0, yy = 0.0;

    double spread_of_x() const { return xx - x * x / w; }
    double spread_of_y() const { return yy - y * y / w; }
    double slope() const { return (xy - x * y / w) / spread_of_x(); }
    double intercept() const { return (y - slope() * x) / w; }
};

double weight_of(const LinePoint& point, double scatter_squared) { return 1.0 / (point.error * point.error + scatter_squared); }

Moments moments_of(std::span<const LinePoint> points, double scatter_squared) {
    Moments sum;
    for (const LinePoint& point : points) {
        const double w = weight_of(point, scatter_squared);
        sum.w += w;
        sum.x += w * point.x;
        sum.y += w * point.y;
        sum.xx += w * point.x * point.x;
        sum.xy += w * point.x * point.y;
        sum.yy += w * point.y * point.y;
    }
    return sum;
}

double weighted_residuals(std::span<const LinePoint> points, double scatter_squared) {
    const Moments sum = moments_of(points, scatter_squared);
    double squares = 0.0;
    for (const LinePoint& point : points) {
        const double residual = point.y - sum.intercept() - sum.slope() * point.x;
        squares += weight_of(point, scatter_squared) * residual * residual;
    }
    return squares;
}

// The scatter with which weighted residuals come to one a degree of freedom. Never quite none, so that a point without
// error has no infinite weight.
double scatter_squared_of(std::span<const LinePoint> points) {
    const Moments plain = [&] {
        std::vector<LinePoint> even(points.begin(), points.end());
        for (LinePoint& point : even) point.error = 1.0;
        return moments_of(even, 0.0);
    }();
    const double most = plain.spread_of_y() + 1e-300, freedom = static_cast<double>(points.size()) - 2.0;
    double low = 1e-12 * most / plain.w, high = most;
    if (weighted_residuals(points, low) <= freedom) return low;
    for (int halving = 0; halving < 100; ++halving) {
        const double middle = std::sqrt(low * high);
        (weighted_residuals(points, middle) > freedom ? low : high) = middle;
    }
    return high;
}

struct Covariance {
    double aa = 0.0, ab = 0.0, bb = 0.0;
    double t = 0.0;  // Student's quantile that goes with it
};

// What games that are drawn anew would do to intercept and slope.
Covariance covariance_of(std::span<const LinePoint> points, double scatter_squared, std::size_t games) {
    const Moments sum = moments_of(points, scatter_squared);
    struct Score { double a = 0.0, b = 0.0; };
    std::map<std::size_t, Score> by_game;
    for (const LinePoint& point : points) {
        const double pull = weight_of(point, scatter_squared) * (point.y - sum.intercept() - sum.slope() * point.x);
        by_game[point.game].a += pull;
        by_game[point.game].b += pull * point.x;
    }
    // (X'WX)^-1 times a game's score: how far that game alone pulls both.
    const double determinant = sum.w * sum.spread_of_x();
    Covariance found;
    for (const auto& [game, score] : by_game) {
        const double a = (sum.xx * score.a - sum.x * score.b) / determinant;
        const double b = (sum.w * score.b - sum.x * score.a) / determinant;
        found.aa += a * a;
        found.ab += a * b;
        found.bb += b * b;
    }
    const auto n = static_cast<double>(points.size()), g = static_cast<double>(games);
    const double few = g / (g - 1.0) * (n - 1.0) / (n - 2.0);
    found.aa *= few;
    found.ab *= few;
    found.bb *= few;
    found.t = boost::math::quantile(boost::math::complement(boost::math::students_t_distribution<double>(g - 1.0), tail_of_line));
    return found;
}

// All x at which a + b x is within its own error of zero.
Estimate zero_of(double a, double b, const Covariance& covariance) {
    Estimate zero{-a / b, no_figure, no_figure};
    const double tt = covariance.t * covariance.t;
    const double square = b * b - tt * covariance.bb, half = a * b - tt * covariance.ab, rest = a * a - tt * covariance.aa;
    const double under_root = half * half - square * rest;
    if (square <= 0.0 || under_root < 0.0) return zero;
    zero.low = (-half - std::sqrt(under_root)) / square;
    zero.high = (-half + std::sqrt(under_root)) / square;
    return zero;
}

std::vector<double> mean_ranks_of(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] != values[b] ? values[a] < values[b] : a < b; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
        for (std::size_t i = first; i <= last; ++i) ranks[order[i]] = 0.5 * static_cast<double>(first + last);
        first = last + 1;
    }
    return ranks;
}

std::size_t games_among(std::span<const LinePoint> points) {
    std::map<std::size_t, bool> seen;
    for (const LinePoint& point : points) seen[point.game] = true;
    return seen.size();
}

}  // namespace

double rank_correlation(std::span<const double> left, std::span<const double> right) {
    return correlation(mean_ranks_of(left), mean_ranks_of(right)).value_or(no_figure);
}

Line fit_line(std::span<const LinePoint> points) {
    Line line{nothing_known, nothing_known, nothing_known, no_figure, no_figure, no_figure, points.size(), games_among(points)};
    std::vector<double> x, y;
    for (const LinePoint& point : points) {
        x.push_back(point.x);
        y.push_back(point.y);
    }
    line.rank_correlation = rank_correlation(x, y);
    if (points.size() < 3 || *std::min_element(x.begin(), x.end()) == *std::max_element(x.begin(), x.end())) return line;
    const double scatter_squared = scatter_squared_of(points);
    const Moments sum = moments_of(points, scatter_squared);
    const double a = sum.intercept(), b = sum.slope();
    line.intercept.value = a;
    line.slope.value = b;
    line.zero.value = -a / b;
    line.scatter = std::sqrt(scatter_squared);
    line.r2 = 1.0 - weighted_residuals(points, scatter_squared) / sum.spread_of_y();
    if (line.games < 2) return line;
    const Covariance covariance = covariance_of(points, scatter_squared, line.games);
    const double reach_a = covariance.t * std::sqrt(covariance.aa), reach_b = covariance.t * std::sqrt(covariance.bb);
    line.intercept = {a, a - reach_a, a + reach_a};
    line.slope = {b, b - reach_b, b + reach_b};
    line.zero = zero_of(a, b, covariance);
    return line;
}

}  // namespace chokepoint::study

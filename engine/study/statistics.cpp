#include "engine/study/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "engine/base/check.hpp"
#include "engine/base/math.hpp"
#include "engine/sweep/statistics.hpp"

namespace chokepoint::study {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double tail = 0.025;

double sorted_quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

double mean(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return values.empty() ? no_figure : sum / static_cast<double>(values.size());
}

double odds(double share) { return share < 1.0 ? share / (1.0 - share) : infinity; }

}  // namespace

double quantile(std::vector<double> values, double share) {
    if (values.empty()) return no_figure;
    std::sort(values.begin(), values.end());
    return sorted_quantile(values, math::clamp(share, 0.0, 1.0));
}

Estimate mean_of(std::span<const double> values) {
    const sweep::Summary found = sweep::summary({values.begin(), values.end()});
    return {found.mean, found.mean_low, found.mean_high};
}

Estimate median_of(std::vector<double> values) {
    if (values.empty()) return {no_figure, no_figure, no_figure};
    std::sort(values.begin(), values.end());
    const double middle = sorted_quantile(values, 0.5);
    if (values.size() < 2) return {middle, no_figure, no_figure};
    // The number of values under the true median is Binomial(n, 1/2).
    const boost::math::binomial_distribution<double> below(static_cast<double>(values.size()), 0.5);
    std::size_t outside = 0;  // order statistics that may be left out on either side, and one
    while (outside + 1 < values.size() / 2 && boost::math::cdf(below, static_cast<double>(outside)) <= tail)
        ++outside;
    if (outside == 0) return {middle, values.front(), values.back()};
    return {middle, values[outside - 1], values[values.size() - outside]};
}

Estimate share_of(std::uint64_t count, std::uint64_t of) {
    const sweep::Frequency found = sweep::frequency(count, of);
    return {found.share, found.low, found.high};
}

Estimate paired_shift(std::span<const double> left, std::span<const double> right) {
    CHOKEPOINT_CHECK(left.size() == right.size());
    std::vector<double> shift(left.size());
    for (std::size_t i = 0; i < left.size(); ++i) shift[i] = left[i] - right[i];
    return mean_of(shift);
}

double paired_p(std::span<const double> left, std::span<const double> right) {
    CHOKEPOINT_CHECK(left.size() == right.size());
    if (left.size() < 2) return 1.0;
    std::vector<double> shift(left.size());
    for (std::size_t i = 0; i < left.size(); ++i) shift[i] = left[i] - right[i];
    const double middle = mean(shift), count = static_cast<double>(shift.size());
    double squares = 0.0;
    for (const double each : shift) squares += (each - middle) * (each - middle);
    if (squares <= 0.0) return middle == 0.0 ? 1.0 : 0.0;
    const double t = std::abs(middle) / std::sqrt(squares / (count - 1.0) / count);
    if (std::isnan(t)) return no_figure;
    return 2.0 * boost::math::cdf(boost::math::complement(boost::math::students_t_distribution<double>(count - 1.0), t));
}

Estimate odds_ratio(const Table2x2& table) {
    double a = table.with_event, b = table.with_none, c = table.without_event, d = table.without_none;
    if (a <= 0.0 || b <= 0.0 || c <= 0.0 || d <= 0.0) a += 0.5, b += 0.5, c += 0.5, d += 0.5;
    const double log_ratio = math::log(a * d / (b * c));
    const double error = std::sqrt(1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d);
    const double reach =
        boost::math::quantile(boost::math::normal_distribution<double>(), 1.0 - tail) * error;
    return {math::exp(log_ratio), math::exp(log_ratio - reach), math::exp(log_ratio + reach)};
}

Estimate paired_odds_ratio(const Discordant& pairs) {
    const std::uint64_t all = pairs.only_with + pairs.only_without;
    if (all == 0) return {no_figure, no_figure, no_figure};
    const sweep::Frequency share = sweep::frequency(pairs.only_with, all);
    return {odds(share.share), odds(share.low), odds(share.high)};
}

double mcnemar(const Discordant& pairs) {
    const std::uint64_t all = pairs.only_with + pairs.only_without;
    if (all == 0) return 1.0;
    const boost::math::binomial_distribution<double> even(static_cast<double>(all), 0.5);
    const auto fewer = static_cast<double>(std::min(pairs.only_with, pairs.only_without));
    return std::min(1.0, 2.0 * boost::math::cdf(even, fewer));
}

double crps(std::span<const double> members, double value) {
    if (members.empty()) return no_figure;
    std::vector<double> sorted(members.begin(), members.end());
    std::sort(sorted.begin(), sorted.end());
    const auto count = static_cast<double>(sorted.size());
    double distance = 0.0, spread = 0.0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        distance += std::abs(sorted[i] - value);
        // Sum of |x_i - x_j| over pairs, by how many members stand below and above.
        spread += sorted[i] * (2.0 * static_cast<double>(i) - count + 1.0);
    }
    distance /= count;
    return sorted.size() < 2 ? distance : distance - spread / (count * (count - 1.0));
}

std::optional<double> mape(std::span<const double> forecast, std::span<const double> observed) {
    CHOKEPOINT_CHECK(forecast.size() == observed.size());
    double sum = 0.0, count = 0.0;
    for (std::size_t i = 0; i < forecast.size(); ++i) {
        if (observed[i] == 0.0) continue;
        sum += 100.0 * std::abs((forecast[i] - observed[i]) / observed[i]);
        count += 1.0;
    }
    if (count == 0.0) return std::nullopt;
    return sum / count;
}

std::optional<double> correlation(std::span<const double> left, std::span<const double> right) {
    CHOKEPOINT_CHECK(left.size() == right.size());
    if (left.size() < 3) return std::nullopt;
    const double left_mean = mean(left), right_mean = mean(right);
    double both = 0.0, left_squares = 0.0, right_squares = 0.0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        const double x = left[i] - left_mean, y = right[i] - right_mean;
        both += x * y;
        left_squares += x * x;
        right_squares += y * y;
    }
    if (left_squares <= 0.0 || right_squares <= 0.0) return std::nullopt;
    return math::clamp(both / std::sqrt(left_squares * right_squares), -1.0, 1.0);
}

double rank_of(std::span<const double> members, double value) {
    double rank = 0.0;
    for (const double member : members) rank += member < value ? 1.0 : (member == value ? 0.5 : 0.0);
    return rank;
}

std::vector<std::uint64_t> rank_histogram(std::span<const double> ranks, std::size_t members,
                                          std::size_t bins) {
    CHOKEPOINT_CHECK(bins >= 1);
    std::vector<std::uint64_t> counts(bins, 0);
    const double width = (static_cast<double>(members) + 1.0) / static_cast<double>(bins);
    for (const double rank : ranks) {
        const auto bin = static_cast<std::size_t>(std::max(0.0, rank) / width);
        ++counts[std::min(bin, bins - 1)];
    }
    return counts;
}

}  // namespace chokepoint::study

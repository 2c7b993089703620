#include "engine/sweep/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "engine/base/check.hpp"

namespace chokepoint::sweep {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double tail = 0.025;  // on either side of a 95 percent interval

double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace

Frequency frequency(std::uint64_t count, std::uint64_t of) {
    CHOKEPOINT_CHECK(count <= of);
    if (of == 0) return {0, 0, none, none, none};
    using Binomial = boost::math::binomial_distribution<double>;
    const auto trials = static_cast<double>(of), successes = static_cast<double>(count);
    Frequency result{count, of, successes / trials, 0.0, 1.0};
    if (count > 0) result.low = Binomial::find_lower_bound_on_p(trials, successes, tail);
    if (count < of) result.high = Binomial::find_upper_bound_on_p(trials, successes, tail);
    return result;
}

Summary summary(std::vector<double> values) {
    if (values.empty()) return {0, none, none, none, none, none, none};
    std::sort(values.begin(), values.end());
    const auto count = static_cast<double>(values.size());
    Summary result{values.size(),         0.0, none, none, quantile(values, 0.05), quantile(values, 0.5),
                   quantile(values, 0.95)};
    double sum = 0.0;
    for (const double value : values) sum += value;
    result.mean = sum / count;
    if (values.size() < 2) return result;
    double squares = 0.0;
    for (const double value : values) squares += (value - result.mean) * (value - result.mean);
    const double error = std::sqrt(squares / (count - 1.0) / count);
    const boost::math::students_t_distribution<double> student(count - 1.0);
    const double reach = boost::math::quantile(boost::math::complement(student, tail)) * error;
    result.mean_low = result.mean - reach;
    result.mean_high = result.mean + reach;
    return result;
}

}  // namespace chokepoint::sweep

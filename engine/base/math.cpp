#include "engine/base/math.hpp"

#include <bit>
#include <cstdint>
#include <limits>

namespace chokepoint::math {
namespace {

using Number = double;
#define CHOKEPOINT_INLINE inline
#include "engine/base/math_series.inl"
#undef CHOKEPOINT_INLINE

double power_of_two(int k) {  // 2^k for normal results, -1022 <= k <= 1023
    return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

}  // namespace

double exp(double x) {
    if (x != x) return x;
    if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
    if (x < -745.2) return 0.0;
    const double halves = x * 1.4426950408889634;
    const int k = static_cast<int>(halves + (halves < 0.0 ? -0.5 : 0.5));
    const double sum = exp_series(x, k);
    if (k < -1021) return sum * power_of_two(k + 100) * power_of_two(-100);
    if (k > 1023) return sum * power_of_two(1023) * power_of_two(k - 1023);
    return sum * power_of_two(k);
}

double log(double x) {
    if (x != x || x < 0.0) return std::numeric_limits<double>::quiet_NaN();
    if (x == 0.0) return -std::numeric_limits<double>::infinity();
    if (x == std::numeric_limits<double>::infinity()) return x;
    int k = 0;
    if (x < 2.2250738585072014e-308) {  // subnormal: scale up first
        x *= 0x1p54;
        k = -54;
    }
    std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    k += static_cast<int>(bits >> 52) - 1023;
    bits = (bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL;
    double mantissa = std::bit_cast<double>(bits);  // in [1, 2)
    if (mantissa > 1.4142135623730951) {
        mantissa *= 0.5;
        ++k;
    }
    return log_series(mantissa, k);
}

double pow(double x, double y) {
    if (x == 0.0) return y > 0.0 ? 0.0 : (y == 0.0 ? 1.0 : std::numeric_limits<double>::infinity());
    return exp(y * log(x));
}

double logistic(double x) { return x >= 0.0 ? 1.0 / (1.0 + exp(-x)) : exp(x) / (1.0 + exp(x)); }

}  // namespace chokepoint::math

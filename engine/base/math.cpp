#include "engine/base/math.hpp"

#include <bit>
#include <cstdint>
#include <limits>

namespace chokepoint::math {
namespace {

// ln 2 in two parts: the high one has 21 trailing zero bits, so that k * high is exact for |k| < 2^21.
constexpr double ln2_high = 0x1.62e42fee00000p-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

double power_of_two(int k) {  // 2^k for normal results, -1022 <= k <= 1023
    return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

}  // namespace

// Polynomials are summed by pairs (Estrin 1960): the terms of a pair wait for no other pair, which halves the time of
// Horner's chain.
double exp(double x) {
    if (x != x) return x;
    if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
    if (x < -745.2) return 0.0;
    const double halves = x * 1.4426950408889634;
    const int k = static_cast<int>(halves + (halves < 0.0 ? -0.5 : 0.5));
    const double r = (x - k * ln2_high) - k * ln2_low;  // |r| <= ln 2 / 2
    // Taylor series to the 13th power: the remainder is below 2^-57 on this interval.
    const double r2 = r * r, r4 = r2 * r2;
    const double from2 = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
    const double from6 = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
    const double from10 = (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800.0));
    const double sum = 1.0 + (r + r2 * (from2 + r4 * (from6 + r4 * from10)));
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
    // log m = 2 atanh s, s = (m - 1) / (m + 1), |s| <= 0.1716: odd series to the 21st power.
    const double s = (mantissa - 1.0) / (mantissa + 1.0);
    const double z = s * s, z2 = z * z, z4 = z2 * z2;
    const double from3 = (1.0 / 3 + z * (1.0 / 5)) + z2 * (1.0 / 7 + z * (1.0 / 9));
    const double from11 = (1.0 / 11 + z * (1.0 / 13)) + z2 * (1.0 / 15 + z * (1.0 / 17));
    const double from19 = 1.0 / 19 + z * (1.0 / 21);
    const double series = z * (from3 + z4 * (from11 + z4 * from19));
    return k * ln2_high + (2.0 * s + (2.0 * s * series + k * ln2_low));
}

double pow(double x, double y) {
    if (x == 0.0) return y > 0.0 ? 0.0 : (y == 0.0 ? 1.0 : std::numeric_limits<double>::infinity());
    return exp(y * log(x));
}

double logistic(double x) { return x >= 0.0 ? 1.0 / (1.0 + exp(-x)) : exp(x) / (1.0 + exp(x)); }

}  // namespace chokepoint::math

// Accuracy is measured against libm, whose own error is below one unit in the last place.
#include "engine/base/math.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/base/rng.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Distance in units of the last place of `wanted`.
double ulps(double got, double wanted) {
    if (got == wanted) return 0.0;
    const double unit = std::nextafter(std::abs(wanted), infinity) - std::abs(wanted);
    return std::abs(got - wanted) / unit;
}

std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

}  // namespace

TEST_CASE("exp, log and pow have these bits, on every machine", "[base][math][digest]") {
    CHECK(bits(math::exp(1.0)) == 0x4005bf0a8b14576a);  // 2.7182818284590455
    CHECK(bits(math::exp(-0.5)) == 0x3fe368b2fc6f960a);  // 0.60653065971263342
    CHECK(bits(math::exp(0.1)) == 0x3ff1aec7b35a00d4);  // 1.1051709180756477
    CHECK(bits(math::exp(100.0)) == 0x48f3494a9b171bf5);  // 2.6881171418161356e+43
    CHECK(bits(math::exp(-740.0)) == 0x0000000000000055);  // 4.1995579896505956e-322
    CHECK(bits(math::log(2.0)) == 0x3fe62e42fefa39ef);  // 0.69314718055994529
    CHECK(bits(math::log(10.0)) == 0x40026bb1bbb55516);  // 2.3025850929940459
    CHECK(bits(math::log(0.75)) == 0xbfd269621134db92);  // -0.2876820724517809
    CHECK(bits(math::log(1e-310)) == 0xc0864e69394d9508);  // -713.80137882815416
    CHECK(bits(math::pow(1.5, 2.5)) == 0x40060b9fd68a4555);  // 2.7556759606310757
    CHECK(bits(math::pow(0.05, -2.5)) == 0x409bf36ae31d6e42);  // 1788.8543819998308
    CHECK(bits(math::logistic(0.3)) == 0x3fe261d545e46a8b);  // 0.57444251681165903
    CHECK(bits(math::logistic(-7.0)) == 0x3f4dda738adf1189);  // 0.00091105119440064539
}

TEST_CASE("exp stays within 2 units in the last place of libm", "[base][math]") {
    const std::uint64_t seed = 1;
    CAPTURE(seed);
    Rng rng(seed, 0, Purpose::noise);
    double worst = 0.0;
    for (int i = 0; i < 200000; ++i) {
        const double x = i % 2 == 0 ? rng.uniform(-700.0, 700.0) : rng.uniform(-2.0, 2.0);
        worst = std::max(worst, ulps(math::exp(x), std::exp(x)));
    }
    CHECK(worst <= 2.0);
}

TEST_CASE("log stays within 2 units in the last place of libm", "[base][math]") {
    const std::uint64_t seed = 2;
    CAPTURE(seed);
    Rng rng(seed, 0, Purpose::noise);
    double worst = 0.0;
    for (int i = 0; i < 200000; ++i) {
        const double x = i % 3 == 0   ? std::exp(rng.uniform(-700.0, 700.0))
                         : i % 3 == 1 ? rng.uniform(0.5, 2.0)
                                      : 1.0 + rng.uniform(-1e-3, 1e-3);
        worst = std::max(worst, ulps(math::log(x), std::log(x)));
    }
    CHECK(worst <= 2.0);
}

TEST_CASE("pow loses no more than its header says", "[base][math]") {
    const std::uint64_t seed = 3;
    CAPTURE(seed);
    Rng rng(seed, 0, Purpose::noise);
    for (int i = 0; i < 100000; ++i) {
        const double x = rng.uniform(0.01, 100.0), y = rng.uniform(-5.0, 5.0);
        const double wanted = std::pow(x, y), exponent = std::abs(y * std::log(x));
        const double error = std::abs(math::pow(x, y) - wanted) / wanted;
        if (error > (exponent + 5.0) * 2.3e-16) {
            CAPTURE(x, y);
            CHECK(error <= (exponent + 5.0) * 2.3e-16);
        }
    }
    CHECK(math::pow(2.0, 10.0) == Approx(1024.0).epsilon(1e-14));
}

TEST_CASE("the ends of the number line are answered, not guessed", "[base][math]") {
    CHECK(math::exp(0.0) == 1.0);
    CHECK(math::exp(-800.0) == 0.0);
    CHECK(math::exp(-infinity) == 0.0);
    CHECK(math::exp(710.0) == infinity);
    CHECK(math::exp(709.7) < infinity);
    CHECK(math::exp(-744.0) > 0.0);
    CHECK(std::isnan(math::exp(std::nan(""))));
    CHECK(math::log(1.0) == 0.0);
    CHECK(math::log(0.0) == -infinity);
    CHECK(math::log(infinity) == infinity);
    CHECK(std::isnan(math::log(-1.0)));
    CHECK(std::isnan(math::log(std::nan(""))));
    CHECK(ulps(math::log(std::numeric_limits<double>::denorm_min()), std::log(std::numeric_limits<double>::denorm_min())) <= 2.0);
    CHECK(math::pow(0.0, 2.0) == 0.0);
    CHECK(math::pow(0.0, 0.0) == 1.0);
    CHECK(math::pow(0.0, -1.0) == infinity);
}

TEST_CASE("logistic is symmetric and stays inside (0, 1) where doubles can", "[base][math]") {
    CHECK(math::logistic(0.0) == 0.5);
    for (double x : {0.1, 1.0, 5.0, 30.0}) {
        CAPTURE(x);
        CHECK(math::logistic(x) + math::logistic(-x) == Approx(1.0).epsilon(1e-15));
        CHECK(math::logistic(-x) > 0.0);
        CHECK(math::logistic(x) < 1.0);
    }
}

TEST_CASE("clamp and ratio", "[base][math]") {
    CHECK(math::clamp(5.0, 0.0, 1.0) == 1.0);
    CHECK(math::clamp(-5.0, 0.0, 1.0) == 0.0);
    CHECK(math::clamp(0.5, 0.0, 1.0) == 0.5);
    CHECK(math::ratio(1.0, 4.0, 9.0) == 0.25);
    CHECK(math::ratio(1.0, 0.0, 9.0) == 9.0);
    CHECK(math::ratio(1.0, -4.0, 9.0) == 9.0);
}

#include "engine/sweep/statistics.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace chokepoint::sweep;

TEST_CASE("frequencies have exact intervals", "[sweep][statistics]") {
    // Ends where nothing or everything happened: 1 - 0.025^(1/n).
    CHECK(frequency(0, 10).low == 0.0);
    CHECK(frequency(0, 10).high == Approx(0.3084971).epsilon(1e-6));
    CHECK(frequency(10, 10).low == Approx(1.0 - 0.3084971).epsilon(1e-6));
    CHECK(frequency(10, 10).high == 1.0);
    const Frequency half = frequency(5, 10);
    CHECK(half.share == 0.5);
    CHECK(half.low == Approx(1.0 - half.high));
    CHECK(std::isnan(frequency(0, 0).share));
}

TEST_CASE("the upper end of an interval is the share at which so few are a 1 in 40 chance",
          "[sweep][statistics]") {
    // P(at most 2 of 6) at the upper end for 2 of 6, by adding up the terms.
    const double p = frequency(2, 6).high, q = 1.0 - p;
    const double chance = q * q * q * q * (q * q + 6.0 * p * q + 15.0 * p * p);
    CHECK(chance == Approx(0.025).epsilon(1e-6));
}

TEST_CASE("a sample is summed up by its mean, quantiles and the mean's interval", "[sweep][statistics]") {
    const Summary result = summary({5.0, 1.0, 3.0, 2.0, 4.0});
    CHECK(result.mean == 3.0);
    CHECK(result.median == 3.0);
    CHECK(result.p5 == Approx(1.2));
    CHECK(result.p95 == Approx(4.8));
    // t(0.975, 4 degrees) = 2.776445, standard error sqrt(2.5 / 5)
    CHECK(result.mean_high - result.mean == Approx(2.776445 * std::sqrt(0.5)).epsilon(1e-6));
    CHECK(std::isnan(summary({}).mean));
    CHECK(summary({7.0}).mean == 7.0);
    CHECK(std::isnan(summary({7.0}).mean_low));
}

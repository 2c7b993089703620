// Emulators: what they must get right by construction, and what they may not claim.
#include "engine/study/calibrate/emulator.hpp"

#include <cmath>

#include "engine/base/rng.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

double quadratic(const SharePoint& p) { return 1.0 + 2.0 * p[0] - 3.0 * p[1] * p[1] + 0.5 * p[0] * p[2]; }

std::vector<double> values_at(const std::vector<SharePoint>& points, double (*outcome)(const SharePoint&)) {
    std::vector<double> values;
    for (const SharePoint& point : points) values.push_back(outcome(point));
    return values;
}

}  // namespace

TEST_CASE("a latin hypercube stands once in every part of every range", "[study][calibrate]") {
    const auto points = latin_hypercube(10, 3, 1);
    REQUIRE(points.size() == 10);
    for (std::size_t p = 0; p < 3; ++p) {
        std::vector<int> seen(10);
        for (const SharePoint& point : points) ++seen[static_cast<std::size_t>(point[p] * 10.0)];
        CHECK(seen == std::vector<int>(10, 1));
    }
    CHECK(latin_hypercube(10, 3, 1) == points);
    CHECK(latin_hypercube(10, 3, 2) != points);
}

TEST_CASE("an emulator is exact for a quadratic", "[study][calibrate]") {
    const auto points = latin_hypercube(60, 3, 1);
    const auto emulators = fit_emulators(points, {{values_at(points, quadratic)}});
    CHECK(emulators[0].r2 > 0.999999);
    CHECK(emulators[0].error < 1e-6);
    for (const SharePoint& point : latin_hypercube(20, 3, 2))
        CHECK(emulators[0].at(quadratic_terms(point)) == Approx(quadratic(point)).epsilon(1e-5));
}

TEST_CASE("an emulator of luck alone claims nothing", "[study][calibrate]") {
    const auto points = latin_hypercube(40, 4, 1);
    Rng rng(5, 0, Purpose::noise);
    std::vector<double> luck;
    for (std::size_t i = 0; i < points.size(); ++i) luck.push_back(rng.normal());
    const auto emulators = fit_emulators(points, {{luck}});
    CHECK(emulators[0].r2 < 0.25);
    CHECK(emulators[0].error > 0.6);
}

TEST_CASE("more terms than points are held down, not fitted", "[study][calibrate]") {
    const auto points = latin_hypercube(30, 10, 1);  // 65 terms
    Rng rng(5, 0, Purpose::noise);
    std::vector<double> values;
    for (const SharePoint& point : points) values.push_back(4.0 * point[0] + 0.2 * rng.normal());
    const auto emulators = fit_emulators(points, {{values}});
    CHECK(emulators[0].r2 > 0.5);
    CHECK(emulators[0].error > 0.1);  // the luck is not taken for knowledge
}

TEST_CASE("luck of which the size is known is not held against the emulator", "[study][calibrate]") {
    const auto points = latin_hypercube(300, 3, 1);
    Rng rng(5, 0, Purpose::noise);
    auto values = values_at(points, quadratic);
    for (double& value : values) value += 0.5 * rng.normal();
    const auto blind = fit_emulators(points, {{values}}), told = fit_emulators(points, {{values, 0.5}});
    CHECK(blind[0].error > 0.4);
    CHECK(told[0].error < 0.25);
    CHECK(told[0].error > 0.5 * std::sqrt(4.0 / 300.0));  // but luck that got into the fit stays
    CHECK(told[0].r2 > 0.95);
}

TEST_CASE("points without an outcome do not count for it", "[study][calibrate]") {
    const auto points = latin_hypercube(60, 3, 1);
    auto values = values_at(points, quadratic);
    for (std::size_t i = 0; i < 10; ++i) values[i] = NAN;
    const auto emulators =
        fit_emulators(points, {{values}, {std::vector<double>(60, NAN)}, {values_at(points, quadratic)}});
    CHECK(emulators[0].points == 50);
    CHECK(emulators[0].r2 > 0.999999);
    CHECK(emulators[1].points == 0);
    CHECK(std::isinf(emulators[1].error));
    CHECK(emulators[2].points == 60);
}

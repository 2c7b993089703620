// Calibration of a model that is a formula: the true values must come back, contradictions must be named.
#include "engine/study/calibrate/calibrate.hpp"

#include <cmath>

#include "engine/base/rng.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::study;
using chokepoint::test::contains;

namespace {

using Formula = double (*)(const std::vector<double>&);

// Outcomes by formula with a little luck of each run, as games have it.
Simulator formulas(std::vector<Formula> outcomes, double luck = 0.02) {
    return [outcomes = std::move(outcomes), luck](const Batch& batch) -> Result<Samples> {
        Samples samples(batch.points.size(), std::vector<Sample>(outcomes.size()));
        for (std::size_t i = 0; i < batch.points.size(); ++i)
            for (std::uint32_t k = 0; k < batch.runs; ++k) {
                Rng rng(batch.seed, static_cast<std::uint32_t>(i), Purpose::noise, k);
                for (std::size_t t = 0; t < outcomes.size(); ++t) {
                    samples[i][t].values.push_back(outcomes[t](batch.points[i]) + luck * rng.normal());
                    samples[i][t].weights.push_back(1.0);
                }
            }
        return samples;
    };
}

double sum(const std::vector<double>& p) { return p[0] + p[1]; }
double product(const std::vector<double>& p) { return p[0] * p[1]; }
double first(const std::vector<double>& p) { return p[0]; }
double negative(const std::vector<double>& p) { return 1.0 - p[0]; }

Prior prior(const std::string& path) { return {path, 0.0, 4.0, Scale::linear, "a guess", 1}; }
Target near(const std::string& outcome, double value, double margin) {
    return {outcome, value - margin, value, value + margin, Scale::linear, "1", "a record", 1};
}

CalibrationJob job_of(std::vector<Prior> priors, std::vector<Target> targets, Simulator simulate) {
    CalibrationJob job;
    job.file = {"targets.csv", std::move(priors), std::move(targets)};
    job.before.assign(job.file.priors.size(), {0.0, 2.0, 4.0});
    job.settings.points = 60;
    job.settings.waves = 2;
    job.settings.runs = 2;
    job.settings.checks = 100;
    job.simulate = std::move(simulate);
    return job;
}

Calibration result_of(const CalibrationJob& job) {
    const auto result = calibrate(job);
    INFO((result ? std::string() : to_string(result.errors())));
    REQUIRE(result.ok());
    return *result;
}

}  // namespace

TEST_CASE("true values come back, and what the targets do not touch is not identified",
          "[study][calibrate]") {
    // The first is 1, the second 3 in truth: their sum alone would leave both open.
    const auto job = job_of({prior("a"), prior("b"), prior("c")},
                            {near("sum", 4.0, 0.1), near("first", 1.0, 0.1)}, formulas({sum, first}));
    const Calibration result = result_of(job);
    for (const std::size_t p : {0u, 1u}) {
        const double truth = p == 0 ? 1.0 : 3.0;
        CHECK(result.parameters[p].verdict == Verdict::narrowed);
        CHECK(result.parameters[p].posterior.value == Approx(truth).margin(0.15));
        CHECK(result.parameters[p].posterior.low < truth);
        CHECK(result.parameters[p].posterior.high > truth);
    }
    CHECK(result.parameters[2].verdict == Verdict::open);
    CHECK(result.parameters[2].after.low == 0.0);  // keeps what it had
    CHECK(result.parameters[2].after.high == 4.0);
    CHECK(result.conflicts.sets.empty());
    for (const TargetResult& target : result.targets) CHECK(target.is_met);
    CHECK(std::abs(result.targets[0].after.value - 4.0) <
          std::abs(result.targets[0].before.value - 4.0) + 0.1);
}

TEST_CASE("a side that the targets prefer moves a parameter that they do not narrow", "[study][calibrate]") {
    const auto job = job_of({prior("a"), prior("b")},
                            {{"first", std::nullopt, std::nullopt, 2.5, Scale::linear, "1", "s", 1}},
                            formulas({[](const std::vector<double>& p) { return p[0] + 0.2 * p[1]; }}));
    const Calibration result = result_of(job);
    const ParameterResult& moved = result.parameters[0];
    CHECK(moved.moved > 0.2);
    CHECK(moved.verdict != Verdict::open);
    CHECK(moved.after.value < 2.0);
    CHECK(moved.after.low >= 0.0);
    CHECK(result.parameters[1].verdict == Verdict::open);
}

TEST_CASE("targets that contradict each other are named, and only they", "[study][calibrate]") {
    const auto job = job_of({prior("a"), prior("b")},
                            {near("first", 3.0, 0.2), near("negative", 0.0, 0.2), near("sum", 4.0, 0.2)},
                            formulas({first, negative, sum}));
    const Calibration result = result_of(job);
    REQUIRE(result.conflicts.sets.size() == 1);
    CHECK(result.conflicts.sets[0].targets == std::vector<std::size_t>{0, 1});
    CHECK(result.conflicts.together > met_within);
    for (const double alone : result.conflicts.alone) CHECK(alone <= met_within);
}

TEST_CASE("three targets of which every two agree are a conflict of three", "[study][calibrate]") {
    const auto job = job_of({prior("a"), prior("b")},
                            {near("first", 3.0, 0.1), near("sum", 4.0, 0.1), near("product", 1.0, 0.1)},
                            formulas({first, sum, product}));
    const Calibration result = result_of(job);
    REQUIRE(result.conflicts.sets.size() == 1);
    CHECK(result.conflicts.sets[0].targets == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("a target out of reach is a conflict of its own", "[study][calibrate]") {
    const auto job = job_of({prior("a"), prior("b")}, {near("sum", 20.0, 0.5), near("first", 1.0, 0.2)},
                            formulas({sum, first}));
    const Calibration result = result_of(job);
    REQUIRE(result.conflicts.sets.size() == 1);
    CHECK(result.conflicts.sets[0].targets == std::vector<std::size_t>{0});
    CHECK_FALSE(result.targets[0].is_met);
}

TEST_CASE("a walk that no target guides is uniform, also in many dimensions", "[study][calibrate]") {
    // Reflection at the walls once drove the chains into corners, and called that an estimate.
    constexpr std::size_t parameters = 30;
    const std::vector<Target> targets{{"a", std::nullopt, std::nullopt, 1.0, Scale::linear, "1", "s", 1}};
    Emulator flat;
    flat.weights.assign(quadratic_terms(SharePoint(parameters)).size(), 0.0);
    const std::vector<Emulator> emulators{flat};
    const auto points = sample(Fit(targets, emulators), {parameters, {0}, 1.0, 100000, 1}, 2000);
    for (std::size_t p = 0; p < parameters; ++p) {
        double mean = 0.0, low = 0.0;
        for (const SharePoint& point : points) {
            mean += point[p] / 2000.0;
            low += point[p] < 0.1 ? 1.0 / 2000.0 : 0.0;
        }
        CHECK(mean == Approx(0.5).margin(0.05));
        CHECK(low == Approx(0.1).margin(0.04));
    }
}

TEST_CASE("inside a bound nothing is amiss, beyond it the emulator's error counts", "[study][calibrate]") {
    Target bound{"a", 1.0, std::nullopt, 3.0, Scale::linear, "1", "s", 1};
    CHECK(implausibility(bound, 2.9, 0.5) == 0.0);
    CHECK(implausibility(bound, 4.0, 0.5) == Approx(2.0));
    CHECK(implausibility(bound, 4.0, 0.0) == Approx(10.0));  // a twentieth of its width at least
    bound.low.reset();
    CHECK(implausibility(bound, -100.0, 0.5) == 0.0);
    CHECK(implausibility(bound, 5.0, INFINITY) == 0.0);  // what cannot be foretold speaks for nothing
    const Target recorded{"a", 1.0, 2.0, 4.0, Scale::linear, "1", "s", 1};
    CHECK(implausibility(recorded, 1.0, 0.0) ==
          Approx(met_within));  // 5 and 95 percent, each side its own width
    CHECK(implausibility(recorded, 4.0, 0.0) == Approx(met_within));
}

TEST_CASE("a calibration is the same whenever it is run, and another with another seed",
          "[study][calibrate]") {
    auto job = job_of({prior("a"), prior("b")}, {near("sum", 4.0, 0.1)}, formulas({sum}));
    const Calibration one = result_of(job), two = result_of(job);
    job.settings.seed = 2;
    const Calibration other = result_of(job);
    CHECK(one.targets[0].after.value == two.targets[0].after.value);
    CHECK(one.parameters[0].posterior.low == two.parameters[0].posterior.low);
    CHECK(one.targets[0].after.value != other.targets[0].after.value);
}

TEST_CASE("settings that cannot be worked with, and games that cannot be played, are errors",
          "[study][calibrate]") {
    auto job = job_of({prior("a")}, {near("first", 1.0, 0.1)}, formulas({first}));
    job.settings.points = 3;
    CHECK_THAT(to_string(calibrate(job).errors()), contains("a wave needs 8 points"));
    job.settings.points = 8;
    job.settings.checks = 1;
    CHECK_THAT(to_string(calibrate(job).errors()), contains("two runs to check with"));
    job.settings.checks = 2;
    job.simulate = [](const Batch&) -> Result<Samples> { return fail("no agent"); };
    CHECK_THAT(to_string(calibrate(job).errors()), contains("no agent"));
}

// Calibration: estimates parameters that no source gives from recorded outcomes, in waves of games, emulators
// and a walk through what fits them; then plays again with what it found. History matching (Craig et al.
// 1997; Vernon, Goldstein and Bower 2010) with a likelihood at its end. Knows the model only as a function.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/study/calibrate/conflicts.hpp"
#include "engine/study/outcomes.hpp"
#include "engine/study/statistics.hpp"

namespace chokepoint::study {

// Points to play, each with the same number of runs.
struct Batch {
    std::string name;                         // for progress
    std::vector<std::vector<double>> points;  // the value of each prior, in its order and unit
    std::uint32_t runs = 1;                   // of each point
    std::uint64_t seed = 0;
};
// [point][target], each over the runs in their order. The same batch gives the same samples.
using Samples = std::vector<std::vector<Sample>>;
using Simulator = std::function<Result<Samples>(const Batch&)>;

struct CalibrationSettings {
    std::uint64_t seed = 1;
    std::uint32_t points = 800;  // of each wave; emulator_points_min or more
    std::uint32_t waves = 3;     // 1 or more
    std::uint32_t runs = 2;      // of each point, 1 or more
    std::uint32_t checks = 200;  // runs of the check before and after, 2 or more
};

// A triangular range that an ensemble draws from.
struct Range {
    double low = 0.0, value = 0.0, high = 0.0;
};

struct CalibrationJob {
    TargetFile file;
    std::vector<Range> before;  // what the scenario has, by prior
    CalibrationSettings settings;
    Simulator simulate;
};

// What became of a target. Model values are means over runs on the target's scale, with 5 to 95 percent of
// the runs.
struct TargetResult {
    Estimate before{}, after{};
    double fitted = 0.0;                             // by the emulators, mean over the posterior
    bool is_met = false;                             // by after.value
    double emulator_r2 = 0.0, emulator_error = 0.0;  // the error on the target's scale
};

// narrowed: the targets leave less of the range; moved: they prefer one side of it; open: they say nothing.
CHOKEPOINT_ENUM(Verdict, narrowed, moved, open)

// What became of a parameter.
struct ParameterResult {
    // Mean on its scale, 5 and 95 percent, to four significant digits: what is written is what was checked.
    Range posterior;
    // Share by which those 90 percent are shorter than the prior's, on its scale; 0 or more.
    double narrowed = 0.0;
    double moved = 0.0;  // largest difference of the posterior's distribution function to the prior's, 0 to 1
    Verdict verdict = Verdict::open;
    Range after;  // what the check played: the posterior, or where the parameter is open what was before
};

constexpr double narrowed_from = 0.2;
constexpr double moved_from = 0.2;

struct Calibration {
    std::vector<TargetResult> targets;        // by target
    std::vector<ParameterResult> parameters;  // by prior
    Conflicts conflicts;
};

// Errors: settings that cannot be worked with; those of the simulator.
Result<Calibration> calibrate(const CalibrationJob& job);

}  // namespace chokepoint::study

// What a calibration is asked to do: which parameters to estimate, from which prior ranges, and which
// recorded outcomes the model should then give. A table in configs, so that a re-run starts from it and not
// from the result of the run before.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/enums.hpp"
#include "engine/base/result.hpp"

namespace chokepoint::study {

// Whether equal steps or equal factors of a quantity weigh the same.
CHOKEPOINT_ENUM(Scale, linear, log)

// A number as the scale sees it, and back. log: numbers above 0 only.
double on_scale(Scale scale, double value);
double off_scale(Scale scale, double position);

// A parameter to estimate: a figure of the scenario, uniform on its scale between low and high before any
// target has spoken.
struct Prior {
    std::string path;  // as scenarios take it; [*] means every entry of a list, all with one value
    double low = 0.0, high = 0.0;
    Scale scale = Scale::linear;
    std::string why;  // this range, in words
    int line = 0;

    // The value at a share (0 to 1) of the range, and the share of a value; the nearer end beyond the range.
    double at(double share) const;
    double share_of(double value) const;
};

// A recorded outcome, or a bound on one. With a value, low to high is where it lies with 90 percent: a normal
// error on the scale, of its own width to each side. Without, anything from low to high will do.
struct Target {
    std::string outcome;  // by its name in engine/study/outcomes.hpp, which says how it is measured
    std::optional<double> low, value, high;  // one of low and high at least; both with a value
    Scale scale = Scale::linear;
    std::string unit;
    std::string source;
    int line = 0;

    // In bounds, both ends included.
    bool is_met(double outcome_value) const;
    // In words, for tables: "0.26 (0.18 to 0.35)", "0.18 to 0.35", "at most 1.3".
    std::string range_text() const;
};

struct TargetFile {
    std::string file;
    std::vector<Prior> priors;    // one or more, in the order of the file
    std::vector<Target> targets;  // the same
};

// More parameters than this ask for more games than a calibration plays.
constexpr std::size_t calibrated_parameters_max = 40;

// CSV with the columns kind (parameter or target), name, low, value, high, unit, scale, source. Errors, with
// file and line, all of them: a kind or scale that is none, an empty name or source, a name twice, numbers
// that are none or out of order, a log scale that touches 0, a parameter with a value, a target without
// bounds, no parameters or no targets.
Result<TargetFile> parse_targets(const std::string& text, const std::string& file);
// The same from a file; one that cannot be read is an error.
Result<TargetFile> load_targets(const std::string& file);

}  // namespace chokepoint::study

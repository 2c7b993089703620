// A design's file with the scenario that it names, read and checked: the same for every kind of design.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/domain/scenario.hpp"
#include "proto/codec/design_text.hpp"

namespace chokepoint::cli {

// A design that is sound, with its scenario.
template <typename Design>
struct Checked {
    Design design;
    Scenario scenario;
};

// The text of a file. Errors: it cannot be read; `advice` says what to name instead.
Result<std::string> design_file_text(const std::string& path, const std::string& advice);

// The scenario that a design names, relative to its own folder. What is wrong goes to `faults` as a fault of
// the design, and what is wrong in the scenario's own file to `errors`.
Scenario scenario_of_design(const std::string& design_path, const std::string& named,
                            std::vector<Fault>& faults, Errors& errors);

// `judge(design, scenario)` gives the faults of a design whose scenario is sound. Faults have FILE:LINE of
// the design, or of its scenario.
template <typename Design, typename Judge>
Result<Checked<Design>> load_design(const std::string& path, const std::string& advice, Judge judge) {
    const auto text = design_file_text(path, advice);
    if (!text) return text.errors();
    Checked<Design> checked;
    Errors scenario_errors;
    const auto judge_all = [&] {
        std::vector<Fault> faults;
        checked.scenario = scenario_of_design(path, checked.design.scenario, faults, scenario_errors);
        return faults.empty() ? judge(checked.design, checked.scenario) : faults;
    };
    const Status status = codec::parse_design(*text, path, checked.design, judge_all);
    if (status) return checked;
    Errors errors = status.errors();
    errors.insert(errors.end(), scenario_errors.begin(), scenario_errors.end());
    return errors;
}

}  // namespace chokepoint::cli

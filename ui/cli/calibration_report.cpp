#include "ui/cli/calibration_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "ui/cli/study_support.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

using nlohmann::ordered_json;
using study::Estimate;
using study::Range;

std::string four_digits(double value) { return short_number(value, 4); }
std::string shown(const Range& range) {
    return fmt::format("{} ({} to {})", four_digits(range.value), four_digits(range.low), four_digits(range.high));
}
std::string shown(const Estimate& estimate) {
    return fmt::format("{} [{}, {}]", four_digits(estimate.value), four_digits(estimate.low), four_digits(estimate.high));
}
std::string prior_text(const study::Prior& prior) { return four_digits(prior.low) + " to " + four_digits(prior.high); }

// A share above nothing as percent; below it, that there is none.
std::string percent(double share) { return share > 0.0 ? fmt::format("{:.0f} %", 100.0 * share) : "none"; }

std::ptrdiff_t count_of(const CalibrationReport& report, study::Verdict verdict) {
    return std::count_if(report.result.parameters.begin(), report.result.parameters.end(),
                         [&](const study::ParameterResult& found) { return found.verdict == verdict; });
}

void add_targets(const CalibrationReport& report, std::string& text) {
    constexpr const char* row = "{:<27} {:<22} {:<28} {:<8} {:<28} {:<4} {}\n";
    text +=
        fmt::format(fmt::runtime(row), "target", "recorded", "before", "fitted", "after", "met", "foretold");
    for (std::size_t t = 0; t < report.result.targets.size(); ++t) {
        const study::Target& target = report.job.file.targets[t];
        const study::TargetResult& found = report.result.targets[t];
        text += fmt::format(fmt::runtime(row), target.outcome, target.range_text(), shown(found.before),
                            four_digits(found.fitted), shown(found.after), found.is_met ? "yes" : "NO",
                            percent(found.emulator_r2));
    }
    text +=
        "before, after: mean of the runs [5 to 95 percent of them], each parameter drawn from its range; "
        "fitted: by the "
        "emulators,\n  over what fits all targets best, parameters drawn together; foretold: share of the "
        "variance between "
        "points that\n  the emulator gets right\n\n";
}

void add_parameters(const CalibrationReport& report, std::string& text) {
    constexpr const char* row = "{:<40} {:<15} {:<27} {:<27} {:<27} {}\n";
    text += fmt::format(fmt::runtime(row), "parameter", "prior", "before", "mean (5 to 95 percent)", "after",
                        "verdict");
    for (std::size_t p = 0; p < report.result.parameters.size(); ++p) {
        const study::Prior& prior = report.job.file.priors[p];
        const study::ParameterResult& found = report.result.parameters[p];
        const std::string verdict =
            found.verdict == study::Verdict::open
                ? "not identified"
                : fmt::format("{}, narrowed by {:.0f} %, moved by {:.2f}", name_of(found.verdict),
                              100.0 * found.narrowed, found.moved);
        text += fmt::format(fmt::runtime(row), prior.path, prior_text(prior), shown(report.job.before[p]),
                            shown(found.posterior), shown(found.after), verdict);
    }
    text += fmt::format(
        "{} narrowed (by {:.0f} % or more), {} moved (by {} or more), {} not identified: these keep what "
        "they have\n\n",
        count_of(report, study::Verdict::narrowed), 100.0 * study::narrowed_from,
        count_of(report, study::Verdict::moved), study::moved_from, count_of(report, study::Verdict::open));
}

std::string names_of(const CalibrationReport& report, const study::Conflict& conflict) {
    std::string names;
    for (const std::size_t t : conflict.targets)
        names += (names.empty() ? "" : " + ") + report.job.file.targets[t].outcome;
    return names;
}

void add_conflicts(const CalibrationReport& report, std::string& text) {
    const study::Conflicts& conflicts = report.result.conflicts;
    text += fmt::format(
        "conflicts, by the emulators: all targets together can be met to within {} of their tolerances\n",
        four_digits(conflicts.together));
    for (const study::Conflict& conflict : conflicts.sets)
        text += fmt::format(
            "    {} {}: the worst met is {} tolerances off at best\n", names_of(report, conflict),
            conflict.targets.size() == 1 ? "cannot be met" : "cannot be met together", four_digits(conflict.best));
    if (conflicts.sets.empty()) text += "    none: every target can be met, and all of them together\n";
    text += fmt::format("a target counts as met within {}\n", four_digits(study::met_within));
}

ordered_json range_json(const Range& range) {
    return {{"value", number_json(range.value)}, {"low", number_json(range.low)}, {"high", number_json(range.high)}};
}
ordered_json estimate_json(const Estimate& estimate) {
    return range_json({estimate.low, estimate.value, estimate.high});
}

ordered_json target_json(const study::Target& target, const study::TargetResult& found, double alone) {
    ordered_json json;
    json["outcome"] = target.outcome;
    json["unit"] = target.unit;
    json["recorded"] = {
        {"low", number_json(target.low)}, {"value", number_json(target.value)}, {"high", number_json(target.high)}};
    json["source"] = target.source;
    json["before"] = estimate_json(found.before);
    json["fitted"] = number_json(found.fitted);
    json["after"] = estimate_json(found.after);
    json["met"] = found.is_met;
    json["emulator_r2"] = number_json(found.emulator_r2);
    json["emulator_error"] = number_json(found.emulator_error);
    json["best_alone"] = number_json(alone);
    return json;
}

ordered_json parameter_json(const study::Prior& prior, const Range& before,
                            const study::ParameterResult& found) {
    ordered_json json;
    json["path"] = prior.path;
    json["prior"] = {{"low", prior.low},
                     {"high", prior.high},
                     {"scale", std::string(name_of(prior.scale))},
                     {"why", prior.why}};
    json["before"] = range_json(before);
    json["posterior"] = range_json(found.posterior);
    json["narrowed"] = number_json(found.narrowed);
    json["moved"] = number_json(found.moved);
    json["verdict"] =
        found.verdict == study::Verdict::open ? "not identified" : std::string(name_of(found.verdict));
    json["after"] = range_json(found.after);
    return json;
}

}  // namespace

std::string calibration_text(const CalibrationReport& report) {
    const auto& settings = report.job.settings;
    std::string text = fmt::format(
        "{}: {} parameters, {} targets; {} waves of {} points, {} runs each, seed {}; checked with {} runs "
        "under other seeds\n\n",
        report.scenario, report.job.file.priors.size(), report.job.file.targets.size(), settings.waves,
        settings.points, settings.runs, settings.seed, settings.checks);
    add_targets(report, text);
    add_parameters(report, text);
    add_conflicts(report, text);
    return text;
}

std::string calibration_json(const CalibrationReport& report) {
    ordered_json json;
    json["scenario"] = report.scenario;
    json["provenance"] = report.provenance;
    json["targets"] = ordered_json::array();
    for (std::size_t t = 0; t < report.result.targets.size(); ++t)
        json["targets"].push_back(target_json(report.job.file.targets[t], report.result.targets[t],
                                              report.result.conflicts.alone[t]));
    json["parameters"] = ordered_json::array();
    for (std::size_t p = 0; p < report.result.parameters.size(); ++p)
        json["parameters"].push_back(
            parameter_json(report.job.file.priors[p], report.job.before[p], report.result.parameters[p]));
    json["conflicts"]["together"] = number_json(report.result.conflicts.together);
    json["conflicts"]["sets"] = ordered_json::array();
    for (const study::Conflict& conflict : report.result.conflicts.sets) {
        ordered_json set{{"targets", ordered_json::array()}, {"best", number_json(conflict.best)}};
        for (const std::size_t t : conflict.targets)
            set["targets"].push_back(report.job.file.targets[t].outcome);
        json["conflicts"]["sets"].push_back(std::move(set));
    }
    return json.dump(2) + "\n";
}

}  // namespace chokepoint::cli

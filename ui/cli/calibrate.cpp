// chokepoint calibrate: estimates parameters from recorded outcomes, prints what fits and what does not, and
// writes the values into a scenario with where they are from.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "engine/study/calibrate/games.hpp"
#include "proto/codec/scenario_text.hpp"
#include "ui/cli/calibration_report.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/figure_file.hpp"
#include "ui/cli/study_support.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

namespace fs = std::filesystem;

struct CalibrateOptions {
    std::string targets = "april-2025";
    std::string named_case;
    study::CalibrationSettings settings;
    unsigned jobs = 0;
    std::string write;
    bool json = false;
};

// The file of the targets: one given, or the one that ships under the name; and how provenance calls it.
struct TargetsPath {
    std::string path, called;
};
Result<TargetsPath> targets_path(const std::string& named) {
    std::error_code ignored;
    if (fs::is_regular_file(named, ignored)) return TargetsPath{named, named};
    const std::string below = "targets/" + named + ".csv";
    const auto shipped = shipped_file(below);
    if (!shipped)
        return fail("there are no targets '" + named + "'; name some that ship (april-2025) or a CSV file");
    return TargetsPath{shipped->string(), "configs/" + below};
}

Result<std::vector<Figure*>> figures_at(Scenario& scenario, std::string_view path) {
    const auto found = codec::figures_at(scenario, path);
    if (!found) return found.errors();
    std::vector<Figure*> figures;
    for (const codec::FigureAt& each : *found) figures.push_back(each.figure);
    return figures;
}

// The command that gives the same values again: no date, no machine, no number of threads.
std::string provenance_of(const study::CalibrationSettings& settings, const std::string& targets,
                          const std::string& scenario) {
    return fmt::format("chokepoint calibrate {} --scenario {} --points {} --waves {} --runs {} --seed {}",
                       targets, scenario, settings.points, settings.waves, settings.runs, settings.seed);
}

// What is written: the parameters of which the targets say something. Nothing is claimed of the others.
std::vector<codec::FigureEdit> edits_of(const CalibrationReport& report) {
    std::vector<codec::FigureEdit> edits;
    for (std::size_t p = 0; p < report.result.parameters.size(); ++p) {
        const study::ParameterResult& found = report.result.parameters[p];
        const study::Prior& prior = report.job.file.priors[p];
        if (found.verdict == study::Verdict::open) continue;
        edits.push_back({prior.path, found.after.value, found.after.low, found.after.high,
                         FigureStatus::calibrated,
                         fmt::format("calibrated: {}; prior {:g} to {:g}: {}", report.provenance, prior.low,
                                     prior.high, prior.why)});
    }
    return edits;
}

// Every parameter as it is: what the edits would be, before there are any.
std::vector<codec::FigureEdit> edits_before(const study::CalibrationJob& job) {
    std::vector<codec::FigureEdit> edits;
    for (std::size_t p = 0; p < job.file.priors.size(); ++p)
        edits.push_back({job.file.priors[p].path, job.before[p].value, job.before[p].low, job.before[p].high,
                         FigureStatus::calibrated, ""});
    return edits;
}

int run_command(const CalibrateOptions& options) {
    const auto path = targets_path(options.targets);
    if (!path) return report(path.errors());
    study::CalibrationJob job;
    auto file = study::load_targets(path->path);
    if (!file) return report(file.errors());
    job.file = std::move(*file);
    // Targets belong to the scenario of their name unless another is asked for.
    const std::string named =
        options.named_case.empty() ? fs::path(path->path).stem().string() : options.named_case;
    auto scenario = scenario_of_case(named);
    if (!scenario) return report(scenario.errors());
    ProgressLine line;
    const study::CalibratedModel model{std::move(*scenario), lab_settings(0, 0, options.jobs, line),
                                       figures_at};
    auto before = study::ranges_before(model, job.file);
    if (!before) return report(before.errors());
    job.before = std::move(*before);
    if (Status status = check_writable(options.write, edits_before(job)); !status) return report(status.errors());
    job.settings = options.settings;
    job.simulate = study::game_simulator(model, job.file);
    const auto result = study::calibrate(job);
    line.end();
    if (!result) return report(result.errors(), exit_failed);
    const CalibrationReport done{job, *result, model.scenario.name,
                                 provenance_of(job.settings, path->called, named)};
    std::fputs((options.json ? calibration_json(done) : calibration_text(done)).c_str(), stdout);
    if (options.write.empty()) return 0;
    const auto edits = edits_of(done);
    if (Status status = write_figures(options.write, edits); !status) return report(status.errors());
    std::fputs(fmt::format("chokepoint: wrote {} parameters into {}\n", edits.size(), options.write).c_str(), stderr);
    return 0;
}

}  // namespace

void add_calibrate(Program& program) {
    auto options = std::make_shared<CalibrateOptions>();
    Command command = program.command("calibrate", "Parameters estimated from recorded outcomes");
    command.option("TARGETS", options->targets, "targets that ship, or a CSV file of them").with_default();
    command.option("--scenario", options->named_case,
                   "a scenario that ships, or a file; default: the targets' name");
    command.option("--points", options->settings.points, "points of each wave")
        .between(8, 100000)
        .with_default();
    command.option("--waves", options->settings.waves, "waves of points").between(1, 20).with_default();
    command.option("--runs", options->settings.runs, "games at each point, in every arm")
        .between(1, 1000)
        .with_default();
    command.option("--checks", options->settings.checks, "games of the check before and after")
        .between(2, 100000)
        .with_default();
    command.option("--seed", options->settings.seed, "seed of every random number").with_default();
    command.option("--jobs", options->jobs, "worker threads; default: all cores").between(1, 4096);
    command.option("--write", options->write,
                   "scenario file whose figures take the identified values, in place");
    command.flag("--json", options->json, "one JSON document on stdout");
    command.example(
        "Example: chokepoint calibrate april-2025 --write configs/scenarios/april-2025.textproto");
    command.does([options] { return run_command(*options); });
}

}  // namespace chokepoint::cli

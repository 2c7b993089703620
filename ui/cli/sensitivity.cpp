// chokepoint sensitivity: one parameter at a time: what halving it and raising it by half does to outcomes,
// against what was expected; or all parameters, ranked.
#include <algorithm>
#include <cstdio>
#include <optional>

#include "engine/study/expectations.hpp"
#include "engine/study/names.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/sensitivity_pages.hpp"
#include "ui/cli/study_support.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

constexpr std::uint32_t trial_runs = 128, screen_runs = 6, mechanism_runs = 200;

struct SensitivityOptions {
    std::string named_case = "april-2025";
    std::string table;
    std::vector<std::string> parameters;
    bool screen = false, mechanisms = false;
    std::optional<std::uint64_t> runs;
    std::uint64_t seed = 1;
    unsigned jobs = 0;
    bool json = false, csv = false, markdown = false;
};

Result<PageKind> page_kind(const SensitivityOptions& options) {
    if (options.json + options.csv + options.markdown > 1)
        return fail("--json, --csv and --markdown ask for different pages; name one of them");
    if (options.json) return PageKind::json;
    if (options.csv) return PageKind::csv;
    return options.markdown ? PageKind::markdown : PageKind::text;
}

// What an option has no bearing on is refused, rather than left aside in silence.
Status check_words(const SensitivityOptions& options) {
    if (options.screen + options.mechanisms > 1 || (options.mechanisms && !options.parameters.empty()))
        return fail("--mechanisms goes with neither --screen nor --parameters; name one of them");
    if (!options.table.empty() && (options.mechanisms || options.screen))
        return fail(std::string(options.mechanisms ? "--mechanisms" : "--screen") +
                    " holds its figures against no table of expectations; leave out --table");
    return Done{};
}

// The words that print the same page, without what changes no figure.
std::string words_of(const SensitivityOptions& options, const PageHead& head) {
    std::string words = "chokepoint sensitivity " + options.named_case;
    if (options.screen) words += " --screen";
    if (options.mechanisms) words += " --mechanisms";
    if (!options.table.empty()) words += " --table " + options.table;
    for (const std::string& path : options.parameters) words += " --parameters " + path;
    return words + " --runs " + std::to_string(head.runs) + " --seed " + std::to_string(head.seed) +
           " --markdown";
}

// Leaves the parameters that were asked for. Errors: one that is not there.
template <typename T, typename PathOf>
Status keep_only(const std::vector<std::string>& wanted, std::vector<T>& all, PathOf path_of) {
    if (wanted.empty()) return Done{};
    std::vector<std::string> names;
    for (const T& each : all) names.push_back(path_of(each));
    for (const std::string& name : wanted)
        if (std::find(names.begin(), names.end(), name) == names.end())
            return fail("--parameters: '" + name + "' is not among those tried; did you mean '" +
                        study::nearest_name(name, names) + "'?");
    std::erase_if(all, [&](const T& each) {
        return std::find(wanted.begin(), wanted.end(), path_of(each)) == wanted.end();
    });
    return Done{};
}

// One call of the command.
struct Session {
    const SensitivityOptions& options;
    const Scenario& scenario;
    const study::Lab& lab;
    PageKind kind;
    PageHead head;
    ProgressLine& line;
    study::Respond respond;

    int print(const std::string& page, int code) const {
        line.end();
        std::fputs(page.c_str(), stdout);
        return code;
    }
    int failed(const Errors& errors) const {
        line.end();
        return report(errors, exit_failed);
    }
};

int run_screen(const Session& session) {
    auto paths = study::open_parameters(session.scenario);
    const auto path_of = [](const std::string& path) { return path; };
    if (const Status kept = keep_only(session.options.parameters, paths, path_of); !kept)
        return report(kept.errors());
    std::vector<const study::Outcome*> outcomes;
    for (const study::Outcome& outcome : study::all_outcomes()) outcomes.push_back(&outcome);
    const auto screened = study::screen(paths, outcomes, session.respond);
    if (!screened) return session.failed(screened.errors());
    return session.print(screen_page(session.kind, session.head, *screened), 0);
}

int run_mechanisms(const Session& session) {
    const auto trials = study::try_mechanisms(session.lab, session.scenario);
    if (!trials) return session.failed(trials.errors());
    const bool all_matter = std::all_of(trials->begin(), trials->end(),
                                        [](const study::MechanismTrial& trial) { return trial.matters(); });
    return session.print(mechanisms_page(session.kind, session.head, *trials), all_matter ? 0 : exit_failed);
}

Result<std::vector<study::Expectation>> expectations_of(const SensitivityOptions& options,
                                                        const Scenario& scenario) {
    if (!options.table.empty()) return study::load_expectations(options.table, scenario);
    const auto shipped = shipped_file("targets/sensitivity.csv");
    if (!shipped) return shipped.errors();
    return study::load_expectations(shipped->string(), scenario);
}

int run_trials(const Session& session) {
    auto expectations = expectations_of(session.options, session.scenario);
    if (!expectations) return report(expectations.errors());
    const auto path_of = [](const study::Expectation& each) { return each.path; };
    if (const Status kept = keep_only(session.options.parameters, *expectations, path_of); !kept)
        return report(kept.errors());
    const auto trials = study::try_expectations(*expectations, session.respond);
    if (!trials) return session.failed(trials.errors());
    return session.print(trials_page(session.kind, session.head, *trials),
                         study::count_failed(*trials) == 0 ? 0 : exit_failed);
}

int run_command(const SensitivityOptions& options) {
    const auto kind = page_kind(options);
    if (!kind) return report(kind.errors());
    if (const Status fits = check_words(options); !fits) return report(fits.errors());
    const auto scenario = scenario_of_case(options.named_case);
    if (!scenario) return report(scenario.errors());
    PageHead head;
    head.scenario = scenario->name;
    head.seed = options.seed;
    head.runs = static_cast<std::uint32_t>(options.runs.value_or(options.mechanisms ? mechanism_runs : options.screen ? screen_runs : trial_runs));
    head.command = words_of(options, head);
    ProgressLine line;
    const study::Lab lab(lab_settings(head.seed, head.runs, options.jobs, line));
    const Session session{options, *scenario, lab, *kind, head, line, study::respond_by_games(lab, *scenario)};
    if (options.mechanisms) return run_mechanisms(session);
    return options.screen ? run_screen(session) : run_trials(session);
}

}  // namespace

void add_sensitivity(Program& program) {
    auto options = std::make_shared<SensitivityOptions>();
    Command command =
        program.command("sensitivity", "One parameter at a time: what it moves, and whether as expected");
    command.option("CASE", options->named_case, "a scenario that ships, or a scenario file").with_default();
    command.option("--table", options->table, "what is expected: CSV of path, outcome, when_raised, reason");
    command.option("--parameters", options->parameters, "only these, such as users[*].stock_days")
        .separated_by(',');
    command.flag("--screen", options->screen,
                 "all parameters that no source gives, ranked by what they move");
    command.flag("--mechanisms", options->mechanisms,
                 "ratification, monitoring, credibility and the order of licences, each switched off");
    command.option("--runs", options->runs, "games of each kind; default: 128, 6 with --screen, 200 with --mechanisms")
        .between(2, 100000);
    command.option("--seed", options->seed, "seed of every random number").with_default();
    command.option("--jobs", options->jobs, "worker threads; default: all cores").between(1, 4096);
    command.flag("--json", options->json, "one JSON document on stdout");
    command.flag("--csv", options->csv, "one CSV table on stdout");
    command.flag("--markdown", options->markdown, "the page of the documentation on stdout");
    command.example(
        "Exit code 0: all as expected; 1: an outcome moves the other way or not at all, or a mechanism changes neither deals nor breaches.\n"
        "Example: chokepoint sensitivity --parameters users[*].stock_days --runs 20");
    command.does([options] { return run_command(*options); });
}

}  // namespace chokepoint::cli

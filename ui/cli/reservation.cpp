// chokepoint reservation: what makes up for no deal, by a government's own estimate, held against imagined worlds; and written
// into a scenario with where it is from.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "agents/roster/roster.hpp"
#include "engine/sweep/files.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/figure_file.hpp"
#include "ui/cli/reservation_pages.hpp"
#include "ui/cli/study_support.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

struct ReservationOptions {
    std::string named_case = "april-2025";
    study::RolloutSettings settings;
    unsigned jobs = 0;
    std::string write, table;
    bool json = false;
};

std::string provenance_of(const ReservationOptions& options) {
    return fmt::format("chokepoint reservation {} --games {} --worlds {} --ahead {} --seed {}", options.named_case, options.settings.games,
                       options.settings.worlds, options.settings.weeks, options.settings.seed);
}

double to_three_places(double value) { return std::round(1000.0 * value) / 1000.0; }

// What is written: of the governments for which a value was found, as precisely as anybody could mean it.
std::vector<codec::FigureEdit> edits_of(const ReservationPages& pages) {
    std::vector<codec::FigureEdit> edits;
    for (const study::Reservation& each : pages.found)
        if (each.verdict == study::ReservationVerdict::fitted)
            edits.push_back({each.path, to_three_places(each.line.zero.value), to_three_places(each.line.zero.low),
                             to_three_places(each.line.zero.high), FigureStatus::calibrated,
                             "fitted: " + pages.provenance});
    return edits;
}

std::vector<codec::FigureEdit> edits_before(const Scenario& scenario) {
    std::vector<codec::FigureEdit> edits;
    for (const GovernmentSpec& spec : scenario.governments)
        edits.push_back({study::no_deal_path(spec.government), spec.no_deal_worth.value, spec.no_deal_worth.low, spec.no_deal_worth.high,
                         FigureStatus::calibrated, ""});
    return edits;
}

Status write_table(const std::string& file, const std::string& csv) {
    const std::filesystem::path path(file);
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    return sweep::write_whole(folder, path.filename().string(), csv);
}

int run_command(const ReservationOptions& options) {
    const auto scenario = scenario_of_case(options.named_case);
    if (!scenario) return report(scenario.errors());
    if (const Status status = check_writable(options.write, edits_before(*scenario)); !status) return report(status.errors());
    const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
    ProgressLine line;
    study::RolloutWiring wiring{roster(), make_appraiser, jobs, {}};
    wiring.progress = [&](std::uint32_t done, std::uint32_t of) { line.show(scenario->name, done, of); };
    const auto bids = study::value_bids(*scenario, options.settings, wiring);
    line.end();
    if (!bids) return report(bids.errors(), exit_failed);
    const auto found = study::reservations(*scenario, *bids);
    const ReservationPages pages{*scenario, options.settings, *bids, found, provenance_of(options)};
    if (!options.table.empty())
        if (const Status status = write_table(options.table, pages.bids_csv()); !status) return report(status.errors(), exit_failed);
    std::fputs((options.json ? pages.json() : pages.text()).c_str(), stdout);
    if (options.write.empty()) return 0;
    const auto edits = edits_of(pages);
    if (const Status status = write_figures(options.write, edits); !status) return report(status.errors());
    std::fputs(fmt::format("chokepoint: wrote {} figures into {}\n", edits.size(), options.write).c_str(), stderr);
    return 0;
}

}  // namespace

void add_reservation(Program& program) {
    auto options = std::make_shared<ReservationOptions>();
    Command command = program.command("reservation", "What makes up for no deal: governments' own estimates against imagined worlds");
    command.option("CASE", options->named_case, "a scenario that ships, or a scenario file").with_default();
    command.option("--games", options->settings.games, "games, looked at in several weeks each").between(2, 100000).with_default();
    command.option("--worlds", options->settings.worlds, "worlds imagined by a seat in a week").between(2, 1000).with_default();
    command.option("--ahead", options->settings.weeks, "weeks played in each").between(1, 520).with_default();
    command.option("--seed", options->settings.seed, "seed of every random number").with_default();
    command.option("--jobs", options->jobs, "worker threads; default: all cores").between(1, 4096);
    command.option("--bids", options->table, "file for every bid with both values, as CSV");
    command.option("--write", options->write, "scenario file whose figures take the fitted values, in place");
    command.flag("--json", options->json, "one JSON document on stdout");
    command.example(
        "Example: chokepoint reservation april-2025 --games 8\n"
        "What the figures mean: docs/AGENTS.md");
    command.does([options] { return run_command(*options); });
}

}  // namespace chokepoint::cli

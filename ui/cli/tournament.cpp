// chokepoint tournament: every strategy of one seat against every one of another; the matrix, its
// equilibrium, ranks.
#include <cstdio>
#include <thread>

#include "engine/study/scoring/seat_scores.hpp"
#include "engine/sweep/files.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/gnuplot.hpp"
#include "ui/cli/study_support.hpp"
#include "ui/cli/support.hpp"
#include "ui/cli/tournament_design.hpp"
#include "ui/cli/tournament_pages.hpp"
#include "ui/cli/tournament_picture.hpp"

namespace chokepoint::cli {
namespace {

// What a game is worth to a seat: its score, against references that all pairings of a seed share.
study::PayoffFn payoff_by(study::ReferenceBook& book) {
    return [&book](const Setup& setup, const Game& game) {
        std::array<double, limits::seats> payoffs{};
        const auto references = book.of(study::key_of(game));
        if (!references) throw std::logic_error(to_string(references.errors()));  // default strategies were checked with the design
        const study::GameScores scores = study::seat_scores(setup, game, **references);
        for (std::size_t seat = 0; seat < scores.seats.size(); ++seat) payoffs[seat] = scores.seats[seat].score;
        return payoffs;
    };
}

struct TournamentOptions {
    std::string design, folder;
    unsigned jobs = 0;
    bool json = false;
};

Status draw_matrices(const TournamentPages& pages, const std::string& folder) {
    if (!has_gnuplot()) {
        std::fputs(
            "chokepoint: no picture of the matrix, since gnuplot is not installed; scripts/setup.sh installs "
            "it\n",
            stderr);
        return Done{};
    }
    const std::string base = folder + "/matrix-";
    for (const auto& [side, role] : {std::pair{MatrixOf::row, row_role(pages.design)},
                                     std::pair{MatrixOf::column, column_role(pages.design)}}) {
        const Status drawn = run_gnuplot(matrix_script(pages, side, base + std::string(role) + ".png"));
        if (!drawn) return drawn;
    }
    return Done{};
}

Status write_folder(const TournamentPages& pages, const std::string& folder) {
    auto files = pages.csv_files();
    files.emplace_back("tournament.json", pages.json());
    files.emplace_back("tournament.md", pages.markdown());
    for (const auto& [name, content] : files)
        if (const Status written = sweep::write_whole(folder, name, content); !written) return written;
    return draw_matrices(pages, folder);
}

int run_command(const TournamentOptions& options) {
    const auto checked = load_checked_tournament(tournament_file(options.design));
    if (!checked) return report(checked.errors());
    // A folder that cannot be made should not cost an hour of games first.
    if (!options.folder.empty())
        if (const Status made = sweep::make_folder(options.folder); !made) return report(made.errors());

    const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
    ProgressLine line;
    const auto setup = make_setup(checked->scenario);
    if (!setup) return report(setup.errors());
    // The references are played by every seat's own default: one that the roster does not know should not cost an hour first.
    for (std::size_t seat = 0; seat < (*setup)->params.seats; ++seat) {
        const auto id = static_cast<SeatId>(seat);
        if (const auto agent = roster()(checked->scenario, id, strategy_of(checked->scenario, id)); !agent)
            return report({fail(std::string(role_of(checked->scenario, id)) + ": its default strategy: " + agent.error().message)});
    }
    study::ReferenceSettings references;
    references.roster = roster();
    study::ReferenceBook book(**setup, std::move(references));
    study::TournamentWiring wiring{roster(), payoff_by(book), jobs, {}};
    wiring.progress = [&](std::uint32_t done, std::uint32_t of) {
        line.show(checked->design.name, done, of);
    };
    const auto games = study::play_tournament(checked->design, checked->scenario, wiring);
    line.end();
    if (!games) return report(games.errors(), exit_failed);

    study::ReportSettings settings;
    settings.jobs = jobs;
    const auto tournament_report = study::report_tournament(checked->design, *games, settings);
    const int weeks = checked->design.weeks > 0 ? checked->design.weeks : checked->scenario.weeks;
    const TournamentPages pages{checked->design, checked->scenario, *games, tournament_report, weeks};
    if (!options.folder.empty())
        if (const Status written = write_folder(pages, options.folder); !written)
            return report(written.errors(), exit_failed);
    std::fputs((options.json ? pages.json() : pages.text()).c_str(), stdout);
    return 0;
}

}  // namespace

std::string tournament_file(const std::string& named) { return file_or_shipped(named, "tournaments"); }

Result<CheckedTournament> load_checked_tournament(const std::string& path) {
    return load_design<study::TournamentDesign>(
        path,
        "name an existing design, such as configs/tournaments/quick.textproto, or one that ships, such as "
        "quick",
        [](const study::TournamentDesign& design, const Scenario& scenario) {
            return study::validate(design, scenario, roster());
        });
}

void add_tournament(Program& program) {
    auto options = std::make_shared<TournamentOptions>();
    Command command =
        program.command("tournament", "Every strategy against every other: payoffs, equilibrium, ranks");
    command.option("DESIGN", options->design, "design file (.textproto), or the name of one that ships")
        .required();
    command.option("--out", options->folder,
                   "folder for tables (CSV, JSON, Markdown) and pictures, new or existing");
    command.option("--jobs", options->jobs, "worker threads; default: all cores").between(1, 4096);
    command.flag("--json", options->json, "one JSON document on stdout");
    command.example(
        "Example: chokepoint tournament quick --out quick\n"
        "What the figures mean: docs/TOURNAMENT.md");
    command.does([options] { return run_command(*options); });
}

}  // namespace chokepoint::cli

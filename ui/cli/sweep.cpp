// chokepoint sweep: an experiment design on all cores, into a folder; the same command again goes on.
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/sweep/plan.hpp"
#include "engine/sweep/run.hpp"
#include "proto/codec/design_text.hpp"
#include "proto/codec/scenario_text.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/support.hpp"
#include "ui/cli/sweep_design.hpp"

namespace chokepoint::cli {
namespace {

struct SweepOptions {
    std::string design, folder, share;
    unsigned jobs = 0;
    bool json = false;
};

std::atomic<bool> stop_asked{false};

// The second Ctrl-C kills, as without us: the folder stands it.
void on_interrupt(int number) {
    stop_asked.store(true);
    std::signal(number, SIG_DFL);
}

Result<sweep::Share> parse_share(const std::string& words) {
    sweep::Share share;
    char rest = 0;
    unsigned long long number = 0, of = 0;
    if (words.empty()) return share;
    if (std::sscanf(words.c_str(), "%llu/%llu%c", &number, &of, &rest) != 2 ||
        words.find('-') != std::string::npos || number < 1 || of < number)
        return fail("--shard " + words + ": expected K/N with 1 <= K <= N, such as 2/8");
    share.number = number;
    share.of = of;
    return share;
}

// Rate and time left on stderr: a line that is drawn over on a terminal, else a new one every ten seconds.
class SweepProgress {
  public:
    void show(const sweep::Progress& progress) {
        using Seconds = std::chrono::duration<double>;
        const auto now = Clock::now();
        const bool is_last = progress.runs_played == progress.runs_to_play;
        const double since_shown = Seconds(now - shown_).count();
        if (!is_last && since_shown < (is_terminal_ ? 0.1 : 10.0)) return;
        if (is_last && !is_terminal_) return;  // the result says it
        shown_ = now;
        const double rate =
            static_cast<double>(progress.runs_played) / std::max(Seconds(now - start_).count(), 1e-9);
        const double left =
            static_cast<double>(progress.runs_to_play - progress.runs_played) / std::max(rate, 1e-9);
        std::fputs(
            fmt::format("{}chokepoint: {} of {} games, {:.0f} games/s, {} left{}{}", is_terminal_ ? "\r" : "",
                        progress.runs_played, progress.runs_to_play, rate, duration(left),
                        progress.runs_failed > 0 ? fmt::format(", {} failed", progress.runs_failed) : "",
                        is_terminal_ ? "\x1b[K" : "\n")
                .c_str(),
            stderr);
        if (is_terminal_) is_drawn_ = true;
    }
    void end() const {
        if (is_drawn_) std::fputs("\n", stderr);
    }
    double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  private:
    using Clock = std::chrono::steady_clock;

    static std::string duration(double seconds) {
        if (seconds < 90.0) return fmt::format("{:.0f} s", seconds);
        if (seconds < 5400.0) return fmt::format("{:.0f} min", seconds / 60.0);
        return fmt::format("{:.1f} h", seconds / 3600.0);
    }

    Clock::time_point start_ = Clock::now(), shown_ = Clock::now();
    bool is_terminal_ = ::isatty(STDERR_FILENO) == 1;
    bool is_drawn_ = false;
};

std::string result_json(const CheckedDesign& checked, const sweep::SweepResult& result, double seconds) {
    nlohmann::ordered_json json;
    json["design"] = checked.design.name;
    json["points"] = result.points;
    json["runs"] = result.runs;
    json["runs_played"] = result.runs_played;
    json["runs_failed"] = result.runs_failed;
    json["shards"] = result.shards;
    json["shards_kept"] = result.shards_kept;
    json["shards_missing"] = result.shards_missing;
    json["seconds"] = seconds;
    json["outcomes_csv"] = result.outcomes_file.empty() ? nlohmann::ordered_json()
                                                        : nlohmann::ordered_json(result.outcomes_file);
    return json.dump(2) + "\n";
}

std::string result_text(const CheckedDesign& checked, const SweepOptions& options,
                        const sweep::SweepResult& result, double seconds) {
    std::string text =
        fmt::format("{}: {} points, {} games", checked.design.name, result.points, result.runs);
    if (result.shards_kept > 0)
        text += fmt::format("; {} of {} shards were there already", result.shards_kept, result.shards);
    text += fmt::format("\nplayed {} games in {:.1f} s ({:.0f} games/s), {} failed\n", result.runs_played,
                        seconds, static_cast<double>(result.runs_played) / std::max(seconds, 1e-9),
                        result.runs_failed);
    if (!result.outcomes_file.empty())
        return text + fmt::format("{}\nnext: chokepoint report {}\n", result.outcomes_file, options.folder);
    return text +
           fmt::format(
               "{} of {} shards are not in {} yet: run the other shares there, or copy their shards/ into "
               "it and run this command without --shard\n",
               result.shards_missing, result.shards, options.folder);
}

int run_command(const SweepOptions& options) {
    const auto share = parse_share(options.share);
    if (!share) return report(share.errors());
    const auto checked = load_checked_design(options.design);
    if (!checked) return report(checked.errors());

    sweep::SweepJob job;
    job.design = checked->design;
    job.scenario = checked->scenario;
    job.version = program_version();
    job.design_text = codec::design_text(checked->design);
    job.scenario_text = codec::scenario_text(checked->scenario);
    job.folder = options.folder;
    job.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
    job.share = *share;
    job.stop = &stop_asked;
    SweepProgress line;
    job.progress = [&line](const sweep::Progress& progress) { line.show(progress); };
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
    const auto result = sweep::run_sweep(job, sweep_wiring());
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    line.end();
    if (!result) return report(result.errors());

    if (result->is_stopped) {
        std::fputs(fmt::format(
                       "chokepoint: stopped with {} of {} shards done; the same command goes on from there\n",
                       result->shards - result->shards_missing, result->shards)
                       .c_str(),
                   stderr);
        return exit_failed;
    }
    const std::string text = options.json ? result_json(*checked, *result, line.seconds())
                                          : result_text(*checked, options, *result, line.seconds());
    std::fputs(text.c_str(), stdout);
    return 0;
}

}  // namespace

sweep::Wiring sweep_wiring() { return {roster(), codec::with}; }

Result<CheckedDesign> load_checked_design(const std::string& path) {
    return load_design<sweep::SweepDesign>(
        path, "name an existing design, such as configs/sweeps/licence-slow-walk.textproto",
        [](const sweep::SweepDesign& design, const Scenario& scenario) {
            return sweep::validate(design, scenario, sweep_wiring());
        });
}

std::uint64_t run_count(const CheckedDesign& checked) { return sweep::Plan(checked.design).runs(); }

void add_sweep(Program& program) {
    auto options = std::make_shared<SweepOptions>();
    Command command = program.command("sweep", "Run an experiment design; safe to kill, the same command resumes");
    command.option("DESIGN", options->design, "design file (.textproto)").required();
    command.option("--out", options->folder, "folder for results, new or of the same sweep").required();
    command.option("--jobs", options->jobs, "worker threads; default: all cores").between(1, 4096);
    command.option("--shard", options->share, "K/N: only the K-th of N shares, K from 1");
    command.flag("--json", options->json, "one JSON document on stdout");
    command.example("Example: chokepoint sweep configs/sweeps/licence-slow-walk.textproto --out slow-walk");
    command.does([options] { return run_command(*options); });
}

}  // namespace chokepoint::cli

// chokepoint forecast: branches many futures from a moment of a recorded game. 0: all futures are in; 1: stopped before, or the
// journal does not replay; 2: bad words, no such week, a damaged journal.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "engine/game/forecast.hpp"
#include "engine/game/replay.hpp"
#include "engine/study/names.hpp"
#include "proto/codec/scenario_text.hpp"
#include "proto/journal/journal_file.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/forecast_pages.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

struct ForecastWishes {
    std::string journal;
    int at = 0;
    unsigned runs = 256;
    int weeks = 0;  // 0: to the end
    std::optional<std::uint64_t> seed;
    unsigned jobs = 0;
    std::vector<std::string> indicators;
    bool json = false;
};

std::atomic<bool> forecast_stop_asked{false};

// What is in by then is shown. The second Ctrl-C kills, as without us.
void on_forecast_interrupt(int number) {
    forecast_stop_asked.store(true);
    std::signal(number, SIG_DFL);
}

// How far it is, on a terminal; and how long it took, for the last line.
class ForecastClock {
  public:
    void show(const Forecast& forecast) {
        if (first_ < 0.0) first_ = seconds();
        if (!is_terminal_) return;
        if (forecast.done) std::fputs("\r\x1b[K", stderr);
        else std::fputs(fmt::format("\rchokepoint: forecast: {} of {} futures\x1b[K", forecast.futures, forecast.futures_wanted).c_str(), stderr);
    }
    void end(const Forecast& forecast, unsigned jobs) const {
        const double taken = seconds();
        std::fputs(fmt::format("chokepoint: {} futures in {:.2f} s, {:.0f} a second on {} thread{}; the first estimate after {:.0f} ms\n", forecast.futures,
                               taken, forecast.futures / std::max(taken, 1e-6), jobs, jobs == 1 ? "" : "s", 1000.0 * first_)
                       .c_str(),
                   stderr);
    }

  private:
    using Steady = std::chrono::steady_clock;
    double seconds() const { return std::chrono::duration<double>(Steady::now() - start_).count(); }

    Steady::time_point start_ = Steady::now();
    double first_ = -1.0;
    bool is_terminal_ = ::isatty(STDERR_FILENO) == 1;
};

// Whether every answer of a seat up to a week came from the agent that the header names, so that its mind can be rebuilt.
class KnownHands {
  public:
    KnownHands(const JournalHeader& header, int until_week) : until_week_(until_week) {
        for (const JournalSeat& seat : header.seats) {
            expected_.push_back(seat.strategy.starts_with(remote_prefix) ? AnswerOrigin::remote : AnswerOrigin::local);
            known_.push_back(seat.strategy != remote_strategy);
        }
    }
    void read(const JournalRecord& record) {
        const auto* phase = std::get_if<PhaseRecord>(&record);
        if (phase == nullptr || phase->week > until_week_) return;
        for (const SeatAnswer& answer : phase->answers)
            if (answer.seat < known_.size() && answer.origin != expected_[answer.seat]) known_[answer.seat] = false;
    }
    bool is_known(SeatId seat) const { return known_[seat]; }

  private:
    int until_week_;
    std::vector<AnswerOrigin> expected_;
    std::vector<bool> known_;
};

NextRecord records_read_by(const journal::JournalFile& file, KnownHands& hands) {
    return [&file, &hands, at = std::size_t{0}]() mutable -> std::optional<JournalRecord> {
        if (at >= file.entries().size()) return std::nullopt;
        JournalRecord record = file.record(file.entries()[at++]);
        hands.read(record);
        return record;
    };
}

// There is nothing to branch from, or nothing to come: what is wrong and which weeks would do.
std::optional<Error> no_branch_there(const ForecastWishes& wishes, const ReplayReport& replayed) {
    const int last = std::min(replayed.weeks, replayed.game->cursor.weeks - 1);
    if (replayed.weeks < wishes.at)
        return Error{fmt::format("--at {}: the journal ends after week {}; name a week from 0 to {}", wishes.at, replayed.weeks, last), wishes.journal, 0};
    if (weeks_left(*replayed.game) == 0)
        return Error{fmt::format("--at {}: the game is over after week {}, nothing lies ahead; name a week from 0 to {}", wishes.at, replayed.weeks, last),
                     wishes.journal, 0};
    return std::nullopt;
}

// The game after the week, with everybody's mind rebuilt; fresh ones where a person or an unknown program played.
struct ForecastStart {
    std::shared_ptr<const Setup> setup;
    std::shared_ptr<const Game> game;
    std::vector<Mind> minds;
    std::vector<std::string> strategies;  // empty: the scenario's own
    std::vector<FutureSeat> seats;
};

int load_start(const ForecastWishes& wishes, ForecastStart& start) {
    const auto file = journal::open_journal(wishes.journal);
    if (!file) return report(file.errors());
    if (file->torn_bytes() > 0)
        std::fprintf(stderr, "chokepoint: %s: warning: the last record is torn (%zu bytes after the last whole one); the records before it count\n",
                     wishes.journal.c_str(), file->torn_bytes());
    auto scenario = codec::parse_scenario(file->header().scenario_text, wishes.journal + " (scenario in the header)");
    if (!scenario) return report(scenario.errors());
    const auto setup = make_setup(std::move(*scenario));
    if (!setup) return report(setup.errors());
    KnownHands hands(file->header(), wishes.at);
    ReplayOptions options;
    options.until_week = wishes.at;
    options.roster = roster();
    const auto replayed = replay(**setup, file->header(), records_read_by(*file, hands), options);
    if (!replayed) return report({Error{to_string(replayed.errors()), wishes.journal, 0}}, exit_failed);
    if (replayed->mismatch)
        return report({Error{fmt::format("week {}: the replayed game differs, first in {}; it was recorded by another version ({}), forecast with that one",
                                         replayed->mismatch->week, replayed->mismatch->field, file->header().version),
                             wishes.journal, 0}},
                      exit_failed);
    if (const auto error = no_branch_there(wishes, *replayed)) return report({*error});
    if (!replayed->answer_differences.empty()) {
        const AnswerDifference& first = replayed->answer_differences.front();
        std::fprintf(stderr, "chokepoint: %s: warning: asked again, %s answers otherwise in week %d (another version?); its futures are those of the agent as it is now\n",
                     wishes.journal.c_str(), std::string(role_of((*setup)->scenario, first.seat)).c_str(), first.week);
    }
    start.setup = *setup;
    start.game = replayed->game;
    start.minds = replayed->minds;
    start.strategies = strategies_of(file->header());
    for (std::size_t i = 0; i < start.strategies.size(); ++i) {
        const auto seat = static_cast<SeatId>(i);
        std::string& strategy = start.strategies[i];
        const bool is_remote = file->header().seats[i].strategy.starts_with(remote_prefix);
        // A client may have called its strategy by a name of its own.
        if (is_remote && !strategy.empty() && !roster()((*setup)->scenario, seat, strategy)) strategy.clear();
        const bool is_rebuilt = hands.is_known(seat) && !strategy.empty();
        if (!is_rebuilt) start.minds[i] = Mind{};
        start.seats.push_back({std::string(role_of((*setup)->scenario, seat)), strategy_in(**setup, start.strategies, seat), !is_rebuilt});
    }
    return 0;
}

// The indicators of --indicator, by their names.
Result<std::vector<std::size_t>> indicators_named(const std::vector<std::string>& names, const std::vector<ForecastMeasure>& measures) {
    std::vector<std::string> known;
    for (const ForecastMeasure& measure : measures) known.push_back(measure.name);
    std::vector<std::size_t> found;
    for (const std::string& name : names) {
        const auto at = std::find(known.begin(), known.end(), name);
        if (at == known.end()) return fail("--indicator " + name + ": there is none of that name; did you mean " + study::nearest_name(name, known) + "?");
        found.push_back(static_cast<std::size_t>(at - known.begin()));
    }
    return found;
}

int forecast_journal(const ForecastWishes& wishes) {
    ForecastStart start;
    if (const int code = load_start(wishes, start); code != 0) return code;
    auto cast = make_cast(*start.setup, roster(), start.strategies);
    if (!cast) return report(cast.errors());
    ForecastSettings settings;
    settings.jobs = std::min(wishes.jobs > 0 ? wishes.jobs : std::max(1u, std::thread::hardware_concurrency()), wishes.runs);
    settings.measures = standard_measures(*start.setup);
    settings.questions = standard_questions(*start.setup);
    const unsigned jobs = settings.jobs;
    const auto fans = indicators_named(wishes.indicators, settings.measures);
    if (!fans) return report(fans.errors());
    const auto source = make_forecast_source({start.setup, start.game, start.minds, std::make_shared<const Cast>(std::move(*cast))}, std::move(settings));

    ForecastClock clock;
    ForecastWatch watch;
    watch.refined = [&clock](const Forecast& so_far) { clock.show(so_far); };
    watch.stopped = [] { return forecast_stop_asked.load(); };
    std::signal(SIGINT, on_forecast_interrupt);
    std::signal(SIGTERM, on_forecast_interrupt);
    const auto forecast = source->forecast({wishes.seed.value_or(start.game->cursor.seed), wishes.runs, wishes.weeks}, watch);
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    if (!forecast) return report(forecast.errors());
    if (forecast->futures == 0) return report({fail("stopped before the first future was played to its end")}, exit_failed);

    const ForecastPages pages{*start.setup, *forecast, wishes.journal, start.seats};
    std::string text = wishes.json ? pages.json().dump(2) + "\n" : pages.text();
    if (!wishes.json)
        for (const std::size_t indicator : *fans) text += pages.fan_text(forecast->indicators[indicator]);
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
    clock.end(*forecast, jobs);
    if (forecast->futures == forecast->futures_wanted) return 0;
    return report({fail(fmt::format("stopped after {} of {} futures; what is printed is the forecast of those", forecast->futures, forecast->futures_wanted))},
                  exit_failed);
}

}  // namespace

void add_forecast(Program& program) {
    auto wishes = std::make_shared<ForecastWishes>();
    Command command = program.command("forecast", "Branch many futures from a week of a recorded game: bands and odds");
    command.option("JOURNAL", wishes->journal, "journal of a game").required();
    command.option("--at", wishes->at, "branch after this week's resolve; 0: at the start").required().between(0, 5200);
    command.option("--runs", wishes->runs, "futures").between(1, static_cast<int>(forecast_futures_max)).with_default();
    command.option("--weeks", wishes->weeks, "how far ahead; default: to the game's end").between(1, 5200);
    command.option("--seed", wishes->seed, "of the futures' luck; default: the game's own");
    command.option("--jobs", wishes->jobs, "worker threads; default: all cores").between(1, 1024);
    command.option("--indicator", wishes->indicators, "show every week of these, by their JSON names, with a fan: us_tariff_pct,dy_outside_usd_per_kg").separated_by(',');
    command.flag("--json", wishes->json, "one JSON document on stdout");
    command.example(
        "Example: chokepoint forecast game.journal --at 12 --runs 256 --indicator us_tariff_pct\n"
        "What it says and what it does not: docs/FORECAST.md");
    command.does([wishes] { return forecast_journal(*wishes); });
}

}  // namespace chokepoint::cli

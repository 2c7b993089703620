#include "engine/game/forecast.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/base/check.hpp"
#include "engine/base/rng.hpp"
#include "engine/game/spread.hpp"

namespace chokepoint {
namespace {

// What is kept of one future until it is counted.
struct FuturePath {
    std::vector<double> values;       // week by week, a number a measure
    std::vector<std::uint8_t> holds;  // week by week, a 0 or 1 a question
    bool is_whole = false;
};

// The counts over all futures so far.
class Tallies {
  public:
    Tallies(const ForecastSettings& settings, std::size_t weeks)
        : settings_(settings), weeks_(weeks), spreads_(weeks * settings.measures.size()), counts_(weeks * settings.questions.size()) {}

    void add(const FuturePath& path) {
        for (std::size_t i = 0; i < spreads_.size(); ++i) spreads_[i].add(path.values[i]);
        for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += path.holds[i];
    }

    // `forecast` comes with its head and the indicators' present values.
    void write(Forecast& forecast) const {
        const std::size_t measures = settings_.measures.size(), questions = settings_.questions.size();
        for (std::size_t m = 0; m < measures; ++m) {
            ForecastIndicator& indicator = forecast.indicators[m];
            indicator.weeks.resize(weeks_);
            for (std::size_t week = 0; week < weeks_; ++week) {
                const Spread& spread = spreads_[week * measures + m];
                ForecastBand& band = indicator.weeks[week];
                for (std::size_t q = 0; q < forecast_shares.size(); ++q) band.quantiles[q] = spread.quantile(forecast_shares[q]);
                band.least = spread.least();
                band.greatest = spread.greatest();
            }
        }
        for (std::size_t q = 0; q < questions; ++q) {
            ForecastOdds& odds = forecast.odds[q];
            odds.by_week.resize(weeks_);
            for (std::size_t week = 0; week < weeks_; ++week) odds.by_week[week] = counts_[week * questions + q];
            odds.count = odds.by_week.back();
        }
    }

  private:
    const ForecastSettings& settings_;
    std::size_t weeks_;
    std::vector<Spread> spreads_;
    std::vector<std::uint32_t> counts_;
};

// One forecast under way. Futures are begun and counted in the order of their numbers, so that what is shown early does not
// favour those that are quickly played; the few that are ready before their turn wait in a ring of paths.
class Forecasting {
  public:
    Forecasting(const ForecastMoment& moment, const ForecastSettings& settings, const ForecastRequest& request, const ForecastWatch& watch)
        : moment_(moment), settings_(settings), request_(request), watch_(watch),
          weeks_(request.weeks > 0 ? std::min(request.weeks, weeks_left(*moment.game)) : weeks_left(*moment.game)),
          tallies_(settings, static_cast<std::size_t>(weeks_)), jobs_(std::min(settings.jobs, request.futures)), ring_(paths_per_job * jobs_) {
        for (FuturePath& path : ring_) {
            path.values.resize(static_cast<std::size_t>(weeks_) * settings.measures.size());
            path.holds.resize(static_cast<std::size_t>(weeks_) * settings.questions.size());
        }
        forecast_.seed = request.seed;
        forecast_.after_week = weeks_resolved(*moment.game);
        forecast_.weeks = weeks_;
        forecast_.futures_wanted = request.futures;
        for (const ForecastMeasure& measure : settings.measures)
            forecast_.indicators.push_back({measure.name, measure.title, measure.unit, measure.value(*moment.setup, *moment.game), {}});
        for (const ForecastQuestion& question : settings.questions)
            forecast_.odds.push_back({question.name, question.question, question.is_lasting, 0, {}});
    }

    Forecast run() {
        {
            std::vector<std::jthread> workers;
            for (unsigned i = 1; i < jobs_; ++i) workers.emplace_back([this] { work(); });
            work();
        }
        show(true);
        return std::move(forecast_);
    }

  private:
    static constexpr std::uint32_t paths_per_job = 4;

    // A worker: one game and its minds, branched anew for every future.
    void work() {
        const auto game = std::make_unique<Game>();
        std::vector<Mind> minds;
        for (std::uint32_t future = 0; begin(future);) {
            *game = *moment_.game;
            game->cursor.seed = future_seed(request_.seed, future);
            minds = moment_.minds;
            FuturePath& path = ring_[future % ring_.size()];
            play_future(*game, minds, path);
            if (stopping_) continue;
            end(path);
        }
    }

    void play_future(Game& game, std::vector<Mind>& minds, FuturePath& path) {
        int week = 0;
        PlayHooks hooks;
        hooks.phase_closed = [&](const Game&) { return !should_stop(); };
        hooks.week_closed = [&](const Game& then) {
            note(then, static_cast<std::size_t>(week), path);
            return ++week < weeks_;
        };
        play(*moment_.setup, game, *moment_.cast, minds, hooks);
    }

    void note(const Game& then, std::size_t week, FuturePath& path) {
        const std::size_t measures = settings_.measures.size(), questions = settings_.questions.size();
        for (std::size_t m = 0; m < measures; ++m) path.values[week * measures + m] = settings_.measures[m].value(*moment_.setup, then);
        for (std::size_t q = 0; q < questions; ++q) {
            const ForecastQuestion& question = settings_.questions[q];
            const bool has_been = question.is_lasting && week > 0 && path.holds[(week - 1) * questions + q] != 0;
            path.holds[week * questions + q] = has_been || question.holds(*moment_.setup, *moment_.game, then) ? 1 : 0;
        }
    }

    bool should_stop() {
        if (!stopping_ && watch_.stopped && watch_.stopped()) {
            const std::lock_guard lock(mutex_);  // or who is about to wait would miss it
            stopping_ = true;
            counted_one_.notify_all();
        }
        return stopping_;
    }

    // Waits for a free path; false: there is nothing left to begin.
    bool begin(std::uint32_t& future) {
        if (should_stop()) return false;
        std::unique_lock lock(mutex_);
        counted_one_.wait(lock, [&] { return stopping_ || next_ >= request_.futures || next_ - forecast_.futures < ring_.size(); });
        if (stopping_ || next_ >= request_.futures) return false;
        future = next_++;
        return true;
    }

    void end(FuturePath& played) {
        const std::lock_guard lock(mutex_);
        played.is_whole = true;
        for (;;) {
            FuturePath& path = ring_[forecast_.futures % ring_.size()];
            if (!path.is_whole) break;
            path.is_whole = false;
            tallies_.add(path);
            ++forecast_.futures;
            if (forecast_.futures == next_shown_ && forecast_.futures < request_.futures) show(false);
        }
        counted_one_.notify_all();
    }

    void show(bool done) {
        next_shown_ *= 4;
        forecast_.done = done;
        if (!done && !watch_.refined) return;
        tallies_.write(forecast_);
        if (watch_.refined) watch_.refined(forecast_);
    }

    const ForecastMoment& moment_;
    const ForecastSettings& settings_;
    const ForecastRequest& request_;
    const ForecastWatch& watch_;
    const int weeks_;
    std::atomic<bool> stopping_{false};
    std::mutex mutex_;  // guards all below; a path of the ring that is being written has its worker for itself
    std::condition_variable counted_one_;
    Tallies tallies_;
    const unsigned jobs_;
    std::vector<FuturePath> ring_;
    std::uint32_t next_ = 0;        // future to begin
    std::uint32_t next_shown_ = 1;  // count at which the next estimate is shown
    Forecast forecast_;
};

class BranchingSource : public ForecastSource {
  public:
    BranchingSource(ForecastMoment moment, ForecastSettings settings) : moment_(std::move(moment)), settings_(std::move(settings)) {
        settings_.jobs = std::max(1u, settings_.jobs);
        moment_.minds.resize(moment_.setup->params.seats);
        CHOKEPOINT_CHECK(moment_.cast->size() == moment_.setup->params.seats);
    }

    Result<Forecast> forecast(const ForecastRequest& request, const ForecastWatch& watch) const override {
        if (request.futures == 0 || request.futures > forecast_futures_max)
            return fail(std::to_string(request.futures) + " futures: ask for 1 to " + std::to_string(forecast_futures_max));
        if (weeks_left(*moment_.game) == 0)
            return fail("the game is over after week " + std::to_string(weeks_resolved(*moment_.game)) + ": nothing lies ahead of it");
        return Forecasting(moment_, settings_, request, watch).run();
    }

  private:
    ForecastMoment moment_;
    ForecastSettings settings_;
};

}  // namespace

std::uint64_t future_seed(std::uint64_t seed, std::uint32_t future) { return derive_seed(seed, Purpose::replicate, future); }

int weeks_resolved(const Game& game) { return game.cursor.week - 1; }

int weeks_left(const Game& game) {
    if (game.cursor.phase == PhaseKind::over) return 0;
    return std::max(0, game.cursor.weeks - weeks_resolved(game));
}

std::unique_ptr<const ForecastSource> make_forecast_source(ForecastMoment moment, ForecastSettings settings) {
    return std::make_unique<BranchingSource>(std::move(moment), std::move(settings));
}

}  // namespace chokepoint

// What a forecast costs on this machine: futures of half a year from the thirteenth week of april-2025, everybody on their own
// strategy, with every figure that `chokepoint forecast` follows; and how long the first estimate takes.
#include <benchmark/benchmark.h>

#include <atomic>
#include <memory>

#include "engine/base/rng.hpp"
#include "engine/game/forecast.hpp"
#include "engine/game/spread.hpp"
#include "tests/bench/april.hpp"
#include "tests/support/players.hpp"

using namespace chokepoint;
using namespace chokepoint::bench;

namespace {

constexpr int forecast_weeks = 26;
constexpr std::uint32_t forecast_batch = 32;

// The moment after april_weeks, minds and all.
const ForecastMoment& april_moment() {
    static const ForecastMoment moment = [] {
        const std::shared_ptr<const Setup> setup(&april(), [](const Setup*) {});  // lives to the end
        auto cast = make_cast(*setup, test::players(), {});
        if (!cast) std::abort();
        auto game = std::make_shared<Game>(start_game(*setup, april_seed));
        std::vector<Mind> minds;
        PlayHooks hooks;
        int weeks = 0;
        hooks.week_closed = [&](const Game&) { return ++weeks < april_weeks; };
        play(*setup, *game, *cast, minds, hooks);
        return ForecastMoment{setup, game, minds, std::make_shared<const Cast>(std::move(*cast))};
    }();
    return moment;
}

std::unique_ptr<const ForecastSource> april_source(unsigned jobs) {
    return make_forecast_source(april_moment(), {jobs, standard_measures(april()), standard_questions(april())});
}

// The argument is the number of threads.
void forecast_futures(benchmark::State& state) {
    const auto source = april_source(static_cast<unsigned>(state.range(0)));
    std::uint64_t seed = april_seed;
    for (auto _ : state) benchmark::DoNotOptimize(source->forecast({seed++, forecast_batch, forecast_weeks}));
    state.counters["futures_per_s"] = benchmark::Counter(forecast_batch, benchmark::Counter::kIsIterationInvariantRate);
    // What is asked for; playing them all would be a benchmark of minutes.
    state.counters["s_for_10000"] = benchmark::Counter(
        forecast_batch / 10'000.0, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(forecast_futures)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

// From the call to the first estimate, and stopped there.
void forecast_first_estimate(benchmark::State& state) {
    const auto source = april_source(static_cast<unsigned>(state.range(0)));
    std::uint64_t seed = april_seed;
    for (auto _ : state) {
        std::atomic<bool> seen{false};
        ForecastWatch watch;
        watch.refined = [&](const Forecast&) { seen = true; };
        watch.stopped = [&] { return seen.load(); };
        benchmark::DoNotOptimize(source->forecast({seed++, 1000, forecast_weeks}, watch));
    }
}
BENCHMARK(forecast_first_estimate)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

// One number counted, among as many as a long forecast has.
void spread_add(benchmark::State& state) {
    std::vector<double> values;
    Rng rng(april_seed, 0, Purpose::agent);
    for (int i = 0; i < 4096; ++i) values.push_back(rng.lognormal(900.0, 0.3));
    Spread spread;
    std::size_t next = 0;
    for (auto _ : state) spread.add(values[next++ % values.size()]);
    state.counters["buckets"] = static_cast<double>(spread.buckets());
}
BENCHMARK(spread_add)->Unit(benchmark::kNanosecond);

}  // namespace

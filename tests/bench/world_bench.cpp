// What a week and a whole game of the world cost on this machine, each with its ratio to the floor of the
// same run (tests/bench/floor.hpp): floors = time over the floor's time for as many weeks.
#include <benchmark/benchmark.h>

#include <memory>

#include "engine/world/rules.hpp"
#include "tests/bench/april.hpp"
#include "tests/bench/floor.hpp"

using namespace chokepoint;
using namespace chokepoint::bench;

namespace {

// Time of an iteration over that of so many weeks of the floor.
benchmark::Counter floors(double weeks) {
    return {weeks * floor_week_seconds(),
            benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert};
}

void floor_week(benchmark::State& state) {
    FloorWorld world;
    for (auto _ : state) world.step_week();
    benchmark::DoNotOptimize(world.check_sum());
    state.counters["s_per_cell"] = benchmark::Counter(
        FloorWorld::cells(), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    state.counters["floors"] = floors(1);
}
BENCHMARK(floor_week)->Unit(benchmark::kMicrosecond);

// The rules of one week, from the events at its start to the resolve, without talks and agents.
void world_week(benchmark::State& state) {
    const Params& params = april().params;
    const World start = april_game().world;
    const int week = april_weeks + 1;
    const Moment first{april_seed, week, 0, params.day_of(week)};
    const Moment last{april_seed, week, params.rounds + 2, params.day_of(week) + 6};
    auto world = std::make_unique<World>();
    for (auto _ : state) {
        *world = start;  // a copy, measured below by itself
        begin_week(params, *world, first);
        resolve_week(params, *world, last);
        benchmark::DoNotOptimize(*world);
    }
    state.counters["floors"] = floors(1);
}
BENCHMARK(world_week)->Unit(benchmark::kMicrosecond);

// A year with every seat's own agent.
void whole_game(benchmark::State& state) {
    const Setup& setup = april();
    auto game = std::make_unique<Game>();
    std::uint64_t next = april_seed;
    for (auto _ : state) {
        *game = start_game(setup, next++);
        std::vector<Mind> minds(setup.params.seats);
        play(setup, *game, april_cast(), minds);
        benchmark::DoNotOptimize(*game);
    }
    state.counters["games_per_s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["floors"] = floors(setup.scenario.weeks);
}
BENCHMARK(whole_game)->Unit(benchmark::kMillisecond);

void branch(benchmark::State& state) {
    auto copy = std::make_unique<Game>();
    for (auto _ : state) {
        *copy = april_game();
        benchmark::DoNotOptimize(*copy);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(sizeof(Game)));
    state.counters["floors"] = floors(1);
}
BENCHMARK(branch)->Unit(benchmark::kMicrosecond);

void digest(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(digest_of(april_game()));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(sizeof(Game)));
    state.counters["floors"] = floors(1);
}
BENCHMARK(digest)->Unit(benchmark::kMicrosecond);

}  // namespace

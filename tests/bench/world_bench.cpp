// What a week and a whole game of the world cost on this machine, each with its ratio to the floor of the
// same run (tests/bench/floor.hpp): floors = time over the floor's time for as many weeks.
#include <memory>

#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"
#include "tests/bench/april.hpp"
#include "tests/bench/counters.hpp"
#include "tests/bench/two_threads.hpp"

using namespace chokepoint;
using namespace chokepoint::bench;

namespace {

void floor_week(benchmark::State& state) {
    FloorWorld world;
    for (auto _ : state) world.step_week();
    benchmark::DoNotOptimize(world.check_sum());
    state.counters["s_per_cell"] = seconds_for_one(FloorWorld::cells());
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

// The floor on each of two threads, to compare: what the machine's second core adds to work that shares nothing.
void floor_two_threads(benchmark::State& state) {
    constexpr int weeks = 8000;  // of each thread, about as long as its games below
    on_two_threads(state, weeks, "weeks_per_s", [](std::size_t) {
        FloorWorld world;
        for (int week = 0; week < weeks; ++week) world.step_week();
        benchmark::DoNotOptimize(world.check_sum());
    });
}
BENCHMARK(floor_two_threads)->Unit(benchmark::kMillisecond)->UseManualTime();

// Games on each of two threads.
void two_threads(benchmark::State& state) {
    constexpr std::uint64_t games = 4;  // of each thread
    april_cast();                       // made here: threads share it
    on_two_threads(state, games, "games_per_s", [](std::size_t) {
        auto game = std::make_unique<Game>();
        for (std::uint64_t seed = april_seed; seed < april_seed + games; ++seed) {
            *game = start_game(april(), seed);
            std::vector<Mind> minds(april().params.seats);
            play(april(), *game, april_cast(), minds);
            benchmark::DoNotOptimize(*game);
        }
    });
}
BENCHMARK(two_threads)->Unit(benchmark::kMillisecond)->UseManualTime();

void branch(benchmark::State& state) {
    auto copy = std::make_unique<Game>();
    for (auto _ : state) {
        *copy = april_game();
        benchmark::DoNotOptimize(*copy);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(sizeof(Game)));
    state.counters["game_bytes"] = sizeof(Game);
    state.counters["world_bytes"] = sizeof(World);
    state.counters["floors"] = floors(1);
}
BENCHMARK(branch)->Unit(benchmark::kMicrosecond);

// The minds of all seats, which a branch copies too.
void branch_minds(benchmark::State& state) {
    const std::vector<Mind> minds(april().params.seats);
    std::vector<Mind> copy(minds.size());
    for (auto _ : state) {
        copy = minds;
        benchmark::DoNotOptimize(copy.data());
        benchmark::ClobberMemory();
    }
    const std::size_t bytes = minds.size() * sizeof(Mind);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(bytes));
    state.counters["mind_bytes"] = sizeof(Mind);
    state.counters["minds_bytes"] = static_cast<double>(bytes);
    state.counters["minds_bytes_max"] = limits::seats * sizeof(Mind);
    state.counters["floors"] = floors(1);
}
BENCHMARK(branch_minds)->Unit(benchmark::kMicrosecond);

void digest(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(digest_of(april_game()));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(sizeof(Game)));
    state.counters["floors"] = floors(1);
}
BENCHMARK(digest)->Unit(benchmark::kMicrosecond);

// Random numbers: one of a stream, and a stream begun with its first number taken.
void random_draw(benchmark::State& state) {
    Rng rng(april_seed, 1, Purpose::noise);
    for (auto _ : state) benchmark::DoNotOptimize(rng.uniform());
}
BENCHMARK(random_draw)->Unit(benchmark::kNanosecond);

void random_stream(benchmark::State& state) {
    std::uint32_t index = 0;
    for (auto _ : state) benchmark::DoNotOptimize(Rng(april_seed, 1, Purpose::noise, ++index).uniform());
}
BENCHMARK(random_stream)->Unit(benchmark::kNanosecond);

}  // namespace

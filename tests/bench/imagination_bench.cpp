// What it costs to imagine a world and to look ahead in it, one core; floors as in world_bench.cpp, for as many weeks.
#include <array>
#include <memory>

#include "engine/game/imagination.hpp"
#include "tests/bench/april.hpp"
#include "tests/bench/counters.hpp"
#include "tests/bench/two_threads.hpp"
#include "tests/support/players.hpp"

using namespace chokepoint;
using namespace chokepoint::bench;

namespace {

constexpr int weeks_ahead = 8;

const Observation& as_the_us_sees_it() {
    static const auto observation = [] {
        auto seen = std::make_unique<Observation>();
        auto game = std::make_unique<Game>(april_game());
        open_phase(april(), *game);
        observe(april(), *game, 0, *seen);
        return seen;
    }();
    return *observation;
}

const Imagination& imagination() {
    static const auto made = make_imagination(april().scenario);
    return *made;
}

// A rollout of eight weeks, a copy of its world included.
void imagined_rollout(benchmark::State& state) {
    const auto worlds = imagination().imagine(as_the_us_sees_it(), 1, 8);
    std::size_t next = 0;
    for (auto _ : state) benchmark::DoNotOptimize(worlds->play(next++ % worlds->size(), {}, weeks_ahead, 26));
    state.counters["rollouts_per_s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["floors"] = floors(weeks_ahead);
}
BENCHMARK(imagined_rollout)->Unit(benchmark::kMicrosecond);

// The same on each of two threads, each with worlds of its own, as two games have them.
void rollouts_two_threads(benchmark::State& state) {
    constexpr std::size_t rollouts = 400;  // of each thread
    const std::array worlds{imagination().imagine(as_the_us_sees_it(), 1, 8), imagination().imagine(as_the_us_sees_it(), 2, 8)};
    on_two_threads(state, rollouts, "rollouts_per_s", [&](std::size_t thread) {
        const ImaginedWorlds& own = *worlds[thread];
        for (std::size_t i = 0; i < rollouts; ++i) benchmark::DoNotOptimize(own.play(i % own.size(), {}, weeks_ahead, 26));
    });
}
BENCHMARK(rollouts_two_threads)->Unit(benchmark::kMillisecond)->UseManualTime();

// Eight worlds from an observation, led along the record of the last weeks.
void imagine_worlds(benchmark::State& state) {
    std::uint64_t key = 0;
    for (auto _ : state) benchmark::DoNotOptimize(imagination().imagine(as_the_us_sees_it(), ++key, 8));
}
BENCHMARK(imagine_worlds)->Unit(benchmark::kMicrosecond);

// A year in which the U.S. looks ahead, every other seat on its own strategy.
void game_with_lookahead(benchmark::State& state) {
    static const Result<Cast> cast = make_cast(april(), test::players(), {"lookahead"});
    if (!cast) return state.SkipWithError("the roster does not know lookahead");
    auto game = std::make_unique<Game>();
    std::uint64_t next = april_seed;
    for (auto _ : state) {
        *game = start_game(april(), next++);
        std::vector<Mind> minds(april().params.seats);
        play(april(), *game, *cast, minds);
        benchmark::DoNotOptimize(*game);
    }
}
BENCHMARK(game_with_lookahead)->Unit(benchmark::kMillisecond);

}  // namespace

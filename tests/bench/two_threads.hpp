// Work on each of two threads against the same on one alone, by the clock on the wall: what a second core adds.
#pragma once

#include <benchmark/benchmark.h>

#include <chrono>
#include <string>
#include <thread>

namespace chokepoint::bench {

template <typename Call>
double seconds_of(Call call) {
    const auto begin = std::chrono::steady_clock::now();
    call();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// The time of an iteration is that of two threads, each of which does `done` of something in a call of work(thread), thread 0 or 1;
// `per_second` names the counter that says how many both of them get through. For ->UseManualTime().
template <typename Work>
void on_two_threads(benchmark::State& state, double done, const std::string& per_second, Work work) {
    double one = 0.0, two = 0.0;
    for (auto _ : state) {
        one += seconds_of([&] { work(std::size_t{0}); });
        const double both = seconds_of([&] {
            std::thread other(work, std::size_t{1});
            work(std::size_t{0});
            other.join();
        });
        two += both;
        state.SetIterationTime(both);
    }
    state.counters[per_second] = benchmark::Counter(2.0 * done, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["times_one_thread"] = 2.0 * one / two;
}

}  // namespace chokepoint::bench

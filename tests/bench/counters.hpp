// What benchmarks print beside their time.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "tests/bench/floor.hpp"

namespace chokepoint::bench {

// The time of an iteration over so many seconds.
inline benchmark::Counter times_of(double seconds) {
    return {seconds, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert};
}

// The time of an iteration over that of so many weeks of the floor, in the same run.
inline benchmark::Counter floors(double weeks) { return times_of(weeks * floor_week_seconds()); }

// The time of an iteration divided by how much of something it is: seconds for one.
inline benchmark::Counter seconds_for_one(double per_iteration) { return times_of(per_iteration); }

// Seconds of processor time that a call takes: the median of several measurements, each long enough for the clock.
template <typename Call>
double median_seconds(Call call) {
    constexpr std::size_t measurements = 9;
    constexpr std::clock_t least = CLOCKS_PER_SEC / 500;
    std::array<double, measurements> found{};
    double calls = 1.0;  // of one measurement: asking the clock must not weigh
    for (double& seconds : found) {
        for (;; calls *= 2.0) {
            const std::clock_t begin = std::clock();
            for (double made = 0.0; made < calls; made += 1.0) call();
            const std::clock_t taken = std::clock() - begin;
            seconds = static_cast<double>(taken) / CLOCKS_PER_SEC / calls;
            if (taken >= least) break;
        }
    }
    std::nth_element(found.begin(), found.begin() + measurements / 2, found.end());
    return found[measurements / 2];
}

}  // namespace chokepoint::bench

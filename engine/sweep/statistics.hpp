// Figures of a sample with their 95 percent intervals. Knows numbers only.
#pragma once

#include <cstdint>
#include <vector>

namespace chokepoint::sweep {

// How often something happened in independent games. Interval after Clopper and Pearson: exact, so it holds
// the true share in at least 95 of 100 cases, also where it never or always happened.
struct Frequency {
    std::uint64_t count = 0;
    std::uint64_t of = 0;
    double share = 0.0;  // NaN where `of` is 0, as are the bounds
    double low = 0.0;
    double high = 0.0;
};
Frequency frequency(std::uint64_t count, std::uint64_t of);

// A sample of one number. Quantiles by linear interpolation between order statistics (what R and NumPy do
// unless told otherwise). The interval of the mean is Student's t: for many games, or outcomes not far from
// normal.
struct Summary {
    std::uint64_t count = 0;
    double mean = 0.0;                       // NaN without values
    double mean_low = 0.0, mean_high = 0.0;  // NaN with fewer than two values
    double p5 = 0.0, median = 0.0, p95 = 0.0;
};
Summary summary(std::vector<double> values);

}  // namespace chokepoint::sweep

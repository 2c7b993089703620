// Intervals, tests and forecast scores for experiments. Knows numbers only. Frequencies and means are
// engine/sweep/statistics.hpp's; here stands what comparisons and forecasts need beside them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace chokepoint::study {

// A figure that cannot be had.
constexpr double no_figure = std::numeric_limits<double>::quiet_NaN();

// A figure and its 95 percent interval; NaN where it cannot be had (no values; one value has no interval).
struct Estimate {
    double value;
    double low;
    double high;
};

// By linear interpolation between order statistics; share 0 to 1. NaN without values.
double quantile(std::vector<double> values, double share);

// Mean with Student's t interval.
Estimate mean_of(std::span<const double> values);

// Median with the interval between two order statistics that holds the true median in at least 95 of 100
// samples whatever the distribution; the whole range where the sample is too small for that.
Estimate median_of(std::vector<double> values);

// Share of true values with the exact interval of Clopper and Pearson.
Estimate share_of(std::uint64_t count, std::uint64_t of);

// Mean of left[i] - right[i] with Student's t interval: the effect of a treatment over runs that share seeds.
// The spans are equally long.
Estimate paired_shift(std::span<const double> left, std::span<const double> right);
// Two-sided p-value of Student's paired test that there is no such effect; 1 where every pair is equal or there are fewer
// than two, 0 where every pair differs by the same.
double paired_p(std::span<const double> left, std::span<const double> right);

// Two-by-two table: with and without the treatment, event or none.
struct Table2x2 {
    double with_event, with_none;
    double without_event, without_none;
};
// Odds ratio of independent samples with Woolf's interval; one half is added to every cell where one is empty
// (Haldane and Anscombe).
Estimate odds_ratio(const Table2x2& table);

// Pairs of which only one had the event.
struct Discordant {
    std::uint64_t only_with = 0;
    std::uint64_t only_without = 0;
};
// Odds ratio of paired runs: only_with / only_without with the exact interval; infinite where nothing speaks
// against the treatment, NaN without discordant pairs.
Estimate paired_odds_ratio(const Discordant& pairs);
// McNemar's exact two-sided p-value that both are equally likely; 1 without discordant pairs.
double mcnemar(const Discordant& pairs);

// Continuous ranked probability score of an ensemble for a value, fair estimator: expected distance to the
// value less half the expected distance between two members (Ferro 2014). One member: the absolute error.
// NaN without members; lower is better, in the value's unit; may be slightly negative.
double crps(std::span<const double> members, double value);

// Mean absolute error in percent of the observed value, over the points where that is not zero; nothing where
// all are.
std::optional<double> mape(std::span<const double> forecast, std::span<const double> observed);

// Pearson's correlation; nothing with fewer than three points or where one side does not vary.
std::optional<double> correlation(std::span<const double> left, std::span<const double> right);

// Rank of a value among the members, 0 (below all) to their number (above all); ties are split evenly, so
// that it may end in one half.
double rank_of(std::span<const double> members, double value);

// How many ranks fall into each of `bins` equal parts of 0..members: flat for a calibrated ensemble. bins
// >= 1.
std::vector<std::uint64_t> rank_histogram(std::span<const double> ranks, std::size_t members,
                                          std::size_t bins);

}  // namespace chokepoint::study

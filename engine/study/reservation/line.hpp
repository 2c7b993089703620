// A straight line through points whose errors are known and whose scatter around it is not, taken from games of which
// only whole ones are independent. Knows numbers only.
#pragma once

#include <cstddef>
#include <span>

#include "engine/study/statistics.hpp"

namespace chokepoint::study {

struct LinePoint {
    double x = 0.0, y = 0.0;
    double error = 0.0;      // standard error of y
    std::size_t game = 0;
};

struct Line {
    Estimate intercept, slope;  // intervals clustered by game
    Estimate zero;              // the x at which it crosses zero; no bounds where the slope may be zero (Fieller 1954)
    double scatter = 0.0;       // standard deviation of true values around it, beyond their errors
    double r2 = 0.0;            // share of the weighted variance that it takes up
    double rank_correlation = 0.0;  // Spearman's, of x with y
    std::size_t points = 0, games = 0;

    double at(double x) const { return intercept.value + slope.value * x; }
    // Whether it is known to rise, so that its zero means something.
    bool rises() const { return slope.low > 0.0; }
};

// Weights are 1 / (error squared + scatter squared), the scatter being such that weighted residuals are as large as they
// should be (Paule and Mandel 1982). Covariances by games (Liang and Zeger 1986) with the usual correction for few of them,
// Student's t with one degree less than games. NaN where there are too few points, or all have one x.
Line fit_line(std::span<const LinePoint> points);

// Spearman's, ties at their mean rank; NaN where it does not exist.
double rank_correlation(std::span<const double> left, std::span<const double> right);

}  // namespace chokepoint::study

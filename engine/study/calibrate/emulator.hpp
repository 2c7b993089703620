// A quick stand-in for the model: each outcome as a quadratic of the parameters, fitted to the points at
// which the model was played. Ridge regression, its strength chosen by what is missed at points left out
// (Hastie, Tibshirani and Friedman 2009, 3.4 and 7.10), so that many parameters and few, noisy games still
// give a sober answer. Knows numbers only.
#pragma once

#include <vector>

#include "engine/study/calibrate/design.hpp"

namespace chokepoint::study {

// 1, all coordinates, their squares and their products, of coordinates counted from -1 to 1.
std::vector<double> quadratic_terms(const SharePoint& point);

// What was seen of one outcome at the points.
struct Observed {
    std::vector<double> values;  // by point; NaN where it could not be had: that point does not count
    double luck = 0.0;  // standard deviation of a value from the luck of its games alone; 0: unknown, or none
};

struct Emulator {
    std::vector<double> weights;  // of quadratic_terms
    // Root mean square of what it misses at a point left out, less the luck that the point's own games had:
    // misfit, and what luck did to the fit.
    double error = 0.0;
    // Share of the variance between points, luck apart, that it foretells at points left out; below 0: the
    // mean does better.
    double r2 = 0.0;
    std::size_t points = 0;  // that it was fitted to

    double at(const std::vector<double>& terms) const;
};

// Points that an emulator needs at least, whatever the number of parameters.
constexpr std::size_t emulator_points_min = 8;

// One emulator an outcome. One with too few points gets its mean, and an infinite error. Same bits on every
// machine of one floating-point arithmetic: no step depends on threads or caches.
std::vector<Emulator> fit_emulators(const std::vector<SharePoint>& points,
                                    const std::vector<Observed>& outcomes);

}  // namespace chokepoint::study

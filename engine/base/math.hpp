// Transcendental functions with pinned bits: built from IEEE additions, multiplications and divisions only, so
// that they give the same double on every machine, compiler and instruction set. libm does not promise that.
#pragma once

namespace chokepoint::math {

// e^x, within 2 ulp; 0 below -745, +infinity above 709.78.
double exp(double x);

// Natural logarithm, within 2 ulp, x > 0; -infinity at 0, NaN below.
double log(double x);

// x^y for x > 0 as exp(y log x): relative error about |y log x| * 1e-16. pow(0, y > 0) = 0.
double pow(double x, double y);

// 1 / (1 + e^-x), in (0, 1).
double logistic(double x);

constexpr double clamp(double x, double low, double high) { return x < low ? low : (x > high ? high : x); }

// numerator / denominator, or `otherwise` where the denominator is not positive.
constexpr double ratio(double numerator, double denominator, double otherwise) {
    return denominator > 0.0 ? numerator / denominator : otherwise;
}

}  // namespace chokepoint::math

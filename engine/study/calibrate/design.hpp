// Points of a space of parameters at which the model is tried. Knows shares of prior ranges only: every
// coordinate is 0 to 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::study {

using SharePoint = std::vector<double>;  // one share a parameter

// Points that cut every parameter's range into `count` equal parts and stand once in each (McKay, Beckman and
// Conover 1979). Keyed by the seed alone.
std::vector<SharePoint> latin_hypercube(std::size_t count, std::size_t parameters, std::uint64_t seed);

}  // namespace chokepoint::study

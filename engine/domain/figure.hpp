// One number of a scenario with its pedigree.
#pragma once

#include <string>

#include "engine/base/fields.hpp"

namespace chokepoint {

CHOKEPOINT_ENUM(FigureStatus, sourced, derived, judgement, calibrated)

// One number with its pedigree. low <= value <= high; source and unit never empty.
struct Figure {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
    std::string unit;
    std::string source;
    FigureStatus status = FigureStatus::judgement;
};
CHOKEPOINT_FIELDS(Figure, value, low, high, unit, source, status)

}  // namespace chokepoint

// Reads recorded series: CSV with a head line and the columns date, series, value and unit in any order;
// further columns (a source, a note) are kept by whoever wrote them, and ignored here. Lines that begin with
// # are remarks.
#pragma once

#include <string>
#include <vector>

#include "engine/study/series.hpp"

namespace chokepoint::study {

// One recorded value, in the unit of its series.
struct Recorded {
    Series series;
    Period period;
    double value = 0.0;
    int line = 0;
};

// All values in order of series (as first met) and date. A tonnage dated on a day is its month's. Errors, all
// of them, with file and line: a missing column, a series that does not exist (with the nearest name), a unit
// that does not fit it, a date or number that is none, a value below zero, the same series and date twice, no
// values at all.
Result<std::vector<Recorded>> parse_observed(const std::string& text, const std::string& file);
// The same from a file; one that cannot be read is an error.
Result<std::vector<Recorded>> load_observed(const std::string& file);

}  // namespace chokepoint::study

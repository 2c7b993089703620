// Ten and more years of a run: how much of the chain stands outside China, and when it stands on its own.
#pragma once

#include "engine/study/run.hpp"

namespace chokepoint::study {

constexpr int ten_years = 522;          // weeks
constexpr double independent_at = 0.8;  // of allied demand, for NdPr, Dy and Tb at every stage of the chain

struct Decade {
    double capacity_t =
        0.0;  // oxide of the three that separators outside China can make in a week, at ten_years
    double refining_2030_pct = 0.0;  // China's share of what separators took in, mean over the year
    double independent_year = 0.0;   // years from the start; a year beyond the end where it never comes
};

// Plays a run to its end.
Decade decade_of(Run& run);

}  // namespace chokepoint::study

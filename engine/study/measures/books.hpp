// What tariffs that are held for two years bring and cost the United States, after a year of adjustment.
#pragma once

#include <string>

#include "engine/study/lab.hpp"

namespace chokepoint::study {

// Across-the-board rates held for two years, with no controls and governments silent: the fentanyl part stays
// as the scenario has it, the two rates given make up the rest of the total.
Arm held_tariffs(std::string name, double us_reciprocal_pct, double china_retaliation_pct);

// Means over the second year.
struct Books {
    double revenue_usd_bn = 0.0;  // U.S. tariff revenue, a year
    double damage = 0.0;  // percent of yearly output: what the tariff war costs the United States by itself
};

// Plays a run of such an arm to its end.
Books books_of(Run& run);

}  // namespace chokepoint::study

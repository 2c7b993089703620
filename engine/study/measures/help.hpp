// All that governments outside China can do for a chain of their own, and what it costs them.
#pragma once

#include <string>

#include "engine/study/lab.hpp"

namespace chokepoint::study {

// Governments silent but for help, from the third week on and again every year for twelve years: loans, a
// sure buyer and papers for every project, research, ease for mines abroad, and price floors for NdPr oxide,
// metal and magnets.
Arm helped_arm(const Scenario& scenario, std::string name, int weeks);

// Paid under price floors and charged for aid since the start, all governments together, USD bn.
double public_usd_bn(const World& world);

}  // namespace chokepoint::study

// A scenario made small for the imagination: the same governments, trade, measures and rules, over a chain that is
// nothing but the parts which controls can stop.
#pragma once

#include "engine/domain/scenario.hpp"

namespace chokepoint {

// Users of high-temperature and samarium-cobalt magnets merged by region, arms makers apart; makers of those magnets
// merged by region, with the stages before them left out, as what happens there in some weeks stops nobody. No firm has
// a seat; agendas, projects, records and random events are dropped. Sums of plants, use, output and value added stay.
// The scenario must be sound; the result is for prepare() and would not pass validate().
Scenario coarse(const Scenario& scenario);

}  // namespace chokepoint

// Scenarios that nobody would write but anybody may: april-2025 with its figures moved within and far beyond their
// ranges, its lists in another order and other measures at the start; always sound by validate().
#pragma once

#include "engine/domain/scenario.hpp"

namespace chokepoint::test {

// The same seed gives the same scenario.
Scenario random_scenario(const Scenario& base, std::uint64_t seed);

}  // namespace chokepoint::test

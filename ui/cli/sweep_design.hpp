// A sweep design with its scenario, read and checked: what `sweep` and `check` share.
#pragma once

#include <cstdint>
#include <string>

#include "engine/sweep/design.hpp"
#include "ui/cli/design_file.hpp"

namespace chokepoint::cli {

using CheckedDesign = Checked<sweep::SweepDesign>;

// Faults have FILE:LINE of the design, or of its scenario.
Result<CheckedDesign> load_checked_design(const std::string& path);

// How many games the design asks for.
std::uint64_t run_count(const CheckedDesign& checked);

// The hands that the engine needs: the agents' roster and the codec's paths.
sweep::Wiring sweep_wiring();

}  // namespace chokepoint::cli

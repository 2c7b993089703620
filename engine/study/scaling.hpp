// Changes one parameter of a scenario by a factor, inside what is legal: for experiments that move one thing
// at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/domain/scenario.hpp"

namespace chokepoint::study {

// A path with every index as [*], which stands for every item of the list: users[3].stock_days ->
// users[*].stock_days. Paths are written so in all our tables.
std::string every_item(std::string_view path);

// Closes the range of every parameter on its value, so that an ensemble draws none of them and only the
// games' seeds differ.
void close_ranges(Scenario& scenario);

// What became of the figures that a path names.
struct Scaling {
    std::size_t figures = 0;
    std::size_t clipped = 0;  // could not go as far as asked: validate() forbids it
    double before = 0.0;      // mean over the figures
    double after = 0.0;
    std::string unit;  // of the first

    double factor() const;  // that was reached: after over before; 1 where before is 0
};

// Multiplies every parameter that the path names, by its indices or with [*], by a factor >= 0, each as far
// as the scenario stays sound (validate()), to six digits. The scenario is sound before. No figure: nothing
// happens.
Scaling scale_parameter(Scenario& scenario, std::string_view path, double factor);

// The names of all parameters that no source gives (status judgement or calibrated), with [*] for indices,
// each once, in the order of the scenario's tables.
std::vector<std::string> open_parameters(const Scenario& scenario);

}  // namespace chokepoint::study

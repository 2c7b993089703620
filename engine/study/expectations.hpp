// The table of what parameters are expected to do: CSV that people write.
#pragma once

#include <string>
#include <vector>

#include "engine/study/sensitivity.hpp"

namespace chokepoint::study {

// Columns path, outcome, when_raised (rises or falls) and reason; one line for each outcome of a parameter.
// [*] in a path stands for every item of the list. Errors, all of them, with file and line: a path that is no
// parameter of the scenario, an outcome that does not exist (with the nearest), another word than rises or
// falls, no reason, the same path and outcome twice, an empty table.
Result<std::vector<Expectation>> parse_expectations(const std::string& text, const std::string& file,
                                                    const Scenario& scenario);
// The same from a file; one that cannot be read is an error.
Result<std::vector<Expectation>> load_expectations(const std::string& file, const Scenario& scenario);

}  // namespace chokepoint::study

// The strategies that can be played in a scenario, and their numbers, for people and programs. Knows what there is, not what it
// does.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/domain/scenario.hpp"

namespace chokepoint::cli {

// Two Markdown tables: strategies, and the numbers that a scenario may set with what each strategy has there.
std::string strategies_text(const Scenario& scenario);
nlohmann::ordered_json strategies_json(const Scenario& scenario);

}  // namespace chokepoint::cli

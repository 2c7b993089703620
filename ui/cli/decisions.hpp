// What `--explain WEEK` prints of a week's decisions: who did what, and by which numbers (docs/EXPLAIN.md).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/game/explainer.hpp"

namespace chokepoint::cli {

// A list of {round, phase, role, message, words, terms, parts, sum, own_value, unit, compared}.
nlohmann::ordered_json decisions_json(const Setup& setup, const WeekOfDecisions& week);

std::string decisions_text(const Setup& setup, const WeekOfDecisions& week);

}  // namespace chokepoint::cli

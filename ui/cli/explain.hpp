// What `run --explain WEEK` prints: an Explanation for people and for programs (docs/EXPLAIN.md).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/domain/explanation.hpp"
#include "engine/game/game.hpp"

namespace chokepoint::cli {

// {week, prices: [...], seats: [...]}; every `parts` adds up to its whole.
nlohmann::ordered_json explain_json(const Setup& setup, const Explanation& why);

// Tables for a terminal, largest first; what is too small to show is summed up as the rest.
std::string explain_text(const Setup& setup, const Explanation& why);

}  // namespace chokepoint::cli

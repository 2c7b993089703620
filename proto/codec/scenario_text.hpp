// Scenario files: Protobuf text format in, a sound Scenario or faults with FILE:LINE out. Knows how a scenario is
// written and where its parts stand; what makes it sound is validate()'s business.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint::codec {

// Reads and checks a scenario. Faults come all at once and in line order, in three steps of which a faulty one
// hides the next: syntax; shape (unknown fields, missing figures, unknown names); meaning (validate()). A file may be
// written as what differs from another (`base`, see scenario_base.hpp): the result is whole, and each fault names the
// file and line of what is at fault, be it this one's or the base's.
Result<Scenario> load_scenario(const std::string& path);
// From a text without a folder of its own, as journals and rooms carry it: complete, or refused.
Result<Scenario> parse_scenario(const std::string& text, const std::string& file_name);

// The scenario as a file, whole and without a base, that parse_scenario reads back to the same values.
std::string scenario_text(const Scenario& scenario);

// Sets one value by its path:
//   weeks                                firms[mp-materials].lobby_weight       rules.prices.noise
//   users[ford-chicago].stock_days       governments[us].strategy               sourcing[magnet_ndfeb,us].from[china].share
// An item of a list is chosen by its index or by its leading names, separated by commas. The path of a figure sets
// its value; one outside low..high widens the range, if it is finite. Refuses paths and values that do not exist, saying
// what would be right, and then changes nothing.
Status set_value(Scenario& scenario, std::string_view path, std::string_view value);

// A figure and where it stands, by indices: users[3].stock_days.
struct FigureAt {
    std::string path;
    Figure* figure = nullptr;
};

// The figures that a path means: one, or with [*] for an item of a list those of all items. Errors: a path that leads
// nowhere, or to something that is no figure.
Result<std::vector<FigureAt>> figures_at(Scenario& scenario, std::string_view path);

// A copy with the value set.
Result<Scenario> with(const Scenario& scenario, std::string_view path, std::string_view value);

}  // namespace chokepoint::codec

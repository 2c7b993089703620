// The figures of a scenario as tables for people: path, value, range, unit, status, source, and what each means in the
// words of the schema. docs/parameters is written with it, and a test holds those files to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/domain/scenario.hpp"

namespace chokepoint::codec {

// The scenario whose table is printed in full; those of the others say what differs from it.
constexpr std::string_view reference_scenario = "april-2025";

// One figure of a scenario and where it stands.
struct Parameter {
    std::string path;     // as set_value takes it: users[ford-chicago].needs[magnet_ndfeb].use
    std::string part;     // the same without what it belongs to: needs.use
    std::string group;    // the list or block that it stands in: users, rules.supply
    std::string meaning;  // the schema's comment; empty where the schema has none
    Figure figure;
};

// Every figure in the order of the file.
std::vector<Parameter> parameters_of(const Scenario& scenario);

// The tables as a Markdown document. With a base: only figures that the base lacks or has otherwise, and the paths of
// those that only the base has.
std::string parameter_document(const Scenario& scenario, const Scenario* base = nullptr);

// The text of proto/chokepoint/v1/scenario.proto as this program was built with it.
std::string_view scenario_schema();

}  // namespace chokepoint::codec

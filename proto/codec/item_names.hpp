// What the items of a list go by in paths (firms[mp-materials], needs[magnet_ndfeb,us]): their leading fields that
// are text or words of an enumeration. One place, so that a table of parameters names items as set_value finds them.
#pragma once

#include <string>
#include <vector>

#include "engine/base/fields.hpp"

namespace chokepoint::codec {

// All names of an item in the order of its fields; none where the first field is not one.
std::vector<std::string> names_of(const StructTable& table, const void* item);

// True when the words mean an item of these names: the first word its first name, each further one some later name.
bool goes_by(const std::vector<std::string>& names, const std::vector<std::string>& words);

}  // namespace chokepoint::codec

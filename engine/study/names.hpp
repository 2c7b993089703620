// "Did you mean": the known name nearest to what someone wrote.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::study {

// Letters to insert, delete or change to get from one word to the other.
std::size_t letters_between(std::string_view left, std::string_view right);

// The nearest of the names, the first where several are; empty without names.
std::string nearest_name(std::string_view wrong, const std::vector<std::string>& names);

}  // namespace chokepoint::study

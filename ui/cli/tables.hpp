// Tables of words as people and programs read them. The first row is the heading.
#pragma once

#include <string>
#include <vector>

namespace chokepoint::cli {

using Table = std::vector<std::vector<std::string>>;

// Columns of equal width, for a terminal.
std::string text_table(const Table& table);
std::string markdown_table(const Table& table);
std::string csv_table(const Table& table);

}  // namespace chokepoint::cli

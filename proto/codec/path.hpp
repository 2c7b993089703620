// Paths into a scenario as people write them: firms[mp-materials].lobby_weight. Knows their spelling only; what a
// step leads to is for those who follow it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::codec {

struct PathStep {
    std::string name;
    std::string selector;  // between the brackets; empty: none
};

// "firms[2].stock_days" as its steps; nothing when brackets or names are malformed.
std::vector<PathStep> split_path(std::string_view path);

// "magnet_ndfeb,us" as its words, and the words as that.
std::vector<std::string> split_words(std::string_view selector);
std::string joined_words(const std::vector<std::string>& words);

// True, and the number, when the selector is an index of at most nine digits.
bool parse_index(std::string_view text, std::size_t& index);

}  // namespace chokepoint::codec

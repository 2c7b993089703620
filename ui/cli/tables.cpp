#include "ui/cli/tables.hpp"

#include <algorithm>

#include "engine/sweep/csv.hpp"

namespace chokepoint::cli {
namespace {

// How wide a terminal draws it: every UTF-8 character of ours takes one place.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

std::string text_table(const Table& table) {
    std::vector<std::size_t> widths;
    for (const auto& row : table)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i >= widths.size()) widths.push_back(0);
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    std::string text;
    for (const auto& row : table) {
        std::string line = " ";
        for (std::size_t i = 0; i < row.size(); ++i)
            line += " " + row[i] + std::string(widths[i] - width_of(row[i]) + 1, ' ');
        text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

std::string markdown_table(const Table& table) {
    std::string text;
    for (std::size_t row = 0; row < table.size(); ++row) {
        for (const std::string& cell : table[row]) {
            std::string plain = cell;
            std::replace(plain.begin(), plain.end(), '|', '/');
            text += "| " + plain + " ";
        }
        text += "|\n";
        if (row > 0) continue;
        for (std::size_t i = 0; i < table[row].size(); ++i) text += "| --- ";
        text += "|\n";
    }
    return text;
}

std::string csv_table(const Table& table) {
    std::string text;
    for (const auto& row : table) {
        for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "," : "") + sweep::csv_cell(row[i]);
        text += "\n";
    }
    return text;
}

}  // namespace chokepoint::cli

// Comma-separated values as RFC 4180 has them, with \n as the line end: what a spreadsheet, pandas and R
// read.
#pragma once

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::sweep {

// The cell in quotes where it needs them.
inline std::string csv_cell(std::string_view text) {
    if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
    std::string cell = "\"";
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + '"';
}

// The shortest digits that read back to the same number.
template <typename Number>
void append_number(std::string& out, Number number) {
    char digits[64];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

// Takes the cells of the first record off the text. False when the text is empty or the record has no line
// end.
inline bool take_record(std::string_view& text, std::vector<std::string>& cells) {
    cells.assign(1, {});
    bool is_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_quoted) {
            if (c != '"') {
                cells.back() += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                cells.back() += text[++i];
            } else {
                is_quoted = false;
            }
        } else if (c == '"') {
            is_quoted = true;
        } else if (c == ',') {
            cells.emplace_back();
        } else if (c == '\n') {
            text.remove_prefix(i + 1);
            return true;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return false;
}

}  // namespace chokepoint::sweep

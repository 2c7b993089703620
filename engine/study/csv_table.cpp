#include "engine/study/csv_table.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/sweep/csv.hpp"

namespace chokepoint::study {
namespace {

constexpr std::size_t absent = SIZE_MAX;

std::string list_of(const std::vector<std::string_view>& names) {
    std::string list;
    for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

std::string trimmed(const std::string& cell) {
    const std::size_t first = cell.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
}

// Where each column stands in the head, and what is missing.
Result<std::vector<std::size_t>> places_of(const std::vector<std::string>& head, int line,
                                           const std::string& file,
                                           const std::vector<std::string_view>& columns) {
    std::vector<std::size_t> places;
    std::string missing;
    for (const std::string_view column : columns) {
        const auto found =
            std::find_if(head.begin(), head.end(), [&](const auto& cell) { return trimmed(cell) == column; });
        places.push_back(found == head.end() ? absent : static_cast<std::size_t>(found - head.begin()));
        if (found == head.end()) missing += (missing.empty() ? "'" : ", '") + std::string(column) + "'";
    }
    if (missing.empty()) return places;
    return Error{"the head line lacks " + missing + "; it must name " + list_of(columns), file, line};
}

}  // namespace

Result<std::vector<CsvRow>> csv_rows(const std::string& text, const std::string& file,
                                     const std::vector<std::string_view>& columns) {
    std::string whole =
        text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;  // what spreadsheets put in front
    if (!whole.empty() && whole.back() != '\n') whole += '\n';
    std::string_view rest = whole;
    std::vector<std::size_t> places;
    std::vector<CsvRow> rows;
    std::vector<std::string> cells;
    for (int line = 1; !rest.empty();) {
        const int here = line;
        const std::string_view before = rest;
        if (rest.front() == '#') {
            rest.remove_prefix(rest.find('\n') + 1);
        } else if (!sweep::take_record(rest, cells)) {
            return Error{"a quotation mark opens and never closes", file, here};
        }
        const std::string_view taken = before.substr(0, before.size() - rest.size());
        line += static_cast<int>(std::count(taken.begin(), taken.end(), '\n'));
        if (taken.find_first_not_of(" \t\r\n,") == std::string_view::npos || taken.front() == '#') continue;
        if (places.empty()) {
            auto found = places_of(cells, here, file, columns);
            if (!found) return found.errors();
            places = std::move(*found);
            continue;
        }
        CsvRow row{here, {}};
        for (const std::size_t place : places)
            row.cells.push_back(place < cells.size() ? trimmed(cells[place]) : std::string());
        rows.push_back(std::move(row));
    }
    if (places.empty())
        return Error{"is empty; it must begin with a head line that names " + list_of(columns), file, 0};
    return rows;
}

Result<std::string> read_text(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    std::error_code ignored;
    if (!in || std::filesystem::is_directory(file, ignored))
        return Error{"cannot be read; name an existing file", file, 0};
    text << in.rdbuf();
    return text.str();
}

}  // namespace chokepoint::study

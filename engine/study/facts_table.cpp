#include "engine/study/facts_table.hpp"

#include <algorithm>
#include <charconv>

#include "engine/study/csv_table.hpp"
#include "engine/study/facts/facts.hpp"

namespace chokepoint::study {
namespace {

bool is_fact(int id) {
    return std::any_of(all_facts().begin(), all_facts().end(),
                       [&](const Fact& fact) { return fact.id == id; });
}

int number_in(const std::string& text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

}  // namespace

Result<std::vector<FactEntry>> parse_facts_table(const std::string& text, const std::string& file) {
    const auto rows = csv_rows(text, file, {"id", "name", "scenario", "bound", "recorded", "source"});
    if (!rows) return rows.errors();
    std::vector<FactEntry> entries;
    Errors errors;
    const auto wrong = [&](int line, std::string message) {
        errors.push_back({std::move(message), file, line});
    };
    for (const CsvRow& row : *rows) {
        const auto& cells = row.cells;
        FactEntry entry{number_in(cells[0]), cells[1], cells[2], cells[3], cells[4], cells[5]};
        if (!is_fact(entry.id)) {
            wrong(row.line, "'" + cells[0] + "' is no number of a fact");
            continue;
        }
        if (std::any_of(entries.begin(), entries.end(),
                        [&](const FactEntry& other) { return other.id == entry.id; }))
            wrong(row.line, "fact " + cells[0] + " stands here twice");
        if (std::any_of(cells.begin(), cells.end(), [](const std::string& cell) { return cell.empty(); }))
            wrong(row.line,
                  "fact " + cells[0] + " has an empty cell; write 'none' where nothing was recorded");
        entries.push_back(std::move(entry));
    }
    for (const Fact& fact : all_facts())
        if (std::none_of(entries.begin(), entries.end(),
                         [&](const FactEntry& entry) { return entry.id == fact.id; }))
            wrong(0, "fact " + std::to_string(fact.id) + " is missing");
    if (!errors.empty()) return errors;
    std::sort(entries.begin(), entries.end(),
              [](const FactEntry& a, const FactEntry& b) { return a.id < b.id; });
    return entries;
}

Result<std::vector<FactEntry>> load_facts_table(const std::string& file) {
    const auto text = read_text(file);
    if (!text) return text.errors();
    return parse_facts_table(*text, file);
}

}  // namespace chokepoint::study

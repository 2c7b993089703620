#include "engine/study/observed.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "engine/study/csv_table.hpp"

namespace chokepoint::study {
namespace {

std::optional<double> parse_number(const std::string& text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

// One row, or what is wrong with it.
Result<Recorded> parse_row(const CsvRow& row) {
    const std::string &date = row.cells[0], &name = row.cells[1], &number = row.cells[2],
                      &unit = row.cells[3];
    std::vector<std::string> wrong;
    Recorded recorded;
    recorded.line = row.line;
    const auto period = parse_period(date);
    if (!period) wrong.push_back("'" + date + "' is no date; write YYYY-MM-DD, or YYYY-MM for a month");
    const auto series = parse_series(name);
    if (!series) wrong.push_back(series.error().message);
    const auto value = parse_number(number);
    if (!value) wrong.push_back("'" + number + "' is no number");
    if (value && *value < 0.0)
        wrong.push_back("the value " + number + " is below zero, which no series can be");
    const auto factor = series ? unit_factor(*series, unit) : std::optional<double>(1.0);
    if (!factor)
        wrong.push_back("unit '" + unit + "' does not fit " + name + ", which is in " +
                        std::string(unit_of(*series)));
    Errors errors;
    for (std::string& message : wrong) errors.push_back(fail(std::move(message)));
    if (!errors.empty()) return errors;
    recorded.series = *series;
    recorded.period = recorded.series.is_flow() ? month_of(month_index(period->first)) : *period;
    recorded.value = *value * *factor;
    return recorded;
}

}  // namespace

Result<std::vector<Recorded>> parse_observed(const std::string& text, const std::string& file) {
    const auto rows = csv_rows(text, file, {"date", "series", "value", "unit"});
    if (!rows) return rows.errors();
    std::vector<Recorded> all;
    Errors errors;
    for (const CsvRow& row : *rows) {
        auto recorded = parse_row(row);
        if (!recorded) {
            for (const Error& error : recorded.errors()) errors.push_back({error.message, file, row.line});
            continue;
        }
        const auto twin = std::find_if(all.begin(), all.end(), [&](const Recorded& other) {
            return other.series == recorded->series && other.period == recorded->period;
        });
        if (twin != all.end()) {
            errors.push_back({series_name(recorded->series) + " of " + row.cells[0] +
                                  " stands already in line " + std::to_string(twin->line) +
                                  "; keep one of the two",
                              file, row.line});
            continue;
        }
        all.push_back(*recorded);
    }
    if (errors.empty() && all.empty()) errors.push_back({"holds no values below its head line", file, 0});
    if (!errors.empty()) return errors;
    std::vector<Recorded> sorted;
    for (const Recorded& first : all) {
        const auto is_same = [&](const Recorded& other) { return other.series == first.series; };
        if (std::any_of(sorted.begin(), sorted.end(), is_same)) continue;
        std::copy_if(all.begin(), all.end(), std::back_inserter(sorted), is_same);
        const auto begin = std::find_if(sorted.begin(), sorted.end(), is_same);
        std::stable_sort(begin, sorted.end(), [](const Recorded& a, const Recorded& b) {
            return a.period.first < b.period.first;
        });
    }
    return sorted;
}

Result<std::vector<Recorded>> load_observed(const std::string& file) {
    const auto text = read_text(file);
    if (!text) return text.errors();
    return parse_observed(*text, file);
}

}  // namespace chokepoint::study

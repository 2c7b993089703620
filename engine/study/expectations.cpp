#include "engine/study/expectations.hpp"

#include <algorithm>
#include <set>

#include "engine/study/csv_table.hpp"
#include "engine/study/draws.hpp"
#include "engine/study/names.hpp"

namespace chokepoint::study {
namespace {

// Every word that names a parameter of the scenario.
std::vector<std::string> parameter_names(const Scenario& scenario) {
    std::set<std::string> names;
    Scenario copy = scenario;
    for_each_figure(copy, [&](const std::string& path, Figure&) {
        if (!is_parameter(path)) return;
        names.insert(path);
        names.insert(every_item(path));
    });
    return {names.begin(), names.end()};
}

// What is wrong with a row, or nothing.
std::string fault_in(const CsvRow& row, const std::vector<std::string>& parameters) {
    const std::string &path = row.cells[0], &when_raised = row.cells[2], &reason = row.cells[3];
    if (!std::binary_search(parameters.begin(), parameters.end(), path))
        return "'" + path + "' is no parameter of the scenario; did you mean '" +
               nearest_name(path, parameters) + "'?";
    if (const auto outcome = outcome_named(row.cells[1]); !outcome) return outcome.error().message;
    if (when_raised != "rises" && when_raised != "falls")
        return "when_raised is '" + when_raised + "'; write rises or falls";
    if (reason.empty()) return "has no reason; say in words why " + row.cells[1] + " " + when_raised;
    return {};
}

}  // namespace

Result<std::vector<Expectation>> parse_expectations(const std::string& text, const std::string& file,
                                                    const Scenario& scenario) {
    const auto rows = csv_rows(text, file, {"path", "outcome", "when_raised", "reason"});
    if (!rows) return rows.errors();
    const auto parameters = parameter_names(scenario);
    std::vector<Expectation> expectations;
    Errors errors;
    for (const CsvRow& row : *rows) {
        if (std::string fault = fault_in(row, parameters); !fault.empty()) {
            errors.push_back({std::move(fault), file, row.line});
            continue;
        }
        const Outcome* outcome = *outcome_named(row.cells[1]);
        for (const Expectation& other : expectations)
            if (other.path == row.cells[0] && other.outcome == outcome)
                errors.push_back({row.cells[0] + " and " + row.cells[1] + " stand on line " +
                                      std::to_string(other.line) + " already; leave one out",
                                  file, row.line});
        expectations.push_back({row.cells[0], outcome, row.cells[2] == "rises", row.cells[3], row.line});
    }
    if (errors.empty() && expectations.empty())
        errors.push_back({"has no rows; write one for each parameter and outcome", file, 0});
    if (!errors.empty()) return errors;
    return expectations;
}

Result<std::vector<Expectation>> load_expectations(const std::string& file, const Scenario& scenario) {
    const auto text = read_text(file);
    if (!text) return text.errors();
    return parse_expectations(*text, file, scenario);
}

}  // namespace chokepoint::study

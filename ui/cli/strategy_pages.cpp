#include "ui/cli/strategy_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "agents/roster/roster.hpp"
#include "ui/cli/tables.hpp"

namespace chokepoint::cli {
namespace {

constexpr std::string_view yes_or_no = "yes or no";  // the unit of booleans

std::string value_text(const StrategyNumber& number, double value) {
    if (number.unit == yes_or_no) return value != 0.0 ? "yes" : "no";
    return fmt::format("{}", value);
}

std::string players_of(const StrategyInfo& info) {
    if (info.for_governments && info.for_firms) return "both";
    return info.for_governments ? "governments" : "firms";
}

// The shipped strategy that a scenario's own is like; empty for one that ships.
std::string likeness_of(const Scenario& scenario, const StrategyInfo& info) {
    const std::string_view like = strategy_played(scenario, info.name)->name;
    return like == info.name ? "" : std::string(like);
}

Table list_of_strategies(const Scenario& scenario) {
    Table table{{"strategy", "plays", "like", "about"}};
    for (const StrategyInfo& info : strategies_of(scenario)) {
        const std::string like = likeness_of(scenario, info);
        table.push_back({fmt::format("`{}`", info.name), players_of(info), like.empty() ? "" : "`" + like + "`", std::string(info.about)});
    }
    return table;
}

// "boulware 0.4; linear, grim 1": who has which value, the commonest first.
std::string values_of(const Scenario& scenario, const StrategyNumber& number) {
    std::vector<std::pair<std::string, std::vector<std::string>>> by_value;
    for (const StrategyInfo& info : strategies_of(scenario)) {
        double value = 0.0;
        if (!is_set(numbers_of(scenario, info.name), number, &value)) continue;
        const std::string text = value_text(number, value);
        auto found = std::find_if(by_value.begin(), by_value.end(), [&](const auto& each) { return each.first == text; });
        if (found == by_value.end()) found = by_value.insert(by_value.end(), {text, {}});
        found->second.emplace_back(info.name);
    }
    std::string text;
    for (const auto& [value, names] : by_value) {
        if (!text.empty()) text += "; ";
        for (const std::string& name : names) text += name + (&name == &names.back() ? " " : ", ");
        text += value;
    }
    return text;
}

Table list_of_numbers(const Scenario& scenario) {
    Table table{{"number", "means", "unit", "range", "has"}};
    for (const StrategyNumber& number : strategy_numbers()) {
        const std::string range = number.unit == yes_or_no ? "" : fmt::format("{} to {}", number.least, number.most);
        table.push_back({fmt::format("`{}`", number.field), std::string(number.means), std::string(number.unit), range, values_of(scenario, number)});
    }
    return table;
}

}  // namespace

std::string strategies_text(const Scenario& scenario) {
    return markdown_table(list_of_strategies(scenario)) + "\n" + markdown_table(list_of_numbers(scenario));
}

nlohmann::ordered_json strategies_json(const Scenario& scenario) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const StrategyInfo& info : strategies_of(scenario)) {
        const std::string like = likeness_of(scenario, info);
        const StrategySpec* entry = strategy_entry(scenario, info.name);
        nlohmann::ordered_json one{{"name", info.name},
                                   {"for_governments", info.for_governments},
                                   {"for_firms", info.for_firms},
                                   {"like", like.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(like)},
                                   {"about", info.about},
                                   {"source", entry == nullptr ? nlohmann::ordered_json() : nlohmann::ordered_json(entry->source)},
                                   {"numbers", nlohmann::ordered_json::object()}};
        const StrategySpec numbers = numbers_of(scenario, info.name);
        for (const StrategyNumber& number : strategy_numbers()) {
            double value = 0.0;
            if (!is_set(numbers, number, &value)) continue;
            auto& shown = one["numbers"][std::string(number.field)];
            if (number.unit == yes_or_no) shown = value != 0.0;
            else shown = value;
        }
        list.push_back(std::move(one));
    }
    return {{"scenario", scenario.name}, {"strategies", std::move(list)}};
}

}  // namespace chokepoint::cli

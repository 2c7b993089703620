// The strategies that ship, by name: who can play them and which of their numbers a scenario may set. Knows neither what they
// do nor what their numbers are: both are the agents' (agents/roster).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/domain/scenario.hpp"

namespace chokepoint {

// Numbers that go together: a strategy has all of a part or none.
enum class StrategyPart : std::uint8_t { government, time, deed, foresight, firm };
constexpr std::uint8_t bit(StrategyPart part) { return static_cast<std::uint8_t>(1u << static_cast<unsigned>(part)); }

// A strategy, with a line about it and the kinds of seat that it can play.
struct StrategyInfo {
    std::string_view name;
    std::string_view about;
    bool for_governments;
    bool for_firms;
    std::uint8_t parts = 0;  // bits of StrategyPart; 0: it has no numbers

    bool has(StrategyPart part) const { return (parts & bit(part)) != 0; }
};
std::span<const StrategyInfo> strategies();
const StrategyInfo* shipped_strategy(std::string_view name);  // null: none ships under that name

// Those that ship and those that the scenario makes of them, in this order. What it points to lives as long as the scenario.
std::vector<StrategyInfo> strategies_of(const Scenario& scenario);

// A number that a scenario may set: a field of StrategySpec.
struct StrategyNumber {
    std::string_view field;
    StrategyPart part;
    double least, most;      // of a boolean 0 and 1
    std::string_view unit;
    std::string_view means;
};
std::span<const StrategyNumber> strategy_numbers();

// The scenario's entry of that name, or null.
const StrategySpec* strategy_entry(const Scenario& scenario, std::string_view name);
// The shipped strategy that plays under a name, be it its own or a variant's; null where nobody knows the name.
const StrategyInfo* strategy_played(const Scenario& scenario, std::string_view name);

// The number as it is set, booleans as 0 and 1; false where the entry leaves it out.
bool is_set(const StrategySpec& entry, const StrategyNumber& number, double* value = nullptr);
// Takes over whatever `from` sets.
void lay_over(StrategySpec& onto, const StrategySpec& from);

}  // namespace chokepoint

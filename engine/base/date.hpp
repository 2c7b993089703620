// Calendar days as a count, with no clock: the only time the engine knows is the week of the game.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

using Day = std::int32_t;  // days since 1970-01-01 (proleptic Gregorian)

constexpr Day no_day = INT32_MIN;   // "not set"
constexpr Day far_day = 2932896;    // 9999-12-31: "until further notice"

// The day of a civil date; no check that it exists (see parse_day).
Day day_from_civil(int year, int month, int day);

// A day written YYYY-MM-DD that exists in the calendar, or nothing.
std::optional<Day> parse_day(std::string_view text);

// YYYY-MM-DD.
std::string format_day(Day day);

// The month that holds the day, counted from 1970-01 = 0.
int month_index(Day day);

}  // namespace chokepoint

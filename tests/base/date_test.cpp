#include "engine/base/date.hpp"

#include "tests/support/catch.hpp"

using namespace chokepoint;

TEST_CASE("days count from 1970-01-01", "[base][date]") {
    CHECK(day_from_civil(1970, 1, 1) == 0);
    CHECK(day_from_civil(1970, 2, 1) == 31);
    CHECK(day_from_civil(1969, 12, 31) == -1);
    CHECK(day_from_civil(2000, 3, 1) == 11017);
    CHECK(day_from_civil(2025, 4, 2) == 20180);
    CHECK(far_day == day_from_civil(9999, 12, 31));
}

TEST_CASE("every day from 1900 to 2200 reads back as it was written and follows the day before", "[base][date]") {
    Day day = day_from_civil(1900, 1, 1);
    const int month_lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int year = 1900; year <= 2200; ++year) {
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; ++month) {
            const int length = month_lengths[month - 1] + (month == 2 && leap ? 1 : 0);
            for (int date = 1; date <= length; ++date, ++day) {
                REQUIRE(day_from_civil(year, month, date) == day);
                REQUIRE(parse_day(format_day(day)) == day);
                REQUIRE(month_index(day) == (year - 1970) * 12 + month - 1);
            }
        }
    }
}

TEST_CASE("the leap day exists in leap years only", "[base][date]") {
    CHECK(parse_day("2024-02-29") == day_from_civil(2024, 3, 1) - 1);
    CHECK(parse_day("2000-02-29").has_value());
    CHECK_FALSE(parse_day("2023-02-29").has_value());
    CHECK_FALSE(parse_day("1900-02-29").has_value());
    CHECK_FALSE(parse_day("2100-02-29").has_value());
}

TEST_CASE("what is no date is refused", "[base][date]") {
    const std::string text = GENERATE("", "2025", "2025-4-2", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00",
                                      "2025-01-32", "2025/01/02", "25-01-0002", "2025-01-2x", "2025-01-02 ",
                                      " 2025-01-02", "2025--1-02", "+025-01-02", "1899-12-31", "20250-1-02");
    CAPTURE(text);
    CHECK_FALSE(parse_day(text).has_value());
}

TEST_CASE("days are written with four, two and two digits", "[base][date]") {
    CHECK(format_day(day_from_civil(2025, 4, 2)) == "2025-04-02");
    CHECK(format_day(far_day) == "9999-12-31");
}

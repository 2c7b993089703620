#include "engine/study/series.hpp"

#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

Series series(const char* name) {
    const auto parsed = parse_series(name);
    INFO(name);
    REQUIRE(parsed.ok());
    return *parsed;
}

// Eight weeks from Wednesday 2 April 2025 in which everything counts the week: 7, 14, 21 ... tonnes, 1, 2, 3
// ... USD/kg.
Track counting_track() {
    Track track;
    track.start = *parse_day("2025-04-02");
    track.opening.magnet_exports_t[index_of(Region::us)] = 70.0;
    track.opening.price_outside[index_of(Product::oxide_dy)] = 100.0;
    for (int week = 1; week <= 8; ++week) {
        Week next;
        next.magnet_exports_t[index_of(Region::us)] = 7.0 * week;
        next.magnet_exports_t[index_of(Region::japan)] = 0.7;
        next.oxide_exports_t[index_of(Material::dy)] = 0.007;
        next.price_outside[index_of(Product::oxide_dy)] = week;
        next.us_headline_pct.fill(10.0 * week);
        track.weeks.push_back(next);
    }
    return track;
}

}  // namespace

TEST_CASE("every documented series has a name that reads back", "[study][series]") {
    for (const std::string& name : all_series_names()) {
        INFO(name);
        const auto parsed = parse_series(name);
        REQUIRE(parsed.ok());
        CHECK(series_name(*parsed) == name);
        CHECK(unit_factor(*parsed, unit_of(*parsed)) == 1.0);
    }
    for (const char* name : {"magnet_exports_t:total", "magnet_exports_t:us", "magnet_exports_t:japan",
                             "magnet_exports_t:eu", "magnet_exports_t:korea", "oxide_exports_kg:dy",
                             "price_inside_usd_per_kg:dy", "price_outside_usd_per_kg:dy", "plants_stopped:eu",
                             "licences_granted_share:eu", "tariff_us_on_china_pct", "tariff_china_on_us_pct",
                             "tariff_us_on_china_headline_pct", "tariff_china_on_us_headline_pct"})
        CHECK(series_name(series(name)) == name);
    CHECK(series_name(series("price_outside_usd_per_kg:oxide_dy")) == "price_outside_usd_per_kg:dy");
}

TEST_CASE("a series that does not exist is answered with the nearest that does", "[study][series]") {
    for (const auto& [wrong, right] : {std::pair{"magnet_export_t:us", "'magnet_exports_t:us'"},
                                       std::pair{"oxide_exports_kg:dysprosium", "'oxide_exports_kg:"},
                                       std::pair{"tariff_us_on_china", "'tariff_us_on_china_pct'"},
                                       std::pair{"magnet_exports_t", "'magnet_exports_t:"},
                                       std::pair{"magnet_exports_t:china", "'magnet_exports_t:"},
                                       std::pair{"tariff_us_on_china_pct:total", "'tariff_us_on_china_pct'"},
                                       std::pair{"", "did you mean"}}) {
        const auto parsed = parse_series(wrong);
        INFO(wrong);
        REQUIRE_FALSE(parsed.ok());
        CHECK_THAT(parsed.error().message, test::contains(right));
    }
}

TEST_CASE("units have to fit", "[study][series]") {
    CHECK(unit_factor(series("magnet_exports_t:us"), "t") == 1.0);
    CHECK_FALSE(unit_factor(series("magnet_exports_t:us"), "kg").has_value());
    CHECK_FALSE(unit_factor(series("price_outside_usd_per_kg:dy"), "USD/t").has_value());
    CHECK(unit_factor(series("licences_granted_share:eu"), "percent") == 0.01);
    CHECK_FALSE(unit_factor(series("magnet_exports_t:us"), "").has_value());
}

TEST_CASE("periods are days or whole months of the calendar", "[study][series]") {
    CHECK(parse_period("2025-05")->days == 31);
    CHECK(parse_period("2024-02")->days == 29);
    CHECK(format_day(parse_period("2025-12")->first) == "2025-12-01");
    CHECK(parse_period("2025-12")->days == 31);
    CHECK(parse_period("2025-05-06")->days == 1);
    for (const char* wrong : {"2025-13", "2025-02-30", "2025", "05-2025", "2025-5", "yesterday", ""})
        CHECK_FALSE(parse_period(wrong).has_value());
    CHECK(month_of(0).first == 0);
    CHECK(month_of(-1).first == -31);
}

TEST_CASE("a month's tonnage adds up its weeks by days", "[study][series]") {
    const Track track = counting_track();
    // April: one day before the start at 10 t a day, then weeks 1 to 4 at 1, 2, 3 and 4 t a day, and one day
    // of week 5.
    CHECK(value_in(track, series("magnet_exports_t:us"), *parse_period("2025-04")).value() ==
          Approx(10.0 + 7 + 14 + 21 + 28 + 5));
    // A single day stands for its month.
    CHECK(value_in(track, series("magnet_exports_t:us"), *parse_period("2025-04-20")) ==
          value_in(track, series("magnet_exports_t:us"), *parse_period("2025-04")));
    CHECK(value_in(track, series("oxide_exports_kg:dy"), *parse_period("2025-04")).value() == Approx(29.0));
    CHECK(opening_value(track, series("magnet_exports_t:us"), *parse_period("2025-04")) == Approx(300.0));
}

TEST_CASE("a level is the mean over a month and itself on a day", "[study][series]") {
    const Track track = counting_track();
    const Series price = series("price_outside_usd_per_kg:dy");
    CHECK(value_in(track, price, *parse_period("2025-04-08")) == 1.0);
    CHECK(value_in(track, price, *parse_period("2025-04-09")) == 2.0);
    CHECK(value_in(track, price, *parse_period("2025-04")).value() ==
          Approx((100.0 + 7 * (1 + 2 + 3 + 4) + 5) / 30.0));
    CHECK(value_in(track, series("tariff_us_on_china_headline_pct"), *parse_period("2025-04-16")) == 30.0);
}

TEST_CASE("what was not wholly played has no value", "[study][series]") {
    const Track track = counting_track();  // to 27 May
    const Series price = series("price_outside_usd_per_kg:dy");
    CHECK_FALSE(value_in(track, price, *parse_period("2025-04-01")).has_value());
    CHECK_FALSE(value_in(track, price, *parse_period("2025-03")).has_value());
    CHECK_FALSE(value_in(track, price, *parse_period("2025-05")).has_value());
    CHECK(value_in(track, price, *parse_period("2025-05-27")).has_value());
    CHECK_FALSE(value_in(track, price, *parse_period("2025-05-28")).has_value());
    CHECK(value_in(track, series("licences_granted_share:eu"), *parse_period("2025-05-06")) == 0.0);
}

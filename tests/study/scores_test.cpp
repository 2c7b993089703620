#include "engine/study/scores.hpp"

#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

// Three months from 1 April 2025 with one tonne a day times the factor to the United States.
Track flat_track(double t_per_day) {
    Track track;
    track.start = *parse_day("2025-04-01");
    for (int week = 0; week < 13; ++week) {
        Week next;
        next.magnet_exports_t[index_of(Region::us)] = 7.0 * t_per_day;
        track.weeks.push_back(next);
    }
    return track;
}

std::vector<Recorded> record(const std::string& rows) {
    const auto parsed = parse_observed("date,series,value,unit\n" + rows, "r.csv");
    REQUIRE(parsed.ok());
    return *parsed;
}

}  // namespace

TEST_CASE("a series is scored on what was played, against what went before", "[study][scores]") {
    const std::vector<Track> tracks{flat_track(1.0), flat_track(2.0), flat_track(3.0)};
    const auto scores =
        score(tracks, record("2024-05,magnet_exports_t:us,40,t\n2025-03,magnet_exports_t:us,50,t\n"
                             "2025-04,magnet_exports_t:us,60,t\n2025-05,magnet_exports_t:us,31,t\n"
                             "2026-01,magnet_exports_t:us,9,t\n"));
    REQUIRE(scores.size() == 1);
    const SeriesScore& us = scores[0];
    REQUIRE(us.points.size() == 2);
    CHECK(us.points[0].median == Approx(60.0));
    CHECK(us.points[0].rank == 1.5);  // above one of three and level with the second
    CHECK(us.points[1].rank == 0.5);
    // April: members 30, 60, 90 for 60: distance 20, fair half spread 20. May: 31, 62, 93 for 31: 31 less
    // 62/3.
    CHECK(us.points[0].crps == Approx(0.0).margin(1e-9));
    CHECK(us.points[1].crps == Approx(31.0 - 62.0 / 3.0));
    CHECK(us.crps == Approx((31.0 - 62.0 / 3.0) / 2.0));
    CHECK(us.mape.value() == Approx(50.0));   // 0 and 100
    CHECK_FALSE(us.correlation.has_value());  // two points only
    CHECK(us.naive_last_month_crps.value() == Approx((10.0 + 29.0) / 2.0));
    CHECK(us.naive_last_year_crps.value() == Approx(9.0));  // May alone has a year before
}

TEST_CASE("where the record has no earlier value there is no naive forecast", "[study][scores]") {
    const auto scores = score({flat_track(1.0)}, record("2025-05,magnet_exports_t:us,0,t\n"));
    REQUIRE(scores.size() == 1);
    CHECK_FALSE(scores[0].naive_last_month_crps.has_value());
    CHECK_FALSE(scores[0].naive_last_year_crps.has_value());
    CHECK_FALSE(scores[0].mape.has_value());  // nothing was recorded to be a percentage of
    CHECK(scores[0].crps == Approx(31.0));
}

TEST_CASE("a record outside the time played scores nothing", "[study][scores]") {
    CHECK(
        score({flat_track(1.0)}, record("2024-05,magnet_exports_t:us,1,t\n2031-05,magnet_exports_t:us,1,t\n"))
            .empty());
}

TEST_CASE("the weeks needed reach the end of the last recorded month", "[study][scores]") {
    CHECK(weeks_needed(*parse_day("2025-04-02"), record("2025-05,magnet_exports_t:us,1,t\n")) ==
          9);  // 60 days
    CHECK(weeks_needed(*parse_day("2025-04-02"), record("2025-04-02,plants_stopped:us,1,plants\n")) == 1);
    CHECK(weeks_needed(*parse_day("2025-04-02"), record("2024-05,magnet_exports_t:us,1,t\n")) == 0);
}

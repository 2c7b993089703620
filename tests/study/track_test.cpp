#include "engine/study/track.hpp"

#include <cmath>

#include "engine/study/series.hpp"
#include "tests/study/laboratory.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

std::vector<Track> recorded_tracks(int weeks) {
    const auto arm = recorded_arm(test::april_2025(), "recorded", weeks);
    REQUIRE(arm.ok());
    const Lab lab(test::lab_settings(3));
    const auto tracks = lab.each<Track>(test::april_2025(), *arm, track_of);
    REQUIRE(tracks.ok());
    return *tracks;
}

double sum(const PerRegion<double>& values) {
    double all = 0.0;
    for (const double value : values) all += value;
    return all;
}

}  // namespace

TEST_CASE("a track agrees with what the world counts itself", "[study][track]") {
    const auto arm = recorded_arm(test::april_2025(), "recorded", 20);
    REQUIRE(arm.ok());
    const Lab lab(test::lab_settings(2));
    const Status status = lab.play(test::april_2025(), *arm, [](std::size_t, Run& run) {
        const Track track = track_of(run);
        const World& world = run.game().world;
        double magnets = 0.0, stopped = 0.0, ever = 0.0;
        for (const Week& week : track.weeks) magnets += sum(week.magnet_exports_t);
        for (const Standstill& stop : track.stops) stopped += stop.is_over ? 0.0 : stop.plants;
        ever = sum(track.weeks.back().plants_ever_stopped);
        // Catch2's assertions are not for several threads; the last line of each is what matters here.
        CHOKEPOINT_CHECK(track.weeks.size() == 20);
        CHOKEPOINT_CHECK(std::abs(magnets - world.tally.magnet_exports_t) <= 1e-9 * magnets);
        CHOKEPOINT_CHECK(std::abs(ever - world.tally.plants_stopped) <= 1e-9 * (1.0 + ever));
        CHOKEPOINT_CHECK(std::abs(stopped - sum(track.weeks.back().plants_stopped)) <=
                         1e-9 * (1.0 + stopped));
        const double first = track.stops.empty() ? 0.0 : track.stops.front().first_week;
        CHOKEPOINT_CHECK(first == world.tally.first_stop_week);
    });
    CHECK(status.ok());
}

TEST_CASE("applications granted never exceed those filed, and neither falls", "[study][track]") {
    for (const Track& track : recorded_tracks(26)) {
        PerRegion<double> filed{}, granted{};
        for (const Week& week : track.weeks)
            for (std::size_t r = 0; r < filed.size(); ++r) {
                REQUIRE(week.applications_granted[r] <= week.applications_filed[r]);
                REQUIRE(week.applications_filed[r] >= filed[r]);
                REQUIRE(week.applications_granted[r] >= granted[r]);
                filed[r] = week.applications_filed[r];
                granted[r] = week.applications_granted[r];
            }
        CHECK(sum(filed) > 10.0);
    }
}

TEST_CASE("standstills last as long as their plants stand still", "[study][track]") {
    for (const Track& track : recorded_tracks(26)) {
        double stopped_weeks = 0.0, standstill_weeks = 0.0;
        for (const Week& week : track.weeks) stopped_weeks += sum(week.plants_stopped);
        for (const Standstill& stop : track.stops) standstill_weeks += stop.plants * stop.weeks;
        CHECK(stopped_weeks == Approx(standstill_weeks));
    }
}

TEST_CASE("the opening week is that of a year before", "[study][track]") {
    const Track track = recorded_tracks(2).front();
    // 58,000 t of magnets a year went abroad in 2024.
    CHECK(sum(track.opening.magnet_exports_t) * 365.25 / 7.0 == Approx(58000.0).epsilon(0.1));
    CHECK(track.opening.rare_earth_exports_t > 0.0);
    CHECK(track.opening.us_headline_pct[6] == 20.0);
    CHECK(track.opening.us_weighted_pct[6] > track.opening.us_headline_pct[6]);
    CHECK(sum(track.plants) > 100.0);
    CHECK(track.dy_opening_cost > 0.0);
}

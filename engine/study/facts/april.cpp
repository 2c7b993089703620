// What the controls of 4 April 2025 did to plants and exports, with the recorded policy imposed.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/study/facts/facts.hpp"
#include "engine/study/measures/of_track.hpp"

namespace chokepoint::study {
namespace {

constexpr int shown_weeks = 18;  // thirteen, and time to restart after a stop in the last of them
constexpr double days_of_stock = 10.0;

double stopped_pct(const Track& track) { return plants_stopped_pct(track, quarter_weeks); }

// Percent of the plants that stopped by week 13 and ran again within four weeks, over all runs: rare stops in
// one run say little by themselves.
double quick_pct(const std::vector<Track>& tracks) {
    Standstills all;
    for (const Track& track : tracks) {
        const Standstills of_run = standstills(track, quarter_weeks, short_stop_weeks);
        all.plants += of_run.plants;
        all.short_ones += of_run.short_ones;
    }
    return 100.0 * math::ratio(all.short_ones, all.plants, 0.0);
}

template <typename Measure>
std::vector<double> over(const std::vector<Track>& tracks, Measure measure) {
    std::vector<double> values;
    for (const Track& track : tracks) values.push_back(measure(track));
    return values;
}

void add_stops(const std::vector<Track>& tracks, const std::string& when, Finding& finding) {
    const double quick = quick_pct(tracks);
    finding.parts.push_back(
        within("first car plant stops" + when, "week", median_of(over(tracks, first_car_stop)), 5, 10));
    finding.parts.push_back(within("plants that stopped by week 13" + when, "percent",
                                   median_of(over(tracks, stopped_pct)), 2, 15));
    finding.parts.push_back(
        sure_above("of these, running again within 4 weeks" + when, "percent", {quick, quick, quick}, 50));
    finding.parts.back().bound = "above 50";
}

}  // namespace

Result<Finding> first_stops(Case& tested) {
    const auto recorded = tested.recorded();
    if (!recorded) return recorded.errors();
    Finding finding;
    add_stops(**recorded, "", finding);
    for (const double days : {-days_of_stock, days_of_stock}) {
        auto arm = recorded_arm(tested.scenario(),
                                days < 0.0 ? "stocks 10 days lower" : "stocks 10 days higher", shown_weeks);
        if (!arm) return arm.errors();
        arm->treat = [days, treat = arm->treat](Scenario& scenario) {
            treat(scenario);
            for (UserSpec& user : scenario.users) {
                user.stock_days.value = std::max(1.0, user.stock_days.value + days);
                user.stock_days.low = std::min(user.stock_days.low, user.stock_days.value);
                user.stock_days.high = std::max(user.stock_days.high, user.stock_days.value);
            }
        };
        const auto tracks = tested.lab().each<Track>(tested.scenario(), *arm, track_of);
        if (!tracks) return tracks.errors();
        add_stops(*tracks, ", " + arm->name, finding);
    }
    return finding;
}

Result<Finding> second_month(Case& tested) {
    const auto recorded = tested.recorded();
    if (!recorded) return recorded.errors();
    const std::vector<Track>& tracks = **recorded;
    const Period month = month_in(tracks.front(), 1), before = month_in(tracks.front(), 0);
    const auto median = [&](const Series& series) {
        return median_of(
            over(tracks, [&](const Track& track) { return against_opening(track, series, month); }));
    };
    Finding finding;
    finding.parts.push_back(within("magnet exports, of a year before", "share",
                                   median(total_of(SeriesFamily::magnet_exports_t)), 0.18, 0.35));
    finding.parts.push_back(within("to the United States", "share",
                                   median(series_of(SeriesFamily::magnet_exports_t, Region::us)), 0.04, 0.12));
    finding.parts.push_back(
        at_most("dysprosium oxide", "share", median(series_of(SeriesFamily::oxide_exports_kg, Material::dy)), 0.05));
    finding.parts.push_back(
        at_most("terbium oxide", "share", median(series_of(SeriesFamily::oxide_exports_kg, Material::tb)), 0.05));
    const Series trade = total_of(SeriesFamily::rare_earth_exports_t);
    const auto rise = over(tracks, [&](const Track& track) {
        return 100.0 * (math::ratio(value_in(track, trade, month).value_or(0.0),
                                    value_in(track, trade, before).value_or(0.0), 0.0) -
                        1.0);
    });
    finding.parts.push_back(
        at_least("all rare-earth tonnage on the month before", "percent", median_of(rise), 0));
    finding.parts.back().bound = "above 0";
    finding.parts.back().pass = finding.parts.back().value.value > 0.0;
    return finding;
}

Result<Finding> rationing(Case& tested) {
    const auto recorded = tested.recorded();
    if (!recorded) return recorded.errors();
    constexpr int months = 6;
    std::uint64_t seen = 0;
    for (const Track& track : **recorded) seen += rationed_months(track, months) > 0.0 ? 1 : 0;
    Finding finding;
    finding.parts.push_back(
        sure_above("runs with stopped plants in a month of exports at or above last year's", "share",
                   share_of(seen, (*recorded)->size()), 0.5));
    return finding;
}

}  // namespace chokepoint::study

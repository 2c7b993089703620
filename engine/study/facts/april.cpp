// What the controls of 4 April 2025 did to plants and exports, with the recorded policy imposed.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/study/facts/facts.hpp"
#include "engine/study/series.hpp"

namespace chokepoint::study {
namespace {

constexpr int shown_weeks = 18;  // thirteen, and time to restart after a stop in the last of them
constexpr int by_week = 13;
constexpr int quick_weeks = 4;
constexpr double days_of_stock = 10.0;

double abroad(const PerRegion<double>& values) {
    double sum = 0.0;
    for (const Region region : all_of<Region>())
        if (region != Region::china) sum += values[index_of(region)];
    return sum;
}

// The week in which the first car plant stopped; a run without one counts as the week after its end.
double first_car_stop(const Track& track) {
    for (const Standstill& stop : track.stops)
        if (stop.makes_cars && stop.region != Region::china) return stop.first_week;
    return static_cast<double>(track.weeks.size()) + 1.0;
}

double stopped_pct(const Track& track) {
    const std::size_t week = std::min<std::size_t>(by_week, track.weeks.size()) - 1;
    return 100.0 * math::ratio(abroad(track.weeks[week].plants_ever_stopped), abroad(track.plants), 0.0);
}

// Percent of the plants that stopped by week 13 and ran again within four weeks, over all runs: rare stops in
// one run say little by themselves.
double quick_pct(const std::vector<Track>& tracks) {
    double quick = 0.0, all = 0.0;
    for (const Track& track : tracks)
        for (const Standstill& stop : track.stops) {
            if (stop.first_week > by_week || stop.region == Region::china) continue;
            all += stop.plants;
            if (stop.is_over && stop.weeks <= quick_weeks) quick += stop.plants;
        }
    return 100.0 * math::ratio(quick, all, 0.0);
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

Series total(SeriesFamily family) { return {family, -1}; }
Series of(SeriesFamily family, Region region) { return {family, static_cast<int>(index_of(region))}; }
Series of(SeriesFamily family, Material material) { return {family, static_cast<int>(index_of(material))}; }

// A series over a month against what it would be at the opening level.
std::vector<double> against_opening(const std::vector<Track>& tracks, const Series& series,
                                    const Period& month) {
    return over(tracks, [&](const Track& track) {
        return math::ratio(value_in(track, series, month).value_or(0.0), opening_value(track, series, month),
                           0.0);
    });
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
    const int first = month_index(tracks.front().start);
    const Period month = month_of(first + 1), before = month_of(first);
    const auto median = [&](const Series& series) {
        return median_of(against_opening(tracks, series, month));
    };
    Finding finding;
    finding.parts.push_back(within("magnet exports, of a year before", "share",
                                   median(total(SeriesFamily::magnet_exports_t)), 0.18, 0.35));
    finding.parts.push_back(within("to the United States", "share",
                                   median(of(SeriesFamily::magnet_exports_t, Region::us)), 0.04, 0.12));
    finding.parts.push_back(
        at_most("dysprosium oxide", "share", median(of(SeriesFamily::oxide_exports_kg, Material::dy)), 0.05));
    finding.parts.push_back(
        at_most("terbium oxide", "share", median(of(SeriesFamily::oxide_exports_kg, Material::tb)), 0.05));
    const Series trade = total(SeriesFamily::rare_earth_exports_t);
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
    for (const Track& track : **recorded) {
        const int first = month_index(track.start);
        bool is_seen = false;
        for (int i = 0; i < months && !is_seen; ++i) {
            const Period month = month_of(first + i);
            const Series exports = total(SeriesFamily::rare_earth_exports_t);
            const auto sent = value_in(track, exports, month),
                       stopped = value_in(track, total(SeriesFamily::plants_stopped), month);
            is_seen = sent && stopped && *stopped > 0.0 && *sent >= opening_value(track, exports, month);
        }
        seen += is_seen ? 1 : 0;
    }
    Finding finding;
    finding.parts.push_back(
        sure_above("runs with stopped plants in a month of exports at or above last year's", "share",
                   share_of(seen, (*recorded)->size()), 0.5));
    return finding;
}

}  // namespace chokepoint::study

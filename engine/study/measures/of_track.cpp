#include "engine/study/measures/of_track.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/math.hpp"

namespace chokepoint::study {
namespace {

double abroad(const PerRegion<double>& values) {
    double sum = 0.0;
    for (const Region region : all_of<Region>())
        if (region != Region::china) sum += values[index_of(region)];
    return sum;
}

// The weeks first..last (from 1) as far as they were played.
std::span<const Week> weeks_of(const Track& track, int first, int last) {
    const auto end = std::min(static_cast<std::size_t>(last), track.weeks.size());
    const auto begin = std::min(static_cast<std::size_t>(first - 1), end);
    return std::span(track.weeks).subspan(begin, end - begin);
}

}  // namespace

double first_car_stop(const Track& track) {
    for (const Standstill& stop : track.stops)
        if (stop.makes_cars && stop.region != Region::china) return stop.first_week;
    return static_cast<double>(track.weeks.size()) + 1.0;
}

double plants_stopped_pct(const Track& track, int by_week) {
    const auto weeks = weeks_of(track, 1, by_week);
    if (weeks.empty()) return 0.0;
    return 100.0 * math::ratio(abroad(weeks.back().plants_ever_stopped), abroad(track.plants), 0.0);
}

Standstills standstills(const Track& track, int by_week, int short_weeks) {
    Standstills found;
    for (const Standstill& stop : track.stops) {
        if (stop.first_week > by_week || stop.region == Region::china) continue;
        found.plants += stop.plants;
        if (stop.is_over && stop.weeks <= short_weeks) found.short_ones += stop.plants;
    }
    return found;
}

double rationed_months(const Track& track, int months) {
    const Series exports = total_of(SeriesFamily::rare_earth_exports_t),
                 stops = total_of(SeriesFamily::plants_stopped);
    double count = 0.0;
    for (int n = 0; n < months; ++n) {
        const Period month = month_in(track, n);
        const auto sent = value_in(track, exports, month), stopped = value_in(track, stops, month);
        const bool is_rationed =
            sent && stopped && *stopped > 0.0 && *sent >= opening_value(track, exports, month);
        count += is_rationed ? 1.0 : 0.0;
    }
    return count;
}

Series total_of(SeriesFamily family) { return {family, -1}; }
Series series_of(SeriesFamily family, Region region) { return {family, static_cast<int>(index_of(region))}; }
Series series_of(SeriesFamily family, Material material) {
    return {family, static_cast<int>(index_of(material))};
}

Period month_in(const Track& track, int n) { return month_of(month_index(track.start) + n); }

double against_opening(const Track& track, const Series& series, const Period& month) {
    return math::ratio(value_in(track, series, month).value_or(0.0), opening_value(track, series, month),
                       0.0);
}

double highest_quote(const Track& track, Product product, int first, int last) {
    double highest = 0.0;
    for (const Week& week : weeks_of(track, first, last))
        highest = std::max(highest, week.price_outside[index_of(product)]);
    return math::ratio(highest, track.opening.price_outside[index_of(product)], 0.0);
}

double inside_move_pct(const Track& track, int by_week) {
    double largest = 0.0;
    for (const Week& week : weeks_of(track, 1, by_week))
        for (const Product product : {Product::oxide_dy, Product::oxide_tb, Product::oxide_ndpr}) {
            const double opening = track.opening.price_inside[index_of(product)];
            const double ratio = math::ratio(week.price_inside[index_of(product)], opening, 1.0);
            largest = std::max(largest, 100.0 * std::abs(ratio - 1.0));
        }
    return largest;
}

double dy_cost_ratio(const Track& track, int by_week) {
    double paid = 0.0, bought = 0.0;
    for (const Week& week : weeks_of(track, 1, by_week)) {
        paid += week.dy_paid;
        bought += week.dy_bought_t;
    }
    return math::ratio(math::ratio(paid, bought, 0.0), track.dy_opening_cost, 1.0);
}

Spike spike_of(const Track& track, Product product) {
    const auto quote = [&](const Week& week) { return week.price_outside[index_of(product)]; };
    const auto early = weeks_of(track, 1, spike_weeks);
    const auto top = std::max_element(early.begin(), early.end(),
                                      [&](const Week& a, const Week& b) { return quote(a) < quote(b); });
    if (top == early.end()) return {};
    const auto peak_week = static_cast<std::size_t>(top - early.begin());
    const std::size_t later = std::min(peak_week + after_spike_weeks, track.weeks.size() - 1);
    return {math::ratio(quote(*top), track.opening.price_outside[index_of(product)], 0.0),
            math::ratio(quote(track.weeks[later]), quote(*top), 1.0)};
}

}  // namespace chokepoint::study

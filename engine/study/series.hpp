// The series that a record can be scored on: their names and units, and their values in a track, by day and
// by month. Weeks are split over months by days: tonnages add up, levels are means over the month's days.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/study/track.hpp"

namespace chokepoint::study {

// family:key, such as magnet_exports_t:us. Keys by family:
//
//   magnet_exports_t            total, a region      t       sent off by China, all kinds of magnets; month's
//   sum oxide_exports_kg            total, a material    kg      sent off by China as oxide; month's sum
//   rare_earth_exports_t        total                t       oxides and metals of all 17 elements; month's
//   sum price_inside_usd_per_kg     a material, product  USD/kg  inside China; a material means its oxide
//   price_outside_usd_per_kg    a material, product  USD/kg  the residual quote outside China
//   plants_stopped              total, a region      plants  standing still, outside China for total
//   licences_granted_share      total, a region      share   granted of all applications filed since the
//   start tariff_us_on_china_pct      none                 percent trade-weighted tariff_china_on_us_pct none
//   percent trade-weighted tariff_us_on_china_headline_pct, tariff_china_on_us_headline_pct   percent, sum of
//   the across-the-board components
CHOKEPOINT_ENUM(SeriesFamily, magnet_exports_t, oxide_exports_kg, rare_earth_exports_t,
                price_inside_usd_per_kg, price_outside_usd_per_kg, plants_stopped, licences_granted_share,
                tariff_us_on_china_pct, tariff_china_on_us_pct, tariff_us_on_china_headline_pct,
                tariff_china_on_us_headline_pct)

struct Series {
    SeriesFamily family = SeriesFamily::magnet_exports_t;
    int key = -1;  // Region, Material or Product by family; -1: total, or a family without keys

    bool is_flow() const { return family <= SeriesFamily::rare_earth_exports_t; }
    bool operator==(const Series&) const = default;
};

// The series of a name; an error names the nearest one that exists.
Result<Series> parse_series(std::string_view name);
std::string series_name(const Series& series);
// Every name that parse_series takes.
std::vector<std::string> all_series_names();

// What a value must be multiplied with to come in the series' unit, or nothing where the unit does not fit
// it. Takes the unit of the table and its common spellings: t or tonnes, kg, USD/kg, plants, share, percent.
std::optional<double> unit_factor(const Series& series, std::string_view unit);
std::string_view unit_of(const Series& series);

// A calendar day, or a whole month.
struct Period {
    Day first = no_day;
    int days = 1;
    bool is_month = false;

    bool operator==(const Period&) const = default;
};
// YYYY-MM-DD or YYYY-MM; nothing for what the calendar does not have.
std::optional<Period> parse_period(std::string_view text);
Period month_of(int month);  // counted from 1970-01 = 0, as month_index does

// The series' value over a period in a track: a flow is the sum over the days (a single day stands for its
// month), a level the mean over them. Days before the start count at the opening level. Nothing where the
// period ends before the start or is not wholly played. A share of nothing filed yet counts as zero.
std::optional<double> value_in(const Track& track, const Series& series, const Period& period);

// What the series would be over a period if everything stayed as before the first week: "a year before".
double opening_value(const Track& track, const Series& series, const Period& period);

}  // namespace chokepoint::study

#include "engine/study/series.hpp"

#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/study/names.hpp"

namespace chokepoint::study {
namespace {

constexpr std::size_t element_count_of_oxides = index_of(Material::sc) + 1;

enum class Key { none, region, material, product };

Key key_of(SeriesFamily family) {
    switch (family) {
        case SeriesFamily::magnet_exports_t:
        case SeriesFamily::plants_stopped:
        case SeriesFamily::licences_granted_share:
            return Key::region;
        case SeriesFamily::oxide_exports_kg:
            return Key::material;
        case SeriesFamily::price_inside_usd_per_kg:
        case SeriesFamily::price_outside_usd_per_kg:
            return Key::product;
        default:
            return Key::none;
    }
}

bool has_total(SeriesFamily family) {
    return key_of(family) == Key::region || key_of(family) == Key::material ||
           family == SeriesFamily::rare_earth_exports_t;
}

double sum_abroad(const PerRegion<double>& values, int region) {
    if (region >= 0) return values[static_cast<std::size_t>(region)];
    double sum = 0.0;
    for (const Region each : all_of<Region>())
        if (each != Region::china) sum += values[index_of(each)];
    return sum;
}

double oxides(const Week& week, int material) {
    if (material >= 0) return 1000.0 * week.oxide_exports_t[static_cast<std::size_t>(material)];
    double sum = 0.0;
    for (const double tonnes : week.oxide_exports_t) sum += tonnes;
    return 1000.0 * sum;
}

// On a day of the week, 0 to 6; flows: per day.
double on_day(const Week& week, const Series& series, std::size_t day) {
    switch (series.family) {
        case SeriesFamily::magnet_exports_t:
            return sum_abroad(week.magnet_exports_t, series.key) / 7.0;
        case SeriesFamily::oxide_exports_kg:
            return oxides(week, series.key) / 7.0;
        case SeriesFamily::rare_earth_exports_t:
            return week.rare_earth_exports_t / 7.0;
        case SeriesFamily::price_inside_usd_per_kg:
            return week.price_inside[static_cast<std::size_t>(series.key)];
        case SeriesFamily::price_outside_usd_per_kg:
            return week.price_outside[static_cast<std::size_t>(series.key)];
        case SeriesFamily::plants_stopped:
            return sum_abroad(week.plants_stopped, series.key);
        case SeriesFamily::licences_granted_share:
            return math::ratio(sum_abroad(week.applications_granted, series.key),
                               sum_abroad(week.applications_filed, series.key), 0.0);
        case SeriesFamily::tariff_us_on_china_pct:
            return week.us_weighted_pct[day];
        case SeriesFamily::tariff_china_on_us_pct:
            return week.china_weighted_pct[day];
        case SeriesFamily::tariff_us_on_china_headline_pct:
            return week.us_headline_pct[day];
        case SeriesFamily::tariff_china_on_us_headline_pct:
            return week.china_headline_pct[day];
    }
    return 0.0;
}

std::optional<int> parse_key(SeriesFamily family, std::string_view key) {
    if (key == "total" && has_total(family)) return -1;
    switch (key_of(family)) {
        case Key::region:
            if (const auto region = parse_enum<Region>(key); region && *region != Region::china)
                return static_cast<int>(index_of(*region));
            return std::nullopt;
        case Key::material:
            if (const auto material = parse_enum<Material>(key); material && *material <= Material::sc)
                return static_cast<int>(index_of(*material));
            return std::nullopt;
        case Key::product:
            if (const auto material = parse_enum<Material>(key); material && *material <= Material::sc)
                return static_cast<int>(index_of(oxide_of(*material)));
            if (const auto product = parse_enum<Product>(key)) return static_cast<int>(index_of(*product));
            return std::nullopt;
        case Key::none:
            return std::nullopt;
    }
    return std::nullopt;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Result<Series> parse_series(std::string_view name) {
    const std::size_t colon = name.find(':');
    const auto family = parse_enum<SeriesFamily>(name.substr(0, colon));
    if (family) {
        if (colon == std::string_view::npos && key_of(*family) == Key::none && !has_total(*family))
            return Series{*family, -1};
        if (colon != std::string_view::npos)
            if (const auto key = parse_key(*family, name.substr(colon + 1))) return Series{*family, *key};
    }
    return fail("unknown series '" + std::string(name) + "'; did you mean '" +
                nearest_name(name, all_series_names()) + "'?");
}

std::string series_name(const Series& series) {
    std::string name(name_of(series.family));
    if (series.key < 0) return has_total(series.family) ? name + ":total" : name;
    const auto key = static_cast<std::size_t>(series.key);
    switch (key_of(series.family)) {
        case Key::region:
            return name + ":" + std::string(name_of(static_cast<Region>(key)));
        case Key::material:
            return name + ":" + std::string(name_of(static_cast<Material>(key)));
        case Key::product: {
            const auto product = static_cast<Product>(key);
            if (!is_oxide(product)) return name + ":" + std::string(name_of(product));
            return name + ":" +
                   std::string(name_of(static_cast<Material>(key - index_of(Product::oxide_la_ce))));
        }
        case Key::none:
            return name;
    }
    return name;
}

std::vector<std::string> all_series_names() {
    std::vector<std::string> names;
    for (const SeriesFamily family : all_of<SeriesFamily>()) {
        if (has_total(family) || key_of(family) == Key::none) names.push_back(series_name({family, -1}));
        const auto add = [&](std::size_t key) {
            names.push_back(series_name({family, static_cast<int>(key)}));
        };
        if (key_of(family) == Key::region)
            for (const Region region : all_of<Region>())
                if (region != Region::china) add(index_of(region));
        if (key_of(family) == Key::material)
            for (std::size_t material = 0; material < element_count_of_oxides; ++material) add(material);
        if (key_of(family) == Key::product)
            for (const Product product : all_of<Product>()) add(index_of(product));
    }
    return names;
}

std::string_view unit_of(const Series& series) {
    switch (series.family) {
        case SeriesFamily::magnet_exports_t:
        case SeriesFamily::rare_earth_exports_t:
            return "t";
        case SeriesFamily::oxide_exports_kg:
            return "kg";
        case SeriesFamily::price_inside_usd_per_kg:
        case SeriesFamily::price_outside_usd_per_kg:
            return "USD/kg";
        case SeriesFamily::plants_stopped:
            return "plants";
        case SeriesFamily::licences_granted_share:
            return "share";
        default:
            return "percent";
    }
}

std::optional<double> unit_factor(const Series& series, std::string_view unit) {
    const std::string_view own = unit_of(series);
    if (unit == own) return 1.0;
    if (own == "t" && is_one_of(unit, {"tonnes", "tonne", "t/month"})) return 1.0;
    if (own == "kg" && is_one_of(unit, {"kg/month", "kilograms"})) return 1.0;
    if (own == "USD/kg" && is_one_of(unit, {"usd/kg", "$/kg", "usd_per_kg"})) return 1.0;
    if (own == "plants" && is_one_of(unit, {"number", "count"})) return 1.0;
    if (own == "percent" && is_one_of(unit, {"pct", "%"})) return 1.0;
    if (own == "share" && is_one_of(unit, {"percent", "pct", "%"})) return 0.01;
    if (own == "share" && is_one_of(unit, {"fraction", "1"})) return 1.0;
    return std::nullopt;
}

Period month_of(int month) {
    const int year = 1970 + (month >= 0 ? month / 12 : (month - 11) / 12);
    const int in_year = month - 12 * (year - 1970);
    const Day first = day_from_civil(year, in_year + 1, 1);
    const Day next = in_year == 11 ? day_from_civil(year + 1, 1, 1) : day_from_civil(year, in_year + 2, 1);
    return {first, next - first, true};
}

std::optional<Period> parse_period(std::string_view text) {
    if (const auto day = parse_day(text)) return Period{*day, 1, false};
    if (text.size() != 7) return std::nullopt;
    const auto first = parse_day(std::string(text) + "-01");
    if (!first) return std::nullopt;
    return month_of(month_index(*first));
}

double opening_value(const Track& track, const Series& series, const Period& period) {
    const double level = on_day(track.opening, series, 6);
    return series.is_flow() ? level * static_cast<double>(period.days) : level;
}

std::optional<double> value_in(const Track& track, const Series& series, const Period& given) {
    const Period period = series.is_flow() && !given.is_month ? month_of(month_index(given.first)) : given;
    const Day end = track.start + 7 * static_cast<Day>(track.weeks.size());
    if (period.first + period.days <= track.start || period.first + period.days > end) return std::nullopt;
    double sum = 0.0;
    for (Day day = period.first; day < period.first + period.days; ++day) {
        if (day < track.start) {
            sum += on_day(track.opening, series, 6);
            continue;
        }
        const auto since = static_cast<std::size_t>(day - track.start);
        sum += on_day(track.weeks[since / 7], series, since % 7);
    }
    return series.is_flow() ? sum : sum / static_cast<double>(period.days);
}

}  // namespace chokepoint::study

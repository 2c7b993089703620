#include "engine/study/outcomes.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/base/math.hpp"
#include "engine/study/measures/help.hpp"
#include "engine/study/names.hpp"

namespace chokepoint::study {
namespace {

constexpr int recorded_weeks = 26;
constexpr int early_weeks = 5;
constexpr Day licence_day = 63;  // after the start: 4 June 2025, when the share granted was reported

// --- under the recorded policy
// ------------------------------------------------------------------------------

double in_second_month(const Played& played, const Series& series) {
    return against_opening(played.track, series, month_in(played.track, 1));
}

// "A year before" is the opening level here as in every month.
double half_year(const Played& played, const Series& series) {
    double sum = 0.0;
    constexpr int months = recorded_weeks * 12 / 52;
    for (int n = 0; n < months; ++n) sum += against_opening(played.track, series, month_in(played.track, n));
    return sum / months;
}

double trade_rise_pct(const Played& played) {
    const Series trade = total_of(SeriesFamily::rare_earth_exports_t);
    const auto in_month = [&](int n) {
        return value_in(played.track, trade, month_in(played.track, n)).value_or(0.0);
    };
    return 100.0 * (math::ratio(in_month(1), in_month(0), 0.0) - 1.0);
}

double quote_at(const Played& played, Product product, int week) {
    return highest_quote(played.track, product, week, week);
}

double licences_granted_eu(const Played& played) {
    const Series series = series_of(SeriesFamily::licences_granted_share, Region::eu);
    return value_in(played.track, series, {played.track.start + licence_day, 1, false}).value_or(0.0);
}

Standstills early_standstills(const Played& played) {
    return standstills(played.track, quarter_weeks, short_stop_weeks);
}

const GovernmentState& state_of(const Played& played, Government government) {
    return played.run.game().world.of(government);
}

double pain(const Played& played, Government government) {
    return math::ratio(state_of(played, government).pain_sum, played.run.weeks(), 0.0);
}

double seat_value(const Played& played, Government government) {
    const Setup& setup = played.run.setup();
    return value_of(setup, played.run.game(), setup.params.of(government).seat);
}

constexpr auto magnet_exports = SeriesFamily::magnet_exports_t;
constexpr auto oxide_exports = SeriesFamily::oxide_exports_kg;
constexpr OutcomeArm recorded = OutcomeArm::recorded, autonomous = OutcomeArm::autonomous;
constexpr OutcomeArm japan_2010 = OutcomeArm::japan_2010, long_run = OutcomeArm::long_run;

constexpr auto table = std::to_array<Outcome>({
    {"magnet_exports", "of a year before", "magnets sent off by China in the second calendar month", recorded,
     [](const Played& p) { return in_second_month(p, total_of(magnet_exports)); }},
    {"magnet_exports_us", "of a year before", "the same to the United States", recorded,
     [](const Played& p) { return in_second_month(p, series_of(magnet_exports, Region::us)); }},
    {"magnet_exports_eu", "of a year before", "the same to the European Union", recorded,
     [](const Played& p) { return in_second_month(p, series_of(magnet_exports, Region::eu)); }},
    {"magnet_exports_japan", "of a year before", "the same to Japan", recorded,
     [](const Played& p) { return in_second_month(p, series_of(magnet_exports, Region::japan)); }},
    {"magnet_exports_first_month", "of a year before",
     "magnets sent off by China in the first calendar month", recorded,
     [](const Played& p) { return against_opening(p.track, total_of(magnet_exports), month_in(p.track, 0)); }},
    {"magnet_exports_half_year", "of a year before", "magnets sent off by China in the first six months",
     recorded, [](const Played& p) { return half_year(p, total_of(magnet_exports)); }},
    {"dy_oxide_exports", "of a year before", "Dy oxide sent off by China in the second month", recorded,
     [](const Played& p) { return in_second_month(p, series_of(oxide_exports, Material::dy)); }},
    {"tb_oxide_exports", "of a year before", "Tb oxide sent off by China in the second month", recorded,
     [](const Played& p) { return in_second_month(p, series_of(oxide_exports, Material::tb)); }},
    {"rare_earth_rise", "percent", "oxides and metals sent off by China, second month over the first",
     recorded, trade_rise_pct},
    {"dy_quote_week_5", "of the opening", "outside quote of Dy oxide in week 5", recorded,
     [](const Played& p) { return quote_at(p, Product::oxide_dy, early_weeks); }},
    {"dy_quote", "of the opening", "highest outside quote of Dy oxide in weeks 1 to 13", recorded,
     [](const Played& p) { return highest_quote(p.track, Product::oxide_dy, 1, quarter_weeks); }},
    {"tb_quote_week_5", "of the opening", "outside quote of Tb oxide in week 5", recorded,
     [](const Played& p) { return quote_at(p, Product::oxide_tb, early_weeks); }},
    {"tb_quote", "of the opening", "highest outside quote of Tb oxide in weeks 1 to 13", recorded,
     [](const Played& p) { return highest_quote(p.track, Product::oxide_tb, 1, quarter_weeks); }},
    {"ndpr_quote", "of the opening", "highest outside quote of NdPr oxide in weeks 1 to 13", recorded,
     [](const Played& p) { return highest_quote(p.track, Product::oxide_ndpr, 1, quarter_weeks); }},
    {"inside_move", "percent", "largest move of Dy, Tb and NdPr oxide prices inside China in 13 weeks",
     recorded, [](const Played& p) { return inside_move_pct(p.track, quarter_weeks); }},
    {"dy_cost", "of the opening", "volume-weighted cost of Dy oxide to users outside China over 26 weeks",
     recorded, [](const Played& p) { return dy_cost_ratio(p.track, recorded_weeks); }},
    {"first_car_stop", "week", "first stop of a plant that makes cars; 27 where none stops", recorded,
     [](const Played& p) { return first_car_stop(p.track); }},
    {"plants_stopped", "percent", "plants outside China that had stopped by week 13", recorded,
     [](const Played& p) { return plants_stopped_pct(p.track, quarter_weeks); }},
    {"short_standstills", "percent", "of these, those that ran again within 4 weeks", recorded,
     [](const Played& p) {
         const Standstills stops = early_standstills(p);
         return 100.0 * math::ratio(stops.short_ones, stops.plants, 0.0);
     },
     [](const Played& p) { return early_standstills(p).plants; }},
    {"rationed_months", "months",
     "of six: plants stand still while China's rare-earth exports are at normal or above", recorded,
     [](const Played& p) { return rationed_months(p.track, 6); }},
    {"licences_granted_eu", "share",
     "licences granted of those filed for the European Union after nine weeks", recorded,
     licences_granted_eu},
    {"us_pain", "points", "pain of the United States, mean over the weeks", recorded,
     [](const Played& p) { return pain(p, Government::us); }},
    {"china_pain", "points", "pain of China, mean over the weeks", recorded,
     [](const Played& p) { return pain(p, Government::china); }},
    {"us_approval", "percent", "approval of the U.S. government at the end", recorded,
     [](const Played& p) { return state_of(p, Government::us).approval_pct; }},
    {"us_inflation", "percent", "inflation added in the United States at the end", recorded,
     [](const Played& p) { return state_of(p, Government::us).inflation_pct; }},
    {"eu_goodwill", "0 to 1", "goodwill of the European Union towards the United States at the end", recorded,
     [](const Played& p) { return state_of(p, Government::us).goodwill[index_of(Government::eu)]; }},

    {"first_softening", "week", "the U.S. rate falls or relief is offered for the first time; 53: never",
     autonomous, [](const Played& p) { return p.course.first_softening; }},
    {"truce", "share", "runs with a truce of the United States and China by week 13", autonomous,
     [](const Played& p) { return p.course.has_truce; }},
    {"us_peak_tariff", "percent", "highest U.S. headline rate on China", autonomous,
     [](const Played& p) { return p.course.us_peak_pct; }},
    {"disputes", "share", "of the truces by week 26, those that a U.S. dispute follows within half a year",
     autonomous, [](const Played& p) { return p.course.is_disputed; },
     [](const Played& p) { return p.course.has_any_truce; }},
    {"agreements", "number", "agreements in force at some time", autonomous,
     [](const Played& p) { return static_cast<double>(p.run.game().world.tally.agreements); }},
    {"breaches", "number", "breaches declared", autonomous,
     [](const Played& p) { return static_cast<double>(p.run.game().world.tally.breaches); }},
    {"us_pain_played", "points", "pain of the United States, mean over the weeks", autonomous,
     [](const Played& p) { return pain(p, Government::us); }},
    {"china_pain_played", "points", "pain of China, mean over the weeks", autonomous,
     [](const Played& p) { return pain(p, Government::china); }},
    {"us_output_lost", "percent", "U.S. output lost, mean over the weeks", autonomous,
     [](const Played& p) { return p.course.us_output_lost_pct; }},
    {"us_value", "point-weeks", "what the game is worth to the United States", autonomous,
     [](const Played& p) { return seat_value(p, Government::us); }},
    {"china_value", "point-weeks", "what the game is worth to China", autonomous,
     [](const Played& p) { return seat_value(p, Government::china); }},

    {"us_revenue_high", "USD bn/yr", "U.S. tariff revenue in the second year at 145 percent",
     OutcomeArm::tariffs_high, [](const Played& p) { return p.books.revenue_usd_bn; }},
    {"us_damage_high", "percent of output",
     "what the tariff war costs the United States by itself in that year", OutcomeArm::tariffs_high,
     [](const Played& p) { return p.books.damage; }},
    {"us_revenue_low", "USD bn/yr", "U.S. tariff revenue in the second year at 30 percent",
     OutcomeArm::tariffs_low, [](const Played& p) { return p.books.revenue_usd_bn; }},
    {"us_damage_low", "percent of output",
     "what the tariff war costs the United States by itself in that year", OutcomeArm::tariffs_low,
     [](const Played& p) { return p.books.damage; }},

    {"dy_peak_2010", "of the opening", "highest outside quote of Dy oxide in 78 weeks", japan_2010,
     [](const Played& p) { return spike_of(p.track, Product::oxide_dy).peak; }},
    {"nd_peak_2010", "of the opening", "highest outside quote of NdPr oxide in 78 weeks", japan_2010,
     [](const Played& p) { return spike_of(p.track, Product::oxide_ndpr).peak; }},
    {"dy_left_2010", "of the peak", "Dy quote 104 weeks after its peak", japan_2010,
     [](const Played& p) { return spike_of(p.track, Product::oxide_dy).after; }},
    {"nd_left_2010", "of the peak", "NdPr quote 104 weeks after its peak", japan_2010,
     [](const Played& p) { return spike_of(p.track, Product::oxide_ndpr).after; }},

    {"outside_capacity", "t/week",
     "NdPr, Dy and Tb oxide that separators outside China can make after ten years", long_run,
     [](const Played& p) { return p.decade.capacity_t; }},
    {"china_refining_2030", "percent", "China's share of what separators take in, mean over 2030", long_run,
     [](const Played& p) { return p.decade.refining_2030_pct; }},
    {"helped_capacity", "t/week", "what outside_capacity is after ten years with help",
     OutcomeArm::long_run_helped, [](const Played& p) { return p.decade.capacity_t; }},
    {"public_money", "USD bn", "paid under price floors and charged for aid in these ten years",
     OutcomeArm::long_run_helped, [](const Played& p) { return public_usd_bn(p.run.game().world); }},
});

Result<OutcomePlay> recorded_play(Scenario scenario, OutcomeArm kind, int weeks) {
    auto arm = recorded_arm(scenario, std::string(name_of(kind)), weeks);
    if (!arm) return arm.errors();
    return OutcomePlay{std::move(scenario), std::move(*arm)};
}

// Plays a run as its arm is watched.
Played watch(OutcomeArm arm, Run& run) {
    Played played{run, {}, {}, {}, {}};
    switch (arm) {
        case OutcomeArm::recorded:
        case OutcomeArm::japan_2010:
            played.track = track_of(run);
            break;
        case OutcomeArm::autonomous:
            played.course = course_of(run);
            break;
        case OutcomeArm::tariffs_high:
        case OutcomeArm::tariffs_low:
            played.books = books_of(run);
            break;
        case OutcomeArm::long_run:
        case OutcomeArm::long_run_helped:
            played.decade = decade_of(run);
            break;
    }
    return played;
}

}  // namespace

std::span<const Outcome> all_outcomes() { return table; }

Result<const Outcome*> outcome_named(std::string_view name) {
    std::vector<std::string> names;
    for (const Outcome& outcome : table) {
        if (outcome.name == name) return &outcome;
        names.emplace_back(outcome.name);
    }
    return fail("there is no outcome '" + std::string(name) + "'; did you mean '" +
                nearest_name(name, names) + "'?");
}

std::vector<const Outcome*> outcomes_of(OutcomeArm arm) {
    std::vector<const Outcome*> found;
    for (const Outcome& outcome : table)
        if (outcome.arm == arm) found.push_back(&outcome);
    return found;
}

Result<OutcomePlay> play_of(OutcomeArm arm, const Lab& lab, const Scenario& tested) {
    const std::string name(name_of(arm));
    switch (arm) {
        case OutcomeArm::recorded:
            return recorded_play(tested, arm, recorded_weeks);
        case OutcomeArm::autonomous:
            return OutcomePlay{tested, autonomous_arm(name, 52)};
        case OutcomeArm::tariffs_high:
            return OutcomePlay{tested, held_tariffs(name, 125.0, 125.0)};
        case OutcomeArm::tariffs_low:
            return OutcomePlay{tested, held_tariffs(name, 10.0, 10.0)};
        case OutcomeArm::japan_2010: {
            auto scenario = lab.scenario_named("japan-2010");
            if (!scenario) return scenario.errors();
            return recorded_play(std::move(*scenario), arm, spike_weeks + after_spike_weeks);
        }
        case OutcomeArm::long_run:
        case OutcomeArm::long_run_helped: {
            auto scenario = lab.scenario_named("long-run");
            if (!scenario) return scenario.errors();
            Arm played = arm == OutcomeArm::long_run ? still_arm(name, ten_years)
                                                     : helped_arm(*scenario, name, ten_years);
            return OutcomePlay{std::move(*scenario), std::move(played)};
        }
    }
    return fail("no such arm");
}

double Sample::mean() const {
    double sum = 0.0, weight = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        sum += weights[k] * values[k];
        weight += weights[k];
    }
    return math::ratio(sum, weight, std::numeric_limits<double>::quiet_NaN());
}

std::vector<double> Sample::pseudo_values() const {
    double weight = 0.0;
    for (const double each : weights) weight += each;
    const double middle = mean(), mean_weight = weight / static_cast<double>(weights.size());
    std::vector<double> pseudo(values.size());
    for (std::size_t k = 0; k < values.size(); ++k)
        pseudo[k] = middle + weights[k] * (values[k] - middle) / mean_weight;
    return pseudo;
}

Result<std::vector<Sample>> measure(const Lab& lab, const OutcomePlay& play,
                                    const std::vector<const Outcome*>& outcomes) {
    std::vector<Sample> samples(outcomes.size(),
                                {std::vector<double>(lab.runs()), std::vector<double>(lab.runs(), 1.0)});
    if (outcomes.empty()) return samples;
    const Status status = lab.play(play.scenario, play.arm, [&](std::size_t k, Run& run) {
        const Played played = watch(outcomes.front()->arm, run);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            samples[i].values[k] = outcomes[i]->value(played);
            if (outcomes[i]->weight != nullptr) samples[i].weights[k] = outcomes[i]->weight(played);
        }
    });
    if (!status) return status.errors();
    return samples;
}

}  // namespace chokepoint::study

// What came out of a game, and what it is worth to its seats.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/game/game.hpp"
#include "engine/world/rules.hpp"
#include "engine/world/value.hpp"

namespace chokepoint {
namespace {

double outside_separation_share(const Params& params, const World& world) {
    double outside = 0.0, all = 0.0;
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        if (params.recipes[params.facilities[i].recipe].stage != Stage::separation) continue;
        all += world.facilities[i].output_t;
        if (params.facilities[i].region != Region::china) outside += world.facilities[i].output_t;
    }
    return math::ratio(outside, all, 0.0);
}

}  // namespace

Outcomes outcomes(const Setup& setup, const Game& game) {
    const Tally& tally = game.world.tally;
    const Desk& desk = game.world.desk;
    Outcomes out;
    out.weeks = tally.weeks;
    out.truce_week = tally.truce_week;
    out.agreements = tally.agreements;
    out.breaches = tally.breaches;
    out.snap_backs = tally.snap_backs;
    out.first_stop_week = tally.first_stop_week;
    out.plants_stopped = tally.plants_stopped;
    out.plants_stopped_peak = tally.plants_stopped_peak;
    out.peak_us_tariff_pct = tally.peak_us_tariff_pct;
    out.peak_china_tariff_pct = tally.peak_china_tariff_pct;
    const Day last = setup.params.day_of(std::max(1, tally.weeks)) + 6;
    out.final_us_tariff_pct = headline_pct(game.world, Government::us, Region::china, last);
    out.final_china_tariff_pct = headline_pct(game.world, Government::china, Region::us, last);
    out.peak_dy_outside_usd_per_kg = tally.peak_dy_outside;
    out.magnet_exports_t = tally.magnet_exports_t;
    const double weeks = std::max(1, tally.weeks);
    out.pain_us = game.world.of(Government::us).pain_sum / weeks;
    out.pain_china = game.world.of(Government::china).pain_sum / weeks;
    out.licences_granted_share = math::ratio(desk.granted_total, desk.decided_total, 0.0);
    out.outside_separation_share = outside_separation_share(setup.params, game.world);
    out.mass_balance_rel_max = tally.mass_balance_rel_max;
    return out;
}

double value_of(const Setup& setup, const Game& game, SeatId seat) {
    const int firm = setup.params.firm_of_seat[seat];
    if (firm >= 0) return firm_value(setup.params, game.world, static_cast<std::size_t>(firm)).total();
    return government_value(setup.params, game.world, setup.params.government_of(seat)).total();
}

std::array<double, limits::seats> values(const Setup& setup, const Game& game) {
    std::array<double, limits::seats> worth{};
    for (std::size_t i = 0; i < setup.params.seats; ++i) worth[i] = value_of(setup, game, static_cast<SeatId>(i));
    return worth;
}

std::optional<double> promises_kept(const Game& game, SeatId seat) {
    const Tally& tally = game.world.tally;
    if (tally.due_term_weeks[seat] == 0) return std::nullopt;
    return static_cast<double>(tally.kept_term_weeks[seat]) / tally.due_term_weeks[seat];
}

}  // namespace chokepoint

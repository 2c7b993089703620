// What came out of a game, and the seats' scores.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/game/game.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

// First form of the score: 100 for a game without pain (a firm: at full output), 0 at the pain of a full stop of
// trade and plants. The normalisation by no-deal and best feasible values comes with the negotiation core.
constexpr double pain_of_full_stop = 4.0;

double outside_separation_share(const Params& params, const World& world) {
    double outside = 0.0, all = 0.0;
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        if (params.recipes[params.facilities[i].recipe].stage != Stage::separation) continue;
        all += world.facilities[i].output_t;
        if (params.facilities[i].region != Region::china) outside += world.facilities[i].output_t;
    }
    return math::ratio(outside, all, 0.0);
}

double mean_output(const FirmParams& spec, const Firm& firm) {
    double sum = 0.0;
    for (std::size_t c = 0; c < spec.cohorts; ++c) sum += spec.cohort_share[c] * std::min(1.0, firm.output[c]);
    return sum;
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

std::array<double, limits::seats> scores(const Setup& setup, const Game& game) {
    std::array<double, limits::seats> points{};
    const double weeks = std::max(1, game.world.tally.weeks);
    for (std::size_t seat = 0; seat < setup.params.seats; ++seat) {
        const int firm = setup.params.firm_of_seat[seat];
        if (firm < 0) {
            const GovernmentState& state = game.world.of(setup.params.government_of(static_cast<SeatId>(seat)));
            points[seat] = 100.0 * math::clamp(1.0 - state.pain_sum / weeks / pain_of_full_stop, 0.0, 1.0);
        } else {
            const auto index = static_cast<std::size_t>(firm);
            points[seat] = 100.0 * mean_output(setup.params.firms[index], game.world.firms[index]);
        }
    }
    return points;
}

}  // namespace chokepoint

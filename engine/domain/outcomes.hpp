// What came out of a game: the columns of sweeps, the `outcomes` of `run --json`.
#pragma once

#include "engine/base/fields.hpp"
#include "engine/domain/vocabulary.hpp"

namespace chokepoint {

struct Outcomes {
    std::int32_t weeks = 0;                 // played
    std::int32_t truce_week = 0;            // first US-China truce in force; 0: none
    std::int32_t agreements = 0;            // in force at some time, all parties
    std::int32_t breaches = 0;              // declared
    std::int32_t snap_backs = 0;
    std::int32_t first_stop_week = 0;       // first user plant stopped; 0: none
    double plants_stopped = 0.0;            // different plants that stopped at least once
    double plants_stopped_peak = 0.0;       // at the same time
    double peak_us_tariff_pct = 0.0;        // headline on the rival
    double peak_china_tariff_pct = 0.0;
    double final_us_tariff_pct = 0.0;
    double final_china_tariff_pct = 0.0;
    double peak_dy_outside_usd_per_kg = 0.0;
    double magnet_exports_t = 0.0;          // from China over the game
    double pain_us = 0.0;                   // mean over weeks
    double pain_china = 0.0;
    double licences_granted_share = 0.0;    // of applications decided
    double outside_separation_share = 0.0;  // of world oxide output, last 4 weeks
    double mass_balance_rel_max = 0.0;      // largest relative error over products and weeks
};
CHOKEPOINT_FIELDS(Outcomes, weeks, truce_week, agreements, breaches, snap_backs, first_stop_week, plants_stopped,
                  plants_stopped_peak, peak_us_tariff_pct, peak_china_tariff_pct, final_us_tariff_pct,
                  final_china_tariff_pct, peak_dy_outside_usd_per_kg, magnet_exports_t, pain_us, pain_china,
                  licences_granted_share, outside_separation_share, mass_balance_rel_max)

}  // namespace chokepoint

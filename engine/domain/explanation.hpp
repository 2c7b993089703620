// Where a week's prices, pains and profits came from: each whole with the parts that add up to it. Filled by the
// rules themselves while they compute (engine/world/explain.hpp), and only for whoever asks: no part of the state.
#pragma once

#include <vector>

#include "engine/base/fields.hpp"
#include "engine/base/math.hpp"
#include "engine/domain/vocabulary.hpp"

namespace chokepoint {

// What one part of a number comes from. The first ones, and those of a firm's books, name a subject:
//
//   driver                                              subject
//   firm                                                index into scenario.firms
//   region                                              Region at the other end of the trade
//   measure                                             ControlKind
//   pain                                                PainCause
//   sales, inputs, missing_parts, dearer_parts          Product
//   everything else                                     none (0)
CHOKEPOINT_ENUM(Driver,
                firm, region, measure, pain,
                carried_over,   // what was left of last week
                tariff_rise,    // of the headline rates between the rivals; a cut is negative
                plant_stops, listings, shocks, fading, farm_goods,
                orders,         // of the seat, such as emergency permits
                public_words,   // threats that were not carried out
                lobby, recovery,
                sales, inputs, processing, price_floor,
                full_week,      // what a user earns at full output and opening costs
                overtime, own_order, missing_parts, dearer_parts,
                bounds)         // what a lower or upper bound took away or added

// One part of a whole, in the whole's unit.
struct Contribution {
    double value = 0.0;
    std::uint32_t subject = 0;
    Driver driver = Driver::firm;
};
CHOKEPOINT_FIELDS(Contribution, value, subject, driver)

using Contributions = std::vector<Contribution>;

// A number of last week and of this one, with the parts that add up to it, or to its change.
struct Account {
    double last_week = 0.0;
    double now = 0.0;
    bool explains_change = false;
    Contributions parts;

    double whole() const { return explains_change ? now - last_week : now; }
    double sum() const {
        double total = 0.0;
        for (const Contribution& part : parts) total += part.value;
        return total;
    }
};
CHOKEPOINT_FIELDS(Account, last_week, now, explains_change, parts)

// One week's move of a price in one zone, in log points: to = from * exp(excess + cover + anchor + noise +
// weekly_limit + price_bound).
struct PriceMove {
    double from = 0.0;           // USD/kg, last week
    double to = 0.0;
    double excess = 0.0;         // orders that went unfilled
    double cover = 0.0;          // stocks under or above the cover at which the price rests
    double anchor = 0.0;         // pull back to cost, or to what Chinese exporters ask
    double noise = 0.0;
    double weekly_limit = 0.0;   // what the cap on a week's move took away
    double price_bound = 0.0;    // what the price's own floor or cap took away
    // What stands behind them.
    double unfilled_share = 0.0;  // orders unfilled, of what buyers use
    double cover_weeks = 0.0;
    double rest_weeks = 0.0;     // cover at which the price rests
    double anchor_usd_per_kg = 0.0;
    Product product = Product::oxide_ndpr;
    Zone zone = Zone::inside;

    double sum() const { return excess + cover + anchor + noise + weekly_limit + price_bound; }
    // Turns log points into USD/kg so that parts still add up: the logarithmic mean of both prices.
    double usd_per_log_point() const {
        const double log_move = math::log(to / from);
        return log_move > 1e-9 || log_move < -1e-9 ? (to - from) / log_move : from;
    }
};
CHOKEPOINT_FIELDS(PriceMove, from, to, excess, cover, anchor, noise, weekly_limit, price_bound, unfilled_share,
                  cover_weeks, rest_weeks, anchor_usd_per_kg, product, zone)

// A government: pain by cause in points (1.0 is one percent of yearly output), financial stress (0 to 100) and
// approval (percent), each with its parts.
struct GovernmentExplanation {
    SeatId seat = no_seat;  // no_seat: not in this scenario
    std::array<Account, count_of<PainCause>> pain;
    Account stress;         // explains the change
    Account approval;       // explains the change
    double listed_firms = 0.0;  // on its lists at the end of last week
};
CHOKEPOINT_FIELDS(GovernmentExplanation, seat, pain, stress, approval, listed_firms)

// A firm: the week's profit in USD million.
struct FirmExplanation {
    SeatId seat = no_seat;
    Account profit;
};
CHOKEPOINT_FIELDS(FirmExplanation, seat, profit)

struct Explanation {
    std::int32_t week = 0;
    std::vector<PriceMove> prices;  // by product, inside before outside; products of the scenario only
    std::array<GovernmentExplanation, limits::governments> governments;
    std::vector<FirmExplanation> firms;  // all of the scenario's
};
CHOKEPOINT_FIELDS(Explanation, week, prices, governments, firms)

}  // namespace chokepoint

// Measures that change nothing: the mass balance, and what comes out of the game.
#include <algorithm>
#include <cmath>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

PerProduct<double> closing_stock(const Params& params, const World& world) {
    PerProduct<double> sum{};
    for (Product product : params.traded) {
        const std::size_t p = index_of(product);
        for (double tonnes : world.market.stock_t[p]) sum[p] += tonnes;
        for (const GovernmentState& government : world.governments) sum[p] += government.reserve_t[p];
    }
    for (std::size_t i = 0; i < world.needs.size(); ++i)
        sum[index_of(params.needs[i].product)] += world.needs[i].stock() + world.needs[i].transit();
    return sum;
}

}  // namespace

double mass_balance_error(const Params& params, const World& world) {
    const PerProduct<double> closing = closing_stock(params, world);
    double worst = 0.0;
    for (Product product : params.traded) {
        const std::size_t p = index_of(product);
        const double in = world.ledger.opening_t[p] + world.ledger.produced_t[p];
        const double out = world.ledger.used_t[p] + world.ledger.lost_t[p] + closing[p];
        worst = std::max(worst, math::ratio(std::abs(in - out), std::max(in, out), 0.0));
    }
    return worst;
}

void tally_week(const Params& params, World& world, const Moment& moment) {
    Tally& tally = world.tally;
    tally.weeks = moment.week;
    const auto raise = [&](double& peak, Government by, Region on) {
        for (double headline : headline_by_day(world, by, on, params.day_of(moment.week))) peak = std::max(peak, headline);
    };
    raise(tally.peak_us_tariff_pct, Government::us, Region::china);
    raise(tally.peak_china_tariff_pct, Government::china, Region::us);
    double stopped = 0.0;
    for (std::size_t i = 0; i < world.firms.size(); ++i)
        for (std::size_t c = 0; c < params.firms[i].cohorts; ++c)
            if (params.firms[i].counts_plants && world.firms[i].stopped_weeks[c] > 0)
                stopped += params.firms[i].plants * params.firms[i].cohort_share[c];
    tally.plants_stopped_peak = std::max(tally.plants_stopped_peak, stopped);
    tally.peak_dy_outside = std::max(tally.peak_dy_outside, world.market.price_outside[index_of(Product::oxide_dy)]);
    for (double tonnes : world.market.magnet_exports_t[0]) tally.magnet_exports_t += tonnes;
    tally.mass_balance_rel_max = std::max(tally.mass_balance_rel_max, mass_balance_error(params, world));
}

}  // namespace chokepoint

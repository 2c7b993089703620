// What the origins have goes out to those who ordered it, travels and arrives. Knows stocks, licences and landed cost;
// prices are only read. One pass by the buyers' habits, a second on the spot for what was held up.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/shipping.hpp"

namespace chokepoint {
namespace {

constexpr double outflow_smoothing = 0.15;  // weight of the last week in what producers take for demand

void draw_licence(World& world, std::size_t index, double tonnes) {
    Need& need = world.needs[index];
    const std::size_t first = need.licensed_t[0] > 0.0 && (need.licensed_t[1] <= 0.0 ||
                                                          need.licence_until_week[0] <= need.licence_until_week[1])
                                  ? 0
                                  : 1;
    for (const std::size_t slot : {first, 1 - first}) {
        const double drawn = std::min(tonnes, need.licensed_t[slot]);
        need.licensed_t[slot] -= drawn;
        need.licence_shipped_t += drawn;
        tonnes -= drawn;
    }
}

void clear_shipments(World& world) {
    for (Need& need : world.needs) {
        need.shipped_t.fill(0.0);
        need.leaked_t = 0.0;
    }
}

void fill_orders(const Params& params, World& world, const ExportRules& rules, Orders& orders) {
    Market& market = world.market;
    PerProduct<PerRegion<double>> fill;
    for (Product product : params.traded) {
        const std::size_t p = index_of(product);
        for (std::size_t r = 0; r < fill[p].size(); ++r)
            fill[p][r] = std::min(1.0, math::ratio(market.stock_t[p][r], orders.total[p][r] - orders.delivered[p][r], 1.0));
    }
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        const std::size_t product = index_of(spec.product);
        for (std::size_t k = 0; k < spec.origin_count; ++k) {
            const std::size_t origin = index_of(spec.origins[k]);
            const double tonnes = std::min(orders.asked[i][k] * fill[product][origin], market.stock_t[product][origin]);
            if (tonnes <= 0.0) continue;
            carry(params, world, orders, i, k, tonnes, day_price(params, world, orders, i, k, rules));
        }
    }
}

void count_unfilled(const Params& params, World& world, const Orders& orders) {
    Market& market = world.market;
    market.unfilled_inside_t.fill(0.0);
    market.unfilled_outside_t.fill(0.0);
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        double shipped = orders.found[i];
        for (double tonnes : world.needs[i].shipped_t) shipped += tonnes;
        double missing = std::max(0.0, world.needs[i].wanted_t - shipped);
        // Alarmed buyers place what they miss a second time elsewhere, and cancel when one of the two is filled: what
        // sellers see is more than what is missing.
        if (const Government* home = government_at(spec.region))
            missing *= 1.0 + percent(params.rules.supply.duplicate_orders) * world.of(*home).alarm;
        (zone_of(spec.region) == Zone::inside ? market.unfilled_inside_t
                                              : market.unfilled_outside_t)[index_of(spec.product)] += missing;
    }
}

// Producers take for demand what is asked of them and may leave, whether they have it or not.
void smooth_outflow(const Params& params, World& world, const Orders& orders) {
    for (Product product : params.traded)
        for (Region region : all_of<Region>()) {
            double& outflow = world.market.outflow_t[index_of(product)][index_of(region)];
            outflow += outflow_smoothing * (orders.total[index_of(product)][index_of(region)] - outflow);
        }
}

// Puts an arrival where cover is lowest: each cohort gets a share by its gap to the even spread.
void arrive(const Params& params, World& world, std::size_t index) {
    Need& need = world.needs[index];
    const double tonnes = need.transit_t[0];
    for (std::size_t k = 1; k < need.transit_t.size(); ++k) need.transit_t[k - 1] = need.transit_t[k];
    need.transit_t.back() = 0.0;
    if (!params.needs[index].is_user) {
        need.stock_t[0] += tonnes;
        return;
    }
    const FirmParams& firm = params.firms[params.needs[index].firm];
    const double all = need.stock() + tonnes;
    double gaps = 0.0;
    for (std::size_t c = 0; c < firm.cohorts; ++c) gaps += std::max(0.0, all * firm.cohort_share[c] - need.stock_t[c]);
    // A firm moves parts between its plants only through new deliveries, and most of each is spoken for.
    const double moved = percent(params.rules.supply.rebalance);
    for (std::size_t c = 0; c < firm.cohorts; ++c) {
        const double gap = std::max(0.0, all * firm.cohort_share[c] - need.stock_t[c]);
        const double share = gaps > 0.0 ? (1.0 - moved) * firm.cohort_share[c] + moved * gap / gaps : firm.cohort_share[c];
        need.stock_t[c] += tonnes * share;
    }
}

}  // namespace

namespace {

// A buyer whose stock is low has its goods flown in; ores and concentrates are too heavy for their price.
bool goes_by_air(const Params& params, const World& world, double use, std::size_t index) {
    const NeedParams& spec = params.needs[index];
    if (class_of(spec.product) == ProductClass::concentrate) return false;
    const double aim = use * spec.target_days / 7.0 * world.firms[spec.firm].stock_multiple;
    return world.needs[index].stock() < percent(params.rules.trade.air_cover) * aim;
}

}  // namespace

void send(const Params& params, World& world, const Orders& orders, std::size_t index, Region from, int weeks, double tonnes, double price) {
    const NeedParams& spec = params.needs[index];
    Need& need = world.needs[index];
    if (const int flown = static_cast<int>(params.rules.trade.air_weeks.value); flown < weeks && goes_by_air(params, world, orders.use[index], index)) {
        weeks = flown;
        price += params.rules.trade.air_freight.value;
    }
    world.market.stock_t[index_of(spec.product)][index_of(from)] -= tonnes;
    need.transit_t[static_cast<std::size_t>(weeks)] += tonnes;
    // A plant that came later has no use at the start to count its purchases against.
    const double usual = spec.base_t > 0.0 ? spec.base_t : orders.use[index];
    const double weight = math::clamp(math::ratio(tonnes, usual, 0.0) * 0.25, 0.0, 0.5);
    need.unit_cost += weight * (price - need.unit_cost);
}

void dispatch(const Params& params, World& world, const Orders& orders, std::size_t index, std::size_t origin, double tonnes, double price) {
    const NeedParams& spec = params.needs[index];
    send(params, world, orders, index, spec.origins[origin], spec.transit[origin], tonnes, price);
    world.needs[index].shipped_t[origin] += tonnes;
}

double day_price(const Params& params, const World& world, const Orders& orders, std::size_t need, std::size_t origin,
                 const ExportRules& rules) {
    const NeedParams& spec = params.needs[need];
    const double price = orders.landed[need][origin];
    return is_under_quota(spec, origin, rules) ? std::max(price, world.market.price_outside[index_of(spec.product)]) : price;
}

void carry(const Params& params, World& world, Orders& orders, std::size_t index, std::size_t origin, double tonnes, double price) {
    const NeedParams& spec = params.needs[index];
    const double share = math::ratio(tonnes, orders.asked[index][origin], 0.0);
    const double licensed = std::min(tonnes, orders.licensed[index][origin] * share);
    const double leaked = std::min(tonnes, orders.leaked[index][origin] * share);
    dispatch(params, world, orders, index, origin, tonnes, price);
    draw_licence(world, index, licensed);
    orders.asked[index][origin] = std::max(0.0, orders.asked[index][origin] - tonnes);
    orders.licensed[index][origin] = std::max(0.0, orders.licensed[index][origin] - licensed);
    orders.leaked[index][origin] = std::max(0.0, orders.leaked[index][origin] - leaked);
    if (spec.origins[origin] != Region::china || spec.region == Region::china) return;
    world.needs[index].leaked_t += leaked;
    if (is_magnet(spec.product)) world.market.magnet_exports_t[0][index_of(spec.region)] += tonnes - leaked;
}

void carry_anew(const Params& params, World& world, Orders& orders, std::size_t index, Region from, double tonnes, double price) {
    const double usual_weeks = params.rules.trade.transit_default.value;
    const int weeks = std::min(static_cast<int>(usual_weeks), static_cast<int>(limits::transit_weeks) - 1);
    send(params, world, orders, index, from, weeks, tonnes, price);
    orders.found[index] += tonnes;
    orders.total[index_of(params.needs[index].product)][index_of(from)] += tonnes;
}

void ship(const Params& params, World& world, const ExportRules& rules, const Growth& growth, const PerNeed& uses, const Moment& moment) {
    const TariffTable tariffs = goods_tariffs(world, params.day_of(moment.week));
    PerNeed premiums;
    home_premiums(params, params.needs, tariffs, premiums);
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        arrive(params, world, i);
        world.needs[i].home_premium = premiums[i];
    }
    for (std::size_t week = world.market.magnet_exports_t.size() - 1; week > 0; --week)
        world.market.magnet_exports_t[week] = world.market.magnet_exports_t[week - 1];
    world.market.magnet_exports_t[0].fill(0.0);
    Orders orders(params, uses);
    place_orders(params, world, tariffs, rules, growth, orders);
    claim_supply(params, world, rules, orders);
    pass_border(params, world, rules, orders);
    clear_shipments(world);
    deliver_supply(params, world, tariffs, rules, orders);
    fill_orders(params, world, rules, orders);
    fill_spot(params, world, rules, orders);
    strip_motors(params, world);
    count_unfilled(params, world, orders);
    smooth_outflow(params, world, orders);
    grow_wary(params, world);
}

}  // namespace chokepoint

// What every buyer orders, and from whom: use and the gap to target stock, answered by price, split by habit, landed cost
// and stock. Knows no border: what may leave is for border.cpp to say.
#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/lanes.hpp"
#include "engine/base/math.hpp"
#include "engine/world/shipping.hpp"

namespace chokepoint {
namespace {

// How demand answers to what each buyer pays against the opening: a little at once, more over years, at `speed` a week.
void respond(const Params& params, World& world, double speed, PerNeed& response) {
    const std::size_t count = world.needs.size();
    PerNeed dearer;
    for (std::size_t i = 0; i < count; ++i)
        dearer[i] = math::clamp(math::ratio(world.needs[i].unit_cost, params.needs[i].opening_cost, 1.0), 0.05, 50.0);
    math::log_all(std::span(dearer).first(count));
    for (std::size_t i = 0; i < count; ++i) {
        const ProductParams& spec = params.products[index_of(params.needs[i].product)];
        double& slow_log = world.needs[i].slow_log;
        slow_log += speed * (-(spec.elasticity_long - spec.elasticity) * dearer[i] - slow_log);
        response[i] = -spec.elasticity * dearer[i] + slow_log;
    }
    math::exp_all(std::span(response).first(count));
}

// What a need orders this week, by what it uses at full output and its response to price: use, and a share of the gap to its
// target stock.
double wanted(const Params& params, const World& world, std::size_t index, double full, const ExportRules& rules_now,
              double response) {
    const NeedParams& spec = params.needs[index];
    const Need& need = world.needs[index];
    const Firm& firm = world.firms[spec.firm];
    const SupplyRules& rules = params.rules.supply;
    // After a new control buyers hoard what it names, and what it might name next.
    double alarm = 0.0;
    if (const Government* home = government_at(spec.region); home != nullptr && materials_in(spec.product) != 0) {
        const bool named = rules_now.from_china[index_of(spec.product)][index_of(spec.region)].needs_licence;
        alarm = world.of(*home).alarm * (named ? 1.0 : percent(rules.alarm_spill));
    }
    const double hoarding = 1.0 + alarm * (rules.alarm_stock_multiple.value - 1.0);
    const double use = full * (spec.is_user ? 1.0 : firm.production_share);
    const double target = use * (spec.target_days / 7.0 * firm.stock_multiple * hoarding + spec.pipeline_weeks);
    const double gap = (target - need.stock() - need.transit()) / std::max(rules.stock_adjust_weeks.value, 1.0);
    return math::clamp(use * response + gap, 0.0,
                       rules.order_cap.value * full);
}

// How much the stock of an origin against its sales draws buyers, new capacity included: they go where there are goods.
using Draw = PerProduct<PerRegion<double>>;

void draw_by_stock(const Params& params, const World& world, Draw& draw) {
    const double cover_weeks = params.rules.supply.producer_cover_days.value / 7.0;
    for (Product product : params.traded)
        for (std::size_t p = index_of(product), r = 0; r < draw[p].size(); ++r) {
            const double usual = cover_weeks * std::max(params.base_outflow_t[p][r], world.market.outflow_t[p][r]);
            draw[p][r] = std::sqrt(math::clamp(math::ratio(world.market.stock_t[p][r], usual, 1.0), 0.2, 3.0));
        }
}

// The share of what a buyer would order in China that it will not: a government's rule for what its forces buy keeps
// covered countries out of the chain, and who was held up before has grown wary.
double shunned_share(const Params& params, const World& world, const NeedParams& spec) {
    double shunned = forbidden_share(params, world, spec);
    if (materials_in(spec.product) != 0)
        shunned = std::max(shunned, percent(params.rules.trade.wary_share) * world.market.wary[index_of(spec.region)]);
    return shunned;
}

// What landed cost leaves of every need's order from each of its origins, one need after the other (constant elasticity of
// substitution): all at once, since a power is quickest in lanes.
using Drawn = std::array<double, limits::needs * limits::origins>;

void draw_by_price(const Params& params, const World& world, const Orders& orders, Drawn& drawn) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        for (std::size_t k = 0; k < spec.origin_count; ++k)
            drawn[count++] = math::clamp(math::ratio(orders.landed[i][k], spec.opening_landed[k], 1.0), 0.05, 50.0);
    }
    math::pow_all(std::span(drawn).first(count), -params.rules.trade.elasticity_short.value);
}

// Splits an order over the origins by habit, which follows the capacity of each, landed cost and stock there.
PerOrigin split(const Params& params, const World& world, std::size_t index, double tonnes, const double* by_price,
                const Draw& by_stock, const Growth& growth) {
    const NeedParams& spec = params.needs[index];
    PerOrigin parts{};
    const double shunned = shunned_share(params, world, spec);
    double sum = 0.0;
    for (std::size_t i = 0; i < spec.origin_count; ++i) {
        const std::size_t p = index_of(spec.product), from = index_of(spec.origins[i]);
        parts[i] = spec.shares[i] * growth[p][from] * by_price[i] * by_stock[p][from];
        if (spec.origins[i] == Region::china) parts[i] *= 1.0 - shunned;
        sum += parts[i];
    }
    for (double& part : parts) part *= math::ratio(tonnes, sum, 0.0);
    return parts;
}

}  // namespace

double forbidden_share(const Params& params, const World& world, const NeedParams& need) {
    const Government* home = government_at(need.region);
    if (params.firms[need.firm].end_use != EndUse::military || home == nullptr) return 0.0;
    return math::clamp(control_strength(world, *home, ControlKind::procurement_rule, Region::china, world.today), 0.0, 1.0);
}

void place_orders(const Params& params, World& world, const TariffTable& tariffs, const ExportRules& rules,
                  const Growth& growth, Orders& orders) {
    Market& market = world.market;
    const double speed = 1.0 - params.fadings.elasticity;
    market.use_inside_t.fill(0.0);
    market.use_outside_t.fill(0.0);
    for (std::size_t i = 0; i < world.needs.size(); ++i)
        for (std::size_t k = 0; k < params.needs[i].origin_count; ++k)
            orders.landed[i][k] = landed_price(params, world, i, params.needs[i].origins[k], tariffs);
    PerNeed response;
    respond(params, world, speed, response);
    Drawn drawn;
    draw_by_price(params, world, orders, drawn);
    Draw by_stock;
    draw_by_stock(params, world, by_stock);
    const double* of_need = drawn.data();
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        Need& need = world.needs[i];
        const double full = orders.use[i];
        need.wanted_t = wanted(params, world, i, full, rules, response[i]);
        orders.asked[i] = split(params, world, i, need.wanted_t, of_need, by_stock, growth);
        of_need += spec.origin_count;
        (zone_of(spec.region) == Zone::inside ? market.use_inside_t
                                              : market.use_outside_t)[index_of(spec.product)] += full;
    }
}

PerRegion<double> held_shares(const Params& params, const World& world) {
    PerRegion<double> held{}, ordered{};
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        if (materials_in(spec.product) == 0) continue;
        held[index_of(spec.region)] += world.needs[i].held_t * spec.opening_cost;
        ordered[index_of(spec.region)] += world.needs[i].wanted_t * spec.opening_cost;
    }
    for (std::size_t r = 0; r < held.size(); ++r) held[r] = math::ratio(held[r], ordered[r], 0.0);
    return held;
}

void grow_wary(const Params& params, World& world) {
    const PerRegion<double> held = held_shares(params, world);
    const double speed = 1.0 - params.fadings.wary;
    for (Region region : all_of<Region>()) {
        double& wary = world.market.wary[index_of(region)];
        wary += speed * (held[index_of(region)] - wary);
    }
}

}  // namespace chokepoint

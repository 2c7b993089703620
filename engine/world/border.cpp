// What a border lets out of an order: bans, licences, customs, quotas, makers abroad who heed China's rule, and what leaks
// past them all. Reads the world, and writes down what is held of each need.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/shipping.hpp"

namespace chokepoint {
namespace {

// What may pass of a shipment; of it, what is counted against licences, what a general one frees of them, and what comes
// from makers abroad who do not heed a rule that their neighbours obey.
struct Passage {
    double free = 0.0, licensed = 0.0, general = 0.0, defiant = 0.0;
};

// What a need usually takes from an origin in a week: plants that came since the start included.
double usual_flow(const Params& params, const World& world, std::size_t index, std::size_t origin) {
    const NeedParams& spec = params.needs[index];
    return (spec.base_t * world.market.demand_index + world.needs[index].extra_t) * spec.shares[origin];
}

// What an origin may let out of an order, by ban, licence and customs. `licence_left` and `general_left` are what the
// buyer may still ship under licence and under a general one.
Passage let_out(const Params& params, const World& world, std::size_t index, std::size_t origin, double tonnes,
                const ExportRules& rules, double licence_left, double general_left) {
    const NeedParams& spec = params.needs[index];
    const Region from = spec.origins[origin];
    if (spec.region == Region::china || from == spec.region) return {tonnes, 0.0};
    const ExportRule& rule = rules.from_china[index_of(spec.product)][index_of(spec.region)];
    const double under_licence = licence_share(params, rules, spec, from);
    double free = tonnes, used = 0.0, general = 0.0;
    if (under_licence > 0.0) {
        general = std::min(tonnes * under_licence, general_left);
        used = std::min(tonnes * under_licence - general, licence_left);
        free = tonnes * (1.0 - under_licence) + general + used;
    }
    if (from != Region::china)  // parts of a tonne may round above it
        return {std::min(tonnes, free), used, general, under_licence > 0.0 ? tonnes * (1.0 - under_licence) : 0.0};
    if (rule.banned) free = used = 0.0;
    // Officers clear so many parcels a week, those first whom the desk puts first: a buyer who orders twice as much
    // does not get twice as much through, until so few are checked that it no longer matters.
    else if (!rule.needs_licence && rule.held_share > 0.0) {
        const double favour = std::min(1.0, rules.desk_priority[index_of(spec.region)]);
        const double cleared = std::max(0.0, 1.0 - rule.held_share * (2.0 - favour));
        const double ease = math::ratio(percent(params.rules.licensing.customs_check_share), rule.held_share, 1.0);
        free = std::min(tonnes, cleared * std::max(1.0, ease) * usual_flow(params, world, index, origin));
    }
    return {std::min(tonnes, free), std::min(used, free), general, 0.0};
}

// Each order by itself, as far as the buyer's licences go.
void inspect(const Params& params, const World& world, const ExportRules& rules, std::size_t index, Orders& orders) {
    const NeedParams& spec = params.needs[index];
    double licence_left = world.needs[index].licensed(), general_left = free_of_licence(params, world, rules.licences, index);
    for (std::size_t k = 0; k < spec.origin_count; ++k) {
        const Passage how = let_out(params, world, index, k, orders.asked[index][k], rules, licence_left, general_left);
        licence_left -= how.licensed;
        general_left -= how.general;
        orders.free[index][k] = how.free;
        orders.licensed[index][k] = how.licensed;
        orders.defiant[index][k] = how.defiant;
    }
}

// A maker abroad obeys or does not: what the rule holds up at one maker, those who do not obey can sell in its place only
// as far as they make it.
void hold_to_their_output(const Params& params, const World& world, const ExportRules& rules, Orders& orders) {
    if (*std::min_element(rules.abroad_threshold.begin(), rules.abroad_threshold.end()) > 1.0) return;  // no such rule stands
    PerProduct<PerRegion<double>> asked{};
    const auto each = [&](auto visit) {
        for (std::size_t i = 0; i < params.needs.size(); ++i)
            for (std::size_t k = 0; k < params.needs[i].origin_count; ++k)
                if (orders.defiant[i][k] > 0.0) visit(i, k, params.needs[i].product, params.needs[i].origins[k]);
    };
    each([&](std::size_t i, std::size_t k, Product product, Region origin) {
        asked[index_of(product)][index_of(origin)] += orders.defiant[i][k];
    });
    each([&](std::size_t i, std::size_t k, Product product, Region origin) {
        const double share = made_by_others_t(params, world, product, origin) / asked[index_of(product)][index_of(origin)];
        orders.free[i][k] = std::max(0.0, orders.free[i][k] - orders.defiant[i][k] * (1.0 - std::min(1.0, share)));
    });
}

// An export quota is one for all buyers: who asks for more of it than usual gets what others leave. The share of what
// may leave otherwise that a quota lets through, by product.
PerProduct<double> quota_share(const Params& params, const ExportRules& rules, const Orders& orders) {
    PerProduct<double> room{}, asked{};
    for (std::size_t i = 0; rules.has_quota && i < params.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        for (std::size_t k = 0; k < spec.origin_count; ++k) {
            if (!is_under_quota(spec, k, rules)) continue;
            room[index_of(spec.product)] += rules.from_china[index_of(spec.product)][index_of(spec.region)].quota *
                                            spec.base_t * spec.shares[k];
            asked[index_of(spec.product)] += orders.free[i][k];
        }
    }
    for (std::size_t p = 0; p < room.size(); ++p) room[p] = std::min(1.0, math::ratio(room[p], asked[p], 1.0));
    return room;
}

// The share of a blocked flow that travels by third countries: nothing while the gap between the zones does not
// pay for it, more the wider it is, less where China enforces.
double leakage(const Params& params, const World& world, Product product) {
    const ProductParams& spec = params.products[index_of(product)];
    const Market& market = world.market;
    const double usual = std::max(math::ratio(spec.price_outside, spec.price_inside, 1.0), 1e-9);
    const double gap = math::ratio(market.price_outside[index_of(product)], market.price_inside[index_of(product)], 1.0);
    const double pays = gap / usual - 1.0 - percent(params.rules.prices.arbitrage_cost);
    return params.rules.licensing.leakage_max.value * math::clamp(pays / 4.0, 0.0, 1.0) * (1.0 - world.supply.enforcement);
}

// Counts what passes against quota and border: what is held, what leaks, what each origin is asked for.
void settle_orders(const Params& params, World& world, const ExportRules& rules, Orders& orders) {
    const PerProduct<double> let = quota_share(params, rules, orders);
    PerProduct<double> leaks{};
    for (Product product : params.traded) leaks[index_of(product)] = leakage(params, world, product);
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        const std::size_t product = index_of(spec.product);
        world.needs[i].held_t = 0.0;
        for (std::size_t k = 0; k < spec.origin_count; ++k) {
            double& asked = orders.asked[i][k];
            const double part = is_under_quota(spec, k, rules) ? let[product] : 1.0;
            const double free = orders.free[i][k] * part;
            orders.licensed[i][k] = std::min(orders.licensed[i][k], free);
            const bool crosses = spec.origins[k] == Region::china && spec.region != Region::china;
            orders.leaked[i][k] = crosses ? (asked - free) * leaks[product] : 0.0;
            const double leaves = std::min(asked, free + orders.leaked[i][k]);
            world.needs[i].held_t += asked - leaves;
            asked = leaves;
            orders.total[product][index_of(spec.origins[k])] += leaves;
        }
        orders.spot[i] = world.needs[i].held_t * percent(params.rules.supply.spot_share);
    }
}

}  // namespace

bool is_under_quota(const NeedParams& spec, std::size_t origin, const ExportRules& rules) {
    return rules.has_quota && spec.origins[origin] == Region::china && spec.region != Region::china &&
           rules.from_china[index_of(spec.product)][index_of(spec.region)].quota < no_export_rule.quota;
}

void pass_border(const Params& params, World& world, const ExportRules& rules, Orders& orders) {
    for (std::size_t i = 0; i < world.needs.size(); ++i) inspect(params, world, rules, i, orders);
    hold_to_their_output(params, world, rules, orders);
    settle_orders(params, world, rules, orders);
}

}  // namespace chokepoint

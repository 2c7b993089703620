// What was held up in China is looked for elsewhere: on the spot from anybody who has it, and in motors that no control
// names.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/shipping.hpp"

namespace chokepoint {
namespace {

constexpr double reprocess_stock_share = 0.1;  // of China's stock of motors, a week

}  // namespace

std::size_t place_of(const NeedParams& need, Region origin) {
    std::size_t k = 0;
    while (k < need.origin_count && need.origins[k] != origin) ++k;
    return k;
}

void fill_spot(const Params& params, World& world, const ExportRules& rules, Orders& orders) {
    Market& market = world.market;
    PerProduct<double> asked{}, there{};
    const double part = percent(params.rules.supply.spot_stock_share);
    double all = 0.0;
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        asked[index_of(params.needs[i].product)] += orders.spot[i];
        all += orders.spot[i];
    }
    if (all <= 0.0) return;
    for (Product product : params.traded)
        for (Region region : all_of<Region>())
            if (region != Region::china) there[index_of(product)] += market.stock_t[index_of(product)][index_of(region)];
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        const std::size_t product = index_of(spec.product);
        if (orders.spot[i] <= 0.0) continue;
        const double share = std::min(1.0, math::ratio(part * there[product], asked[product], 0.0));
        double left = orders.spot[i] * share;
        for (Region from : all_of<Region>()) {
            const double stock = market.stock_t[product][index_of(from)];
            if (from == Region::china || stock <= 0.0 || left <= 0.0) continue;
            // A seller abroad that obeys the extraterritorial rule has no spot goods past it either.
            const double tonnes = std::min(left, part * (1.0 - licence_share(params, rules, spec, from)) * stock);
            if (tonnes <= 0.0) continue;
            left -= tonnes;
            const std::size_t k = place_of(spec, from);
            if (k == spec.origin_count) {
                carry_anew(params, world, orders, i, from, tonnes, market.price_outside[product]);
                continue;
            }
            orders.total[product][index_of(from)] += tonnes;
            dispatch(params, world, orders, i, k, tonnes, market.price_outside[product]);
        }
    }
}

void strip_motors(const Params& params, World& world) {
    const RecipeParams* motors = nullptr;
    for (const RecipeParams& recipe : params.recipes)
        if (recipe.output == Product::motor_assembly) motors = &recipe;
    if (motors == nullptr) return;
    double& stock = world.market.stock_t[index_of(Product::motor_assembly)][index_of(Region::china)];
    double left = reprocess_stock_share * stock;
    for (std::size_t k = 0; k < motors->input_count; ++k) {
        const std::size_t p = index_of(motors->inputs[k]);
        const double dearer = math::ratio(world.market.price_outside[p], params.products[p].price_outside, 1.0);
        const double pays = math::clamp(dearer - 1.0 - percent(params.rules.prices.arbitrage_cost), 0.0, 1.0);
        if (pays <= 0.0) continue;
        for (std::size_t i = 0; i < world.needs.size(); ++i) {
            const NeedParams& spec = params.needs[i];
            Need& need = world.needs[i];
            if (spec.product != motors->inputs[k] || zone_of(spec.region) == Zone::inside || need.held_t <= 0.0) continue;
            const double magnets = std::min(need.held_t * percent(params.rules.supply.reprocess_max) * pays, left * motors->t_per_t[k]);
            const double stripped = magnets / motors->t_per_t[k];
            left = std::max(0.0, left - stripped);  // the last of them may round below
            stock -= stripped;
            world.ledger.used_t[index_of(Product::motor_assembly)] += stripped;
            world.ledger.produced_t[p] += magnets;
            need.transit_t[static_cast<std::size_t>(spec.transit[0])] += magnets;
        }
    }
}

}  // namespace chokepoint

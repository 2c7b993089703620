// What a tonne costs and earns at a site: inputs as bought, processing as each side has learnt it. Changes only the cost
// indices that prices come back to.
#include <algorithm>
#include <span>

#include "engine/base/lanes.hpp"
#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

// What a side has made of a recipe against what it knew at the start: its cost falls with a power of that.
double experience(const Params& params, const World& world, std::size_t recipe, Zone zone) {
    const RecipeParams& spec = params.recipes[recipe];
    const bool inside = zone == Zone::inside;
    // Outside, pilot plants count where nobody ran the recipe.
    const double known = inside ? spec.base_inside_t
                                : std::max(spec.base_outside_t, percent(params.rules.supply.pilot_share) * spec.base_inside_t);
    const double start = known * weeks_per_year * params.rules.supply.experience_years.value;
    const double made = (inside ? world.market.made_inside_t : world.market.made_outside_t)[recipe];
    return start > 0.0 ? 1.0 + made / start : 1.0;
}

// Of processing a tonne, USD/kg, as dear as it was at the start.
double unlearnt_cost(const RecipeParams& spec, Zone zone) { return spec.unit_cost * (zone == Zone::inside ? 1.0 : 1.0 + spec.premium_outside); }

// What a tonne costs at a site beyond its processing: inputs as bought.
double with_inputs(const Params& params, const World& world, std::size_t facility, double processing) {
    const FacilityParams& site = params.facilities[facility];
    const RecipeParams& recipe = params.recipes[site.recipe];
    double cost = processing;
    for (std::size_t k = 0; k < recipe.input_count; ++k) cost += recipe.t_per_t[k] * world.needs[site.needs[k]].unit_cost;
    return cost;
}

// Full cost at every site: all at once, since experience costs powers.
SiteCosts full_costs(const Params& params, const World& world) {
    const std::size_t count = world.facilities.size();
    SiteCosts costs{}, learnt;
    for (std::size_t i = 0; i < count; ++i) {
        const FacilityParams& site = params.facilities[i];
        learnt[i] = experience(params, world, site.recipe, zone_of(site.region));
    }
    math::log_all(std::span(learnt).first(count));
    for (std::size_t i = 0; i < count; ++i) learnt[i] *= -params.recipes[params.facilities[i].recipe].learning_exponent;
    math::exp_all(std::span(learnt).first(count));
    for (std::size_t i = 0; i < count; ++i) {
        const FacilityParams& site = params.facilities[i];
        costs[i] = with_inputs(params, world, i, unlearnt_cost(params.recipes[site.recipe], zone_of(site.region)) * learnt[i]);
    }
    return costs;
}

}  // namespace

double processing_cost(const Params& params, const World& world, std::size_t recipe, Zone zone) {
    const RecipeParams& spec = params.recipes[recipe];
    return unlearnt_cost(spec, zone) * math::exp(-spec.learning_exponent * math::log(experience(params, world, recipe, zone)));
}

double full_cost(const Params& params, const World& world, std::size_t facility) {
    const FacilityParams& site = params.facilities[facility];
    return with_inputs(params, world, facility, processing_cost(params, world, site.recipe, zone_of(site.region)));
}

double revenue_ratio(const Params& params, const World& world, const SaleTerms& sales, std::size_t facility) {
    const FacilityParams& site = params.facilities[facility];
    double revenue = 0.0;
    each_output(params.recipes[site.recipe], [&](Product product, double share) {
        const double price = seller_price(params, world, sales, site.firm, product, site.region);
        if (!may_have_floor(world, sales.floors, site.firm, product)) {
            revenue += share * price;
            return;
        }
        const double tonnes = made_by_firm_t(params, world, site.firm, site.region, product);
        revenue += share * price_with_floor(params, world, sales.floors, site.firm, site.region, {product, price, tonnes});
    });
    return math::ratio(revenue, full_cost(params, world, facility), 1.0);
}

SiteCosts measure_costs(const Params& params, World& world) {
    const SiteCosts costs = full_costs(params, world);
    PerProduct<double> sum_inside{}, sum_outside{}, made_inside{}, made_outside{};
    for (std::size_t i = 0; i < world.facilities.size(); ++i) {
        const FacilityParams& site = params.facilities[i];
        const Facility& facility = world.facilities[i];
        const bool is_inside = zone_of(site.region) == Zone::inside;
        if (facility.opening_cost <= 0.0) continue;
        const double index = costs[i] / facility.opening_cost;
        const double work = std::max(facility.output_t, 0.05 * facility.capacity_t);
        each_output(params.recipes[site.recipe], [&](Product product, double share) {
            const std::size_t p = index_of(product);
            const double tonnes = work * share;
            (is_inside ? sum_inside : sum_outside)[p] += tonnes * index;
            (is_inside ? made_inside : made_outside)[p] += tonnes;
        });
    }
    for (Product product : params.traded) {
        const std::size_t p = index_of(product);
        world.market.cost_inside[p] = math::ratio(sum_inside[p], made_inside[p], 1.0);
        world.market.cost_outside[p] = math::ratio(sum_outside[p], made_outside[p], 1.0);
    }
    return costs;
}

}  // namespace chokepoint

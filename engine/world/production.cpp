// Facilities turn inputs into outputs: output follows sales, margin, capacity and inputs, and what is short and pays is
// widened. Every tonne is written in the ledger. Knows stocks, and of prices what a site earns against its cost.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

// By how much a region's producers of a product want to change their normal output: sales, and the gap to target
// stock closed in six weeks.
double pull(const Params& params, const World& world, const Growth& growth, Product product, Region region) {
    const std::size_t p = index_of(product), r = index_of(region);
    const double base = params.base_outflow_t[p][r] * growth[p][r];
    if (base <= 0.0) return 1.0;
    const double sold = world.market.outflow_t[p][r];
    const double target = params.rules.supply.producer_cover_days.value / 7.0 * sold;
    return std::max(0.0, (sold + (target - world.market.stock_t[p][r]) / 6.0) / base);
}

// A separator follows the value of its basket: the wish of each oxide weighted by what it earns.
double basket_pull(const Params& params, const World& world, const Growth& growth, const RecipeParams& recipe, Region region) {
    double value = 0.0, wished = 0.0;
    each_output(recipe, [&](Product oxide, double share) {
        const double earns = share * params.products[index_of(oxide)].price_inside;
        value += earns;
        wished += earns * std::min(2.0, pull(params, world, growth, oxide, region));
    });
    return math::ratio(wished, value, 1.0);
}

bool is_chinese(const FacilityParams& site) { return zone_of(site.region) == Zone::inside; }

double ceiling(const Params& params, const World& world, std::size_t index) {
    const FacilityParams& site = params.facilities[index];
    const Stage stage = params.recipes[site.recipe].stage;
    const double reach = world.facilities[index].normal_t * (1.0 + percent(params.rules.supply.spare_capacity));
    double lost = 0.0;
    if (stage == Stage::mine)
        lost = shock_size(world, ShockKind::mine_accident, site.region) +
               shock_size(world, ShockKind::border_closure, site.region);
    double most = std::min(world.facilities[index].capacity_t, reach) * (1.0 - math::clamp(lost, 0.0, 1.0));
    if (is_chinese(site) && (stage == Stage::mine || stage == Stage::separation))
        most = std::min(most, site.base_t * world.market.demand_index * world.supply.quota);
    return most;
}

// What output is worth running at: more where it earns more than at the start, nothing where revenue no longer
// covers the variable part of cost.
double margin_factor(const Params& params, const World& world, const SaleTerms& sales, std::size_t index) {
    const SupplyRules& rules = params.rules.supply;
    const double ratio = math::ratio(revenue_ratio(params, world, sales, index), world.facilities[index].opening_ratio, 1.0);
    if (ratio < percent(rules.idle_ratio)) return 0.0;
    return math::clamp(math::exp(rules.margin_elasticity.value * math::log(ratio)), 0.3, 1.5);
}

// While its goods are short and pay, a site first brings what stands idle into use, then is widened; outside China a
// technology ban slows both.
void widen(const Params& params, World& world, std::size_t index, double wish, double margin) {
    const FacilityParams& site = params.facilities[index];
    Facility& facility = world.facilities[index];
    const RecipeParams& recipe = params.recipes[site.recipe];
    if (wish * margin <= 1.0 || facility.output_t < 0.9 * std::min(facility.normal_t, facility.capacity_t)) return;
    const double pace = is_chinese(site) ? 1.0 : technology_pace(params, world, recipe, site.region);
    const double step = facility.capacity_t / weeks_per_year * pace * math::clamp(5.0 * (wish * margin - 1.0), 0.0, 1.0);
    const double idle = std::max(0.0, facility.capacity_t - facility.normal_t);
    const double restarted = std::min(idle, step * percent(params.rules.supply.restart_max));
    const double widened = restarted < idle ? 0.0 : step * percent(params.rules.supply.expansion_max);
    const double added = restarted + widened;
    facility.capacity_t += widened;
    facility.normal_t += added;
    for (std::size_t k = 0; k < recipe.input_count; ++k) world.needs[site.needs[k]].extra_t += added * recipe.t_per_t[k];
}

void run_facility(const Params& params, World& world, const Growth& growth, const SaleTerms& sales,
                  std::size_t index) {
    const FacilityParams& site = params.facilities[index];
    const RecipeParams& recipe = params.recipes[site.recipe];
    Facility& facility = world.facilities[index];
    Ledger& ledger = world.ledger;
    const bool splits = recipe.stage == Stage::separation;
    const double wish = splits ? basket_pull(params, world, growth, recipe, site.region)
                               : pull(params, world, growth, recipe.output, site.region);
    const double margin = margin_factor(params, world, sales, index);
    const double goal = facility.normal_t * wish * margin * world.firms[site.firm].production_share;
    double output = facility.output_t + percent(params.rules.supply.output_adjust) * (goal - facility.output_t);
    output = math::clamp(output, 0.0, ceiling(params, world, index));
    if (facility.waste > 0.0) facility.waste *= params.fadings.waste;
    // A separator counts in concentrate taken in and loses part of what it could recover; others take in more.
    const double spent = splits ? 1.0 : 1.0 + facility.waste;
    for (std::size_t k = 0; k < recipe.input_count; ++k)
        output = std::min(output, math::ratio(world.needs[site.needs[k]].stock_t[0], recipe.t_per_t[k] * spent, output));
    for (std::size_t k = 0; k < recipe.input_count; ++k) {
        Need& need = world.needs[site.needs[k]];
        const double used = std::min(need.stock_t[0], output * recipe.t_per_t[k] * spent);
        need.stock_t[0] -= used;
        ledger.used_t[index_of(recipe.inputs[k])] += used;
    }
    facility.output_t = output;
    (is_chinese(site) ? world.market.made_inside_t : world.market.made_outside_t)[site.recipe] += output;
    widen(params, world, index, wish, margin);
    const double recovered = splits ? 1.0 - facility.waste : 1.0;
    each_output(recipe, [&](Product product, double share) {
        const double tonnes = output * share * recovered;
        world.market.stock_t[index_of(product)][index_of(site.region)] += tonnes;
        world.market.output_t[index_of(product)] += tonnes;
        ledger.produced_t[index_of(product)] += tonnes;
    });
}

}  // namespace

Growth capacity_growth(const Params& params, const World& world) {
    Growth base, now;  // of what nobody trades, nothing is written
    for (Product product : params.traded) {
        base[index_of(product)].fill(0.0);
        now[index_of(product)].fill(0.0);
    }
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        const FacilityParams& site = params.facilities[i];
        const double normal = world.facilities[i].normal_t;
        each_output(params.recipes[site.recipe], [&](Product product, double share) {
            base[index_of(product)][index_of(site.region)] += site.base_t * share;
            now[index_of(product)][index_of(site.region)] += normal * share;
        });
    }
    for (Product product : params.traded)
        for (Region region : all_of<Region>()) {
            double& grown = now[index_of(product)][index_of(region)];
            grown = math::ratio(grown, base[index_of(product)][index_of(region)], 1.0);
        }
    return now;
}

SiteCosts produce(const Params& params, World& world, const Growth& growth, const SaleTerms& sales) {
    world.market.output_t.fill(0.0);
    for (std::size_t i = 0; i < world.facilities.size(); ++i) run_facility(params, world, growth, sales, i);
    return measure_costs(params, world);
}

void write_off(const Params& params, World& world) {
    const double cover_weeks = params.rules.supply.write_off_cover_days.value / 7.0;
    for (Product product : params.traded)
        for (Region region : all_of<Region>()) {
            const std::size_t p = index_of(product), r = index_of(region);
            // What nobody buys (cerium, by-products) is dumped above the cover that a producer would hold.
            const double usual = params.base_outflow_t[p][r] * world.market.demand_index;
            const double limit = cover_weeks * std::max(usual, world.market.outflow_t[p][r]);
            const double excess = world.market.stock_t[p][r] - limit;
            if (excess <= 0.0) continue;
            world.market.stock_t[p][r] -= excess;
            world.ledger.lost_t[p] += excess;
        }
}

}  // namespace chokepoint

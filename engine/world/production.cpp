// Facilities turn inputs into outputs; users turn parts into goods, and stop when the scarcest part runs out.
// Every tonne is written in the ledger. Knows stocks only: no prices, no policy.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double catch_up_rate = 0.1;  // of full output: overtime that a line can work

// By how much a region's producers of a product want to change their base output: sales, and the gap to target
// stock closed in six weeks.
double pull(const Params& params, const World& world, Product product, Region region) {
    const std::size_t p = index_of(product), r = index_of(region);
    const double base = params.base_outflow_t[p][r];
    if (base <= 0.0) return 1.0;
    const double sold = world.market.outflow_t[p][r];
    const double target = params.rules.supply.producer_cover_days.value / 7.0 * sold;
    return std::max(0.0, (sold + (target - world.market.stock_t[p][r]) / 6.0) / base);
}

// A separator follows the value of its basket: the wish of each oxide weighted by what it earns.
double basket_pull(const Params& params, const World& world, const RecipeParams& recipe, Region region) {
    double value = 0.0, wished = 0.0;
    for (std::size_t m = 0; m <= index_of(Material::sc); ++m) {
        const Product oxide = oxide_of(static_cast<Material>(m));
        const double earns = recipe.oxides[m] * params.products[index_of(oxide)].price_inside;
        value += earns;
        wished += earns * std::min(2.0, pull(params, world, oxide, region));
    }
    return math::ratio(wished, value, 1.0);
}

double ceiling(const Params& params, const World& world, std::size_t index) {
    const FacilityParams& site = params.facilities[index];
    const double added = world.facilities[index].capacity_t - site.capacity_t;
    const double reach = (site.base_t + added) * (1.0 + percent(params.rules.supply.spare_capacity));
    double lost = 0.0;
    if (params.recipes[site.recipe].stage == Stage::mine)
        lost = shock_size(world, ShockKind::mine_accident, site.region) +
               shock_size(world, ShockKind::border_closure, site.region);
    return std::min(world.facilities[index].capacity_t, reach) * (1.0 - math::clamp(lost, 0.0, 1.0));
}

void run_facility(const Params& params, World& world, std::size_t index) {
    const FacilityParams& site = params.facilities[index];
    const RecipeParams& recipe = params.recipes[site.recipe];
    Facility& facility = world.facilities[index];
    Ledger& ledger = world.ledger;
    const bool splits = recipe.stage == Stage::separation;
    const double wish = splits ? basket_pull(params, world, recipe, site.region)
                               : pull(params, world, recipe.output, site.region);
    const double added = facility.capacity_t - site.capacity_t;
    const double goal = (site.base_t + added) * wish * world.firms[site.firm].production_share;
    double output = facility.output_t + percent(params.rules.supply.output_adjust) * (goal - facility.output_t);
    output = math::clamp(output, 0.0, ceiling(params, world, index));
    for (std::size_t k = 0; k < recipe.input_count; ++k)
        output = std::min(output, math::ratio(world.needs[site.needs[k]].stock_t[0], recipe.t_per_t[k], output));
    for (std::size_t k = 0; k < recipe.input_count; ++k) {
        Need& need = world.needs[site.needs[k]];
        const double used = std::min(need.stock_t[0], output * recipe.t_per_t[k]);
        need.stock_t[0] -= used;
        ledger.used_t[index_of(recipe.inputs[k])] += used;
    }
    facility.output_t = output;
    const auto put = [&](Product product, double tonnes) {
        world.market.stock_t[index_of(product)][index_of(site.region)] += tonnes;
        world.market.output_t[index_of(product)] += tonnes;
        ledger.produced_t[index_of(product)] += tonnes;
    };
    if (!splits) return put(recipe.output, output);
    for (std::size_t m = 0; m <= index_of(Material::sc); ++m)
        if (recipe.oxides[m] > 0.0) put(oxide_of(static_cast<Material>(m)), output * recipe.oxides[m]);
}

// The share of full output that a cohort's scarcest part allows.
double feasible(const Params& params, const World& world, const FirmParams& spec, const Firm& firm, std::size_t cohort) {
    double share = 2.0;
    for (std::size_t index : spec.needs) {
        const NeedParams& need = params.needs[index];
        if (!need.is_user) continue;
        const double use = need.base_t * (1.0 - firm.thrift) / static_cast<double>(spec.cohorts);
        share = std::min(share, math::ratio(world.needs[index].stock_t[cohort], use, share));
    }
    return share;
}

void stop_or_start(World& world, const Moment& moment, const FirmParams& spec, std::size_t index, std::size_t cohort,
                   bool stops) {
    Firm& firm = world.firms[index];
    const bool stood = firm.stopped_weeks[cohort] > 0;
    firm.stopped_weeks[cohort] = static_cast<std::int16_t>(stops ? firm.stopped_weeks[cohort] + 1 : 0);
    if (stops == stood || !spec.counts_plants) return;
    Event event;
    event.kind = stops ? EventKind::plants_stopped : EventKind::plants_restarted;
    event.by = spec.seat;
    event.subject = static_cast<std::uint32_t>(index);
    event.region = spec.region;
    event.value = spec.plants / static_cast<double>(spec.cohorts);
    event.importance = stops ? 3 : 2;
    note(world, moment, event);
    if (!stops) return;
    if (!firm.ever_stopped[cohort]) world.tally.plants_stopped += event.value;
    firm.ever_stopped[cohort] = true;
    if (world.tally.first_stop_week == 0) world.tally.first_stop_week = moment.week;
}

}  // namespace

void produce(const Params& params, World& world, const Moment&) {
    world.market.output_t.fill(0.0);
    for (std::size_t i = 0; i < world.facilities.size(); ++i) run_facility(params, world, i);
}

void consume(const Params& params, World& world, const Moment& moment) {
    const double threshold = percent(params.rules.supply.stop_threshold);
    for (std::size_t index = 0; index < world.firms.size(); ++index) {
        const FirmParams& spec = params.firms[index];
        if (spec.value_added <= 0.0 && spec.plants <= 0.0) continue;
        Firm& firm = world.firms[index];
        for (std::size_t c = 0; c < spec.cohorts; ++c) {
            const double overtime = std::min(catch_up_rate, firm.owed[c]);
            const double possible = feasible(params, world, spec, firm, c);
            // Continuous users thin out; a line stops when it cannot run at its threshold.
            const bool stops = spec.counts_plants && possible < threshold;
            const double output = stops ? 0.0 : std::min((1.0 + overtime) * firm.production_share, possible);
            stop_or_start(world, moment, spec, index, c, stops);
            firm.owed[c] = math::clamp(firm.owed[c] + (output < 1.0 ? (1.0 - output) * spec.catch_up : 1.0 - output), 0.0, 26.0);
            firm.output[c] = output;
            for (std::size_t n : spec.needs) {
                const NeedParams& need = params.needs[n];
                if (!need.is_user) continue;
                const double use = need.base_t * (1.0 - firm.thrift) / static_cast<double>(spec.cohorts);
                const double used = std::min(world.needs[n].stock_t[c], use * output);
                world.needs[n].stock_t[c] -= used;
                world.ledger.used_t[index_of(need.product)] += used;
            }
        }
        const SupplyRules& rules = params.rules.supply;
        const double target = percent(rules.thrift_max) * firm.thrift_effort;
        const double speed = 1.0 - fading(rules.thrift_half_life_weeks.value);
        if (target > firm.thrift) firm.thrift += speed * (target - firm.thrift);
    }
}

void write_off(const Params& params, World& world) {
    const double cover_weeks = params.rules.supply.write_off_cover_days.value / 7.0;
    for (std::size_t p = 0; p < count_of<Product>; ++p)
        for (std::size_t r = 0; r < count_of<Region>; ++r) {
            // What nobody buys (cerium, by-products) is dumped above the cover that a producer would hold.
            const double limit = cover_weeks * std::max(params.base_outflow_t[p][r], world.market.outflow_t[p][r]);
            const double excess = world.market.stock_t[p][r] - limit;
            if (excess <= 0.0) continue;
            world.market.stock_t[p][r] -= excess;
            world.ledger.lost_t[p] += excess;
        }
}

}  // namespace chokepoint

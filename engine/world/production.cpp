// Facilities turn inputs into outputs; users turn parts into goods, and stop when the scarcest part runs out.
// Every tonne is written in the ledger. Knows stocks only: no prices, no policy.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double catch_up_rate = 0.1;  // of full output: overtime that a line can work

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
double margin_factor(const Params& params, const World& world, std::size_t index) {
    const SupplyRules& rules = params.rules.supply;
    const double ratio = math::ratio(revenue_ratio(params, world, index), world.facilities[index].opening_ratio, 1.0);
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
    const double pace = is_chinese(site) ? 1.0 : technology_pace(params, world, recipe);
    const double step = facility.capacity_t / weeks_per_year * pace * math::clamp(5.0 * (wish * margin - 1.0), 0.0, 1.0);
    const double idle = std::max(0.0, facility.capacity_t - facility.normal_t);
    const double restarted = std::min(idle, step * percent(params.rules.supply.restart_max));
    const double widened = restarted < idle ? 0.0 : step * percent(params.rules.supply.expansion_max);
    const double added = restarted + widened;
    facility.capacity_t += widened;
    facility.normal_t += added;
    for (std::size_t k = 0; k < recipe.input_count; ++k) world.needs[site.needs[k]].extra_t += added * recipe.t_per_t[k];
}

void run_facility(const Params& params, World& world, const Growth& growth, std::size_t index) {
    const FacilityParams& site = params.facilities[index];
    const RecipeParams& recipe = params.recipes[site.recipe];
    Facility& facility = world.facilities[index];
    Ledger& ledger = world.ledger;
    const bool splits = recipe.stage == Stage::separation;
    const double wish = splits ? basket_pull(params, world, growth, recipe, site.region)
                               : pull(params, world, growth, recipe.output, site.region);
    const double margin = margin_factor(params, world, index);
    const double goal = facility.normal_t * wish * margin * world.firms[site.firm].production_share;
    double output = facility.output_t + percent(params.rules.supply.output_adjust) * (goal - facility.output_t);
    output = math::clamp(output, 0.0, ceiling(params, world, index));
    facility.waste *= fading(params.rules.supply.waste_half_life.value);
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

// The share of full output that a cohort's scarcest part allows, and which part that is.
struct Feasible {
    double share = 1000.0;
    Product scarcest = Product::oxide_ndpr;
};

Feasible feasible(const Params& params, const World& world, const FirmParams& spec, std::size_t cohort) {
    Feasible least;
    for (std::size_t index : spec.needs) {
        const NeedParams& need = params.needs[index];
        if (!need.is_user) continue;
        const double use = full_use(params, world, index) * spec.cohort_share[cohort];
        const double share = math::ratio(world.needs[index].stock_t[cohort], use, least.share);
        if (share < least.share) least = {share, need.product};
    }
    return least;
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
    event.value = spec.plants * spec.cohort_share[cohort];
    event.importance = stops ? 3 : 2;
    note(world, moment, event);
    if (!stops) return;
    if (!firm.ever_stopped[cohort]) world.tally.plants_stopped += event.value;
    firm.ever_stopped[cohort] = true;
    if (world.tally.first_stop_week == 0) world.tally.first_stop_week = moment.week;
}

// Draws parts for a share of full output of a group of plants, and writes them off the books.
void use_up(const Params& params, World& world, std::size_t need, std::size_t cohort, double share) {
    const double use = full_use(params, world, need) * params.firms[params.needs[need].firm].cohort_share[cohort];
    const double used = std::min(world.needs[need].stock_t[cohort], use * share);
    world.needs[need].stock_t[cohort] -= used;
    world.ledger.used_t[index_of(params.needs[need].product)] += used;
}

// What a group can run at with overtime for what it owes; what it loses is owed in part.
double worked(const FirmParams& spec, Firm& firm, std::size_t cohort, double possible) {
    const double overtime = std::min(catch_up_rate, firm.owed[cohort]);
    const double output = std::min((1.0 + overtime) * firm.production_share, possible);
    const double owes = output < 1.0 ? (1.0 - output) * spec.catch_up : 1.0 - output;
    firm.owed[cohort] = math::clamp(firm.owed[cohort] + owes, 0.0, 26.0);
    firm.output[cohort] = output;
    return output;
}

// What a group of plants earns in a full week, USD million.
double group_value(const FirmParams& spec, std::size_t cohort) { return 1000.0 * spec.value_added * spec.cohort_share[cohort]; }

// A line needs all its parts: short of one it cuts shifts first, and stops when it cannot run at its threshold.
void run_line(const Params& params, World& world, const Moment& moment, std::size_t index, std::size_t cohort, Contributions* why) {
    const FirmParams& spec = params.firms[index];
    const SupplyRules& rules = params.rules.supply;
    const double threshold = percent(rules.stop_threshold);
    const auto [possible, scarcest] = feasible(params, world, spec, cohort);
    const bool stops = possible < threshold;
    const double stretched = std::max(threshold, math::ratio(possible, rules.stretch_weeks.value, possible));
    Firm& firm = world.firms[index];
    const double full = 1.0 + std::min(catch_up_rate, firm.owed[cohort]), planned = full * firm.production_share;
    const double output = worked(spec, firm, cohort, stops ? 0.0 : std::min(possible, stretched));
    const double worth = group_value(spec, cohort);
    because(why, Driver::overtime, worth * (full - 1.0));
    because(why, Driver::own_order, worth * (planned - full));
    because(why, Driver::missing_parts, worth * (output - planned), index_of(scarcest));
    stop_or_start(world, moment, spec, index, cohort, stops);
    for (std::size_t need : spec.needs)
        if (params.needs[need].is_user) use_up(params, world, need, cohort, output);
}

// Users of many kinds together: each material has uses of its own, which thin out by themselves. Output counts them
// by their value.
void run_many_uses(const Params& params, World& world, std::size_t index, std::size_t cohort, Contributions* why) {
    const FirmParams& spec = params.firms[index];
    const double planned = world.firms[index].production_share;
    double value = 0.0, made = 0.0;
    Contributions missing;
    for (std::size_t need : spec.needs) {
        if (!params.needs[need].is_user) continue;
        const double use = full_use(params, world, need) * spec.cohort_share[cohort];
        const double share = std::min(planned, math::ratio(world.needs[need].stock_t[cohort], use, 1.0));
        const double worth = params.needs[need].base_t * world.needs[need].opening_cost;
        value += worth;
        made += worth * share;
        use_up(params, world, need, cohort, share);
        if (why != nullptr) because(&missing, Driver::missing_parts, worth * (share - planned), index_of(params.needs[need].product));
    }
    const double output = worked(spec, world.firms[index], cohort, math::ratio(made, value, 1.0));
    scale(&missing, math::ratio(group_value(spec, cohort), value, 0.0));
    for (const Contribution& part : missing) because(why, part.driver, part.value, part.subject);
    because(why, Driver::own_order, group_value(spec, cohort) * ((value > 0.0 ? planned : output) - 1.0));
}

// Redesign saves material and does without heavies, slowly; public research shortens it. Firms without a seat set to
// it by themselves while their government is alarmed or their parts are dear.
void redesign(const Params& params, World& world, std::size_t index) {
    const FirmParams& spec = params.firms[index];
    const SupplyRules& rules = params.rules.supply;
    Firm& firm = world.firms[index];
    double effort = firm.thrift_effort, research = 0.0;
    if (const Government* home = government_at(spec.region)) {
        research = world.of(*home).research;
        if (spec.seat == no_seat) effort = std::max(effort, 0.5 * world.of(*home).alarm);
    }
    if (spec.seat == no_seat)
        for (std::size_t need : spec.needs)
            effort = std::max(effort, 0.5 * math::log(std::max(1.0, math::ratio(world.needs[need].unit_cost, world.needs[need].opening_cost, 1.0))));
    effort = math::clamp(effort, 0.0, 1.0);
    const double sooner = 1.0 + percent(params.rules.projects.research_effect) * research;
    const double speed = 1.0 - fading(rules.thrift_half_life_weeks.value / sooner);
    const auto approach = [&](double& share, double most) {
        if (most * effort > share) share += speed * (most * effort - share);
    };
    approach(firm.thrift, percent(rules.thrift_max));
    approach(firm.heavy_free, percent(rules.heavy_free_max));
}

}  // namespace

Growth capacity_growth(const Params& params, const World& world) {
    Growth base{}, now{};
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        const FacilityParams& site = params.facilities[i];
        const double normal = world.facilities[i].normal_t;
        each_output(params.recipes[site.recipe], [&](Product product, double share) {
            base[index_of(product)][index_of(site.region)] += site.base_t * share;
            now[index_of(product)][index_of(site.region)] += normal * share;
        });
    }
    for (std::size_t p = 0; p < base.size(); ++p)
        for (std::size_t r = 0; r < base[p].size(); ++r) now[p][r] = math::ratio(now[p][r], base[p][r], 1.0);
    return now;
}

double full_use(const Params& params, const World& world, std::size_t need) {
    const NeedParams& spec = params.needs[need];
    // Users grow with the economy; what factories take in grows with their capacity, which is in extra_t.
    const Firm& firm = world.firms[spec.firm];
    double base = spec.base_t;
    if (spec.plain_need >= 0) base *= 1.0 - firm.heavy_free;
    if (spec.heavy_need >= 0) base += params.needs[static_cast<std::size_t>(spec.heavy_need)].base_t * firm.heavy_free;
    if (spec.is_user) base *= world.market.demand_index * (1.0 + shock_size(world, ShockKind::demand_boom, spec.region));
    return (base + world.needs[need].extra_t) * (1.0 - firm.thrift);
}

double processing_cost(const Params& params, const World& world, std::size_t recipe, Zone zone) {
    const RecipeParams& spec = params.recipes[recipe];
    const bool inside = zone == Zone::inside;
    // Outside, pilot plants count where nobody ran the recipe.
    const double known = inside ? spec.base_inside_t
                                : std::max(spec.base_outside_t, percent(params.rules.supply.pilot_share) * spec.base_inside_t);
    const double start = known * weeks_per_year * params.rules.supply.experience_years.value;
    const double made = (inside ? world.market.made_inside_t : world.market.made_outside_t)[recipe];
    const double learnt = start > 0.0 ? math::exp(-spec.learning_exponent * math::log(1.0 + made / start)) : 1.0;
    return spec.unit_cost * (inside ? 1.0 : 1.0 + spec.premium_outside) * learnt;
}

double full_cost(const Params& params, const World& world, std::size_t facility) {
    const FacilityParams& site = params.facilities[facility];
    const RecipeParams& recipe = params.recipes[site.recipe];
    double cost = processing_cost(params, world, site.recipe, zone_of(site.region));
    for (std::size_t k = 0; k < recipe.input_count; ++k) cost += recipe.t_per_t[k] * world.needs[site.needs[k]].unit_cost;
    return cost;
}

double revenue_ratio(const Params& params, const World& world, std::size_t facility) {
    const FacilityParams& site = params.facilities[facility];
    double revenue = 0.0;
    each_output(params.recipes[site.recipe], [&](Product product, double share) {
        const double price = origin_price(params, world, product, site.region, site.region);
        const double tonnes = made_by_firm_t(params, world, site.firm, site.region, product);
        revenue += share * price_with_floor(params, world, site.firm, site.region, {product, price, tonnes});
    });
    return math::ratio(revenue, full_cost(params, world, facility), 1.0);
}

namespace {

// The cost of each product by zone against the start, weighted by output: what prices come back to. A separation's
// cost is borne by all its oxides alike.
void measure_costs(const Params& params, World& world) {
    PerProduct<double> sum_inside{}, sum_outside{}, made_inside{}, made_outside{};
    for (std::size_t i = 0; i < world.facilities.size(); ++i) {
        const FacilityParams& site = params.facilities[i];
        const Facility& facility = world.facilities[i];
        if (facility.opening_cost <= 0.0) continue;
        const double index = full_cost(params, world, i) / facility.opening_cost;
        const double work = std::max(facility.output_t, 0.05 * facility.capacity_t);
        each_output(params.recipes[site.recipe], [&](Product product, double share) {
            const std::size_t p = index_of(product);
            const double tonnes = work * share;
            (is_chinese(site) ? sum_inside : sum_outside)[p] += tonnes * index;
            (is_chinese(site) ? made_inside : made_outside)[p] += tonnes;
        });
    }
    for (std::size_t p = 0; p < count_of<Product>; ++p) {
        world.market.cost_inside[p] = math::ratio(sum_inside[p], made_inside[p], 1.0);
        world.market.cost_outside[p] = math::ratio(sum_outside[p], made_outside[p], 1.0);
    }
}

}  // namespace

void produce(const Params& params, World& world, const Moment&) {
    world.market.output_t.fill(0.0);
    const Growth growth = capacity_growth(params, world);
    for (std::size_t i = 0; i < world.facilities.size(); ++i) run_facility(params, world, growth, i);
    measure_costs(params, world);
}

void consume(const Params& params, World& world, const Moment& moment, Explanation* why) {
    for (std::size_t index = 0; index < world.firms.size(); ++index) {
        const FirmParams& spec = params.firms[index];
        if (spec.value_added <= 0.0 && spec.plants <= 0.0) continue;
        for (std::size_t c = 0; c < spec.cohorts; ++c) {
            if (spec.counts_plants) run_line(params, world, moment, index, c, profit_parts(why, index));
            else run_many_uses(params, world, index, c, profit_parts(why, index));
        }
        redesign(params, world, index);
    }
}

void write_off(const Params& params, World& world) {
    const double cover_weeks = params.rules.supply.write_off_cover_days.value / 7.0;
    for (std::size_t p = 0; p < count_of<Product>; ++p)
        for (std::size_t r = 0; r < count_of<Region>; ++r) {
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

// Users turn parts into goods, and stop when the scarcest part runs out; dear parts teach them thrift. Every tonne is
// written in the ledger. Knows stocks and what parts cost: what goods sell for is no business of these rules.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double catch_up_rate = 0.1;  // of full output: overtime that a line can work

// The share of full output that a cohort's scarcest part allows, and which part that is.
struct Feasible {
    double share = 1000.0;
    Product scarcest = Product::oxide_ndpr;
};

Feasible feasible(const Params& params, const World& world, const FirmParams& spec, const PerNeed& uses, std::size_t cohort) {
    Feasible least;
    for (std::size_t need : spec.uses) {
        const double share = math::ratio(world.needs[need].stock_t[cohort], uses[need] * spec.cohort_share[cohort], least.share);
        if (share < least.share) least = {share, params.needs[need].product};
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

// Draws parts for a group of plants, and writes them off the books.
void use_up(const Params& params, World& world, std::size_t need, std::size_t cohort, double tonnes) {
    const double used = std::min(world.needs[need].stock_t[cohort], tonnes);
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
void run_line(const Params& params, World& world, const Moment& moment, const PerNeed& uses, std::size_t index, std::size_t cohort,
              Contributions* why) {
    const FirmParams& spec = params.firms[index];
    const SupplyRules& rules = params.rules.supply;
    const double threshold = percent(rules.stop_threshold);
    const auto [possible, scarcest] = feasible(params, world, spec, uses, cohort);
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
    for (std::size_t need : spec.uses) use_up(params, world, need, cohort, uses[need] * spec.cohort_share[cohort] * output);
}

// Users of many kinds together: each material has uses of its own, which thin out by themselves. Output counts them
// by their value.
void run_many_uses(const Params& params, World& world, const PerNeed& uses, std::size_t index, std::size_t cohort, Contributions* why) {
    const FirmParams& spec = params.firms[index];
    const double planned = world.firms[index].production_share;
    double value = 0.0, made = 0.0;
    Contributions missing;
    for (std::size_t need : spec.uses) {
        const double use = uses[need] * spec.cohort_share[cohort];
        const double share = std::min(planned, math::ratio(world.needs[need].stock_t[cohort], use, 1.0));
        const double worth = params.needs[need].base_t * params.needs[need].opening_cost;
        value += worth;
        made += worth * share;
        use_up(params, world, need, cohort, use * share);
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
    if (spec.seat == no_seat) {
        double dearest = 1.0;
        for (std::size_t need : spec.needs)
            dearest = std::max(dearest, math::ratio(world.needs[need].unit_cost, params.needs[need].opening_cost, 1.0));
        if (dearest > 1.0) effort = std::max(effort, 0.5 * math::log(dearest));
    }
    effort = math::clamp(effort, 0.0, 1.0);
    const double sooner = 1.0 + percent(params.rules.projects.research_effect) * research;
    if (effort <= 0.0) return;
    const double pace = 1.0 - (research > 0.0 ? fading(rules.thrift_half_life_weeks.value / sooner) : params.fadings.thrift);
    const auto approach = [&](double& share, double most) { share += pace * std::max(0.0, most * effort - share); };
    approach(firm.thrift, percent(rules.thrift_max));
    approach(firm.heavy_free, percent(rules.heavy_free_max));
}

// What users in a region take of everything, against the start: they grow with the economy.
double users_growth(const World& world, Region region) {
    return world.market.demand_index * (1.0 + shock_size(world, ShockKind::demand_boom, region));
}

double use_at(double growth, const Params& params, const World& world, std::size_t need) {
    const NeedParams& spec = params.needs[need];
    // What factories take in grows with their capacity, which is in extra_t.
    const Firm& firm = world.firms[spec.firm];
    double base = spec.base_t;
    if (spec.plain_need >= 0) base *= 1.0 - firm.heavy_free;
    if (spec.heavy_need >= 0) base += params.needs[static_cast<std::size_t>(spec.heavy_need)].base_t * firm.heavy_free;
    if (spec.is_user) base *= growth;
    return (base + world.needs[need].extra_t) * (1.0 - firm.thrift);
}

}  // namespace

double full_use(const Params& params, const World& world, std::size_t need) {
    return use_at(users_growth(world, params.needs[need].region), params, world, need);
}

PerNeed full_uses(const Params& params, const World& world) {
    PerRegion<double> growth;
    for (Region region : all_of<Region>()) growth[index_of(region)] = users_growth(world, region);
    PerNeed uses;
    for (std::size_t i = 0; i < world.needs.size(); ++i) uses[i] = use_at(growth[index_of(params.needs[i].region)], params, world, i);
    return uses;
}

void grow_demand(const Params& params, World& world) {
    world.market.demand_index *= math::exp(math::log(1.0 + percent(params.rules.supply.demand_growth)) / weeks_per_year);
}

void consume(const Params& params, World& world, const PerNeed& uses, const Moment& moment, Explanation* why) {
    for (std::size_t index = 0; index < world.firms.size(); ++index) {
        const FirmParams& spec = params.firms[index];
        if (spec.value_added <= 0.0 && spec.plants <= 0.0) continue;
        for (std::size_t c = 0; c < spec.cohorts; ++c) {
            if (spec.counts_plants) run_line(params, world, moment, uses, index, c, profit_parts(why, index));
            else run_many_uses(params, world, uses, index, c, profit_parts(why, index));
        }
        redesign(params, world, index);
    }
}

}  // namespace chokepoint

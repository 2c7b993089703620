// The opening state of a game: everything that the scenario fixes, and what the seed draws from its ranges.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

// Draws the cover of each plant's part and gives the groups theirs, the leanest plants to the first.
void stock_plants(const FirmParams& firm, const NeedParams& spec, Rng& rng, Need& need) {
    std::array<double, 64> days{};
    std::size_t plants = 0;
    for (std::size_t c = 0; c < firm.cohorts; ++c) plants += firm.cohort_draws[c];
    for (std::size_t i = 0; i < plants; ++i) days[i] = rng.lognormal(std::max(spec.target_days, 1e-3), firm.stock_cv);
    std::sort(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(plants));
    std::size_t next = 0;
    for (std::size_t c = 0; c < firm.cohorts; ++c) {
        double sum = 0.0;
        for (std::size_t i = 0; i < firm.cohort_draws[c]; ++i) sum += days[next++];
        need.stock_t[c] = spec.base_t * sum / 7.0 / static_cast<double>(plants);
    }
}

void stock_needs(const Params& params, World& world, std::uint64_t seed) {
    for (std::size_t i = 0; i < params.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        const FirmParams& firm = params.firms[spec.firm];
        CHOKEPOINT_CHECK(world.needs.push({}));
        Need& need = world.needs[i];
        Rng rng(seed, 0, Purpose::start, static_cast<std::uint32_t>(i));
        if (spec.is_user) stock_plants(firm, spec, rng, need);
        else need.stock_t[0] = spec.base_t * spec.target_days / 7.0;
        for (std::size_t k = 0; k < spec.origin_count; ++k)
            for (int week = 0; week <= spec.transit[k]; ++week)
                need.transit_t[static_cast<std::size_t>(week)] += spec.base_t * spec.shares[k];
    }
}

// What each buyer pays at the start, and what each site then earns on its cost: later changes count against these.
void open_costs(const Params& params, World& world) {
    const TariffTable tariffs = goods_tariffs(params.tariffs, params.start - 7);
    PerNeed premiums;
    home_premiums(params, params.needs, tariffs, premiums);
    for (std::size_t i = 0; i < params.needs.size(); ++i) {
        world.needs[i].unit_cost = params.needs[i].opening_cost;
        world.needs[i].home_premium = premiums[i];
    }
    const SaleTerms sales = sale_terms(params, world);
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        world.facilities[i].opening_ratio = revenue_ratio(params, world, sales, i);
        world.facilities[i].opening_cost = full_cost(params, world, i);
    }
}

void stock_markets(const Params& params, World& world) {
    Market& market = world.market;
    const double weeks = params.rules.supply.producer_cover_days.value / 7.0;
    for (std::size_t p = 0; p < count_of<Product>; ++p) {
        for (std::size_t r = 0; r < count_of<Region>; ++r) {
            market.outflow_t[p][r] = params.base_outflow_t[p][r];
            market.stock_t[p][r] = params.base_outflow_t[p][r] * weeks;
        }
        market.price_inside[p] = params.products[p].price_inside;
        market.price_outside[p] = market.contract_outside[p] = params.products[p].price_outside;
    }
    for (std::size_t i = 0; i < params.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        if (!is_magnet(spec.product) || spec.region == Region::china) continue;
        for (std::size_t k = 0; k < spec.origin_count; ++k)
            if (spec.origins[k] == Region::china)
                market.magnet_exports_base_t[index_of(spec.region)] += spec.base_t * spec.shares[k];
    }
    market.cost_inside.fill(1.0);
    market.cost_outside.fill(1.0);
    market.magnet_exports_t.fill(market.magnet_exports_base_t);
    measure_cover(params, world, full_uses(params, world));
    market.rest_inside_weeks = market.cover_inside_weeks;
    market.rest_outside_weeks = market.cover_outside_weeks;
}

void open_ledger(const Params& params, World& world) {
    for (std::size_t p = 0; p < count_of<Product>; ++p)
        for (double tonnes : world.market.stock_t[p]) world.ledger.opening_t[p] += tonnes;
    for (const GovernmentState& government : world.governments)
        for (std::size_t p = 0; p < count_of<Product>; ++p) world.ledger.opening_t[p] += government.reserve_t[p];
    for (std::size_t i = 0; i < world.needs.size(); ++i)
        world.ledger.opening_t[index_of(params.needs[i].product)] += world.needs[i].stock() + world.needs[i].transit();
}

void open_firms(const Params& params, World& world) {
    for (const FirmParams& spec : params.firms) {
        Firm firm;
        for (std::size_t c = 0; c < spec.cohorts; ++c) firm.output[c] = 1.0;
        firm.report_factor = spec.disclosure;
        CHOKEPOINT_CHECK(world.firms.push(firm));
    }
    for (const FacilityParams& spec : params.facilities)
        CHOKEPOINT_CHECK(world.facilities.push({spec.base_t, spec.capacity_t, spec.base_t, 0.0, 1.0, 0.0}));
    for (const ProjectParams& spec : params.projects) {
        Project project;
        project.state = spec.state;
        project.weeks_left = spec.weeks_left;
        CHOKEPOINT_CHECK(world.projects.push(project));
    }
}

// Which makers abroad will heed a rule of China's that reaches them: each as a whole, out of fear for its own inputs.
void draw_obedience(const Params& params, World& world, std::uint64_t seed) {
    for (std::size_t i = 0; i < params.firms.size(); ++i) {
        Rng rng(seed, 0, Purpose::licence, static_cast<std::uint32_t>(limits::needs + i));  // after those of open_licences
        const bool obeys = rng.chance(percent(params.rules.licensing.abroad_compliance));
        world.firms[i].obeys_abroad = obeys && params.firms[i].region != Region::china && !params.firms[i].facilities.empty();
    }
}

double draw(Rng& rng, const Range& range) { return rng.triangular(range.low, range.value, range.high); }

// Measures that have stood for long have had their full effect by the start.
void open_effects(const World& world, Government government, GovernmentState& state, Day start) {
    const Region rival = rival_region(government);
    const Government* other = government_at(rival);
    for (ControlKind kind : all_of<ControlKind>()) {
        if (other != nullptr) state.hit[index_of(kind)] = measure_strength(world, *other, kind, home_of(government), start);
        state.taken[index_of(kind)] = measure_strength(world, government, kind, rival, start);
    }
}

void open_governments(const Params& params, World& world, std::uint64_t seed) {
    for (Government government : all_of<Government>()) {
        const GovernmentParams& spec = params.of(government);
        if (!spec.present) continue;
        GovernmentState& state = world.of(government);
        Rng rng(seed, 0, Purpose::type, static_cast<std::uint32_t>(government));
        state.approval_pct = spec.approval;
        state.aid_left_usd_bn = spec.aid_budget;
        state.patience = draw(rng, spec.patience);
        state.hawkishness = draw(rng, spec.hawkishness);
        state.red_line = draw(rng, spec.red_line);
        for (std::size_t i = 0; i < spec.weights.size(); ++i) state.weights[i] = draw(rng, spec.weights[i]);
        for (Government other : all_of<Government>()) state.goodwill[index_of(other)] = usual_goodwill(params, other, government);
        state.agency_capacity = spec.agency_capacity;
        state.appropriation_until = spec.appropriation_until;
        state.reserve_t = spec.reserve_t;
        open_effects(world, government, state, params.start);
        const Region rival = rival_region(government);
        state.last_headline_pct = headline_pct(world, government, rival, params.start);
        if (const Government* other = government_at(rival))
            state.last_headline_pct += headline_pct(world, *other, home_of(government), params.start);
    }
}

void open_trade(const Params& params, World& world) {
    for (const TradeFlowParams& spec : params.flows) {
        TradeFlow flow;
        if (const Government* by = government_at(spec.to))
            flow.rate_pct = flow.paid_pct = weighted_pct(world, *by, spec.from, params.start - 7);
        CHOKEPOINT_CHECK(world.flows.push(flow));
    }
}

}  // namespace

World start_world(const Params& params, std::uint64_t seed) {
    World world;
    for (const TariffMeasure& tariff : params.tariffs) CHOKEPOINT_CHECK(world.tariffs.push(tariff));
    for (const ControlMeasure& control : params.controls) CHOKEPOINT_CHECK(world.controls.push(control));
    open_firms(params, world);
    draw_obedience(params, world, seed);
    stock_needs(params, world, seed);
    stock_markets(params, world);
    open_costs(params, world);
    open_trade(params, world);
    open_governments(params, world, seed);
    open_ledger(params, world);
    world.desk.throughput = params.rules.licensing.throughput.value;
    world.desk.region_priority.fill(1.0);
    world.desk.region_priority[index_of(Region::us)] = params.rules.licensing.rival_priority.value;
    world.desk.end_use_priority.fill(1.0);
    open_licences(params, world, seed);
    return world;
}

}  // namespace chokepoint

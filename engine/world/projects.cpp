// Projects as real options: each week a chance to leave permitting and finance, then time, cost overrun and ramp.
// Knows prices, floors and public money; how the new capacity is used is production's business.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double priority_fades = 0.95;  // a week
constexpr double exit_slope = 5.7;       // of the log chance to give up: ten times at two thirds

// What the firm would sell of a product with the plant at work.
Sale sale_with(const Params& params, const World& world, const SaleTerms& sales, const ProjectParams& spec, Product product) {
    const double premium = sales.premium[index_of(product)][index_of(spec.region)];
    const Sale sale{product, world.market.price_outside[index_of(product)] * (1.0 + premium), 0.0};
    if (!may_have_floor(world, sales.floors, spec.firm, product)) return sale;  // then nobody asks how much it is
    return {product, sale.usd_per_kg,
            made_by_firm_t(params, world, spec.firm, spec.region, product) +
                spec.capacity_t * made_per_tonne(params.recipes[spec.recipe], product)};
}

// What the output earns outside China, or under a floor that somebody guarantees. A separator earns its basket.
double price_of(const Params& params, const World& world, const SaleTerms& sales, const ProjectParams& spec) {
    double value = 0.0, tonnes = 0.0;
    each_output(params.recipes[spec.recipe], [&](Product product, double share) {
        value += share * price_with_floor(params, world, sales.floors, spec.firm, spec.region, sale_with(params, world, sales, spec, product));
        tonnes += share;
    });
    return math::ratio(value, tonnes, 0.0);
}

// The price that makes the plant worth building: higher while a price war is remembered, lower with a sure buyer.
// A floor takes the fear away for the product that it covers.
double hurdle_of(const Params& params, const World& world, const SaleTerms& sales, const ProjectParams& spec, const Project& project) {
    const ProjectRules& rules = params.rules.projects;
    double covered = 0.0;
    each_output(params.recipes[spec.recipe], [&](Product product, double) {
        if (!may_have_floor(world, sales.floors, spec.firm, product)) return;
        const FloorCover cover = floor_cover(params, world, sales.floors, spec.firm, spec.region, sale_with(params, world, sales, spec, product));
        covered = std::max(covered, cover.share * cover.funded);
    });
    const double fear = percent(rules.flood_fear) * world.supply.flood_memory * (1.0 - covered);
    const double sure = std::min(1.0, project.offtake + promised_offtake(params, world, spec));
    return std::max(spec.hurdle * (1.0 + fear) * (1.0 - percent(rules.offtake_relief) * sure), 1e-3);
}

// 0 to 1: half at the hurdle price.
double attraction(const Params& params, const World& world, const SaleTerms& sales, const ProjectParams& spec, const Project& project) {
    const double edge = math::log(std::max(price_of(params, world, sales, spec), 1e-3) / hurdle_of(params, world, sales, spec, project));
    return math::logistic(params.rules.projects.price_slope.value * edge);
}

// How much likelier than usual a plant is given up at today's price. What is spent is spent: it goes on while the price
// covers what running it costs, well below the price that it was begun for (Dixit 1989, entry and exit under
// uncertainty), and under that it is given up ten times as often for every third that is missing.
double close_factor(const Params& params, const World& world, const SaleTerms& sales, const ProjectParams& spec, const Project& project) {
    const double leaves_at = hurdle_of(params, world, sales, spec, project) * percent(params.rules.supply.idle_ratio);
    const double edge = math::log(std::max(leaves_at, 1e-3) / std::max(price_of(params, world, sales, spec), 1e-3));
    return math::exp(math::clamp(exit_slope * edge, 0.0, 4.0));
}

// How fast papers move: the agencies' capacity, emergency powers, what diplomacy eased, how dirty the plant is.
double permit_pace(const Params& params, const World& world, const ProjectParams& spec, const Project& project) {
    double pace = 1.0 + project.priority;
    if (const Government* home = government_at(spec.region))
        if (params.of(*home).present) {
            const GovernmentState& state = world.of(*home);
            pace *= state.agency_capacity * (state.emergency_permits ? 2.0 : 1.0);
        }
    for (const GovernmentState& state : world.governments) pace += state.eased[index_of(spec.region)];
    return pace * (1.0 - percent(params.rules.projects.pollution_drag) * params.recipes[spec.recipe].pollution);
}

// Takes part of what a project added out of use, or puts it in: capacity, what it is crewed for, and what it takes in.
void add_capacity(const Params& params, World& world, const ProjectParams& spec, double added) {
    Facility& facility = world.facilities[spec.facility];
    facility.capacity_t = std::max(0.0, facility.capacity_t + added);
    facility.normal_t = std::max(0.0, facility.normal_t + added);
    facility.output_t = std::min(facility.output_t, facility.capacity_t);
    const RecipeParams& recipe = params.recipes[spec.recipe];
    for (std::size_t k = 0; k < recipe.input_count; ++k) {
        double& extra = world.needs[params.facilities[spec.facility].needs[k]].extra_t;
        extra = std::max(0.0, extra + added * recipe.t_per_t[k]);
    }
}

// A new beginning owes nothing to what was spent before.
void clear(Project& project) { project.ramped = project.funded = project.charged = project.offtake = 0.0; }

void enter(const Params& params, World& world, Project& project, const ProjectParams& spec, ProjectState state, Rng& rng) {
    project.state = state;
    if (state == ProjectState::building)
        project.weeks_left = spec.weeks_left * (1.0 + percent(params.rules.projects.overrun) * rng.uniform(0.0, 2.0));
    if (state == ProjectState::ramping) project.weeks_left = params.rules.projects.ramp_weeks.value;
    if (state == ProjectState::operating || state == ProjectState::failed) {
        // What was lent or bought in comes back when the plant works; when it fails the money is lost.
        if (state == ProjectState::operating) world.of(project.lender).aid_left_usd_bn += project.recoverable / 1000.0;
        project.recoverable = 0.0;
    }
    if (state == ProjectState::failed) {
        add_capacity(params, world, spec, -spec.capacity_t * project.ramped);
        clear(project);
    }
}

// Another plant of the kind may follow the one that runs.
void start_over(Project& project) {
    ++project.built;
    project.state = ProjectState::planned;
    clear(project);
}

// The state after this week, which may be the same.
ProjectState next_state(const Params& params, const World& world, const SaleTerms& sales, const Project& project,
                        const ProjectParams& spec, Rng& rng) {
    const ProjectRules& rules = params.rules.projects;
    const double draw = rng.uniform();
    const double pace = technology_pace(params, world, params.recipes[spec.recipe], spec.region);
    const auto is_begun = [&] {
        return draw < 2.0 * percent(rules.entry_rate) * attraction(params, world, sales, spec, project) * pace;
    };
    const auto is_given_up = [&] { return draw < percent(rules.failure_rate) * close_factor(params, world, sales, spec, project); };
    switch (project.state) {
        case ProjectState::planned:
            return project.funded > 0.0 || is_begun() ? ProjectState::permitting : project.state;
        case ProjectState::permitting:
            return draw < percent(rules.permit_rate) * permit_pace(params, world, spec, project) ? ProjectState::financing
                                                                                                : project.state;
        case ProjectState::financing: {
            const double money =
                1.0 + rules.finance_boost.value * math::clamp(math::ratio(project.funded, spec.cost, 0.0), 0.0, 1.0);
            const double chance = 2.0 * percent(rules.finance_rate) * attraction(params, world, sales, spec, project) * money * pace;
            return draw < chance ? ProjectState::building : project.state;
        }
        case ProjectState::building:
            if (is_given_up()) return ProjectState::failed;
            return project.weeks_left <= 0.0 ? ProjectState::ramping : project.state;
        case ProjectState::ramping:
            // A plant that earns far under what it was built for is closed before it has ever run full.
            if (is_given_up()) return ProjectState::failed;
            return project.weeks_left <= 0.0 ? ProjectState::operating : project.state;
        // What one owner gave up another may take up, as any plan.
        case ProjectState::failed: return is_begun() ? ProjectState::permitting : project.state;
        case ProjectState::operating: return project.state;
    }
    return project.state;
}

// New capacity starts wasteful: the site's waste is the mean over its old and new capacity.
void bring_on_stream(const Params& params, World& world, Project& project, const ProjectParams& spec, double share) {
    const double added = spec.capacity_t * (share - project.ramped);
    if (added <= 0.0) return;
    project.ramped = share;
    Facility& facility = world.facilities[spec.facility];
    facility.waste = (facility.waste * facility.capacity_t + percent(params.rules.supply.start_waste) * added) /
                     (facility.capacity_t + added);
    add_capacity(params, world, spec, added);
}

void tell_move(const Params& params, World& world, const Moment& moment, std::size_t index) {
    const ProjectParams& spec = params.projects[index];
    Event event;
    event.kind = EventKind::project_moved;
    event.subject = static_cast<std::uint32_t>(index);
    event.what = static_cast<std::uint8_t>(world.projects[index].state);
    event.by = params.firms[spec.firm].seat;
    event.region = spec.region;
    event.value = spec.capacity_t * weeks_per_year;
    event.importance = 1;
    note(world, moment, event);
}

}  // namespace

double technology_pace(const Params& params, const World& world, const RecipeParams& recipe, Region region) {
    const double strength = control_strength(world, Government::china, ControlKind::technology_ban, region, world.today);
    const double banned = math::clamp(strength, 0.0, 1.0);
    return 1.0 - percent(params.rules.projects.technology_drag) * banned * recipe.chinese_technology;
}

void advance_projects(const Params& params, World& world, const SaleTerms& sales, const Moment& moment) {
    const double fear = math::clamp(world.supply.flood / 0.5, 0.0, 1.0);
    world.supply.flood_memory = std::max(fear, world.supply.flood_memory * params.fadings.flood_memory);
    for (std::size_t i = 0; i < world.projects.size(); ++i) {
        const ProjectParams& spec = params.projects[i];
        Project& project = world.projects[i];
        Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::project, static_cast<std::uint32_t>(i));
        project.priority *= priority_fades;
        if (project.state == ProjectState::building || project.state == ProjectState::ramping)
            project.weeks_left -= technology_pace(params, world, params.recipes[spec.recipe], spec.region);
        const ProjectState next = next_state(params, world, sales, project, spec, rng);
        if (next != project.state) {
            enter(params, world, project, spec, next, rng);
            tell_move(params, world, moment, i);
        }
        if (project.state == ProjectState::ramping)
            bring_on_stream(params, world, project, spec,
                            math::clamp(1.0 - math::ratio(project.weeks_left, params.rules.projects.ramp_weeks.value, 0.0), 0.0, 1.0));
        if (project.state == ProjectState::operating) {
            bring_on_stream(params, world, project, spec, 1.0);
            if (project.built < spec.repeats) start_over(project);
        }
    }
}

}  // namespace chokepoint

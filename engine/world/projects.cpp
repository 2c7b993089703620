// Projects as real options: each week a chance to leave permitting and finance, then time, cost overrun and ramp.
// Knows prices, floors and public money; how the new capacity is used is production's business.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double priority_fades = 0.95;  // a week

// What the output earns outside China, or the floor that somebody guarantees. A separator earns its basket.
double price_of(const Params& params, const World& world, const ProjectParams& spec) {
    const RecipeParams& recipe = params.recipes[spec.recipe];
    double price = world.market.price_outside[index_of(recipe.output)];
    if (recipe.stage == Stage::separation) {
        double value = 0.0, tonnes = 0.0;
        for (std::size_t m = 0; m <= index_of(Material::sc); ++m) {
            value += recipe.oxides[m] * world.market.price_outside[index_of(oxide_of(static_cast<Material>(m)))];
            tonnes += recipe.oxides[m];
        }
        price = math::ratio(value, tonnes, price);
    }
    return std::max(price, world.firms[spec.firm].price_floor);
}

void enter(const World&, const Params& params, Project& project, const ProjectParams& spec, ProjectState state, Rng& rng) {
    project.state = state;
    if (state == ProjectState::building)
        project.weeks_left = spec.weeks_left * (1.0 + percent(params.rules.projects.overrun) * rng.uniform(0.0, 2.0));
    if (state == ProjectState::ramping) project.weeks_left = params.rules.projects.ramp_weeks.value;
}

// The state after this week, which may be the same.
ProjectState next_state(const Params& params, const World& world, const Project& project, const ProjectParams& spec,
                        Rng& rng) {
    const ProjectRules& rules = params.rules.projects;
    const double draw = rng.uniform();
    switch (project.state) {
        case ProjectState::planned: return project.funded > 0.0 ? ProjectState::permitting : ProjectState::planned;
        case ProjectState::permitting:
            return draw < percent(rules.permit_rate) * (1.0 + project.priority) ? ProjectState::financing : project.state;
        case ProjectState::financing: {
            const double money = 1.0 + 3.0 * math::clamp(math::ratio(project.funded, spec.cost, 0.0), 0.0, 1.0);
            const double edge = math::log(std::max(price_of(params, world, spec), 1e-3) / std::max(spec.hurdle, 1e-3));
            const double chance = 2.0 * percent(rules.finance_rate) * math::logistic(rules.price_slope.value * edge) * money;
            return draw < chance ? ProjectState::building : project.state;
        }
        case ProjectState::building:
            if (draw < percent(rules.failure_rate)) return ProjectState::failed;
            return project.weeks_left <= 0.0 ? ProjectState::ramping : project.state;
        case ProjectState::ramping: return project.weeks_left <= 0.0 ? ProjectState::operating : project.state;
        case ProjectState::operating:
        case ProjectState::failed: return project.state;
    }
    return project.state;
}

void bring_on_stream(const Params& params, World& world, Project& project, const ProjectParams& spec, double share) {
    const double added = spec.capacity_t * (share - project.ramped);
    if (added <= 0.0) return;
    project.ramped = share;
    world.facilities[spec.facility].capacity_t += added;
    const RecipeParams& recipe = params.recipes[spec.recipe];
    for (std::size_t k = 0; k < recipe.input_count; ++k)
        world.needs[params.facilities[spec.facility].needs[k]].extra_t += added * recipe.t_per_t[k];
}

}  // namespace

void advance_projects(const Params& params, World& world, const Moment& moment) {
    for (std::size_t i = 0; i < world.projects.size(); ++i) {
        const ProjectParams& spec = params.projects[i];
        Project& project = world.projects[i];
        Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::project, static_cast<std::uint32_t>(i));
        project.priority *= priority_fades;
        if (project.state == ProjectState::building || project.state == ProjectState::ramping) project.weeks_left -= 1.0;
        const ProjectState next = next_state(params, world, project, spec, rng);
        if (next != project.state) {
            enter(world, params, project, spec, next, rng);
            Event event;
            event.kind = EventKind::project_moved;
            event.subject = static_cast<std::uint32_t>(i);
            event.what = static_cast<std::uint8_t>(next);
            event.by = params.firms[spec.firm].seat;
            event.region = spec.region;
            event.value = spec.capacity_t * weeks_per_year;
            event.importance = 1;
            note(world, moment, event);
        }
        if (project.state == ProjectState::ramping)
            bring_on_stream(params, world, project, spec,
                            math::clamp(1.0 - math::ratio(project.weeks_left, params.rules.projects.ramp_weeks.value, 0.0), 0.0, 1.0));
        if (project.state == ProjectState::operating) bring_on_stream(params, world, project, spec, 1.0);
    }
}

}  // namespace chokepoint

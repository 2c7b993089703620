// The world as a watcher from a given viewpoint may see it: what observe.cpp is for seats, for screens.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

bool sees_all(Viewpoint viewpoint) { return viewpoint == Viewpoint::facilitator; }

bool sees_event(const Event& event, Viewpoint viewpoint, SeatId seat) {
    return event.is_public || sees_all(viewpoint) || (viewpoint == Viewpoint::seat && (event.by == seat || event.to == seat));
}

struct Route {
    double shipped = 0.0, base = 0.0, held = 0.0;
    bool licensed = false, delayed = false;
};

FlowState state_of(const Route& route) {
    if (route.held > 0.5 * (route.held + route.shipped)) return FlowState::blocked;
    if (route.licensed) return FlowState::licensed;
    if (route.delayed && route.held > 0.0) return FlowState::delayed;
    return route.shipped > 1.5 * route.base && route.base > 0.0 ? FlowState::diverted : FlowState::open;
}

void draw_flows(const Params& params, const World& world, const Moment& moment, Snapshot& out) {
    std::array<std::array<PerRegion<Route>, count_of<Region>>, count_of<ProductClass>> routes{};
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        const Need& need = world.needs[i];
        for (std::size_t k = 0; k < spec.origin_count; ++k) {
            Route& route = routes[index_of(class_of(spec.product))][index_of(spec.origins[k])][index_of(spec.region)];
            route.shipped += need.shipped_t[k];
            route.base += spec.base_t * spec.shares[k];
            if (spec.origins[k] != Region::china || spec.region == Region::china) continue;
            const ExportRule rule = export_rule(params, world, spec.product, spec.region, moment.today);
            route.held += need.held_t;
            route.licensed = route.licensed || rule.needs_licence || rule.banned;
            route.delayed = route.delayed || rule.held_share > 0.0;
        }
    }
    std::array<FlowView, count_of<ProductClass> * count_of<Region> * count_of<Region>> all{};
    std::size_t count = 0;
    for (ProductClass kind : all_of<ProductClass>())
        for (Region from : all_of<Region>())
            for (Region to : all_of<Region>()) {
                const Route& route = routes[index_of(kind)][index_of(from)][index_of(to)];
                if (from == to || route.base + route.shipped <= 0.0) continue;
                all[count++] = {route.shipped, route.base, route.held, kind, from, to, state_of(route), 0};
            }
    const auto larger = [](const FlowView& a, const FlowView& b) {
        const double left = std::max(a.base_t_per_week, a.t_per_week), right = std::max(b.base_t_per_week, b.t_per_week);
        if (left != right) return left > right;
        return index_of(a.from) * 100 + index_of(a.to) < index_of(b.from) * 100 + index_of(b.to);
    };
    std::sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), larger);
    out.flows.clear();
    for (std::size_t i = 0; i < count; ++i)
        if (!out.flows.push(all[i])) return;
}

void draw_firms(const Params& params, const World& world, Viewpoint viewpoint, SeatId seat, Snapshot& out) {
    out.firms.clear();
    for (std::size_t i = 0; i < params.firms.size(); ++i) {
        const FirmParams& spec = params.firms[i];
        const Firm& firm = world.firms[i];
        FirmSnapshot row;
        row.plants = spec.counts_plants ? spec.plants : 0.0;
        double output = 0.0, stopped = 0.0;
        for (std::size_t c = 0; c < spec.cohorts; ++c) {
            output += spec.cohort_share[c] * std::min(1.0, firm.output[c]);
            stopped += firm.stopped_weeks[c] > 0 ? spec.cohort_share[c] : 0.0;
        }
        row.plants_stopped = row.plants * stopped;  // the press reports stops
        row.visible = sees_all(viewpoint) || (viewpoint == Viewpoint::seat && spec.seat == seat && seat != no_seat);
        if (row.visible) {
            bool first = true;
            for (std::size_t index : spec.needs) {
                const double use = params.needs[index].base_t + world.needs[index].extra_t;
                if (use <= 0.0) continue;
                const double days = 7.0 * world.needs[index].stock() / use;
                if (first || days < row.cover_days) row.cover_days = days;
                first = false;
            }
            row.output_share = output;
            if (!spec.facilities.empty()) {
                double now = 0.0, base = 0.0;
                for (std::size_t site : spec.facilities) {
                    now += world.facilities[site].output_t;
                    base += params.facilities[site].base_t;
                }
                row.output_share = math::ratio(now, base, row.output_share);
            }
            row.profit_usd_m = firm.profit;
        }
        static_cast<void>(out.firms.push(row));
    }
}

void draw_governments(const Params& params, const World& world, Viewpoint viewpoint, SeatId seat, Snapshot& out) {
    for (Government government : all_of<Government>()) {
        GovernmentSnapshot& row = out.governments[index_of(government)];
        row = GovernmentSnapshot{};
        row.present = params.of(government).present;
        const GovernmentState& state = world.of(government);
        row.approval_pct = state.approval_pct;
        row.visible = sees_all(viewpoint) || (viewpoint == Viewpoint::seat && params.of(government).seat == seat);
        if (!row.visible || !row.present) continue;
        row.pain = state.total_pain();
        row.pain_by_cause = state.pain;
        row.stress = state.stress;
        row.output_loss_pct = state.output_loss_pct;
        row.inflation_pct = state.inflation_pct;
        row.revenue_usd_bn = state.revenue_usd_bn;
    }
}

void draw_projects(const Params& params, const World& world, Snapshot& out) {
    out.projects.clear();
    for (std::size_t i = 0; i < params.projects.size(); ++i) {
        const Project& project = world.projects[i];
        ProjectSnapshot row;
        row.state = project.state;
        row.weeks_left = std::max(0.0, project.weeks_left);
        row.capacity_t_per_year = params.projects[i].capacity_t * weeks_per_year;
        if (project.state == ProjectState::building)
            row.progress = math::clamp(1.0 - math::ratio(project.weeks_left, params.projects[i].weeks_left, 0.0), 0.0, 1.0);
        else if (project.state == ProjectState::ramping) row.progress = project.ramped;
        else if (project.state == ProjectState::operating) row.progress = 1.0;
        static_cast<void>(out.projects.push(row));
    }
}

void draw_queue(const World& world, const Moment& moment, Viewpoint viewpoint, Snapshot& out) {
    out.queue_waiting = out.queue_waiting_t = out.queue_mean_age_weeks = out.queue_throughput = out.queue_granted_share = 0.0;
    if (!sees_all(viewpoint)) return;
    const Desk& desk = world.desk;
    for (const Application& application : desk.queue) {
        if (application.state == ApplicationState::granted || application.state == ApplicationState::denied) continue;
        out.queue_waiting += 1.0;
        out.queue_waiting_t += application.tonnes;
        out.queue_mean_age_weeks += moment.week - application.filed_week;
    }
    out.queue_mean_age_weeks = math::ratio(out.queue_mean_age_weeks, out.queue_waiting, 0.0);
    double granted = 0.0, decided = 0.0;
    for (std::size_t r = 0; r < count_of<Region>; ++r) {
        granted += desk.granted[r];
        decided += desk.decided[r];
    }
    out.queue_granted_share = math::ratio(granted, decided, 0.0);
    out.queue_throughput = desk.throughput;
}

// Who has a part in a clause sees it as its own monitoring shows it; who sees all, as either side does.
void draw_doubts(const Params& params, const World& world, Viewpoint viewpoint, SeatId seat, Snapshot& out) {
    if (viewpoint == Viewpoint::spectator) return;
    for (std::size_t i = 0; i < world.agreements.size(); ++i)
        for (std::size_t t = 0; t < world.agreements[i].terms.size(); ++t)
            for (SeatId party : {world.agreements[i].terms[t].by, world.agreements[i].terms[t].to})
                if ((sees_all(viewpoint) || party == seat) && state_known_to(params, world, i, t, party) == TermState::unknown)
                    out.record.agreements[i].term_states[t] = TermState::unknown;
}

}  // namespace

void draw_world(const Params& params, const World& world, const Moment& moment, Viewpoint viewpoint, SeatId seat,
                Snapshot& out) {
    observe_public(params, world, moment, out.record);
    draw_doubts(params, world, viewpoint, seat, out);
    out.viewpoint = viewpoint;
    out.seat = seat;
    out.mass_balance_rel_max = world.tally.mass_balance_rel_max;
    for (std::size_t p = 0; p < count_of<Product>; ++p) {
        out.cover_inside_days[p] = 7.0 * world.market.cover_inside_weeks[p];
        out.cover_outside_days[p] = 7.0 * world.market.cover_outside_weeks[p];
        out.world_output_t[p] = world.market.output_t[p];
    }
    draw_flows(params, world, moment, out);
    draw_firms(params, world, viewpoint, seat, out);
    draw_governments(params, world, viewpoint, seat, out);
    draw_projects(params, world, out);
    draw_queue(world, moment, viewpoint, out);
    out.events.clear();
    for (const Event& event : world.events)
        if (sees_event(event, viewpoint, seat)) static_cast<void>(out.events.push(event));
}

}  // namespace chokepoint

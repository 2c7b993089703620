// Public money and the agencies that move it: appropriations that lapse, requests to the legislature, shutdowns that
// slow everything, awards that take months to be paid. Knows governments and projects; not what projects are for.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double easing_fades = 0.97;     // a week, of resource diplomacy
constexpr int appropriation_weeks = 52;
constexpr double large_request_years = 10.0;  // of the budget: so much is half as likely to pass as a little

// Firms that want supply at home make new money likelier, those that want parts cheap less likely.
double funds_chance(const Params& params, const World& world, Government government) {
    const Lobbying lobbies = lobbying(params, world, government);
    const double pull = lobbies.for_own_supply - lobbies.for_deals;
    const double usual = params.of(government).funds_chance * (1.0 + params.rules.politics.funds_lobby.value * pull);
    const double size = math::ratio(world.of(government).funds_asked_usd_bn, large_request_years * params.of(government).aid_budget, 0.0);
    return math::clamp(usual / (1.0 + size), 0.0, 1.0);
}

void hear_legislature(const Params& params, World& world, Government government, const Moment& moment) {
    GovernmentState& state = world.of(government);
    if (state.funds_asked_usd_bn <= 0.0) return;
    Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::agencies, static_cast<std::uint32_t>(government));
    if (!rng.chance(funds_chance(params, world, government))) return;
    state.aid_left_usd_bn += state.funds_asked_usd_bn;
    state.funds_asked_usd_bn = 0.0;
    state.appropriation_until = std::max(state.appropriation_until, moment.today) + 7 * appropriation_weeks;
}

// A new year's budget where the appropriation stands.
void renew_budget(const GovernmentParams& spec, GovernmentState& state, const Moment& moment) {
    const bool new_year = moment.week > 1 && (moment.week - 1) % appropriation_weeks == 0;
    if (new_year && may_commit(state, moment.today)) state.aid_left_usd_bn += spec.aid_budget;
}

// Pledges mature at the pace of the agencies that handle them: of the government at the project's home.
void pay_pledges(const Params& params, World& world) {
    for (std::size_t i = 0; i < world.projects.size(); ++i) {
        Project& project = world.projects[i];
        if (project.pledged <= 0.0) continue;
        double pace = 1.0;
        if (const Government* home = government_at(params.projects[i].region))
            if (params.of(*home).present) pace = world.of(*home).agency_capacity;
        project.pledge_weeks -= pace;
        if (project.pledge_weeks > 0.0) continue;
        project.funded += project.pledged;
        project.pledged = 0.0;
    }
}

}  // namespace

bool may_commit(const GovernmentState& state, Day today) { return today < state.appropriation_until; }

bool may_release(const Params& params, const World& world, Government government) {
    const GovernmentState& state = world.of(government);
    return state.emergency_permits || state.alarm >= params.of(government).release_alarm;
}

double most_aid(const Params& params, const World& world, const Moment& moment, Government by, AidKind kind) {
    const GovernmentState& state = world.of(by);
    if (!may_commit(state, moment.today)) return 0.0;
    const double charged = params.aid[index_of(kind)].budget_share;
    return charged > 0.0 ? 1000.0 * state.aid_left_usd_bn / charged : 1e9;  // nothing charged: no limit
}

void pledge(const Params& params, World& world, Government by, std::size_t project, AidKind kind, double usd_m) {
    const AidParams& aid = params.aid[index_of(kind)];
    const ProjectParams& spec = params.projects[project];
    Project& receiver = world.projects[project];
    const double charge = usd_m * aid.budget_share;
    double& budget = world.of(by).aid_left_usd_bn;
    budget = std::max(0.0, budget - charge / 1000.0);  // all of it may round below
    receiver.charged += charge;
    if (charge * aid.recovered > 0.0) {
        receiver.recoverable += charge * aid.recovered;
        receiver.lender = by;
    }
    if (kind == AidKind::offtake) {
        const double year_usd_m = spec.capacity_t * weeks_per_year * spec.hurdle / 1000.0;
        receiver.offtake = std::min(1.0, receiver.offtake + math::ratio(usd_m, year_usd_m, 0.0));
    } else {
        receiver.pledge_weeks = receiver.pledged > 0.0 ? std::max(receiver.pledge_weeks, aid.weeks) : aid.weeks;
        receiver.pledged += usd_m;
    }
}

void run_agencies(const Params& params, World& world, const Moment& moment) {
    for (Government government : all_of<Government>()) {
        const GovernmentParams& spec = params.of(government);
        if (!spec.present) continue;
        GovernmentState& state = world.of(government);
        const double lost = shock_size(world, ShockKind::shutdown, home_of(government)) +
                            shock_size(world, ShockKind::reshuffle, home_of(government));
        state.agency_capacity = spec.agency_capacity * (1.0 - math::clamp(lost, 0.0, 0.95));
        renew_budget(spec, state, moment);
        hear_legislature(params, world, government, moment);
        for (double& eased : state.eased) eased *= easing_fades;
    }
    pay_pledges(params, world);
}

}  // namespace chokepoint

#include "engine/world/value.hpp"

#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/domain/pledges.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

namespace judgement = value_judgement;

// --- shares of the market ---

// Regions' shares of the world's separation and magnets, each stage counting one half, by a size of every facility.
template <typename Size>
PerRegion<double> market_shares(const Params& params, Size size) {
    PerRegion<double> shares{};
    for (Stage stage : {Stage::separation, Stage::magnet}) {
        PerRegion<double> made{};
        double all = 0.0;
        for (std::size_t i = 0; i < params.facilities.size(); ++i) {
            if (params.recipes[params.facilities[i].recipe].stage != stage) continue;
            made[index_of(params.facilities[i].region)] += size(i);
            all += size(i);
        }
        for (std::size_t r = 0; r < shares.size(); ++r) shares[r] += 0.5 * math::ratio(made[r], all, 0.0);
    }
    return shares;
}

// What is being built and is not on stream yet, tonnes a week by facility. Plans and papers are no plants.
std::vector<double> capacity_ahead(const Params& params, const World& world) {
    std::vector<double> capacity(params.facilities.size());
    for (std::size_t i = 0; i < capacity.size(); ++i) capacity[i] = world.facilities[i].capacity_t;
    for (std::size_t i = 0; i < params.projects.size(); ++i) {
        const ProjectState state = world.projects[i].state;
        if (state != ProjectState::building && state != ProjectState::ramping) continue;
        capacity[params.projects[i].facility] += params.projects[i].capacity_t * std::max(0.0, 1.0 - world.projects[i].ramped);
    }
    return capacity;
}

// The market as a government counts it: its own, and for those outside China part of what is not made there.
double counted_share(const PerRegion<double>& shares, Government government) {
    const Region home = home_of(government);
    if (home == Region::china) return shares[index_of(home)];
    double elsewhere = 0.0;
    for (Region region : all_of<Region>())
        if (region != home && region != Region::china) elsewhere += shares[index_of(region)];
    return shares[index_of(home)] + judgement::friends_share * elsewhere;
}

PerRegion<double> shares_of_output(const Params& params, const World& world) {
    return market_shares(params, [&](std::size_t i) { return world.facilities[i].output_t; });
}

// --- interests ---

PerRegion<double> opening_shares(const Params& params) {
    return market_shares(params, [&](std::size_t i) { return params.facilities[i].base_t; });
}

double share_gained(const PerRegion<double>& now, const PerRegion<double>& opening, Government government) {
    return counted_share(now, government) - counted_share(opening, government);
}

// Goodwill over the usual: of all others towards China, of all but China towards the others.
double goodwill_gained(const Params& params, const World& world, Government government) {
    double sum = 0.0, friends = 0.0;
    for (Government other : all_of<Government>()) {
        if (other == government || other == Government::china || !params.of(other).present) continue;
        sum += world.of(government).goodwill[index_of(other)] - usual_goodwill(params, other, government);
        friends += 1.0;
    }
    return math::ratio(sum, friends, 0.0);
}

// Weeks that a user can go on with what it and its government hold: the part that runs out first stops the line.
double covered_weeks(const Params& params, const World& world, const FirmParams& firm, const PerProduct<double>& reserve_weeks) {
    double least = judgement::stock_weeks_max;
    for (std::size_t need : firm.needs) {
        const double use = full_use(params, world, need);
        if (!params.needs[need].is_user || use <= 0.0) continue;
        least = std::min(least, world.needs[need].stock() / use + reserve_weeks[index_of(params.needs[need].product)]);
    }
    return least;
}

double usual_cover_weeks(const Params& params, const FirmParams& firm) {
    double least = judgement::stock_weeks_max;
    for (std::size_t need : firm.needs)
        if (params.needs[need].is_user) least = std::min(least, params.needs[need].target_days / 7.0);
    return least;
}

// Weeks of use at home that the public stockpile holds.
PerProduct<double> reserve_weeks_of(const Params& params, const World& world, Government government) {
    PerProduct<double> use{}, weeks{};
    for (std::size_t i = 0; i < params.needs.size(); ++i)
        if (params.needs[i].is_user && params.needs[i].region == home_of(government))
            use[index_of(params.needs[i].product)] += full_use(params, world, i);
    for (std::size_t p = 0; p < weeks.size(); ++p) weeks[p] = math::ratio(world.of(government).reserve_t[p], use[p], 0.0);
    return weeks;
}

// Money in point-weeks.
double points_of(const Params& params, Government government, double usd_bn) {
    return 100.0 * math::ratio(usd_bn * weeks_per_year, params.of(government).gdp, 0.0);
}

// Weeks of output that cover beyond the usual saves if it is needed, point-weeks.
double stock_value(const Params& params, const World& world, Government government) {
    const PerProduct<double> reserve_weeks = reserve_weeks_of(params, world, government);
    double usd_bn = 0.0;
    for (const FirmParams& firm : params.firms) {
        if (firm.region != home_of(government) || firm.value_added <= 0.0) continue;
        usd_bn += firm.value_added * (covered_weeks(params, world, firm, reserve_weeks) - usual_cover_weeks(params, firm));
    }
    return judgement::stock_needed * params.rules.macro.shortage_multiplier.value * points_of(params, government, usd_bn);
}

// How far its word is believed beyond a stranger's, -1/2 to 1/2, in point-weeks while it is remembered: a record fades with
// its half-life, which makes half-life / ln 2 weeks in all.
double record_value(const Params& params, const GovernmentState& state) {
    const double threats = math::ratio(state.threats_kept, state.threats_kept + state.threats_broken, 0.5);
    const double promises = math::ratio(state.promises_kept, state.promises_kept + state.promises_broken, 0.5);
    const double remembered_weeks = params.rules.negotiation.reputation_half_life.value / math::log(2.0);
    return judgement::points_per_record * remembered_weeks * (0.5 * (threats + promises) - 0.5);
}

using ByGovernment = std::array<ByInterest, limits::governments>;

// What nothing else in the model moves, while it is owed: pledged purchases as they are made, and what was declared of side terms,
// spread over their weeks. Firms' sides of them count for nobody.
void add_pledges(const Params& params, const World& world, ByGovernment& points) {
    const int week = week_of(params, world);
    const auto add = [&](SeatId seat, Interest interest, double value) {
        if (params.is_government(seat)) points[index_of(params.government_of(seat))][index_of(interest)] += value;
    };
    const auto points_to = [&](SeatId seat, double usd_bn) {
        return params.is_government(seat) ? points_of(params, params.government_of(seat), usd_bn) : 0.0;
    };
    for (const Agreement& agreement : world.agreements) {
        if (!is_in_force(agreement.state)) continue;
        for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
            const Term& term = agreement.terms[t];
            if (term.kind != TermKind::side_term && term.kind != TermKind::purchase) continue;
            if (agreement.term_states[t] == TermState::waived || !is_due(agreement, term, week)) continue;
            if (term.kind == TermKind::side_term) {
                const double declared = declared_worth(term.amount) / std::max(1, last_week_of(agreement, term) - agreement.in_force_week - term.from_week + 1);
                add(term.to, Interest::cohesion, declared);
                add(term.by, Interest::cohesion, -pledge_judgement::side_cost * declared);
            } else {
                const double bought = bought_in_week(params, world, agreement, term);
                add(term.to, Interest::jobs, pledge_judgement::additional * pledge_judgement::value_added * points_to(term.to, bought));
                add(term.by, Interest::revenue, -pledge_judgement::burden * points_to(term.by, bought));
            }
        }
    }
}

// Of a week, pledges apart; `share` is what it has gained of the market.
ByInterest week_parts(const Params& params, const World& world, Government government, double share) {
    const GovernmentState& state = world.of(government);
    const GovernmentParams& spec = params.of(government);
    ByInterest points{};
    points[index_of(Interest::output)] = -state.output_loss_pct;
    points[index_of(Interest::inflation)] = -state.pain[index_of(PainCause::inflation)];
    points[index_of(Interest::jobs)] = -judgement::points_per_job_pct * state.jobs_lost_pct;
    points[index_of(Interest::defence)] = -params.rules.macro.defence_to_pain.value * (1.0 - state.readiness);
    points[index_of(Interest::revenue)] = judgement::worth_of_revenue * 100.0 * math::ratio(state.revenue_usd_bn, spec.gdp, 0.0);
    points[index_of(Interest::technology)] =
        -state.pain[index_of(PainCause::technology)] - state.pain[index_of(PainCause::listings)];
    points[index_of(Interest::market_share)] = judgement::points_per_share * share;
    points[index_of(Interest::audience)] = judgement::points_per_approval * (state.approval_pct - spec.approval);
    points[index_of(Interest::cohesion)] = judgement::points_per_goodwill * goodwill_gained(params, world, government);
    return points;
}

ByGovernment week_values(const Params& params, const World& world) {
    const PerRegion<double> now = shares_of_output(params, world), opening = opening_shares(params);
    ByGovernment points{};
    for (Government government : all_of<Government>())
        if (params.of(government).present)
            points[index_of(government)] = week_parts(params, world, government, share_gained(now, opening, government));
    add_pledges(params, world, points);
    return points;
}

}  // namespace

ByInterest normalised_weights(const ByInterest& given) {
    ByInterest weights = given;
    double sum = 0.0, counted = 0.0;
    for (double weight : given) {
        sum += weight;
        counted += weight > 0.0 ? 1.0 : 0.0;
    }
    for (double& weight : weights) weight = counted > 0.0 ? weight * counted / sum : 1.0;
    return weights;
}

ByInterest week_value(const Params& params, const World& world, Government government) {
    return week_values(params, world)[index_of(government)];
}

ByInterest value_at_end(const Params& params, const World& world, Government government) {
    const std::vector<double> ahead = capacity_ahead(params, world);
    const PerRegion<double> built = market_shares(params, [&](std::size_t i) { return ahead[i]; });
    const PerRegion<double> opening = market_shares(params, [&](std::size_t i) { return params.facilities[i].capacity_t; });
    ByInterest left{};
    left[index_of(Interest::output)] = stock_value(params, world, government);
    left[index_of(Interest::revenue)] =
        judgement::worth_of_revenue * points_of(params, government, world.of(government).aid_left_usd_bn);
    left[index_of(Interest::market_share)] =
        judgement::points_per_share * judgement::weeks_ahead * share_gained(built, opening, government);
    left[index_of(Interest::credibility)] = record_value(params, world.of(government));
    return left;
}

void sum_value(const Params& params, World& world) {
    const ByGovernment points = week_values(params, world);
    for (Government government : all_of<Government>())
        for (std::size_t i = 0; i < points[index_of(government)].size(); ++i)
            world.of(government).valued[i] += points[index_of(government)][i];
}

double GovernmentValue::of(Interest interest) const {
    const std::size_t i = index_of(interest);
    return weights[i] * (weekly[i] + at_end[i]);
}

double GovernmentValue::total() const {
    double sum = 0.0;
    for (Interest interest : all_of<Interest>()) sum += of(interest);
    return sum;
}

GovernmentValue government_value(const Params& params, const World& world, Government government) {
    const GovernmentState& state = world.of(government);
    return {normalised_weights(state.weights), state.valued, value_at_end(params, world, government)};
}

FirmValue firm_value(const Params& params, const World& world, std::size_t index) {
    FirmValue value;
    value.cash = world.firms[index].cash;
    for (std::size_t i = 0; i < params.projects.size(); ++i) {
        if (params.projects[i].firm != index) continue;
        // What failed has been written off: nothing is left in it.
        value.plants += std::max(0.0, world.projects[i].funded - world.projects[i].recoverable);
    }
    const TariffTable tariffs = goods_tariffs(world, week_of(params, world) > 0 ? world.today - 6 : params.start);
    for (std::size_t need : params.firms[index].needs) {
        const NeedParams& spec = params.needs[need];
        double price = 0.0;
        for (std::size_t k = 0; k < spec.origin_count; ++k)
            price += spec.shares[k] * landed_price(params, world, need, spec.origins[k], tariffs);
        const Need& held = world.needs[need];
        value.stock += (held.stock() + held.transit()) * kg_per_t * (price - held.unit_cost) / usd_per_million;
    }
    return value;
}

}  // namespace chokepoint

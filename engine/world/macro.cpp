// The pain of each government by cause: fast (financial stress) and slow (output, prices). Knows tariffs, stops and volumes;
// approval is politics' business.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double quarter_weeks = 13.0;
constexpr double usd_per_billion = 1e9;

// Percent of yearly output: what the home firms did not make this week.
double shortage_loss(const Params& params, const World& world, Government government, bool only_defence, Contributions* why) {
    double lost = 0.0, full = 0.0;
    for (std::size_t i = 0; i < world.firms.size(); ++i) {
        const FirmParams& spec = params.firms[i];
        if (spec.region != home_of(government) || spec.value_added <= 0.0) continue;
        if (only_defence && spec.sector != Sector::defence) continue;
        double output = 0.0;
        for (std::size_t c = 0; c < spec.cohorts; ++c) output += spec.cohort_share[c] * std::min(1.0, world.firms[i].output[c]);
        const double missing = spec.value_added * (1.0 - output);
        lost += missing;
        full += spec.value_added;
        because(why, Driver::firm, missing, i);
    }
    scale(why, only_defence ? math::ratio(1.0, full, 0.0) : 100.0 * math::ratio(weeks_per_year, params.of(government).gdp, 0.0));
    if (only_defence) return math::ratio(lost, full, 0.0);
    return 100.0 * math::ratio(lost * weeks_per_year, params.of(government).gdp, 0.0);
}

double stopped_share(const Params& params, const World& world, Region region) {
    double stopped = 0.0, all = 0.0;
    for (std::size_t i = 0; i < world.firms.size(); ++i) {
        const FirmParams& spec = params.firms[i];
        if (spec.region != region || !spec.counts_plants) continue;
        for (std::size_t c = 0; c < spec.cohorts; ++c) {
            const double plants = spec.plants * spec.cohort_share[c];
            all += plants;
            if (world.firms[i].stopped_weeks[c] > 0) stopped += plants;
        }
    }
    return math::ratio(stopped, all, 0.0);
}

struct Exposure {
    double import_rise = 0.0;   // points of tariff felt, weighted by all imports
    double rival_rise = 0.0;    // points felt on imports from the main rival
    double export_loss = 0.0;   // percent of yearly output
    double revenue = 0.0;       // USD bn a year
};

Exposure exposure_of(const Params& params, const World& world, const PerFlow& felt, Government government, Region rival,
                     Explanation* why) {
    Contributions* const by_import = pain_parts(why, government, PainCause::inflation);
    Contributions* const by_export = pain_parts(why, government, PainCause::export_losses);
    Exposure sum;
    double imports = 0.0;
    for (std::size_t i = 0; i < params.flows.size(); ++i) {
        const TradeFlowParams& spec = params.flows[i];
        const TradeFlow& flow = world.flows[i];
        if (spec.to == home_of(government)) {
            const double rise = felt[i];
            imports += spec.value;
            sum.import_rise += spec.value * rise;
            because(by_import, Driver::region, spec.value * rise, index_of(spec.from));
            if (spec.from == rival) sum.rival_rise = rise;
            sum.revenue += spec.value * flow.ratio * flow.paid_pct / 100.0;
        }
        if (spec.from != home_of(government)) continue;
        const double lost = percent(params.rules.macro.export_value_added) * 100.0 *
                            math::ratio(spec.value * (1.0 - flow.ratio), params.of(government).gdp, 0.0);
        sum.export_loss += lost;
        because(by_export, Driver::region, lost, index_of(spec.to));
    }
    scale(by_import, math::ratio(1.0, imports, 0.0));
    sum.import_rise = math::ratio(sum.import_rise, imports, 0.0);
    return sum;
}

void move_stress(const Params& params, World& world, const Moment& moment, Government government, Region rival, double keep,
                 Explanation* why) {
    const MacroRules& rules = params.rules.macro;
    GovernmentState& state = world.of(government);
    double headline = headline_pct(world, government, rival, moment.today);
    if (const Government* other = government_at(rival))
        headline += headline_pct(world, *other, home_of(government), moment.today);
    const double change = headline - state.last_headline_pct;
    const double stopped = stopped_share(params, world, home_of(government));
    const double opening = state.stress;
    const double kept = opening * keep;
    const double by_tariffs = rules.stress_per_point.value * (change > 0.0 ? change : percent(rules.relief_from_cuts) * change);
    const double by_stops = rules.stress_per_stop.value * 100.0 * std::max(0.0, stopped - state.last_stopped_share);
    const double unbounded = kept + by_tariffs + by_stops;
    state.stress = math::clamp(unbounded, 0.0, 100.0);
    Contributions* const parts = stress_parts(why, government);
    because(parts, Driver::fading, kept - opening);
    because(parts, Driver::tariff_rise, by_tariffs);
    because(parts, Driver::plant_stops, by_stops);
    because(parts, Driver::bounds, state.stress - unbounded);
    if (why != nullptr) {
        Contributions* const pain = pain_parts(why, government, PainCause::market_stress);
        *pain = *parts;
        because(pain, Driver::carried_over, why->governments[index_of(government)].stress.last_week);
    }
    state.last_headline_pct = headline;
    state.last_stopped_share = stopped;
}

// Prices at home follow what tariffs add to imports; `why` holds the points by origin.
void move_inflation(const MacroRules& rules, GovernmentState& state, double import_rise, double alpha, Contributions* why) {
    scale(why, alpha * rules.inflation_per_point.value);
    because(why, Driver::carried_over, (1.0 - alpha) * state.inflation_pct);
    state.inflation_pct += alpha * (rules.inflation_per_point.value * import_rise - state.inflation_pct);
}

// Whose measures beside tariffs hit a government, and whom its own are aimed at. An ally's quarrel over tariffs is with the
// United States, over controls with China.
Government adversary_of(Government government) { return government == Government::china ? Government::us : Government::china; }

// What a measure does, by who takes it. An ally that the scenario has no row for bears what the United States bears.
const EffectParams& effect_of(const Params& params, ControlKind kind, Government by) {
    const EffectParams& own = params.effects[index_of(kind)][index_of(by)];
    const bool has_row = own.target_pain > 0.0 || own.own_pain > 0.0;
    return has_row || by == Government::china ? own : params.effects[index_of(kind)][index_of(Government::us)];
}

// Measures of the same kind by others than the rival close the ways around it: each adds a share of the effect.
double joined_strength(const Params& params, const StrengthTable& strengths, Government government, Government rival, ControlKind kind) {
    double sum = 0.0;
    for (Government other : all_of<Government>())
        if (other != government && other != rival && params.of(other).present)
            sum += strengths[index_of(other)][index_of(kind)][index_of(home_of(government))];
    return params.rules.macro.alignment_gain.value * sum;
}

using Kinds = std::array<bool, count_of<ControlKind>>;

// The kinds that anybody has ordered at all; lists of firms are kept apart from orders too.
Kinds kinds_ordered(const World& world) {
    Kinds ordered{};
    ordered[index_of(ControlKind::entity_listing)] = true;
    for (const ControlMeasure& control : world.controls) ordered[index_of(control.kind)] = true;
    return ordered;
}

// Measures beside tariffs bite with a lag, on both sides.
void feel_measures(const Params& params, World& world, Government government, const Kinds& ordered, const StrengthTable& strengths) {
    const Government other = adversary_of(government);
    GovernmentState& state = world.of(government);
    for (ControlKind kind : all_of<ControlKind>()) {
        const std::size_t k = index_of(kind);
        const EffectParams &theirs = params.effects[k][index_of(other)], &ours = effect_of(params, kind, government);
        if (theirs.target_pain <= 0.0 && ours.own_pain <= 0.0) continue;
        const double hit = !ordered[k] ? 0.0
                                       : strengths[index_of(other)][k][index_of(home_of(government))] +
                                             joined_strength(params, strengths, government, other, kind);
        const double taken = !ordered[k] ? 0.0 : strengths[index_of(government)][k][index_of(home_of(other))];
        state.hit[k] += (1.0 - theirs.kept) * (hit - state.hit[k]);
        state.taken[k] += (1.0 - ours.kept) * (taken - state.taken[k]);
    }
}

struct MeasurePain {
    double listings = 0.0, technology = 0.0, lost_sales = 0.0;
};

MeasurePain measure_pain(const Params& params, const World& world, Government government, Explanation* why) {
    MeasurePain pain;
    const Government other = adversary_of(government);
    const GovernmentState& state = world.of(government);
    for (ControlKind kind : all_of<ControlKind>()) {
        const std::size_t k = index_of(kind);
        const bool lists = kind == ControlKind::entity_listing || kind == ControlKind::affiliates_rule;
        const double hit = params.effects[k][index_of(other)].target_pain * state.hit[k];
        const double taken = effect_of(params, kind, government).own_pain * state.taken[k];
        (lists ? pain.listings : pain.technology) += hit;
        pain.lost_sales += taken;
        because(pain_parts(why, government, lists ? PainCause::listings : PainCause::technology), Driver::measure, hit, k);
        because(pain_parts(why, government, PainCause::lost_sales), Driver::measure, taken, k);
    }
    return pain;
}

// Farm goods that China does not buy, in percent of U.S. output.
double farm_loss(const Params& params, const World& world) {
    const MacroRules& rules = params.rules.macro;
    const double lost = rules.farm_exports.value * math::clamp(1.0 - world.of(Government::china).farm_share, 0.0, 1.0);
    return 100.0 * math::ratio(lost, params.of(Government::us).gdp, 0.0);
}

// Tonnes of rare-earth goods that the makers of a region sold abroad at the start and did not sell this week.
PerRegion<PerProduct<double>> sales_gone(const Params& params, const World& world) {
    PerRegion<PerProduct<double>> gone_t{};
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        if (materials_in(spec.product) == 0) continue;
        for (std::size_t k = 0; k < spec.origin_count; ++k)
            if (spec.origins[k] != spec.region)
                gone_t[index_of(spec.origins[k])][index_of(spec.product)] += spec.base_t * spec.shares[k] - world.needs[i].shipped_t[k];
    }
    return gone_t;
}

// The same at what makers got for them at the opening, in percent of yearly output: what is held up at the border, and
// buyers who have gone elsewhere. Products of which more is sold make up for nothing. `why` is told the losses by their
// weight in politics.
double maker_loss(const Params& params, const PerProduct<double>& gone_t, Government government, Contributions* why) {
    const Region home = home_of(government);
    const double weeks_share = 100.0 * math::ratio(weeks_per_year, params.of(government).gdp, 0.0);
    double lost = 0.0;
    for (Product product : params.traded) {
        const ProductParams& spec = params.products[index_of(product)];
        const double price = zone_of(home) == Zone::inside ? spec.price_inside : spec.price_outside;
        const double part = weeks_share * std::max(0.0, gone_t[index_of(product)]) * kg_per_t * price / usd_per_billion;
        lost += part;
        because(why, Driver::sales, params.rules.macro.maker_weight.value * part, index_of(product));
    }
    return lost;
}

}  // namespace

void feel_pain(const Params& params, World& world, const Moment& moment, Explanation* why) {
    const MacroRules& rules = params.rules.macro;
    const PerFlow felt = felt_rises(params, world);
    const PerRegion<PerProduct<double>> gone_t = sales_gone(params, world);
    const Kinds ordered = kinds_ordered(world);
    const StrengthTable strengths = measure_strengths(world, moment.today);
    const double stress_kept = fading(rules.stress_half_life_weeks.value), readiness_moves = 1.0 - fading(quarter_weeks),
                 alarm_kept = fading(params.rules.supply.alarm_half_life_weeks.value);
    for (Government government : all_of<Government>()) {
        if (!params.of(government).present) continue;
        const Region rival = government == Government::us ? Region::china : Region::us;
        GovernmentState& state = world.of(government);
        const Exposure exposure = exposure_of(params, world, felt, government, rival, why);
        move_stress(params, world, moment, government, rival, stress_kept, why);
        feel_measures(params, world, government, ordered, strengths);
        const MeasurePain measures = measure_pain(params, world, government, why);
        const double drag = government == Government::us ? rules.us_tariff_drag.value
                                                         : rules.us_tariff_drag.value * percent(rules.own_tariff_share);
        const double export_weight = government == Government::china ? rules.china_tariff_drag.value : 1.0;
        const double alpha = 1.0 / std::max(1.0, rules.output_adjust_weeks.value);
        const auto parts = [&](PainCause cause) { return pain_parts(why, government, cause); };
        move_inflation(rules, state, exposure.import_rise, alpha, parts(PainCause::inflation));
        const double defence_loss = shortage_loss(params, world, government, true, parts(PainCause::defence_gap));
        const double shortage = shortage_loss(params, world, government, false, parts(PainCause::shortage));
        state.readiness += (1.0 - defence_loss - state.readiness) * readiness_moves;
        const double farm = government == Government::us ? farm_loss(params, world) : 0.0;
        const double tariff_costs = drag * exposure.rival_rise / 100.0;
        because(parts(PainCause::tariff_costs), Driver::region, tariff_costs, index_of(rival));
        because(parts(PainCause::lost_sales), Driver::farm_goods, rules.farm_weight.value * farm);
        const double makers = maker_loss(params, gone_t[index_of(home_of(government))], government, parts(PainCause::lost_sales));
        const auto set = [&](PainCause cause, double points_each, double value) {
            const double points = points_each * value;
            state.pain[index_of(cause)] = std::max(0.0, points);
            scale(parts(cause), points_each);
            because(parts(cause), Driver::bounds, state.pain[index_of(cause)] - points);
        };
        set(PainCause::market_stress, rules.stress_to_pain.value, state.stress);
        set(PainCause::tariff_costs, 1.0, tariff_costs);
        set(PainCause::export_losses, export_weight, exposure.export_loss);
        set(PainCause::shortage, rules.shortage_multiplier.value, shortage);
        set(PainCause::inflation, rules.inflation_to_pain.value, state.inflation_pct);
        set(PainCause::defence_gap, rules.defence_to_pain.value, defence_loss);
        set(PainCause::listings, 1.0, measures.listings);
        set(PainCause::technology, 1.0, measures.technology);
        set(PainCause::lost_sales, 1.0,
            measures.lost_sales + rules.farm_weight.value * farm + rules.maker_weight.value * makers);
        // Output itself counts without the weights that politics gives to farms and makers.
        const double slow = state.pain[index_of(PainCause::tariff_costs)] + state.pain[index_of(PainCause::export_losses)] +
                            state.pain[index_of(PainCause::shortage)] + measures.lost_sales + farm + makers;
        state.output_loss_pct += alpha * (slow - state.output_loss_pct);
        state.jobs_lost_pct = rules.jobs_per_output.value * state.output_loss_pct;
        state.revenue_usd_bn = exposure.revenue;
        state.alarm *= alarm_kept;
        state.pain_sum += state.total_pain();
    }
}

double GovernmentState::total_pain() const {
    double sum = 0.0;
    for (double part : pain) sum += part;
    return sum;
}

}  // namespace chokepoint

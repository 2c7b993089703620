// The pain of each government by cause: fast (financial stress) and slow (output, prices). Knows tariffs, stops and volumes;
// approval is politics' business.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double usd_per_billion = 1e9;

// What a government's home firms did not make this week: of yearly output, percent, and the share of its defence firms'.
struct Shortage {
    double of_output = 0.0, of_defence = 0.0;
};

std::array<Shortage, limits::governments> shortages(const Params& params, const World& world, Explanation* why) {
    struct Sum {
        double lost = 0.0, defence_lost = 0.0, defence = 0.0;
    };
    std::array<Sum, limits::governments> sums{};
    for (std::size_t i = 0; i < world.firms.size(); ++i) {
        const FirmParams& spec = params.firms[i];
        const Government* home = government_at(spec.region);
        if (home == nullptr || !params.of(*home).present || spec.value_added <= 0.0) continue;
        Sum& sum = sums[index_of(*home)];
        double output = 0.0;
        for (std::size_t c = 0; c < spec.cohorts; ++c) output += spec.cohort_share[c] * std::min(1.0, world.firms[i].output[c]);
        const double missing = spec.value_added * (1.0 - output);
        sum.lost += missing;
        because(pain_parts(why, *home, PainCause::shortage), Driver::firm, missing, i);
        if (spec.sector != Sector::defence) continue;
        sum.defence_lost += missing;
        sum.defence += spec.value_added;
        because(pain_parts(why, *home, PainCause::defence_gap), Driver::firm, missing, i);
    }
    std::array<Shortage, limits::governments> found{};
    for (Government government : all_of<Government>()) {
        const Sum& sum = sums[index_of(government)];
        const double gdp = params.of(government).gdp;
        scale(pain_parts(why, government, PainCause::shortage), 100.0 * math::ratio(weeks_per_year, gdp, 0.0));
        scale(pain_parts(why, government, PainCause::defence_gap), math::ratio(1.0, sum.defence, 0.0));
        found[index_of(government)] = {100.0 * math::ratio(sum.lost * weeks_per_year, gdp, 0.0), math::ratio(sum.defence_lost, sum.defence, 0.0)};
    }
    return found;
}

PerRegion<double> stopped_shares(const Params& params, const World& world) {
    PerRegion<double> stopped{}, all{};
    for (std::size_t i = 0; i < world.firms.size(); ++i) {
        const FirmParams& spec = params.firms[i];
        if (!spec.counts_plants) continue;
        const std::size_t r = index_of(spec.region);
        for (std::size_t c = 0; c < spec.cohorts; ++c) {
            const double plants = spec.plants * spec.cohort_share[c];
            all[r] += plants;
            if (world.firms[i].stopped_weeks[c] > 0) stopped[r] += plants;
        }
    }
    for (std::size_t r = 0; r < stopped.size(); ++r) stopped[r] = math::ratio(stopped[r], all[r], 0.0);
    return stopped;
}

// What tariffs on its trade do to a government.
struct Exposure {
    double imports = 0.0;       // USD bn a year, at the start
    double import_rise = 0.0;   // points of tariff felt, weighted by all imports
    double rival_rise = 0.0;    // points felt on imports from the main rival
    double export_loss = 0.0;   // percent of yearly output
    double revenue = 0.0;       // USD bn a year
};

// What a flow brings and costs who buys it.
void take_imports(const TradeFlowParams& spec, const TradeFlow& flow, double rise, Government importer, Explanation* why, Exposure& sum) {
    sum.imports += spec.value;
    sum.import_rise += spec.value * rise;
    because(pain_parts(why, importer, PainCause::inflation), Driver::region, spec.value * rise, index_of(spec.from));
    if (spec.from == rival_region(importer)) sum.rival_rise = rise;
    sum.revenue += spec.value * flow.ratio * flow.paid_pct / 100.0;
}

std::array<Exposure, limits::governments> exposures(const Params& params, const World& world, const PerFlow& felt, Explanation* why) {
    std::array<Exposure, limits::governments> sums{};
    const auto at_home = [&](Region region) {
        const Government* government = government_at(region);
        return government != nullptr && params.of(*government).present ? government : nullptr;
    };
    for (std::size_t i = 0; i < params.flows.size(); ++i) {
        const TradeFlowParams& spec = params.flows[i];
        if (const Government* importer = at_home(spec.to))
            take_imports(spec, world.flows[i], felt[i], *importer, why, sums[index_of(*importer)]);
        const Government* exporter = at_home(spec.from);
        if (exporter == nullptr) continue;
        const double lost = percent(params.rules.macro.export_value_added) * 100.0 *
                            math::ratio(spec.value * (1.0 - world.flows[i].ratio), params.of(*exporter).gdp, 0.0);
        sums[index_of(*exporter)].export_loss += lost;
        because(pain_parts(why, *exporter, PainCause::export_losses), Driver::region, lost, index_of(spec.to));
    }
    for (Government government : all_of<Government>()) {
        Exposure& sum = sums[index_of(government)];
        scale(pain_parts(why, government, PainCause::inflation), math::ratio(1.0, sum.imports, 0.0));
        sum.import_rise = math::ratio(sum.import_rise, sum.imports, 0.0);
    }
    return sums;
}

// What hits everybody this week, read once.
struct Hits {
    RateTable headlines;        // percent
    MeasureStrengths strengths; // of measures beside tariffs
    PerRegion<double> stopped;  // share of users' plants
    std::array<Shortage, limits::governments> shortages;
    std::array<Exposure, limits::governments> exposures;
};

Hits hits_of(const Params& params, const World& world, const PerFlow& felt, Day day, Explanation* why) {
    return {headline_rates(TariffStack(world.tariffs), day), measure_strengths(world, day),
            stopped_shares(params, world), shortages(params, world, why), exposures(params, world, felt, why)};
}

void move_stress(const Params& params, World& world, const Hits& hits, Government government, double keep, Explanation* why) {
    const MacroRules& rules = params.rules.macro;
    const Region rival = rival_region(government);
    GovernmentState& state = world.of(government);
    double headline = hits.headlines[index_of(government)][index_of(rival)];
    if (const Government* other = government_at(rival)) headline += hits.headlines[index_of(*other)][index_of(home_of(government))];
    const double change = headline - state.last_headline_pct;
    const double stopped = hits.stopped[index_of(home_of(government))];
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

// How strongly measures of a kind hit a government: its adversary's, and a share of the same by others, who close the ways
// around it.
double hit_by(const Params& params, const MeasureStrengths& measures, ControlKind kind, Government government) {
    const Government adversary = adversary_of(government);
    const auto by = [&](Government other) { return measures.of[index_of(kind)][index_of(other)][index_of(home_of(government))]; };
    double joined = 0.0;
    for (Government other : all_of<Government>())
        if (other != government && other != adversary && params.of(other).present) joined += by(other);
    return by(adversary) + params.rules.macro.alignment_gain.value * joined;
}

// Measures beside tariffs bite with a lag, on both sides.
void feel_measures(const Params& params, World& world, Government government, const MeasureStrengths& measures) {
    GovernmentState& state = world.of(government);
    const Region aimed_at = home_of(adversary_of(government));
    for (const auto& [kind, theirs, ours] : params.of(government).effects) {
        const std::size_t k = index_of(kind);
        const double hit = measures.ordered[k] ? hit_by(params, measures, kind, government) : 0.0;
        const double taken = measures.ordered[k] ? measures.of[k][index_of(government)][index_of(aimed_at)] : 0.0;
        state.hit[k] += (1.0 - theirs.kept) * (hit - state.hit[k]);
        state.taken[k] += (1.0 - ours.kept) * (taken - state.taken[k]);
    }
}

struct MeasurePain {
    double listings = 0.0, technology = 0.0, lost_sales = 0.0;
};

MeasurePain measure_pain(const Params& params, const World& world, Government government, Explanation* why) {
    MeasurePain pain;
    const GovernmentState& state = world.of(government);
    for (const auto& [kind, theirs, ours] : params.of(government).effects) {
        const std::size_t k = index_of(kind);
        const bool lists = kind == ControlKind::entity_listing || kind == ControlKind::affiliates_rule;
        const double hit = theirs.target_pain * state.hit[k];
        const double taken = ours.own_pain * state.taken[k];
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
PerProduct<PerRegion<double>> sales_gone(const Params& params, const World& world) {
    PerProduct<PerRegion<double>> gone_t;  // of what nobody trades, nothing is written
    for (Product product : params.traded) gone_t[index_of(product)].fill(0.0);
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        if (materials_in(spec.product) == 0) continue;
        for (std::size_t k = 0; k < spec.origin_count; ++k)
            if (spec.origins[k] != spec.region)
                gone_t[index_of(spec.product)][index_of(spec.origins[k])] += spec.base_t * spec.shares[k] - world.needs[i].shipped_t[k];
    }
    return gone_t;
}

// The same at what makers got for them at the opening, in percent of yearly output: what is held up at the border, and
// buyers who have gone elsewhere. Products of which more is sold make up for nothing. `why` is told the losses by their
// weight in politics.
double maker_loss(const Params& params, const PerProduct<PerRegion<double>>& gone_t, Government government, Contributions* why) {
    const Region home = home_of(government);
    const double weeks_share = 100.0 * math::ratio(weeks_per_year, params.of(government).gdp, 0.0);
    double lost = 0.0;
    for (Product product : params.traded) {
        const ProductParams& spec = params.products[index_of(product)];
        const double price = zone_of(home) == Zone::inside ? spec.price_inside : spec.price_outside;
        const double part = weeks_share * std::max(0.0, gone_t[index_of(product)][index_of(home)]) * kg_per_t * price / usd_per_billion;
        lost += part;
        because(why, Driver::sales, params.rules.macro.maker_weight.value * part, index_of(product));
    }
    return lost;
}

}  // namespace

void feel_pain(const Params& params, World& world, const PerFlow& felt, const Moment& moment, Explanation* why) {
    const MacroRules& rules = params.rules.macro;
    const PerProduct<PerRegion<double>> gone_t = sales_gone(params, world);
    const Hits hits = hits_of(params, world, felt, moment.today, why);
    for (Government government : all_of<Government>()) {
        if (!params.of(government).present) continue;
        GovernmentState& state = world.of(government);
        const Exposure& exposure = hits.exposures[index_of(government)];
        move_stress(params, world, hits, government, params.fadings.stress, why);
        feel_measures(params, world, government, hits.strengths);
        const MeasurePain measures = measure_pain(params, world, government, why);
        const double drag = government == Government::us ? rules.us_tariff_drag.value
                                                         : rules.us_tariff_drag.value * percent(rules.own_tariff_share);
        const double export_weight = government == Government::china ? rules.china_tariff_drag.value : 1.0;
        const double alpha = 1.0 / std::max(1.0, rules.output_adjust_weeks.value);
        const auto parts = [&](PainCause cause) { return pain_parts(why, government, cause); };
        move_inflation(rules, state, exposure.import_rise, alpha, parts(PainCause::inflation));
        const auto [shortage, defence_loss] = hits.shortages[index_of(government)];
        state.readiness += (1.0 - defence_loss - state.readiness) * (1.0 - params.fadings.quarter);
        const double farm = government == Government::us ? farm_loss(params, world) : 0.0;
        const double tariff_costs = drag * exposure.rival_rise / 100.0;
        because(parts(PainCause::tariff_costs), Driver::region, tariff_costs, index_of(rival_region(government)));
        because(parts(PainCause::lost_sales), Driver::farm_goods, rules.farm_weight.value * farm);
        const double makers = maker_loss(params, gone_t, government, parts(PainCause::lost_sales));
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
        state.alarm *= params.fadings.alarm;
        state.pain_sum += state.total_pain();
    }
}

double GovernmentState::total_pain() const {
    double sum = 0.0;
    for (double part : pain) sum += part;
    return sum;
}

}  // namespace chokepoint

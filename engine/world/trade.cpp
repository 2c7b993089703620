// Goods trade under tariffs, beside rare earths: what each partner sells to each importer, against the start. Knows rates
// and volumes; what they hurt is macro's business.
#include <algorithm>
#include <span>

#include "engine/base/lanes.hpp"
#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

std::span<double> of_flows(const Params& params, PerFlow& values) { return std::span(values).first(params.flows.size()); }

// What tariffs add to the price of each flow that buyers see, in logs, against the rates that trade had settled to.
PerFlow dearer_flows(const Params& params, const World& world) {
    const double pass = percent(params.rules.trade.pass_through) / 100.0;  // per percent of tariff
    PerFlow logs{};
    for (std::size_t i = 0; i < params.flows.size(); ++i)
        logs[i] = (1.0 + world.flows[i].rate_pct * pass) / (1.0 + params.flows[i].settled_pct * pass);
    math::log_all(of_flows(params, logs));
    return logs;
}

// The part of each flow's weight in the price index that its buyers' turning elsewhere takes away.
PerFlow turned_away(const Params& params, const PerFlow& logs, double e) {
    PerFlow gone{};
    for (std::size_t i = 0; i < params.flows.size(); ++i) gone[i] = (1.0 - e) * logs[i];
    math::exp_all(of_flows(params, gone));
    for (double& each : of_flows(params, gone)) each = 1.0 - each;
    return gone;
}

// By how much the imports of each region have become dearer as a whole, in logs: the price index of a constant elasticity
// of substitution between origins, by their shares at the start.
PerRegion<double> import_dearness(const Params& params, const PerFlow& gone, double e) {
    PerRegion<double> all{};
    for (std::size_t i = 0; i < params.flows.size(); ++i) all[index_of(params.flows[i].to)] += params.flows[i].share * gone[i];
    for (double& region : all)
        if (region != 0.0) region = math::log(1.0 - region) / (1.0 - e);
    return all;
}

// Where trade settles: what is dearer by flow, what its buyers turn away from, and what imports are dearer by as a whole.
struct Settled {
    PerFlow logs, gone;
    PerRegion<double> all;
};

Settled settle(const Params& params, const World& world) {
    const double late = above_one(params.rules.trade.elasticity_long);
    Settled settled{dearer_flows(params, world), {}, {}};
    settled.gone = turned_away(params, settled.logs, late);
    settled.all = import_dearness(params, settled.gone, late);
    return settled;
}

PerFlow felt_rises(const Params& params, const Settled& settled) {
    const double e = above_one(params.rules.trade.elasticity_long), m = above_one(params.rules.trade.import_elasticity);
    PerFlow felt{};
    PerRegion<double> sum{};
    for (std::size_t i = 0; i < params.flows.size(); ++i) {
        felt[i] = settled.gone[i] / (e - 1.0);
        sum[index_of(params.flows[i].to)] += params.flows[i].share * felt[i];
    }
    PerRegion<double> scale{};
    for (std::size_t to = 0; to < scale.size(); ++to)
        if (settled.all[to] != 0.0)
            scale[to] = math::ratio(100.0 * (1.0 - math::exp((1.0 - m) * settled.all[to])) / (m - 1.0), sum[to], 0.0);
    for (std::size_t i = 0; i < params.flows.size(); ++i) felt[i] *= scale[index_of(params.flows[i].to)];
    return felt;
}

// Importers hurry before a rise that is already dated: half of it pulled forward each week it nears. What came early is
// missed after: they sell a share `sold_off` of it a week from stock until it is gone.
double with_hurry(const TradeRules& rules, double announced, double usual, double sold_off, TradeFlow& flow) {
    if (announced > 0.0) {
        const double early = usual * announced * percent(rules.front_loading);
        flow.ahead_weeks += early;
        return usual + early;
    }
    const double from_stock = std::min(usual, flow.ahead_weeks * sold_off);
    flow.ahead_weeks -= from_stock;
    return usual - from_stock;
}

}  // namespace

PerFlow move_trade(const Params& params, World& world, const Moment& moment) {
    const TradeRules& rules = params.rules.trade;
    const double soon = above_one(rules.elasticity_short), late = above_one(rules.elasticity_long);
    const double slow = 1.0 - params.fadings.trade, m = rules.import_elasticity.value;
    const double sold_off = 1.0 - params.fadings.ahead;
    const Day monday = params.day_of(moment.week);
    const RateTable rates = weighted_rates(TariffStack(world.tariffs), monday), soon_rates = weighted_rates(TariffStack(world.tariffs), monday + 14);
    for (std::size_t i = 0; i < params.flows.size(); ++i) {
        const Government* by = government_at(params.flows[i].to);
        if (by == nullptr) continue;
        TradeFlow& flow = world.flows[i];
        flow.rate_pct = rates[index_of(*by)][index_of(params.flows[i].from)];
        // What is under way when a rate changes still pays the old one.
        flow.paid_pct += (flow.rate_pct - flow.paid_pct) / std::max(1.0, rules.afloat_weeks.value);
    }
    const Settled settled = settle(params, world);
    const PerRegion<double> now = import_dearness(params, turned_away(params, settled.logs, soon), soon);
    const auto response = [&](double e, double log, double all) { return -e * (log - all) - m * all; };
    PerFlow usual{};
    for (std::size_t i = 0; i < params.flows.size(); ++i) {
        const TradeFlowParams& spec = params.flows[i];
        const Government* by = government_at(spec.to);
        if (by == nullptr) continue;
        TradeFlow& flow = world.flows[i];
        const std::size_t to = index_of(spec.to);
        const double at_once = response(soon, settled.logs[i], now[to]);
        flow.slow_log += slow * (response(late, settled.logs[i], settled.all[to]) - at_once - flow.slow_log);
        usual[i] = at_once + flow.slow_log;
    }
    math::exp_all(of_flows(params, usual));
    for (std::size_t i = 0; i < params.flows.size(); ++i) {
        const TradeFlowParams& spec = params.flows[i];
        const Government* by = government_at(spec.to);
        if (by == nullptr) continue;
        TradeFlow& flow = world.flows[i];
        const double announced = soon_rates[index_of(*by)][index_of(spec.from)] - flow.rate_pct;
        flow.ratio = with_hurry(rules, announced, usual[i], sold_off, flow);
    }
    return felt_rises(params, settled);
}

PerFlow felt_rises(const Params& params, const World& world) { return felt_rises(params, settle(params, world)); }

}  // namespace chokepoint

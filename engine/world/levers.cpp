// Levers beside tariffs and controls: public money and the agencies, stockpiles and floors, China's supply, and what
// firms order for themselves. A refused order changes nothing.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/act.hpp"

namespace chokepoint {
namespace {

constexpr double diplomacy_full_usd_m = 500.0;  // doubles the pace of permits abroad, while it lasts

Refusal farm_goods(const Act& act) {
    if (!act.from_government() || act.government() != Government::china) return Refusal::not_yours_to_do;
    if (!act.in(0.0, 1.0)) return Refusal::value_out_of_range;
    act.state().farm_share = act.order.value;
    return Refusal::none;
}

// Buys from or releases to the home market's stock; mass stays in the ledger's closing stock.
Refusal stockpile(const Act& act) {
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (act.order.what >= count_of<Product>) return Refusal::unknown_target;
    if (!act.in(-1e6, 1e6)) return Refusal::value_out_of_range;
    GovernmentState& state = act.state();
    double& reserve = state.reserve_t[act.order.what];
    double& market = act.world.market.stock_t[act.order.what][index_of(home_of(act.government()))];
    double tonnes = act.order.value > 0.0 ? std::min(act.order.value, market) : -std::min(-act.order.value, reserve);
    const Region home = home_of(act.government());
    const double price = maker_price(act.params, act.world, static_cast<Product>(act.order.what), home);
    const double cost = tonnes * price * 1e-6;  // USD bn
    if (cost > state.aid_left_usd_bn || (cost > 0.0 && !may_commit(state, act.moment.today))) return Refusal::budget_exhausted;
    if (tonnes < 0.0 && !may_release(act.params, act.world, act.government())) return Refusal::no_emergency;
    state.aid_left_usd_bn -= cost;
    reserve += tonnes;
    market -= tonnes;
    tell_order(act, EventKind::stockpile_moved, home_of(act.government()), tonnes, 1);
    return Refusal::none;
}

Refusal price_floor(const Act& act) {
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (act.order.what >= count_of<Product>) return Refusal::unknown_target;
    if (!act.in(0.0, 10000.0) || act.order.second < 0.0 || act.order.second > 1e9) return Refusal::value_out_of_range;
    bool found = false;
    for (std::size_t i = 0; i < act.params.facilities.size(); ++i) {
        const FacilityParams& site = act.params.facilities[i];
        const bool makes = made_per_tonne(act.params.recipes[site.recipe], static_cast<Product>(act.order.what)) > 0.0;
        if (site.region != home_of(act.government()) || !makes) continue;
        act.world.firms[site.firm].floor_product = static_cast<Product>(act.order.what);
        act.world.firms[site.firm].price_floor = act.order.value;
        act.world.firms[site.firm].floor_t = act.order.second / weeks_per_year *
                                             capacity_share(act.params, act.world, site.firm, site.region, static_cast<Product>(act.order.what));
        found = true;
    }
    if (!found) return Refusal::unknown_target;
    tell_order(act, EventKind::aid_given, home_of(act.government()), act.order.value, 2);
    return Refusal::none;
}

Refusal pledge_aid(const Act& act) {
    const Order& order = act.order;
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (order.what >= count_of<AidKind>) return Refusal::unknown_target;
    const auto kind = static_cast<AidKind>(order.what);
    const double most = most_aid(act.params, act.world, act.moment, act.government(), kind);
    if (order.value > most || !may_commit(act.state(), act.moment.today)) return Refusal::budget_exhausted;
    pledge(act.params, act.world, act.government(), order.target, kind, order.value);
    tell_order(act, EventKind::aid_given, act.params.projects[order.target].region, order.value, 2);
    return Refusal::none;
}

Refusal help_project(const Act& act) {
    const Order& order = act.order;
    if (order.target >= act.world.projects.size()) return Refusal::unknown_target;
    Project& project = act.world.projects[order.target];
    if (order.kind == OrderKind::permit_priority) {
        if (!act.from_government()) return Refusal::not_yours_to_do;
        if (act.params.projects[order.target].region != home_of(act.government())) return Refusal::not_yours_to_do;
        project.priority = 1.0;
        return Refusal::none;
    }
    if (!act.in(0.0, 10000.0)) return Refusal::value_out_of_range;
    if (order.kind == OrderKind::invest) {
        if (act.firm() == nullptr || act.params.firms[act.params.projects[order.target].firm].seat != act.by)
            return Refusal::not_yours_to_do;
        // Lenders carry a share of the cost; owners must have the rest.
        const double credit = percent(act.params.rules.projects.credit_share) * act.params.projects[order.target].cost;
        if (order.value > std::max(0.0, act.firm()->cash + credit)) return Refusal::budget_exhausted;
        act.firm()->cash -= order.value;
        project.funded += order.value;
        return Refusal::none;
    }
    return pledge_aid(act);
}

Refusal run_firm(const Act& act) {
    Firm* firm = act.firm();
    if (firm == nullptr) return Refusal::not_yours_to_do;
    const auto set = [&](double& field, double low, double high) {
        if (!act.in(low, high)) return Refusal::value_out_of_range;
        field = act.order.value;
        return Refusal::none;
    };
    switch (act.order.kind) {
        case OrderKind::stock_target: return set(firm->stock_multiple, 0.2, 3.0);
        case OrderKind::production: return set(firm->production_share, 0.0, 1.1);
        case OrderKind::report_stock: return set(firm->report_factor, 0.3, 1.5);
        case OrderKind::lobby: {
            if (act.order.what >= count_of<Interest> || !act.params.is_government(act.order.target)) return Refusal::unknown_target;
            const Refusal why = set(firm->lobby_effort, 0.0, 1.0);
            if (why == Refusal::none) firm->lobby_for = static_cast<Interest>(act.order.what);
            return why;
        }
        case OrderKind::substitute:
            if (act.order.what >= count_of<Product>) return Refusal::unknown_target;
            return set(firm->thrift_effort, 0.0, 1.0);
        case OrderKind::apply:
            if (act.order.what >= count_of<Product> || !(act.order.second >= 0.0 && act.order.second < count_of<EndUse>))
                return Refusal::unknown_target;
            return set(firm->petition_t, 0.0, 1e6);
        case OrderKind::petition:
            if (!act.params.of(Government::china).present || act.order.target != act.params.of(Government::china).seat)
                return Refusal::unknown_target;
            return set(firm->petition_t, 0.0, 1e6);
        default: return Refusal::not_yours_to_do;
    }
}

bool has_mine_or_mill(const Act& act, Region region) {
    return std::any_of(act.params.projects.begin(), act.params.projects.end(),
                       [&](const ProjectParams& project) { return project.region == region; });
}

Refusal run_supply(const Act& act) {
    if (!act.from_government() || act.government() != Government::china) return Refusal::not_yours_to_do;
    SupplyPolicy& supply = act.world.supply;
    switch (act.order.kind) {
        case OrderKind::production_quota:
            if (!act.in(0.0, 200.0)) return Refusal::value_out_of_range;
            supply.quota = act.order.value / 100.0;
            break;
        case OrderKind::flood:
            if (!act.in(0.0, 60.0)) return Refusal::value_out_of_range;
            supply.flood = act.order.value / 100.0;
            break;
        default:
            if (!act.in(0.0, 1.0)) return Refusal::value_out_of_range;
            supply.enforcement = act.order.value;
            return Refusal::none;
    }
    tell_order(act, EventKind::supply_policy, Region::china, act.order.value, 2);
    return Refusal::none;
}

Refusal run_state(const Act& act) {
    const Order& order = act.order;
    if (!act.from_government()) return Refusal::not_yours_to_do;
    GovernmentState& state = act.state();
    switch (order.kind) {
        case OrderKind::request_funds:
            if (!act.in(0.01, 100.0)) return Refusal::value_out_of_range;
            state.funds_asked_usd_bn = order.value;
            return Refusal::none;
        case OrderKind::emergency_permits: {
            if (!act.in(0.0, 1.0)) return Refusal::value_out_of_range;
            const bool on = order.value > 0.5;
            if (on == state.emergency_permits) return Refusal::already_done;
            state.emergency_permits = on;
            if (on) state.approval_pct = std::max(0.0, state.approval_pct - act.params.rules.politics.pollution_cost.value);
            return Refusal::none;
        }
        case OrderKind::research:
            if (!act.in(0.01, 20.0)) return Refusal::value_out_of_range;
            if (!may_commit(state, act.moment.today) || order.value > state.aid_left_usd_bn) return Refusal::budget_exhausted;
            state.aid_left_usd_bn -= order.value;
            state.research += order.value;
            return Refusal::none;
        default: {
            if (order.target >= count_of<Region>) return Refusal::unknown_target;
            if (!act.in(1.0, 5000.0)) return Refusal::value_out_of_range;
            const Region region = static_cast<Region>(order.target);
            if (region == home_of(act.government()) || !has_mine_or_mill(act, region)) return Refusal::unknown_target;
            if (!may_commit(state, act.moment.today) || order.value > 1000.0 * state.aid_left_usd_bn)
                return Refusal::budget_exhausted;
            state.aid_left_usd_bn = std::max(0.0, state.aid_left_usd_bn - order.value / 1000.0);
            double& eased = state.eased[order.target];
            eased = std::min(1.0, eased + order.value / diplomacy_full_usd_m);
            return Refusal::none;
        }
    }
}

}  // namespace

Refusal pull_lever(const Act& act) {
    switch (act.order.kind) {
        case OrderKind::farm_goods: return farm_goods(act);
        case OrderKind::stockpile: return stockpile(act);
        case OrderKind::price_floor: return price_floor(act);
        case OrderKind::project_aid:
        case OrderKind::permit_priority:
        case OrderKind::invest: return help_project(act);
        case OrderKind::production_quota:
        case OrderKind::flood:
        case OrderKind::enforcement: return run_supply(act);
        case OrderKind::request_funds:
        case OrderKind::emergency_permits:
        case OrderKind::research:
        case OrderKind::diplomacy: return run_state(act);
        default: return run_firm(act);
    }
}

}  // namespace chokepoint

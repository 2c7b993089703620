// Unilateral orders: who may give them, in what range, and what they change. A refused order changes nothing.
// Orders take effect at once, from moment.today, and stand until changed.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double max_tariff_pct = 1000.0;
constexpr double max_listed_at_once = 200.0;
constexpr double listing_stress = 0.05;       // points per firm, on the side that is listed

// Everything that one order needs to know.
struct Act {
    const Params& params;
    World& world;
    const Moment& moment;
    SeatId by;
    const Order& order;

    bool from_government() const { return params.is_government(by); }
    Government government() const { return params.government_of(by); }
    GovernmentState& state() const { return world.of(government()); }
    bool in(double low, double high) const { return order.value >= low && order.value <= high; }
    Firm* firm() const {
        const int index = by < params.firm_of_seat.size() ? params.firm_of_seat[by] : -1;
        return index < 0 ? nullptr : &world.firms[static_cast<std::size_t>(index)];
    }
};

// True where a truce stands between the actor and any government that the measure hits.
bool frozen(const Act& act, RegionMask regions) {
    for (Government other : all_of<Government>())
        if (act.params.of(other).present && (regions & bit(home_of(other))) != 0 &&
            frozen_by_truce(act.world, act.by, act.params.of(other).seat))
            return true;
    return false;
}

void tell(const Act& act, EventKind kind, Region region, double value, std::uint8_t importance) {
    Event event;
    event.kind = kind;
    event.by = act.by;
    event.what = act.order.what;
    event.region = region;
    event.value = value;
    event.subject = act.order.scope;
    event.importance = importance;
    note(act.world, act.moment, event);
}

Refusal set_tariff(const Act& act) {
    const Order& order = act.order;
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (order.target >= count_of<Region> || order.what >= count_of<TariffComponent>) return Refusal::unknown_target;
    if (!act.in(0.0, max_tariff_pct) || order.second < 0.0 || order.second > 1.0) return Refusal::value_out_of_range;
    const Region on = static_cast<Region>(order.target);
    if (on == home_of(act.government())) return Refusal::unknown_target;
    const auto component = static_cast<TariffComponent>(order.what);
    const auto is_piece = [&](const TariffMeasure& tariff) {
        return tariff.by == act.government() && tariff.on == on && tariff.component == component &&
               tariff.until_day > act.moment.today && tariff.agreement == 255;
    };
    // A component may stand in several pieces: a dated rise to come, points that came back from a truce. The order
    // sets their sum; what an agreement holds back stays with the agreement.
    const TariffMeasure* newest = nullptr;
    Day last = act.moment.today;
    bool needs_room = true;
    for (const TariffMeasure& tariff : act.world.tariffs) {
        if (!is_piece(tariff)) continue;
        newest = &tariff;
        last = std::max(last, tariff.from_day);
        if (tariff.from_day >= act.moment.today) needs_room = false;
    }
    double standing = 0.0;
    for (const TariffMeasure& tariff : act.world.tariffs)
        if (is_piece(tariff) && tariff.until_day > last) standing += tariff.rate_pct;
    if (newest != nullptr && standing == order.value) return Refusal::already_done;
    if ((newest == nullptr || order.value > standing) && frozen(act, bit(on))) return Refusal::frozen_by_truce;
    if (needs_room && act.world.tariffs.full()) return Refusal::full;
    TariffMeasure next;
    if (newest != nullptr) next = *newest;
    next.rate_pct = order.value;
    next.coverage = order.second > 0.0 ? order.second : (newest != nullptr ? newest->coverage : 1.0);
    next.from_day = act.moment.today;
    next.until_day = far_day;
    next.by = act.government();
    next.on = on;
    next.component = component;
    act.world.tariffs.remove_if([&](const TariffMeasure& tariff) {
        return is_piece(tariff) && tariff.from_day >= act.moment.today;  // replaced before it ever applied
    });
    for (TariffMeasure& tariff : act.world.tariffs)
        if (is_piece(tariff)) tariff.until_day = act.moment.today;
    static_cast<void>(act.world.tariffs.push(next));
    tell(act, EventKind::tariff_set, on, order.value, 3);
    return Refusal::none;
}

void alarm_buyers(const Act& act, RegionMask regions) {
    for (Government other : all_of<Government>())
        if (other != act.government() && (regions & bit(home_of(other))) != 0) act.world.of(other).alarm = 1.0;
}

// Takes the order's goods and destinations out of every measure of the kind. One that named more of both is split:
// its other goods stay controlled for the destinations that are set free of these.
Refusal lift_control(const Act& act, ControlKind kind) {
    const auto is_hit = [&](const ControlMeasure& control) {
        return control.by == act.government() && control.kind == kind && control.until_day > act.moment.today &&
               (control.destinations & act.order.regions) != 0 &&
               (control.materials == 0 || (control.materials & act.order.scope) != 0);
    };
    const auto is_split = [&](const ControlMeasure& control) {
        return (control.materials & ~act.order.scope) != 0 && (control.destinations & ~act.order.regions) != 0;
    };
    auto& controls = act.world.controls;
    std::size_t hit = 0, splits = 0;
    for (const ControlMeasure& control : controls) {
        if (!is_hit(control)) continue;
        ++hit;
        splits += is_split(control) ? 1 : 0;
    }
    if (hit == 0) return Refusal::already_done;
    if (controls.size() + splits > controls.capacity()) return Refusal::full;
    for (std::size_t i = 0, count = controls.size(); i < count; ++i) {
        if (!is_hit(controls[i])) continue;
        ControlMeasure rest = controls[i];
        rest.materials &= ~act.order.scope;
        const RegionMask others = controls[i].destinations & ~act.order.regions;
        if (others == 0 && rest.materials == 0) {
            controls[i].until_day = act.moment.today;
        } else if (others == 0) {
            controls[i] = rest;
        } else {
            controls[i].destinations = others;
            rest.destinations &= act.order.regions;
            if (rest.materials != 0) static_cast<void>(controls.push(rest));
        }
    }
    tell(act, EventKind::control_lifted, home_of(act.government()), 0.0, 3);
    return Refusal::none;
}

Refusal set_control(const Act& act) {
    const Order& order = act.order;
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (order.what >= count_of<ControlKind>) return Refusal::unknown_target;
    if (!act.in(0.0, 1000.0)) return Refusal::value_out_of_range;
    const auto kind = static_cast<ControlKind>(order.what);
    const bool names_materials = kind == ControlKind::licence || kind == ControlKind::ban;
    if (names_materials && order.scope == 0) return Refusal::unknown_target;
    if (order.second < 0.5) return lift_control(act, kind);
    const RegionMask regions = order.regions & every_region & ~bit(home_of(act.government()));
    if (regions == 0) return Refusal::unknown_target;
    for (const ControlMeasure& control : act.world.controls)
        if (control.by == act.government() && control.kind == kind && control.in_force(act.moment.today) &&
            (order.scope & ~control.materials) == 0 && (regions & ~control.destinations) == 0 &&
            control.strength == order.value)
            return Refusal::already_done;
    if (frozen(act, regions)) return Refusal::frozen_by_truce;
    ControlMeasure control;
    control.strength = order.value;
    control.materials = order.scope;
    control.destinations = regions;
    control.from_day = act.moment.today;
    control.by = act.government();
    control.kind = kind;
    if (!act.world.controls.push(control)) return Refusal::full;
    alarm_buyers(act, regions);
    tell(act, EventKind::control_set, home_of(act.government()), order.value, 3);
    return Refusal::none;
}

Refusal run_desk(const Act& act) {
    const Order& order = act.order;
    if (!act.from_government() || act.government() != Government::china) return Refusal::not_yours_to_do;
    Desk& desk = act.world.desk;
    if (order.kind == OrderKind::desk_throughput) {
        if (!act.in(0.0, 500.0)) return Refusal::value_out_of_range;
        desk.throughput = order.value;
        return Refusal::none;
    }
    if (order.kind == OrderKind::desk_priority) {
        if (!act.in(0.0, 10.0)) return Refusal::value_out_of_range;
        const bool for_region = order.target < count_of<Region>, for_use = order.what < count_of<EndUse>;
        if (!for_region && !for_use) return Refusal::unknown_target;
        if (for_region) desk.region_priority[order.target] = order.value;
        if (for_use) desk.end_use_priority[order.what] = order.value;
        return Refusal::none;
    }
    const int firm = order.target < act.params.firm_of_seat.size() ? act.params.firm_of_seat[order.target] : -1;
    if (firm < 0) return Refusal::unknown_target;
    act.world.firms[static_cast<std::size_t>(firm)].general_licence = order.value > 0.5;
    return Refusal::none;
}

Refusal list_firms(const Act& act) {
    if (!act.from_government()) return Refusal::not_yours_to_do;
    const Government by = act.government();
    if (by != Government::us && by != Government::china) return Refusal::not_yours_to_do;
    if (!act.in(1.0, max_listed_at_once)) return Refusal::value_out_of_range;
    const Government rival = by == Government::us ? Government::china : Government::us;
    if (frozen_by_truce(act.world, act.by, act.params.of(rival).seat)) return Refusal::frozen_by_truce;
    act.state().listed_firms += act.order.value;
    act.world.of(rival).stress += listing_stress * act.order.value;
    tell(act, EventKind::firms_listed, home_of(rival), act.order.value, 2);
    return Refusal::none;
}

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
    const double cost = tonnes * act.world.market.price_outside[act.order.what] * 1e-6;  // USD bn
    if (cost > state.aid_left_usd_bn) return Refusal::budget_exhausted;
    state.aid_left_usd_bn -= cost;
    reserve += tonnes;
    market -= tonnes;
    tell(act, EventKind::stockpile_moved, home_of(act.government()), tonnes, 1);
    return Refusal::none;
}

Refusal price_floor(const Act& act) {
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (act.order.what >= count_of<Product>) return Refusal::unknown_target;
    if (!act.in(0.0, 10000.0) || act.order.second < 0.0) return Refusal::value_out_of_range;
    bool found = false;
    for (std::size_t i = 0; i < act.params.facilities.size(); ++i) {
        const FacilityParams& site = act.params.facilities[i];
        const RecipeParams& recipe = act.params.recipes[site.recipe];
        const bool makes = recipe.stage == Stage::separation
                               ? is_oxide(static_cast<Product>(act.order.what)) &&
                                     recipe.oxides[act.order.what - index_of(Product::oxide_la_ce)] > 0.0
                               : index_of(recipe.output) == act.order.what;
        if (site.region != home_of(act.government()) || !makes) continue;
        act.world.firms[site.firm].price_floor = act.order.value;
        act.world.firms[site.firm].floor_t = act.order.second / weeks_per_year;
        found = true;
    }
    if (!found) return Refusal::unknown_target;
    tell(act, EventKind::aid_given, home_of(act.government()), act.order.value, 2);
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
        act.firm()->cash -= order.value;
        project.funded += order.value;
        return Refusal::none;
    }
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (order.value > 1000.0 * act.state().aid_left_usd_bn) return Refusal::budget_exhausted;
    act.state().aid_left_usd_bn -= order.value / 1000.0;
    project.funded += order.value;
    tell(act, EventKind::aid_given, act.params.projects[order.target].region, order.value, 2);
    return Refusal::none;
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
        case OrderKind::lobby: return set(firm->lobby_effort, 0.0, 1.0);
        case OrderKind::substitute: return set(firm->thrift_effort, 0.0, 1.0);
        case OrderKind::apply:
        case OrderKind::petition: return set(firm->petition_t, 0.0, 1e6);
        default: return Refusal::not_yours_to_do;
    }
}

}  // namespace

Refusal apply_order(const Params& params, World& world, const Moment& moment, SeatId by, const Order& order) {
    if (!(order.value >= -1e12 && order.value <= 1e12) || !(order.second >= -1e12 && order.second <= 1e12))
        return Refusal::value_out_of_range;  // NaN and infinity too
    const Act act{params, world, moment, by, order};
    switch (order.kind) {
        case OrderKind::set_tariff: return set_tariff(act);
        case OrderKind::set_control: return set_control(act);
        case OrderKind::desk_throughput:
        case OrderKind::desk_priority:
        case OrderKind::general_licence: return run_desk(act);
        case OrderKind::list_firms: return list_firms(act);
        case OrderKind::farm_goods: return farm_goods(act);
        case OrderKind::stockpile: return stockpile(act);
        case OrderKind::price_floor: return price_floor(act);
        case OrderKind::project_aid:
        case OrderKind::permit_priority:
        case OrderKind::invest: return help_project(act);
        case OrderKind::summit: return act.from_government() ? Refusal::none : Refusal::not_yours_to_do;
        case OrderKind::stock_target:
        case OrderKind::production:
        case OrderKind::apply:
        case OrderKind::report_stock:
        case OrderKind::lobby:
        case OrderKind::petition:
        case OrderKind::substitute: return run_firm(act);
    }
    return Refusal::unknown_target;
}

Refusal make_statement(const Params& params, World& world, const Moment& moment, SeatId by, Statement statement) {
    if (!(statement.value >= -1e6 && statement.value <= 1e6)) return Refusal::value_out_of_range;
    if (statement.to != no_seat && statement.to >= params.seats) return Refusal::unknown_target;
    statement.by = by;
    if (statement.due_week > 0 && statement.due_week <= moment.week) return Refusal::value_out_of_range;
    // Only a dated statement is remembered and scored; the rest is news of the week.
    if (statement.due_week > 0 && !world.statements.push(statement)) return Refusal::full;
    Event event;
    event.kind = EventKind::statement_made;
    event.what = static_cast<std::uint8_t>(statement.kind);
    event.by = by;
    event.to = statement.to;
    event.value = statement.value;
    event.is_public = statement.is_public;
    event.importance = 2;
    note(world, moment, event);
    return Refusal::none;
}

}  // namespace chokepoint

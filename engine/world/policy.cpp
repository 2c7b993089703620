// Unilateral orders: who may give them, in what range, and what they change. A refused order changes nothing.
// Orders take effect at once, from moment.today, and stand until changed. Nothing stops a pen: what a truce or another
// term forbids can be ordered, and counts against it (compliance.cpp).
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/act.hpp"

namespace chokepoint {
namespace {

constexpr double max_tariff_pct = 1000.0;
constexpr double max_listed_at_once = 200.0;
constexpr int last_date = 5200;  // of a statement: no game is longer

// The rare-earth goods that a component falls on where the order does not say: those of its piece with the widest
// coverage; a new one falls on magnets and what is made of them, since raw minerals are commonly left out.
std::uint8_t usual_classes(const Act& act, Region on, TariffComponent component) {
    const TariffMeasure* widest = nullptr;
    for (const TariffMeasure& tariff : act.world.tariffs)
        if (tariff.by == act.government() && tariff.on == on && tariff.component == component &&
            tariff.until_day > act.moment.today && (widest == nullptr || tariff.coverage > widest->coverage))
            widest = &tariff;
    return widest != nullptr ? widest->classes
                             : static_cast<std::uint8_t>(bit(ProductClass::magnet) | bit(ProductClass::other));
}

Refusal set_tariff(const Act& act) {
    const Order& order = act.order;
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (order.target >= count_of<Region> || order.what >= count_of<TariffComponent>) return Refusal::unknown_target;
    if (!act.in(0.0, max_tariff_pct) || order.second < 0.0 || order.second > 1.0) return Refusal::value_out_of_range;
    const Region on = static_cast<Region>(order.target);
    if (on == home_of(act.government())) return Refusal::unknown_target;
    const auto component = static_cast<TariffComponent>(order.what);
    if (order.scope >= 1u << count_of<ProductClass>) return Refusal::value_out_of_range;
    const std::uint8_t classes = order.scope > 0 ? static_cast<std::uint8_t>(order.scope) : usual_classes(act, on, component);
    const auto is_piece = [&](const TariffMeasure& tariff) {
        return tariff.by == act.government() && tariff.on == on && tariff.component == component &&
               tariff.classes == classes && tariff.until_day > act.moment.today && tariff.agreement == 255;
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
    next.classes = classes;
    act.world.tariffs.remove_if([&](const TariffMeasure& tariff) {
        return is_piece(tariff) && tariff.from_day >= act.moment.today;  // replaced before it ever applied
    });
    for (TariffMeasure& tariff : act.world.tariffs)
        if (is_piece(tariff)) tariff.until_day = act.moment.today;
    static_cast<void>(act.world.tariffs.push(next));
    tell_order(act, EventKind::tariff_set, on, order.value, 3);
    return Refusal::none;
}

// Buyers of rare earths take fright where goods may be held up, not at a measure on chips.
void alarm_buyers(const Act& act, ControlKind kind, RegionMask regions) {
    const bool holds_goods = names_materials(kind) || kind == ControlKind::extraterritorial_rule || kind == ControlKind::customs_checks;
    if (act.government() != Government::china || !holds_goods) return;
    for (Government other : all_of<Government>())
        if (other != act.government() && (regions & bit(home_of(other))) != 0) act.world.of(other).alarm = 1.0;
}

// Takes the order's goods and destinations out of every measure of the kind that `is_meant`. One that named more of both
// is split: its other goods stay controlled for the destinations that are set free of these. Returns how many it hit, or
// -1 where the pieces find no room, and then nothing has changed.
template <typename Meant>
int cut_out(const Act& act, ControlKind kind, Meant is_meant) {
    const auto is_hit = [&](const ControlMeasure& control) {
        return control.by == act.government() && control.kind == kind && control.until_day > act.moment.today &&
               (control.destinations & act.order.regions) != 0 && is_meant(control) &&
               (control.materials == 0 || (control.materials & act.order.scope) != 0);
    };
    const auto is_split = [&](const ControlMeasure& control) {
        return (control.materials & ~act.order.scope) != 0 && (control.destinations & ~act.order.regions) != 0;
    };
    auto& controls = act.world.controls;
    int hit = 0;
    std::size_t splits = 0;
    for (const ControlMeasure& control : controls) {
        if (!is_hit(control)) continue;
        ++hit;
        splits += is_split(control) ? 1 : 0;
    }
    if (controls.size() + splits > controls.capacity()) return -1;
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
    return hit;
}

Refusal lift_control(const Act& act, ControlKind kind) {
    const int hit = cut_out(act, kind, [](const ControlMeasure&) { return true; });
    if (hit == 0) return Refusal::already_done;
    if (hit < 0) return Refusal::full;
    tell_order(act, EventKind::control_lifted, home_of(act.government()), 0.0, 3);
    return Refusal::none;
}

// What the strength of a kind may be at most: percent of a threshold, firms on a list, a share of the rest.
double most_strength(ControlKind kind) {
    if (is_threshold(kind)) return 100.0;
    return kind == ControlKind::entity_listing ? 1000.0 : 1.0;
}

Refusal set_control(const Act& act) {
    const Order& order = act.order;
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (order.what >= count_of<ControlKind>) return Refusal::unknown_target;
    const auto kind = static_cast<ControlKind>(order.what);
    if (!act.in(0.0, most_strength(kind))) return Refusal::value_out_of_range;
    if ((names_materials(kind) && order.scope == 0) || (order.scope & ~every_material) != 0) return Refusal::unknown_target;
    if (order.second < 0.5) return lift_control(act, kind);
    const RegionMask regions = order.regions & every_region & ~bit(home_of(act.government()));
    if (regions == 0) return Refusal::unknown_target;
    for (const ControlMeasure& control : act.world.controls)
        if (control.by == act.government() && control.kind == kind && control.in_force(act.moment.today) &&
            (order.scope & ~control.materials) == 0 && (regions & ~control.destinations) == 0 &&
            control.strength == order.value)
            return Refusal::already_done;
    if (act.world.controls.full()) return Refusal::full;
    // An order sets the strength: what stands at another, for the same goods and buyers, makes way. What an agreement holds
    // back stays with the agreement.
    const auto before = act.world.controls;
    const bool fits = cut_out(act, kind, [&](const ControlMeasure& control) {
        return control.strength != order.value && control.suspended_until <= act.moment.today;
    }) >= 0;
    ControlMeasure control;
    control.strength = order.value;
    control.materials = order.scope;
    control.destinations = regions;
    control.from_day = act.moment.today;
    control.by = act.government();
    control.kind = kind;
    if (!fits || !act.world.controls.push(control)) {
        act.world.controls = before;
        return Refusal::full;
    }
    alarm_buyers(act, kind, regions);
    tell_order(act, EventKind::control_set, home_of(act.government()), order.value, 3);
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
        if ((!for_region && order.target != 255) || (!for_use && order.what != 255)) return Refusal::unknown_target;
        if (for_region) desk.region_priority[order.target] = order.value;
        if (for_use) desk.end_use_priority[order.what] = order.value;
        return Refusal::none;
    }
    const int firm = order.target < act.params.firm_of_seat.size() ? act.params.firm_of_seat[order.target] : -1;
    if (firm < 0) return Refusal::unknown_target;
    if (!act.in(0.0, 1.0)) return Refusal::value_out_of_range;
    act.world.firms[static_cast<std::size_t>(firm)].general_licence = order.value > 0.5;
    return Refusal::none;
}

// Takes firms off the lists: those that orders added first, then those of measures. Returns how many there were.
double take_off(const Act& act, Region rival, double firms) {
    double left = firms;
    const auto take = [&](double& listed) {
        const double taken = std::min(left, listed);
        listed -= taken;
        left -= taken;
    };
    take(act.state().listed_firms);
    for (ControlMeasure& control : act.world.controls)
        if (control.by == act.government() && control.kind == ControlKind::entity_listing &&
            (control.destinations & bit(rival)) != 0 && control.in_force(act.moment.today))
            take(control.strength);
    return firms - left;
}

Refusal list_firms(const Act& act) {
    if (!act.from_government()) return Refusal::not_yours_to_do;
    const Government by = act.government();
    if (by != Government::us && by != Government::china) return Refusal::not_yours_to_do;
    if (!act.in(-max_listed_at_once, max_listed_at_once) || (act.order.value > -1.0 && act.order.value < 1.0))
        return Refusal::value_out_of_range;
    const Government rival = by == Government::us ? Government::china : Government::us;
    double firms = act.order.value;
    if (firms < 0.0) {
        firms = -take_off(act, home_of(rival), -firms);
        if (firms == 0.0) return Refusal::already_done;
    } else {
        act.state().listed_firms += firms;
        act.world.of(rival).stress += act.params.rules.macro.listing_stress.value * firms;
    }
    count_listing(act.world, act.by, act.params.of(rival).seat, firms, act.moment.week);
    tell_order(act, EventKind::firms_listed, home_of(rival), firms, 2);
    return Refusal::none;
}

// Who may ask whom; what comes of it is the talks' business (game/talks.cpp).
Refusal check_summit(const Act& act) {
    if (!act.from_government() || (act.government() != Government::us && act.government() != Government::china))
        return Refusal::not_yours_to_do;
    const Government rival = act.government() == Government::us ? Government::china : Government::us;
    const bool is_rival_seat = act.params.of(rival).present && act.order.target == act.params.of(rival).seat;
    return is_rival_seat ? Refusal::none : Refusal::unknown_target;
}

// Gives an order on which others' words may hang.
template <typename Give>
Refusal before_witnesses(const Act& act, Give give) {
    const Provocations before = provocations(act.params, act.world, act.moment, act.by);
    const Refusal why = give(act);
    if (why == Refusal::none) note_provocations(act.params, act.world, act.moment, act.by, before);
    return why;
}

}  // namespace

Refusal apply_order(const Params& params, World& world, const Moment& moment, SeatId by, const Order& order) {
    if (!(order.value >= -1e12 && order.value <= 1e12) || !(order.second >= -1e12 && order.second <= 1e12))
        return Refusal::value_out_of_range;  // NaN and infinity too
    const Act act{params, world, moment, by, order};
    switch (order.kind) {
        case OrderKind::set_tariff: return before_witnesses(act, set_tariff);
        case OrderKind::set_control: return before_witnesses(act, set_control);
        case OrderKind::desk_throughput:
        case OrderKind::desk_priority:
        case OrderKind::general_licence: return run_desk(act);
        case OrderKind::list_firms: return before_witnesses(act, list_firms);
        case OrderKind::summit: return check_summit(act);
        case OrderKind::audit_firms: return order_inquiry(act, InquiryKind::audit);
        case OrderKind::study_customs: return order_inquiry(act, InquiryKind::customs_study);
        case OrderKind::inspect: return order_inquiry(act, InquiryKind::inspection);
        default: return pull_lever(act);
    }
    return Refusal::unknown_target;
}

namespace {

bool is_same(const Statement& a, const Statement& b) {
    return a.value == b.value && a.due_week == b.due_week && a.kind == b.kind && a.by == b.by && a.to == b.to &&
           a.is_public == b.is_public && a.measure == b.measure && a.about_tariffs == b.about_tariffs && a.trigger == b.trigger;
}

Refusal check_statement(const Params& params, const Moment& moment, const Statement& said) {
    if (!(said.value >= 0.0 && said.value <= 1e6)) return Refusal::value_out_of_range;  // NaN and infinity too
    if (index_of(said.kind) >= count_of<StatementKind> || index_of(said.measure) >= count_of<ControlKind>) return Refusal::unknown_target;
    // Who whispers to nobody, or to himself, is heard by nobody.
    if (said.to == no_seat ? !said.is_public : said.to >= params.seats || said.to == said.by) return Refusal::unknown_target;
    if (said.due_week != 0 && (said.due_week <= moment.week || said.due_week > last_date)) return Refusal::value_out_of_range;
    if (index_of(said.trigger) >= count_of<Trigger>) return Refusal::unknown_target;
    // What a government does to a government, and what the two have signed, is on the record; of others nobody could tell.
    const bool could_tell = params.is_government(said.by) && params.is_government(said.to);
    return said.trigger == Trigger::none || could_tell ? Refusal::none : Refusal::unknown_target;
}

// What is settled when it falls due (politics.cpp): a dated threat, promise or red line of one government to another.
bool is_scored(const Params& params, const Statement& said) {
    const bool commits = said.kind == StatementKind::threat || said.kind == StatementKind::promise || said.kind == StatementKind::red_line;
    return commits && said.due_week > 0 && params.is_government(said.by) && params.is_government(said.to);
}

// A government's words that are to be scored have places of their own: nobody can crowd them out, and nobody gets rid of
// his own by talking on.
constexpr std::size_t scored_of_one = limits::statements / limits::governments;

// The statements that are only to be heard, by speaker: how many, and the oldest.
struct Spoken {
    std::size_t count = 0, oldest = 0;
};

// Makes room at the cost of whoever says most of what is only to be heard, the oldest of it first. A newcomer who is himself
// only to be heard gets it where the other still has no less than he. Says whether there was anything to clear away.
bool hush_loudest(const Params& params, World& world, const Statement& said) {
    std::array<Spoken, limits::seats> spoken{};
    for (std::size_t i = world.statements.size(); i-- > 0;) {
        const Statement& earlier = world.statements[i].said;
        if (is_scored(params, earlier)) continue;
        Spoken& by = spoken[earlier.by];
        ++by.count;
        by.oldest = i;
    }
    const auto loudest = std::max_element(spoken.begin(), spoken.end(), [](const Spoken& a, const Spoken& b) { return a.count < b.count; });
    const std::size_t own = spoken[said.by].count;
    if (loudest->count == 0 || (!is_scored(params, said) && loudest->count < own + 2)) return false;
    const DatedStatement* const oldest = &world.statements[loudest->oldest];
    world.statements.remove_if([&](const DatedStatement& other) { return &other == oldest; });
    return true;
}

}  // namespace

Refusal make_statement(const Params& params, World& world, const Moment& moment, SeatId by, Statement statement) {
    statement.by = by;
    statement.week = static_cast<std::int16_t>(moment.week);
    statement.triggered_week = 0;
    if (const Refusal why = check_statement(params, moment, statement); why != Refusal::none) return why;
    std::size_t own = 0, own_scored = 0;
    for (const DatedStatement& earlier : world.statements) {
        if (is_same(earlier.said, statement)) return Refusal::already_done;
        own += earlier.said.by == by ? 1 : 0;
        own_scored += earlier.said.by == by && is_scored(params, earlier.said) ? 1 : 0;
    }
    const bool scored = is_scored(params, statement);
    if (scored ? own_scored >= scored_of_one : own >= limits::statements_of_one) return Refusal::full;
    if (world.statements.full() && !hush_loudest(params, world, statement)) return Refusal::full;
    DatedStatement dated;
    dated.said = statement;
    dated.level = statement.due_week > 0 ? measure_level(params, world, statement) : 0.0;
    if (!world.statements.push(dated)) return Refusal::full;
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

// What a term does in the world as it begins, while it lasts, and when it ends. A measure that it sets aside keeps its
// place in the list and returns by its own date. What only binds (days, a truce) or lasts as long as its term (general
// licences, floors) needs no act: promises.cpp and floors.cpp read it.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double weeks_to_fill = 26.0;  // a pooled stockpile

bool overlap(const TariffMeasure& a, const TariffMeasure& b) {
    return a.from_day < b.until_day && b.from_day < a.until_day;
}

// Sets part of every piece of a component aside, as a suspended measure of the same name: `points` of it, or what
// exceeds `cap`. Pieces that stand one after another, as a dated rise does, are each cut in full.
void hold_down(World& world, Government by, Region on, const Term& term, Day today, Day until, std::uint8_t agreement) {
    struct Piece {
        TariffMeasure whole;
        double aside = 0.0;
    };
    std::array<Piece, limits::tariffs> done{};
    std::size_t count = 0;
    for (std::size_t i = 0, last = world.tariffs.size(); i < last; ++i) {
        TariffMeasure& tariff = world.tariffs[i];
        if (tariff.by != by || tariff.on != on || tariff.component != static_cast<TariffComponent>(term.what) ||
            tariff.until_day <= today)
            continue;
        // What another agreement holds is out of reach; what a court struck down is no relief, but a cap's to keep down.
        const bool is_held = tariff.suspended_until > today, is_struck = tariff.struck_until > today;
        if (is_held || (is_struck && term.kind == TermKind::tariff_suspension)) continue;
        double aside = 0.0, stands = 0.0;  // of the pieces before it, while it stands
        for (std::size_t k = 0; k < count; ++k)
            if (overlap(done[k].whole, tariff)) aside += done[k].aside, stands += done[k].whole.rate_pct - done[k].aside;
        const double points = term.kind == TermKind::tariff_cap ? stands + tariff.rate_pct - term.amount : term.amount - aside;
        done[count] = {tariff, math::clamp(points, 0.0, tariff.rate_pct)};
        if (done[count].aside > 0.0) {
            TariffMeasure held = tariff;
            held.rate_pct = done[count].aside;
            held.suspended_until = until;
            held.agreement = agreement;
            if (!world.tariffs.push(held)) return;
            world.tariffs[i].rate_pct -= held.rate_pct;
        }
        ++count;
    }
}

// Firms listed by orders become a measure of their own, which can be set aside and return like any other.
void make_list_a_measure(World& world, Government by, Region on, Day today) {
    GovernmentState& state = world.of(by);
    if (state.listed_firms <= 0.0) return;
    ControlMeasure list;
    list.strength = state.listed_firms;
    list.destinations = bit(on);
    list.from_day = today;
    list.by = by;
    list.kind = ControlKind::entity_listing;
    if (world.controls.push(list)) state.listed_firms = 0.0;
}

// Suspends a control towards one party, for the goods that the term names. What it does to others, and to other goods,
// is split off and stands.
void set_aside(World& world, Government by, Region on, const Term& term, Day today, Day until, std::uint8_t agreement) {
    const auto kind = static_cast<ControlKind>(term.what);
    if (kind == ControlKind::entity_listing && is_rival(by, on)) make_list_a_measure(world, by, on, today);
    for (std::size_t i = 0, last = world.controls.size(); i < last; ++i) {
        const ControlMeasure whole = world.controls[i];
        if (whole.by != by || whole.kind != kind || (whole.destinations & bit(on)) == 0) continue;
        if (whole.until_day <= today || whole.suspended_until >= until) continue;
        const MaterialMask goods = term.scope == 0 ? whole.materials : whole.materials & term.scope;
        if (whole.materials != 0 && goods == 0) continue;
        ControlMeasure others = whole, other_goods = whole;
        others.destinations &= ~bit(on);
        other_goods.destinations = bit(on);
        other_goods.materials &= ~goods;
        const std::size_t pieces = (others.destinations != 0 ? 1u : 0u) + (other_goods.materials != 0 ? 1u : 0u);
        if (world.controls.size() + pieces > world.controls.capacity()) continue;
        if (others.destinations != 0) static_cast<void>(world.controls.push(others));
        if (other_goods.materials != 0) static_cast<void>(world.controls.push(other_goods));
        world.controls[i].destinations = bit(on);
        world.controls[i].materials = goods;
        world.controls[i].suspended_until = until;
        world.controls[i].agreement = agreement;
    }
}

// Takes the measures of a kind that another government has in force, towards all but the two of them, until `until`.
void join_controls(World& world, Government by, Government leader, ControlKind kind, Day today, Day until, std::uint8_t agreement) {
    for (Government rival : {Government::us, Government::china})
        if (kind == ControlKind::entity_listing && is_rival(leader, home_of(rival)))
            make_list_a_measure(world, leader, home_of(rival), today);
    for (std::size_t i = 0, last = world.controls.size(); i < last; ++i) {
        ControlMeasure own = world.controls[i];
        if (own.by != leader || own.kind != kind || !own.in_force(today)) continue;
        own.destinations &= ~(bit(home_of(by)) | bit(home_of(leader)));
        if (own.destinations == 0) continue;
        own.by = by;
        own.from_day = today;
        own.until_day = until;
        own.suspended_until = no_day;
        own.agreement = agreement;
        if (!world.controls.push(own)) return;
    }
}

// Of what an agreement holds, the measures that it brought about. The others it set aside, and those have an end date to
// that, be they in force already or dated to come.
bool is_joined(const ControlMeasure& control) { return control.suspended_until == no_day; }

Day& held_until(ControlMeasure& control) { return is_joined(control) ? control.until_day : control.suspended_until; }

void let_go(TariffMeasure& tariff, Day today) {
    tariff.suspended_until = std::min(tariff.suspended_until, today);
    tariff.agreement = 255;
}

void let_go(ControlMeasure& control, Day today) {
    Day& end = held_until(control);
    end = std::min(end, today);
    control.agreement = 255;
}

bool is_about_tariff(const Term& term) {
    return term.kind == TermKind::tariff_suspension || term.kind == TermKind::tariff_cap;
}

// Whether a measure that an agreement holds is held by a clause that `by` owes to who lives in `on`.
bool acts_on(const Term& term, const TariffMeasure& tariff, Government by, Region on) {
    return is_about_tariff(term) && tariff.by == by && tariff.on == on && tariff.component == static_cast<TariffComponent>(term.what);
}

bool acts_on(const Term& term, const ControlMeasure& control, Government by, Region on) {
    if (control.by != by || control.kind != static_cast<ControlKind>(term.what)) return false;
    if (term.kind == TermKind::aligned_control) return is_joined(control);
    const bool same_goods = term.scope == 0 || control.materials == 0 || (control.materials & term.scope) != 0;
    return term.kind == TermKind::control_suspension && !is_joined(control) && (control.destinations & bit(on)) != 0 && same_goods;
}

// The projects that public money under a term is for: of the firm or at the government's home, and of the stage where the
// term names one.
FixedVec<std::size_t, limits::projects> funded_projects(const Params& params, const World& world, const Term& term) {
    FixedVec<std::size_t, limits::projects> found;
    for (std::size_t i = 0; i < params.projects.size(); ++i) {
        const ProjectParams& spec = params.projects[i];
        const ProjectState state = world.projects[i].state;
        if (!reaches(params, term, spec.firm, spec.region)) continue;
        if (state == ProjectState::operating || state == ProjectState::failed) continue;
        if (term.kind == TermKind::joint_investment && index_of(params.recipes[spec.recipe].stage) != term.what) continue;
        found.push_back(i);
    }
    return found;
}

// What the buyers of a product in a region ordered this week and were not sent, tonnes.
double unfilled_t(const Params& params, const World& world, Product product, Region region) {
    double sum = 0.0;
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        if (params.needs[i].product != product || params.needs[i].region != region) continue;
        double shipped = 0.0;
        for (double tonnes : world.needs[i].shipped_t) shipped += tonnes;
        sum += std::max(0.0, world.needs[i].wanted_t - shipped);
    }
    return sum;
}

}  // namespace

double pay_promised(const Params& params, World& world, const Moment& moment, const Term& term, TermRecord& record) {
    const double owed = term.amount - record.done;
    if (!params.is_government(term.by) || owed <= 0.0) return 0.0;
    const auto projects = funded_projects(params, world, term);
    double cost = 0.0;
    for (std::size_t i : projects) cost += params.projects[i].cost;
    if (cost <= 0.0) return 0.0;  // nothing to put it into
    const AidKind kind = term.kind == TermKind::equity_stake ? AidKind::equity : AidKind::grant;
    const double paid = std::min(owed, most_aid(params, world, moment, params.government_of(term.by), kind));
    for (std::size_t i : projects)
        pledge(params, world, params.government_of(term.by), i, kind, paid * params.projects[i].cost / cost);
    record.done += paid;
    return math::clamp(1.0 - math::ratio(record.done, term.amount, 1.0), 0.0, 1.0);
}

void begin_term(const Params& params, World& world, const Moment& moment, std::size_t index, std::size_t t) {
    const Agreement& agreement = world.agreements[index];
    const Term term = agreement.terms[t];
    if (!params.is_government(term.by) || !params.is_government(term.to)) return;
    const Government by = params.government_of(term.by);
    const Region on = home_of(params.government_of(term.to));
    const Day until = params.day_of(last_week_of(agreement, term) + 1) + 6;  // the resolve in which it has run out
    const auto holder = static_cast<std::uint8_t>(index);
    if (is_about_tariff(term))
        hold_down(world, by, on, term, moment.today, until, holder);
    if (term.kind == TermKind::aligned_control)
        join_controls(world, by, params.government_of(term.to), static_cast<ControlKind>(term.what), moment.today, until, holder);
    if (term.kind == TermKind::control_suspension) set_aside(world, by, on, term, moment.today, until, holder);
}

bool shares_measures(const Term& a, const Term& b) {
    if (a.by != b.by || a.what != b.what) return false;
    if (is_about_tariff(a) && is_about_tariff(b)) return a.to == b.to;
    const bool is_control = a.kind == TermKind::control_suspension || a.kind == TermKind::aligned_control;
    return is_control && a.kind == b.kind && (a.to == b.to || a.kind == TermKind::aligned_control);
}

void end_term(const Params& params, World& world, const Moment& moment, std::size_t index, std::size_t t) {
    const Term term = world.agreements[index].terms[t];
    if (!params.is_government(term.by) || !params.is_government(term.to)) return;
    const Government by = params.government_of(term.by);
    const Region on = home_of(params.government_of(term.to));
    for (TariffMeasure& tariff : world.tariffs)
        if (tariff.agreement == index && acts_on(term, tariff, by, on)) let_go(tariff, moment.today);
    for (ControlMeasure& control : world.controls)
        if (control.agreement == index && acts_on(term, control, by, on)) let_go(control, moment.today);
}

void give_back_measures(World& world, const Moment& moment, std::size_t index) {
    for (TariffMeasure& tariff : world.tariffs)
        if (tariff.agreement == index) let_go(tariff, moment.today);
    for (ControlMeasure& control : world.controls)
        if (control.agreement == index) let_go(control, moment.today);
}

void release_measures(World& world, const Moment& moment, std::size_t index) {
    for (TariffMeasure& tariff : world.tariffs)
        if (tariff.agreement == index && tariff.suspended_until <= moment.today) tariff.agreement = 255;
    for (ControlMeasure& control : world.controls)
        if (control.agreement == index && held_until(control) <= moment.today) control.agreement = 255;
}

void prolong_measures(World& world, std::size_t index, int weeks, Day past) {
    for (TariffMeasure& tariff : world.tariffs)
        if (tariff.agreement == index && tariff.suspended_until > past) tariff.suspended_until += 7 * weeks;
    for (ControlMeasure& control : world.controls)
        if (control.agreement == index && held_until(control) > past) held_until(control) += 7 * weeks;
}

double share_stockpile(const Params& params, World& world, const Moment& moment, const Agreement& agreement, const Term& term,
                       TermRecord& record) {
    const Government by = params.government_of(term.by);
    const Region buyers = home_of(params.government_of(term.to));
    const auto product = static_cast<Product>(term.what);
    GovernmentState& state = world.of(by);
    double& reserve = state.reserve_t[term.what];
    double& at_home = world.market.stock_t[term.what][index_of(home_of(by))];
    const double missing = term.amount - record.done - reserve;
    if (missing > 0.0 && may_commit(state, moment.today)) {
        const double price_usd_bn = maker_price(params, world, product, home_of(by)) * 1e-6;
        const double bought = std::min({term.amount / weeks_to_fill, missing, at_home,
                                        math::ratio(std::max(0.0, state.aid_left_usd_bn), price_usd_bn, 0.0)});
        state.aid_left_usd_bn = std::max(0.0, state.aid_left_usd_bn - bought * price_usd_bn);  // to the last cent
        reserve += bought;
        at_home -= bought;
    }
    if (may_release(params, world, by)) {
        const double left = std::max(0.0, term.amount - record.done);
        const double sold = std::min({unfilled_t(params, world, product, buyers), left, reserve});
        reserve -= sold;
        world.market.stock_t[term.what][index_of(buyers)] += sold;
        state.aid_left_usd_bn += sold * origin_price(params, world, product, home_of(by), buyers) * 1e-6;
        record.done += sold;
    }
    // What was there when the promise began must be there still; the rest is bought by and by.
    const double weeks = moment.week - agreement.in_force_week - term.from_week - record.beside;
    const double passed = std::min(1.0, weeks / weeks_to_fill);
    const double due = std::max(record.standing, passed * term.amount);
    return math::clamp(math::ratio(due - record.done - reserve, term.amount, 0.0), 0.0, 1.0);
}

}  // namespace chokepoint

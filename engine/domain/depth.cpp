#include "engine/domain/depth.hpp"

#include <algorithm>
#include <bit>

#include "engine/base/math.hpp"

namespace chokepoint {
namespace {

namespace judgement = depth_judgement;

double tariff_depth(const Term& term, const Ground& ground, Government by, Region on) {
    const AnnouncedRates all = announced_rates(ground.tariffs, ground.today, by, on);
    const double rate = all.pct_of(term.what);
    const double points = term.kind == TermKind::tariff_cap ? std::max(0.0, rate - term.amount) : std::min(term.amount, rate);
    double stands = 0.0;
    for (double each : all.weighted_pct) stands += each;
    const double weighted = all.weighted_pct_of(term.what);
    return math::ratio(points * math::ratio(weighted, rate, 0.0), stands, 0.0);
}

bool is_minor(ControlKind kind) {
    return kind == ControlKind::visas || kind == ControlKind::customs_checks || kind == ControlKind::nuclear_parts ||
           kind == ControlKind::chemicals;
}

// Of the materials that a control of the kind names; a rule that names none is given as a whole.
double control_depth(const Term& term, const Ground& ground, Government by, Region on) {
    const auto kind = static_cast<ControlKind>(term.what);
    MaterialMask named = 0;
    bool stands = false;
    for (const ControlMeasure& control : ground.controls) {
        if (control.by != by || control.kind != kind || (control.destinations & bit(on)) == 0) continue;
        if (control.until_day <= ground.today || control.suspended_until > ground.today) continue;
        stands = true;
        named |= control.materials;
    }
    const MaterialMask given = term.scope == 0 ? named : named & term.scope;
    double share = 1.0;
    if (!stands || (named != 0 && given == 0)) share = judgement::absent;
    else if (named != 0) share = static_cast<double>(std::popcount(given)) / static_cast<double>(std::popcount(named));
    return share * (is_minor(kind) ? judgement::minor_control : 1.0);
}

// By the time that it takes off the usual one, for as much of the need as it speaks of.
double licence_depth(const Term& term, const Ground& ground, const Side& receiver) {
    if (term.named != 0) return judgement::named_firms;
    const double faster = term.limit > 0.0 ? 1.0 - math::ratio(term.limit, ground.usual_days, 1.0) : 1.0;
    const double of_need = term.amount > 0.0 ? math::ratio(term.amount, receiver.magnet_use_t, 1.0) : 1.0;
    const double depth = math::clamp(faster, 0.0, 1.0) * math::clamp(of_need, 0.0, 1.0);
    return static_cast<EndUse>(term.what) == EndUse::military ? std::max(depth, judgement::military_least) : depth;
}

// What a year of it takes from the public purse, USD million.
double yearly_cost(const Term& term, const Ground& ground) {
    const double price = term.what < ground.price_outside.size() ? ground.price_outside[term.what] : 0.0;
    switch (term.kind) {
        case TermKind::offtake:
        case TermKind::supply_contract:
        case TermKind::pooled_stockpile: return term.amount * price / 1000.0;
        case TermKind::price_floor: return std::max(0.0, term.limit - price) * term.amount / 1000.0;
        default: return term.amount;
    }
}

}  // namespace

Day settled_day(TariffMeasures tariffs, Day today, Government by, Region on, TariffComponent component) {
    Day day = today;
    for (const TariffMeasure& tariff : tariffs)
        if (tariff.by == by && tariff.on == on && tariff.component == component && tariff.until_day > tariff.from_day)
            day = std::max(day, tariff.from_day);
    return day;
}

double announced_pct(TariffMeasures tariffs, Day today, Government by, Region on, TariffComponent component) {
    const Day day = settled_day(tariffs, today, by, on, component);
    double sum = 0.0;
    for (const TariffMeasure& tariff : tariffs)
        if (tariff.by == by && tariff.on == on && tariff.component == component && tariff.from_day <= day && tariff.until_day > day)
            sum += tariff.rate_pct;
    return sum;
}

AnnouncedRates announced_rates(TariffMeasures tariffs, Day today, Government by, Region on) {
    std::array<Day, count_of<TariffComponent>> settled;
    settled.fill(today);
    std::array<const TariffMeasure*, limits::tariffs> between;  // those of `by` on `on`
    std::size_t count = 0;
    for (const TariffMeasure& tariff : tariffs) {
        if (tariff.by != by || tariff.on != on || tariff.until_day <= tariff.from_day) continue;
        settled[index_of(tariff.component)] = std::max(settled[index_of(tariff.component)], tariff.from_day);
        CHOKEPOINT_CHECK(count < between.size());
        between[count++] = &tariff;
    }
    AnnouncedRates rates;
    for (std::size_t i = 0; i < count; ++i) {
        const TariffMeasure& tariff = *between[i];
        const std::size_t component = index_of(tariff.component);
        if (tariff.from_day > settled[component] || tariff.until_day <= settled[component]) continue;
        rates.pct[component] += tariff.rate_pct;
        rates.weighted_pct[component] += tariff.rate_pct * tariff.coverage;
    }
    return rates;
}

double depth_of(const Term& term, const Ground& ground, const Side& giver, const Side& receiver) {
    const auto of_full = [](double amount, double full) { return math::clamp(math::ratio(amount, full, 1.0), 0.0, 1.0); };
    const Region on = home_of(receiver.government);
    switch (term.kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension: return receiver.is_government ? tariff_depth(term, ground, giver.government, on) : 0.0;
        case TermKind::control_suspension: return receiver.is_government ? control_depth(term, ground, giver.government, on) : judgement::absent;
        case TermKind::licence: return licence_depth(term, ground, receiver);
        case TermKind::purchase: return of_full(term.amount, judgement::purchase_full * giver.output_usd_bn);
        case TermKind::truce: return judgement::year_of_truce * of_full(term.until_week, judgement::truce_full_weeks);
        case TermKind::side_term: return judgement::side_most * of_full(term.amount, judgement::side_full_points);
        case TermKind::aligned_control:
        case TermKind::shared_queue: return judgement::joining;
        case TermKind::monitoring: return 0.0;  // who keeps its word has nothing to show
        default: return of_full(yearly_cost(term, ground), giver.budget_usd_m);
    }
}

}  // namespace chokepoint

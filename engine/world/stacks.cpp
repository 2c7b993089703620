// Reads tariff stacks and controls as they stand on a day. Knows no prices and no volumes.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

template <typename Weight>
double stack_sum(TariffStack stack, Government by, Region on, Day day, Weight weight) {
    double sum = 0.0;
    for (const TariffMeasure& tariff : stack)
        if (tariff.by == by && tariff.on == on && tariff.in_force(day)) sum += tariff.rate_pct * weight(tariff);
    return sum;
}

// The headline counts what was added across the board in the dispute, as the press does; what stood before on
// single goods (MFN, Section 301 and 232, farm goods) shows in the trade-weighted rate.
double across_the_board(const TariffMeasure& tariff) {
    const TariffComponent part = tariff.component;
    return part == TariffComponent::fentanyl || part == TariffComponent::reciprocal || part == TariffComponent::threatened ||
                   part == TariffComponent::retaliation
               ? 1.0
               : 0.0;
}

}  // namespace

double headline_pct(const World& world, Government by, Region on, Day day) {
    return stack_sum(TariffStack(world.tariffs), by, on, day, across_the_board);
}

std::array<double, 7> headline_by_day(const World& world, Government by, Region on, Day first) {
    std::array<double, 7> sums{};
    for (const TariffMeasure& tariff : world.tariffs)
        if (tariff.by == by && tariff.on == on)
            for (std::size_t day = 0; day < sums.size(); ++day)
                if (tariff.in_force(first + static_cast<Day>(day))) sums[day] += tariff.rate_pct * across_the_board(tariff);
    return sums;
}

double component_pct(const World& world, Government by, Region on, TariffComponent component, Day day) {
    return stack_sum(TariffStack(world.tariffs), by, on, day,
                     [&](const TariffMeasure& tariff) { return tariff.component == component ? 1.0 : 0.0; });
}

double trade_weighted_pct(TariffStack stack, Government by, Region on, Day day) {
    return stack_sum(stack, by, on, day, [](const TariffMeasure& tariff) { return tariff.coverage; });
}

namespace {

// Days of the week from `first` on in which a measure is in force.
int days_in_week(const TariffMeasure& tariff, Day first) {
    const Day from = std::max({first, tariff.from_day, tariff.back()}), until = std::min(first + 7, tariff.until_day);
    return until > from ? until - from : 0;
}

// A measure's part in the mean rate of that week, times seven.
double week_of_it(const TariffMeasure& tariff, Day first) { return tariff.rate_pct * tariff.coverage * days_in_week(tariff, first); }

template <typename Part>
RateTable summed(TariffStack stack, Part part) {
    RateTable table{};
    for (const TariffMeasure& tariff : stack) table[index_of(tariff.by)][index_of(tariff.on)] += part(tariff);
    return table;
}

}  // namespace

RateTable trade_weighted_rates(TariffStack stack, Day day) {
    return summed(stack, [&](const TariffMeasure& tariff) { return tariff.in_force(day) ? tariff.rate_pct * tariff.coverage : 0.0; });
}

RateTable headline_rates(TariffStack stack, Day day) {
    return summed(stack, [&](const TariffMeasure& tariff) { return tariff.in_force(day) ? tariff.rate_pct * across_the_board(tariff) : 0.0; });
}

double weighted_pct(TariffStack stack, Government by, Region on, Day first) {
    double sum = 0.0;
    for (const TariffMeasure& tariff : stack)
        if (tariff.by == by && tariff.on == on) sum += week_of_it(tariff, first);
    return sum / 7.0;
}

RateTable weighted_rates(TariffStack stack, Day first) {
    RateTable table = summed(stack, [&](const TariffMeasure& tariff) { return week_of_it(tariff, first); });
    for (auto& row : table)
        for (double& rate : row)
            if (rate != 0.0) rate /= 7.0;  // few are taxed, and a division takes its time
    return table;
}

TariffTable goods_tariffs(TariffStack stack, Day first) {
    TariffTable table{};
    for (const TariffMeasure& tariff : stack) {
        if (tariff.classes == 0) continue;
        const int days = days_in_week(tariff, first);
        for (ProductClass kind : all_of<ProductClass>())
            if ((tariff.classes & bit(kind)) != 0)
                table[index_of(kind)][index_of(home_of(tariff.by))][index_of(tariff.on)] += tariff.rate_pct * days / 7.0;
    }
    return table;
}

double control_strength(const World& world, Government by, ControlKind kind, Region on, Day day) {
    double strongest = 0.0;
    for (const ControlMeasure& control : world.controls)
        if (control.by == by && control.kind == kind && (control.destinations & bit(on)) != 0 && control.in_force(day) &&
            control.strength > strongest)
            strongest = control.strength;
    return strongest;
}

double kind_level(const World& world, Government by, ControlKind kind, Region on, Day day, bool as_ordered) {
    std::array<double, count_of<Material>> named{};
    double strongest = 0.0;
    for (const ControlMeasure& control : world.controls) {
        const bool stands = as_ordered ? day >= control.from_day && day < control.until_day : control.in_force(day);
        if (control.by != by || control.kind != kind || (control.destinations & bit(on)) == 0 || !stands) continue;
        double reach = control.strength;
        if (kind == ControlKind::export_quota) reach = math::clamp(1.0 - control.strength, 0.0, 1.0);
        else if (names_materials(kind)) reach = 1.0;
        else if (is_threshold(kind)) reach = math::clamp(1.0 - control.strength / 100.0, 0.0, 1.0);
        else if (kind == ControlKind::entity_listing) reach /= 100.0;
        strongest = std::max(strongest, reach);
        if (!names_materials(kind)) continue;
        for (Material material : all_of<Material>())
            if ((control.materials & bit(material)) != 0) named[index_of(material)] = std::max(named[index_of(material)], reach);
    }
    if (!names_materials(kind)) return strongest;
    double sum = 0.0;
    for (double reach : named) sum += reach;
    return sum;
}

double ordered_pct(const World& world, Government by, Region on, Day day, bool as_ordered) {
    double sum = 0.0;
    for (const TariffMeasure& tariff : world.tariffs)
        if (tariff.by == by && tariff.on == on && day >= tariff.from_day && day < tariff.until_day && (as_ordered || tariff.in_force(day)))
            sum += tariff.rate_pct * std::max(across_the_board(tariff), tariff.coverage);
    return sum;
}

MeasureStrengths measure_strengths(const World& world, Day day) {
    constexpr std::size_t lists = index_of(ControlKind::entity_listing);
    MeasureStrengths found;
    found.ordered.fill(false);
    found.ordered[lists] = true;
    for (const ControlMeasure& control : world.controls) found.ordered[index_of(control.kind)] = true;
    for (std::size_t kind = 0; kind < found.of.size(); ++kind)
        if (found.ordered[kind]) found.of[kind] = {};
    for (Government by : all_of<Government>())
        for (Region on : all_of<Region>())
            if (is_rival(by, on)) found.of[lists][index_of(by)][index_of(on)] = world.of(by).listed_firms;
    for (const ControlMeasure& control : world.controls) {
        if (!control.in_force(day)) continue;
        PerRegion<double>& row = found.of[index_of(control.kind)][index_of(control.by)];
        for (Region on : all_of<Region>()) {
            double& cell = row[index_of(on)];
            if ((control.destinations & bit(on)) == 0) continue;
            if (index_of(control.kind) == lists) cell += control.strength;
            else if (is_threshold(control.kind)) cell = control.strength > 0.0 ? 1.0 : cell;
            else cell = std::max(cell, control.strength);
        }
    }
    for (auto& government : found.of[lists])
        for (double& firms : government) firms /= 100.0;
    return found;
}

double measure_strength(const World& world, Government by, ControlKind kind, Region on, Day day) {
    if (kind == ControlKind::entity_listing) {
        // Lists add up; orders list the rival's firms, and nobody else is hit by them.
        double firms = is_rival(by, on) ? world.of(by).listed_firms : 0.0;
        for (const ControlMeasure& control : world.controls)
            if (control.by == by && control.kind == kind && (control.destinations & bit(on)) != 0 && control.in_force(day))
                firms += control.strength;
        return firms / 100.0;
    }
    const double strength = control_strength(world, by, kind, on, day);
    return is_threshold(kind) ? (strength > 0.0 ? 1.0 : 0.0) : strength;
}

namespace {

// Customs officers check magnets that no control names against the control that names their cousins, at all ports after
// a while; the share held falls as they learn to tell them apart.
double checked_share(const LicensingRules& rules, const ControlMeasure& control, Day day) {
    const double weeks = (day - control.from_day) / 7.0;
    const auto halved = [&](const Figure& weeks_to_half) {
        return math::exp(-0.6931471805599453 * weeks / std::max(weeks_to_half.value, 0.1));
    };
    return percent(rules.customs_check_share) * (1.0 - halved(rules.customs_check_onset)) * halved(rules.customs_check_half_life);
}

// The share of magnets it does not name that a control holds up.
double held_by(const LicensingRules& rules, const ControlMeasure& control, Day day) {
    if (control.kind == ControlKind::customs_checks) return math::clamp(control.strength, 0.0, 1.0);
    const bool has_cousins = control.kind == ControlKind::licence && (control.materials & (bit(Material::dy) | bit(Material::tb))) != 0;
    return has_cousins ? checked_share(rules, control, day) : 0.0;
}

bool is_licensed_by(const ControlMeasure& control, Product product) {
    return control.kind == ControlKind::licence && (control.materials & materials_in(product)) != 0;
}

// Whether China holds what goes there to a control on a day.
bool stands_before(const ControlMeasure& control, Region to, Day day) {
    return control.by == Government::china && (control.destinations & bit(to)) != 0 && control.in_force(day);
}

// `held()` as above, asked only where it counts.
template <typename Held>
void add_control(const ControlMeasure& control, Product product, Held held, ExportRule& rule) {
    const bool named = (control.materials & materials_in(product)) != 0;
    if (control.kind == ControlKind::ban && named) rule.banned = true;
    if (control.kind == ControlKind::export_quota && named) rule.quota = std::min(rule.quota, control.strength);
    if (is_licensed_by(control, product)) {
        rule.needs_licence = true;
        if (rule.since == no_day || control.from_day < rule.since) rule.since = control.from_day;
    }
    if (is_magnet(product) && !named) rule.held_share = std::max(rule.held_share, held());
}

}  // namespace

ExportRule export_rule(const Params& params, const World& world, Product product, Region to, Day day) {
    ExportRule rule = no_export_rule;
    for (const ControlMeasure& control : world.controls)
        if (stands_before(control, to, day))
            add_control(control, product, [&] { return held_by(params.rules.licensing, control, day); }, rule);
    return rule;
}

ExportRules export_rules(const Params& params, const World& world, Day day) {
    ExportRules rules;
    for (Product product : params.traded) {
        rules.from_china[index_of(product)].fill(no_export_rule);
        rules.abroad_obeyed[index_of(product)].fill(0.0);
    }
    rules.has_quota = false;
    rules.abroad_threshold.fill(2.0);
    rules.desk_priority = desk_priorities(params, world);
    rules.licences = clauses_due(params, world, TermKind::licence);
    for (const ControlMeasure& control : world.controls) {
        if (control.by != Government::china || !control.in_force(day)) continue;
        const double held = held_by(params.rules.licensing, control, day);
        rules.has_quota = rules.has_quota || control.kind == ControlKind::export_quota;
        for (Region to : all_of<Region>())
            if (control.kind == ControlKind::extraterritorial_rule && (control.destinations & bit(to)) != 0)
                rules.abroad_threshold[index_of(to)] = std::min(rules.abroad_threshold[index_of(to)], control.strength / 100.0);
        for (Product product : params.traded) {
            const bool concerned = (control.materials & materials_in(product)) != 0 || (held > 0.0 && is_magnet(product));
            for (Region to : all_of<Region>())
                if (concerned && (control.destinations & bit(to)) != 0)
                    add_control(control, product, [&] { return held; }, rules.from_china[index_of(product)][index_of(to)]);
        }
    }
    // Who obeys is asked only of what some threshold catches (licence_share): each asking goes through all facilities.
    const double lowest = *std::min_element(rules.abroad_threshold.begin(), rules.abroad_threshold.end());
    for (Product product : params.traded)
        for (Region origin : all_of<Region>())
            if (origin != Region::china && params.chinese_content[index_of(product)][index_of(origin)] > lowest)
                rules.abroad_obeyed[index_of(product)][index_of(origin)] = obeying_share(params, world, product, origin);
    return rules;
}

double licence_share(const Params& params, const ExportRules& rules, const NeedParams& need, Region origin) {
    const std::size_t product = index_of(need.product), to = index_of(need.region);
    if (need.region == Region::china || origin == need.region || !rules.from_china[product][to].needs_licence) return 0.0;
    if (origin == Region::china) return 1.0;
    const bool caught = params.chinese_content[product][index_of(origin)] > rules.abroad_threshold[to];
    return caught ? rules.abroad_obeyed[product][index_of(origin)] : 0.0;
}

bool needs_licence(const World& world, Product product, Region to, Day day) {
    return std::any_of(world.controls.begin(), world.controls.end(), [&](const ControlMeasure& control) {
        return is_licensed_by(control, product) && stands_before(control, to, day);
    });
}

double fading(double half_life_weeks) {
    return half_life_weeks > 0.0 ? math::exp(-0.6931471805599453 / half_life_weeks) : 0.0;
}

}  // namespace chokepoint

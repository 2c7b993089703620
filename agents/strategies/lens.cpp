#include "agents/strategies/lens.hpp"

#include <algorithm>

#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"
#include "engine/domain/depth.hpp"

namespace chokepoint::agents {

namespace {

bool is_current(const TariffMeasure& tariff, Government by, Region on, TariffComponent component, Day day) {
    return tariff.by == by && tariff.on == on && tariff.component == component && tariff.from_day <= day &&
           tariff.until_day > day;
}

bool reaches(const ControlMeasure& control, Region region) { return (control.destinations & bit(region)) != 0; }

// Share of the controlled parts that arrive, as anyone can read it off the customs figures (a month late).
double arriving_share(const PublicView& record, Region region) {
    const double base = record.magnet_exports_base_t[index_of(region)];
    return math::clamp(math::ratio(record.magnet_exports_t[index_of(region)], base, 1.0), 0.0, 1.0);
}

// China's controls on magnet materials and everybody's tariffs, by the region that they fall on: what a look at every government
// asks for, read in one pass.
struct Measures {
    RegionMask controlled = 0;                         // by a licence or a ban, announced or in force, that nothing holds aside
    std::array<Day, count_of<Region>> first_control;   // of any control of China's on them; far_day: none
    std::array<std::array<double, count_of<Region>>, limits::governments> tariff_pct{};  // trade-weighted, in force, by who takes it
};

Measures read_measures(const PublicView& record) {
    Measures read;
    read.first_control.fill(far_day);
    for (const ControlMeasure& control : record.controls) {
        if (control.by != Government::china || (control.materials & first_scope) == 0) continue;
        const bool holds = control.kind == ControlKind::licence || control.kind == ControlKind::ban;
        if (holds && control.until_day > record.today && control.suspended_until <= record.today) read.controlled |= control.destinations;
        for (Region region : all_of<Region>())
            if (reaches(control, region)) read.first_control[index_of(region)] = std::min(read.first_control[index_of(region)], control.from_day);
    }
    for (const TariffMeasure& tariff : record.tariffs)
        if (tariff.in_force(record.today)) read.tariff_pct[index_of(tariff.by)][index_of(tariff.on)] += tariff.rate_pct * tariff.coverage;
    return read;
}

// The median plant's shelf is empty after its cover; the others follow within ramp_weeks on either side.
double shortage_over(const Lens& lens, double full_stop_pain) {
    double sum = 0.0;
    double discount = 1.0;
    for (int week = 1; week <= static_cast<int>(judgement::horizon_weeks); ++week) {
        discount *= lens.patience;
        const double empty = math::clamp(
            (static_cast<double>(week) - lens.cover_weeks) / (2.0 * judgement::ramp_weeks) + 0.5, 0.0, 1.0);
        sum += discount * empty;
    }
    const double at_most = lens.deficit * judgement::stopped_per_deficit * full_stop_pain * sum;
    // What hurts already does not need to be forecast.
    const double now = lens.pain_by_cause[index_of(PainCause::shortage)] * lens.annuity;
    return std::max(at_most, lens.controlled ? now : 0.0);
}

// A firm that was once caught is read with its own discount; what auditors have on the desk is the truth.
double believed_cover_days(const Facts& facts, const GovernmentView& own) {
    double told = 0.0, believed = 0.0;
    for (const FirmReport& report : own.firms) {
        const double days = report.cover_days * (report.firm < facts.firms.size() ? facts.firms[report.firm].value_added : 0.0);
        told += days;
        believed += report.audited || report.found_pct == 0 ? days : days * 100.0 / report.found_pct;
    }
    return own.home_cover_days * math::ratio(believed, told, 1.0);
}

void read_own(const Facts& facts, const Observation& observation, Lens& lens, double hawk_shift) {
    const GovernmentView& own = observation.government;
    lens.is_own = true;
    lens.hawk = math::clamp(own.hawkishness + hawk_shift, 0.0, 1.0);
    if (own.patience > 0.0) lens.patience = own.patience;
    lens.red_line = own.red_line;
    double sum = 0.0;
    double given = 0.0;
    for (double weight : own.weights) {
        sum += weight;
        given += weight > 0.0 ? 1.0 : 0.0;
    }
    if (sum > 0.0)
        for (std::size_t i = 0; i < own.weights.size(); ++i)
            lens.weight[i] = own.weights[i] * given / sum;
    lens.pain = own.pain;
    lens.pain_by_cause = own.pain_by_cause;
    lens.stress = own.stress;
    lens.inflation_pct = own.inflation_pct;
    lens.revenue_usd_bn = own.revenue_usd_bn;
    lens.aid_left_usd_bn = own.aid_left_usd_bn;
    lens.appropriation_until = own.appropriation_until;
    lens.stopped_share = own.home_stopped_share;
    lens.cover_weeks = believed_cover_days(facts, own) / 7.0;
    if (!lens.controlled) return;
    double licensed = 0.0;
    double firms = 0.0;
    for (const FirmReport& report : own.firms) {
        licensed += math::clamp(report.licensed_share, 0.0, 1.0);
        firms += 1.0;
    }
    if (firms > 0.0) lens.deficit = 1.0 - licensed / firms;
    // Papers count tonnes up to last week, where reports count firms.
    for (const CustomsFinding& finding : own.customs)
        if (finding.region == home_of(lens.government))
            lens.deficit = 1.0 - math::clamp(math::ratio(finding.magnet_exports_t,
                                                         observation.record.magnet_exports_base_t[index_of(finding.region)], 1.0), 0.0, 1.0);
}

}  // namespace

double shortage_if(const Facts& facts, const Lens& lens, double cover_weeks, double deficit) {
    if (!lens.controlled) return 0.0;
    Lens other = lens;
    other.cover_weeks = cover_weeks;
    other.deficit = deficit;
    return shortage_over(other, facts.of(lens.government).full_stop_pain);
}

double annuity(double patience, double weeks) {
    if (weeks <= 0.0) return 0.0;
    const double delta = math::clamp(patience, 0.5, 0.9999);
    return delta * (1.0 - math::pow(delta, weeks)) / (1.0 - delta);
}

double orderable_rate(const PublicView& record, Government by, Region on, TariffComponent component) {
    const Day day = settled_day(TariffMeasures(record.tariffs), record.today, by, on, component);
    double sum = 0.0;
    for (const TariffMeasure& tariff : record.tariffs)
        if (tariff.agreement == 255 && is_current(tariff, by, on, component, day)) sum += tariff.rate_pct;
    return sum;
}

double component_rate(const PublicView& record, Government by, Region on, TariffComponent component) {
    return announced_pct(TariffMeasures(record.tariffs), record.today, by, on, component);
}

namespace {

bool is_relief(const Term& term) { return term.kind == TermKind::tariff_suspension || term.kind == TermKind::tariff_cap; }

double taken_off(const Term& term, double rate) {
    return term.kind == TermKind::tariff_suspension ? std::min(term.amount, rate) : std::max(0.0, rate - term.amount);
}

}  // namespace

double quoted_points_off(const PublicView& record, Government by, Region on, const Term& term) {
    return is_relief(term) ? taken_off(term, component_rate(record, by, on, static_cast<TariffComponent>(term.what))) : 0.0;
}

double weighted_points_off(const PublicView& record, Government by, Region on, const Term& term) {
    if (!is_relief(term)) return 0.0;
    const AnnouncedRates rates = announced_rates(TariffMeasures(record.tariffs), record.today, by, on);
    const double rate = rates.pct_of(term.what), points = taken_off(term, rate);
    return points > 0.0 ? points * math::ratio(rates.weighted_pct_of(term.what), rate, 0.0) : 0.0;
}

double announced_tariff(const PublicView& record, Government by, Region on) {
    double sum = 0.0;
    for (double rate : announced_rates(TariffMeasures(record.tariffs), record.today, by, on).weighted_pct) sum += rate;
    return sum;
}

double announced_headline(const PublicView& record, Government by, Region on) {
    double sum = 0.0;
    for (double rate : announced_rates(TariffMeasures(record.tariffs), record.today, by, on).pct) sum += rate;
    return sum;
}

double headline_in_force(const PublicView& record, Government by, Region on, Day day) {
    double sum = 0.0;
    for (const TariffMeasure& tariff : record.tariffs)
        if (tariff.by == by && tariff.on == on && tariff.in_force(day)) sum += tariff.rate_pct;
    return sum;
}

double tariff_in_force(const PublicView& record, Government by, Region on, Day day) {
    double sum = 0.0;
    for (const TariffMeasure& tariff : record.tariffs)
        if (tariff.by == by && tariff.on == on && tariff.in_force(day)) sum += tariff.rate_pct * tariff.coverage;
    return sum;
}

bool has_control(const PublicView& record, Government by, ControlKind kind, Region on, MaterialMask scope) {
    for (const ControlMeasure& control : record.controls)
        if (control.by == by && control.kind == kind && reaches(control, on) && control.until_day > record.today &&
            control.suspended_until <= record.today &&
            (scope == 0 || (control.materials & scope) != 0))
            return true;
    return false;
}

double weeks_controlled(const PublicView& record, Region on) {
    const Measures measures = read_measures(record);
    const bool stands = (measures.controlled & bit(on)) != 0;
    return stands ? std::max(0.0, static_cast<double>(record.today - measures.first_control[index_of(on)]) / 7.0) : 0.0;
}

double control_weight(const PublicView& record, Government by, Region on) {
    double sum = 0.0;
    for (const ControlMeasure& control : record.controls) {
        if (control.by != by || !reaches(control, on) || control.until_day <= record.today) continue;
        switch (control.kind) {
            case ControlKind::entity_listing: sum += math::clamp(control.strength / 20.0, 0.0, 2.0); break;
            case ControlKind::visas:
            case ControlKind::customs_checks:
            case ControlKind::nuclear_parts:
            case ControlKind::chemicals: sum += 0.4; break;
            default: sum += 1.0;
        }
    }
    return sum;
}

double trade_left(const Facts& facts, double rate_pct) {
    return rate_pct > 0.0 ? math::pow(1.0 + rate_pct / 100.0, -facts.elasticity) : 1.0;
}

double export_loss(const Facts& facts, const Lens& lens, double rate_pct) {
    const GovernmentFacts& own = facts.of(lens.government);
    const double exports = lens.government == Government::us ? own.exports_to_china : own.exports_to_us;
    return 100.0 * judgement::trade_value_added * exports / own.gdp * (1.0 - trade_left(facts, rate_pct));
}

namespace {

// A government as the public record shows it, into a lens that shows nothing yet.
void imagine(const Facts& facts, const PublicView& record, const Measures& measures, SeatId seat, Lens& lens) {
    const Government government = facts.government_of(seat);
    const GovernmentFacts& known = facts.of(government);
    const Region home = home_of(government);
    lens.government = government;
    lens.seat = seat;
    lens.hawk = known.hawkishness;
    lens.patience = known.patience;
    lens.red_line = known.red_line;
    lens.weight = known.weights;
    lens.gdp = known.gdp;
    lens.approval_gap = std::max(0.0, known.approval - record.approval_pct[index_of(government)]);
    lens.stopped_share = math::ratio(record.plants_stopped[index_of(home)], record.plants[index_of(home)], 0.0);
    lens.controlled = government != Government::china && (measures.controlled & bit(home)) != 0;
    const Government taxed_by = government == Government::us ? Government::china : Government::us;
    lens.tariff_faced_pct = measures.tariff_pct[index_of(taxed_by)][index_of(home)];
    lens.cover_weeks = judgement::assumed_cover_weeks;
    lens.annuity = known.annuity;
    if (!lens.controlled) return;
    lens.deficit = 1.0 - arriving_share(record, home);
    const double weeks_under = static_cast<double>(record.today - measures.first_control[index_of(home)]) / 7.0;
    // Customs figures are a month old: early on, expect the worst of a new control.
    if (weeks_under < 8.0) lens.deficit = std::max(lens.deficit, 0.6);
    lens.cover_weeks = std::max(0.0, judgement::assumed_cover_weeks - std::max(0.0, weeks_under) * lens.deficit);
}

// Whom the seat has to do with: governments with everybody, a firm with those of its agendas and talks.
SeatMask others_of(const Facts& facts, const Observation& observation) {
    if (facts.is_government(observation.seat)) return ~SeatMask{0};
    SeatMask others = facts.sits_with;
    const auto meet = [&](SeatId other) { others |= facts.is_government(other) ? bit(other) : SeatMask{0}; };
    for (const TalkView& talk : observation.talks) {
        for (SeatId party : talk.parties) meet(party);
        if (talk.agenda < facts.agendas.size())
            for (SeatId party : facts.agendas[talk.agenda].parties) meet(party);
        for (const Offer& offer : talk.offers)
            for (const Term& term : offer.terms) meet(term.by), meet(term.to);
    }
    return others;
}

}  // namespace

View look(const Facts& facts, const Observation& observation, double hawk_shift) {
    View view{facts, observation.record, observation.kind == SeatKind::firm ? &observation.firm : nullptr,
              standing_of(observation.record), {}, {}, {}};
    const PublicView& record = observation.record;
    for (std::size_t g = 0; g < limits::governments; ++g) {
        view.keeps_promises[g].fill(record.keeps_promises[g]);
        view.carries_out_threats[g].fill(record.carries_out_threats[g]);
    }
    if (observation.kind == SeatKind::government) {
        view.keeps_promises = observation.government.keeps_promises;
        view.carries_out_threats = observation.government.carries_out_threats;
    }
    const SeatMask others = others_of(facts, observation);
    if (others == 0) return view;
    const Measures measures = read_measures(record);
    for (std::size_t i = 0; i < facts.government_seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        if ((others & bit(seat)) == 0) continue;
        Lens& lens = view.lenses[index_of(facts.government_of(seat))];
        imagine(facts, record, measures, seat, lens);
        if (seat == observation.seat) {
            read_own(facts, observation, lens, hawk_shift);
            lens.annuity = annuity(lens.patience, judgement::horizon_weeks);
        }
        lens.export_loss = export_loss(facts, lens, lens.tariff_faced_pct);
        if (!lens.is_own) lens.pain_by_cause[index_of(PainCause::export_losses)] = lens.export_loss;
        lens.shortage_ahead = lens.controlled ? shortage_over(lens, facts.of(lens.government).full_stop_pain) : 0.0;
    }
    return view;
}

View with_record(const View& view, const PublicView& record) {
    return {view.facts, record, view.own_firm, standing_of(record), view.lenses, view.keeps_promises, view.carries_out_threats};
}

}  // namespace chokepoint::agents

// Whether the parties do what they promised. Every term in force is measured each week by what stands in the world: what
// the public record shows is seen at once, the rest as monitoring brings it to light. Changes agreements' records only.
#include <algorithm>
#include <bit>
#include <utility>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/domain/pledges.hpp"
#include "engine/world/promises.hpp"

namespace chokepoint {
namespace {

constexpr double firms_for_full_breach = 100.0;  // listed
constexpr double points_for_full_breach = 10.0;  // of a tariff
constexpr double shortfall_smoothing = 0.25;     // a week, of licence delays
constexpr double false_alarm_size = 0.3;         // of full shortfall

// A truce as what the other side owes.
Term turned(Term truce) {
    std::swap(truce.by, truce.to);
    return truce;
}

// The share of a duty that goes undone: what anybody can read in the record, and what takes looking.
struct Conduct {
    double open = 0.0, hidden = 0.0;
};

using Homes = std::pair<Region, Region>;  // homes of giver and receiver

double share_of(double amount, double full) { return math::clamp(math::ratio(amount, full, 0.0), 0.0, 1.0); }

// --- licences: the age of what was decided lately and of what still waits past its time ---

double mean_age_owed(World& world, const Moment& moment, const Agreement& agreement, const Params& params, const Term& term,
                     TermRecord& record) {
    const double promised = term.limit / 7.0;
    double waiting = 0.0, weeks = 0.0, earlier_t = record.done;
    record.standing *= params.fadings.quarter;
    for (const Application& application : world.desk.queue) {
        if (!covers(params, term, application)) continue;
        const int since = owed_since(agreement, term, application, earlier_t);
        const double age = std::max(0.0, moment.week - since - 0.5);  // filed and decided at midweek on average
        earlier_t += application.tonnes;
        const bool is_decided = application.state == ApplicationState::granted || application.state == ApplicationState::denied;
        if (is_decided) record.done += application.tonnes;  // it leaves the queue
        if (since > moment.week) continue;                  // the quota has not come to it
        if (is_decided) {
            record.beside += (age - record.beside) / (record.standing + 1.0);
            record.standing += 1.0;
        } else if (application.state == ApplicationState::waiting && age > promised) {
            waiting += 1.0;
            weeks += age;
        }
    }
    return math::ratio(record.standing * record.beside + weeks, record.standing + waiting, 0.0);
}

bool is_licensed(const Params& params, const World& world, const Term& term, Day day) {
    const Region to = home_of(params.government_of(term.to));
    for (Product product : all_of<Product>())
        if ((term.scope == 0 || (term.scope & materials_in(product)) != 0) &&
            needs_licence(world, product, to, day))
            return true;
    return false;
}

Conduct licence_conduct(const Params& params, World& world, const Moment& moment, const Agreement& agreement,
                        const Term& term, TermRecord& record) {
    if (!params.is_government(term.to) || term.limit <= 0.0) return {};
    const double taken = mean_age_owed(world, moment, agreement, params, term, record);
    if (!is_licensed(params, world, term, moment.today)) return {};
    return {0.0, share_of(taken - term.limit / 7.0, term.limit / 7.0)};
}

// --- tariffs and controls: what stands against what may stand ---

// All that a government does to another beside tariffs, as one number: a material or a rule in full counts as one.
double control_level(const World& world, Government by, Region on, Day day) {
    std::uint32_t kinds = 0;  // there are many kinds, and few in use
    for (const ControlMeasure& control : world.controls)
        if (control.by == by) kinds |= 1U << index_of(control.kind);
    double sum = 0.0;
    for (ControlKind kind : all_of<ControlKind>())
        if ((kinds >> index_of(kind) & 1U) != 0) sum += kind_level(world, by, kind, on, day);
    return sum;
}

// The most that a level reaches from `first` to `last` by what is ordered already.
template <typename Level>
double highest(const World& world, Day first, Day last, Level level) {
    double most = level(first);
    const auto look = [&](Day day) {
        if (day > first && day <= last) most = std::max(most, level(day));
    };
    for (const TariffMeasure& tariff : world.tariffs) look(tariff.from_day), look(tariff.back());
    for (const ControlMeasure& control : world.controls) look(control.from_day), look(control.suspended_until);
    return most;
}

Conduct control_conduct(const World& world, Government by, Region on, const Term& term, const TermRecord& record,
                        Day today, Day began) {
    const auto kind = static_cast<ControlKind>(term.what);
    const bool stands = std::any_of(world.controls.begin(), world.controls.end(), [&](const ControlMeasure& control) {
        if (control.by != by || (control.destinations & bit(on)) == 0 || !control.in_force(today)) return false;
        const bool same_goods = term.scope == 0 || control.materials == 0 || (control.materials & term.scope) != 0;
        // Another measure on the same goods that came later does the same.
        const bool in_its_place = names_materials(kind) && names_materials(control.kind) && control.from_day > began;
        return same_goods && (control.kind == kind || in_its_place);
    });
    const double listed = kind == ControlKind::entity_listing ? share_of(record.done, firms_for_full_breach) : 0.0;
    return {stands ? 1.0 : 0.0, listed};
}

// --- purchases ---

// What the buyer would take in a year at most, USD bn: state buyers of China as told, and no more of farm goods than they are told
// to; everybody else as tariffs on the flow let them.
double within_reach(const Params& params, const World& world, const Term& term) {
    const TradeRules& rules = params.rules.trade;
    const Figure* const direct[] = {&rules.state_farm, &rules.state_energy, &rules.state_aircraft,
                                    &rules.state_manufactures, &rules.state_services};
    const Government buyer = params.government_of(term.by);
    Purchase purchase{static_cast<Good>(term.what)};
    purchase.directed = buyer == Government::china ? percent(*direct[term.what]) : 0.0;
    const Region from = home_of(params.government_of(term.to));
    if (const int flow = params.flow_between[index_of(from)][index_of(home_of(buyer))]; flow >= 0) {
        purchase.trade_usd_bn = params.flows[static_cast<std::size_t>(flow)].value;
        purchase.moving = world.flows[static_cast<std::size_t>(flow)].ratio;
    }
    const double told = purchase.good == Good::farm_goods ? world.of(buyer).farm_share : 1.0;
    return told * within_reach_usd_bn(purchase);
}

// Over which the pledged amount falls due. A renewal owes it again, week by week as before.
double weeks_of_pledge(const Agreement& agreement, const Term& term) {
    const int until = term.until_week > 0 ? term.until_week : length_weeks(agreement);
    return std::max(1, until - term.from_week);
}

// Buys a week's part of what is pledged; what lacks of the part that is due by now is undone.
Conduct buy_pledged(const Params& params, const World& world, const Moment& moment, const Agreement& agreement,
                    const Term& term, TermRecord& record) {
    if (!params.is_government(term.to) || term.what >= count_of<Good>) return {};
    const int first = agreement.in_force_week + term.from_week;
    const double weeks = weeks_of_pledge(agreement, term);
    const double passed = moment.week - first + 1;
    record.done += bought_in_week(params, world, agreement, term);
    return {0.0, math::clamp(1.0 - math::ratio(record.done, term.amount * passed / weeks, 1.0), 0.0, 1.0)};
}

// --- standing together ---

// The strongest measure of a kind that a government has against any third party, and so the one that is joined.
double widest_strength(const World& world, Government by, const Homes& but, ControlKind kind, Day day) {
    double most = 0.0;
    for (Region on : all_of<Region>())
        if (on != but.first && on != but.second) most = std::max(most, measure_strength(world, by, kind, on, day));
    return most;
}

// What the leader took back need not be upheld; what it added later was not promised.
Conduct alignment_conduct(const World& world, Government by, Government leader, ControlKind kind, const TermRecord& record, Day day) {
    const Homes homes{home_of(by), home_of(leader)};
    const double owed = std::min(record.standing, widest_strength(world, leader, homes, kind, day));
    return {share_of(owed - widest_strength(world, by, homes, kind, day), owed), 0.0};
}

// A floor that its giver has no money for.
Conduct floor_conduct(const Params& params, const World& world, const Term& term) {
    const Government by = params.government_of(term.by);
    const bool is_due_now = term.what < count_of<Product> &&
                            term.limit > maker_price(params, world, static_cast<Product>(term.what), home_of(by));
    return {is_due_now && world.of(by).aid_left_usd_bn <= 0.0 ? 1.0 : 0.0, 0.0};
}

// --- all of them ---

Conduct conduct_of(const Params& params, World& world, const Moment& moment, const Agreement& agreement, const Term& term,
                   TermRecord& record) {
    if (term.kind == TermKind::supply_contract) return {supply_shortfall(record), 0.0};
    if (!params.is_government(term.by)) return {};
    if (term.kind == TermKind::licence) return licence_conduct(params, world, moment, agreement, term, record);
    if (term.kind == TermKind::purchase) return buy_pledged(params, world, moment, agreement, term, record);
    if (term.kind == TermKind::equity_stake || term.kind == TermKind::joint_investment)
        return {pay_promised(params, world, moment, term, record), 0.0};
    if (term.kind == TermKind::price_floor) return floor_conduct(params, world, term);
    if (!params.is_government(term.to)) return {};
    const Government by = params.government_of(term.by);
    const Region on = home_of(params.government_of(term.to));
    const Day began = params.day_of(agreement.in_force_week + term.from_week) + 6;
    switch (term.kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension: {
            const double stands = component_pct(world, by, on, static_cast<TariffComponent>(term.what), moment.today);
            return {share_of(stands - record.standing, points_for_full_breach), 0.0};
        }
        case TermKind::aligned_control:
            return alignment_conduct(world, by, params.government_of(term.to), static_cast<ControlKind>(term.what), record,
                                     moment.today);
        case TermKind::pooled_stockpile: return {share_stockpile(params, world, moment, agreement, term, record), 0.0};
        case TermKind::control_suspension: return control_conduct(world, by, on, term, record, moment.today, began);
        case TermKind::truce: {
            const double rise = trade_weighted_pct(world, by, on, moment.today) - record.standing;
            const double controls = control_level(world, by, on, moment.today) - record.beside;
            return {std::max(share_of(rise, points_for_full_breach), math::clamp(controls, 0.0, 1.0)),
                    share_of(record.done, firms_for_full_breach)};
        }
        default: return {};
    }
}

double detection_power(const Params& params, Monitoring monitoring) {
    if (params.switched_off.monitoring) return 0.0;
    const NegotiationRules& rules = params.rules.negotiation;
    switch (monitoring) {
        case Monitoring::none: return percent(rules.power_none);
        case Monitoring::self_reported: return percent(rules.power_self_reported);
        case Monitoring::joint: return percent(rules.power_joint);
        case Monitoring::third_party: return percent(rules.power_third_party);
    }
    return 0.0;
}

// By the record alone: what one side has found out and has not complained of stays with it (state_known_to).
TermState judged(TermState before, bool is_breached) {
    if (is_breached) return TermState::breached;
    return before == TermState::breached || before == TermState::cured ? TermState::cured : TermState::kept;
}

// Counts by what was done, whether anybody saw it or not.
void count_promise(World& world, SeatId by, bool is_kept) {
    ++world.tally.due_term_weeks[by];
    if (is_kept) ++world.tally.kept_term_weeks[by];
}

// A duty after this week; `seen` is by the receiving side.
struct Verdict {
    double shortfall = 0.0, seen = 0.0;
    bool is_open = false;  // on the public record, beyond the tolerance
};

// Inspectors whom a government cannot pay go home: it is left with what the other side reports of itself.
Monitoring monitoring_for(const Params& params, const World& world, std::size_t index, SeatId looking) {
    const Monitoring agreed = world.agreements[index].monitoring;
    const bool can_pay = !params.is_government(looking) || world.of(params.government_of(looking)).aid_left_usd_bn > 0.0 ||
                         monitoring_cost_usd_m(params, agreed) <= 0.0;
    return can_pay ? agreed : Monitoring::self_reported;
}

// How sharply the side that a duty is owed to looks this week.
struct Look {
    double power = 0.0;        // share of what is still hidden that comes to light
    bool false_alarm = false;  // of hearsay
};

// Inspectors of its own find nearly all there is, and dispel hearsay.
Look look_at(const Params& params, const World& world, std::size_t index, std::size_t t, SeatId looking, bool false_alarm) {
    const double usual = detection_power(params, monitoring_for(params, world, index, looking));
    if (params.switched_off.monitoring || !params.is_government(looking) ||
        !is_inspected(world, params.government_of(looking), index, t))
        return {usual, false_alarm};
    return {std::max(usual, percent(params.rules.negotiation.inspection_power)), false};
}

// What monitoring finds comes in slowly, what mends shows at once; only about licences there is hearsay, which takes time
// to be dispelled.
Verdict verdict_on(const Params& params, World& world, const Moment& moment, const Agreement& agreement, const Term& duty,
                   TermRecord& record, Verdict before, Look look) {
    const Conduct conduct = conduct_of(params, world, moment, agreement, duty, record);
    const double power = look.power;
    Verdict now;
    now.is_open = conduct.open > percent(params.rules.negotiation.tolerance);
    if (duty.kind == TermKind::licence) {
        now.shortfall = before.shortfall + shortfall_smoothing * (conduct.hidden - before.shortfall);
        now.seen = before.seen + power * (now.shortfall - before.seen);
        if (look.false_alarm) now.seen = std::max(now.seen, false_alarm_size);
    } else {
        now.shortfall = std::max(conduct.open, conduct.hidden);
        const double known = std::min(before.seen, conduct.hidden);
        now.seen = std::max(conduct.open, known + power * (conduct.hidden - known));
    }
    return now;
}

void judge(const Params& params, World& world, const Moment& moment, std::size_t index, std::size_t t, bool false_alarm) {
    Agreement& agreement = world.agreements[index];
    const Term& term = agreement.terms[t];
    double &seen = world.seen_shortfall[index][t], &shortfall = agreement.shortfall[t];
    const double tolerance = percent(params.rules.negotiation.tolerance);
    const Verdict own = verdict_on(params, world, moment, agreement, term, world.records[index][t], {shortfall, seen, false},
                                   look_at(params, world, index, t, term.to, false_alarm));
    seen = own.seen;
    shortfall = own.shortfall;
    bool is_open = own.is_open, is_open_back = false;
    if (is_mutual(agreement, t)) {
        double& seen_back = world.seen_by_giver[index];
        const Verdict other = verdict_on(params, world, moment, agreement, turned(term), world.truce_records[index],
                                         {0.0, seen_back, false}, look_at(params, world, index, t, term.by, false));
        seen_back = other.seen;
        count_promise(world, term.to, other.shortfall <= tolerance);
        shortfall = std::max(shortfall, other.shortfall);
        is_open_back = other.is_open;
    }
    count_promise(world, term.by, own.shortfall <= tolerance);
    // A truce binds both sides: what the accuser does itself is not what it has complained of.
    const bool is_complaint = agreement.cure_until_week > 0 && binds(agreement, t, agreement.breached_by) &&
                              seen_of(world, index, t, agreement.breached_by) > tolerance;
    TermState& state = agreement.term_states[t];
    if (state != TermState::breached && is_open) note_broken(params, world, moment, agreement, term.by);
    if (state != TermState::breached && is_open_back) note_broken(params, world, moment, agreement, term.to);
    state = judged(state, is_open || is_open_back || is_complaint);
}

// The most that a government has against another up to a day, by what is ordered already.
Most most_of(const World& world, Government by, Region on, Day first, Day last) {
    return {highest(world, first, last, [&](Day day) { return trade_weighted_pct(world, by, on, day); }),
            highest(world, first, last, [&](Day day) { return control_level(world, by, on, day); })};
}

// Notes what may stand of a duty that begins, by what is ordered already.
void note_standing(const Params& params, const World& world, const Moment& moment, const Agreement& agreement,
                   const Term& duty, TermRecord& record) {
    if (!params.is_government(duty.by) || !params.is_government(duty.to)) return;
    const Government by = params.government_of(duty.by);
    const Region on = home_of(params.government_of(duty.to));
    const Day last = params.day_of(last_week_of(agreement, duty)) + 6;
    const auto scheduled = [&](auto level) { return highest(world, moment.today, last, level); };
    if (duty.kind == TermKind::pooled_stockpile) record.standing = std::min(duty.amount, world.of(by).reserve_t[duty.what]);
    if (duty.kind == TermKind::aligned_control)
        record.standing = widest_strength(world, params.government_of(duty.to), {home_of(by), on},
                                          static_cast<ControlKind>(duty.what), moment.today);
    if (duty.kind == TermKind::tariff_cap) record.standing = duty.amount;
    if (duty.kind == TermKind::tariff_suspension)
        record.standing = scheduled([&](Day day) {
            return component_pct(world, by, on, static_cast<TariffComponent>(duty.what), day);
        });
    if (duty.kind == TermKind::truce) {
        const Most most = most_of(world, by, on, moment.today, last);
        record.standing = most.tariffs;
        record.beside = most.controls;
    }
}

}  // namespace

double monitoring_cost_usd_m(const Params& params, Monitoring monitoring) {
    const NegotiationRules& rules = params.rules.negotiation;
    if (monitoring == Monitoring::joint) return rules.joint_cost.value;
    return monitoring == Monitoring::third_party ? rules.third_party_cost.value : 0.0;
}

double bought_in_week(const Params& params, const World& world, const Agreement& agreement, const Term& term) {
    if (!params.is_government(term.by) || !params.is_government(term.to) || term.what >= count_of<Good>) return 0.0;
    return std::min(term.amount / weeks_of_pledge(agreement, term), within_reach(params, world, term) / weeks_per_year);
}

bool is_mutual(const Agreement& agreement, std::size_t t) {
    for (std::size_t i = 0; i < t; ++i)
        if (agreement.terms[i].kind == TermKind::truce) return false;
    return agreement.terms[t].kind == TermKind::truce;
}

bool binds(const Agreement& agreement, std::size_t t, SeatId seat) {
    return agreement.terms[t].by == seat || (is_mutual(agreement, t) && agreement.terms[t].to == seat);
}

double seen_of(const World& world, std::size_t index, std::size_t t, SeatId side) {
    const Agreement& agreement = world.agreements[index];
    if (!binds(agreement, t, side)) return 0.0;
    return agreement.terms[t].by == side ? world.seen_shortfall[index][t] : world.seen_by_giver[index];
}

double seen_by(const World& world, std::size_t index, std::size_t t, SeatId seat) {
    const Term& term = world.agreements[index].terms[t];
    if (seat != term.to && seat != term.by) return 0.0;
    return seen_of(world, index, t, seat == term.to ? term.by : term.to);
}

TermState state_known(const Params& params, const World& world, std::size_t index, std::size_t t, double seen_shortfall) {
    const TermState state = world.agreements[index].term_states[t];
    const bool looks_well = state == TermState::kept || state == TermState::cured;
    return looks_well && seen_shortfall > percent(params.rules.negotiation.tolerance) ? TermState::unknown : state;
}

TermState state_known_to(const Params& params, const World& world, std::size_t index, std::size_t t, SeatId seat) {
    return state_known(params, world, index, t, seen_by(world, index, t, seat));
}

void open_record(const Params& params, World& world, const Moment& moment, std::size_t index, std::size_t t) {
    const Agreement& agreement = world.agreements[index];
    const Term& term = agreement.terms[t];
    note_standing(params, world, moment, agreement, term, world.records[index][t]);
    if (is_mutual(agreement, t)) note_standing(params, world, moment, agreement, turned(term), world.truce_records[index]);
}

Allowances allowances(const Params& params, World& world, const Moment& moment, SeatId by, SeatId against) {
    Allowances found;
    const Government giver = params.government_of(by);
    const Region on = home_of(params.government_of(against));
    each_due_at(params, world, TermKind::truce, [&](std::size_t i, std::size_t t) {
        const Agreement& agreement = world.agreements[i];
        const Term& truce = agreement.terms[t];
        const bool is_given = truce.by == by && truce.to == against;
        if (!is_given && !(truce.by == against && truce.to == by && is_mutual(agreement, t))) return;
        TermRecord& record = is_given ? world.records[i][t] : world.truce_records[i];
        const Day last = params.day_of(last_week_of(agreement, truce)) + 6;
        static_cast<void>(found.push({&record, last, most_of(world, giver, on, moment.today, last)}));
    });
    return found;
}

void allow_what_returned(const Params& params, const World& world, const Moment& moment, SeatId by, SeatId against,
                         const Allowances& before) {
    for (const Allowance& allowance : before) {
        const Most now = most_of(world, params.government_of(by), home_of(params.government_of(against)), moment.today, allowance.last);
        allowance.record->standing += std::max(0.0, now.tariffs - allowance.most.tariffs);
        allowance.record->beside += std::max(0.0, now.controls - allowance.most.controls);
    }
}

namespace {

// What has been bought, paid or sold under a clause counts for good.
bool adds_up(TermKind kind) {
    return kind == TermKind::purchase || kind == TermKind::joint_investment || kind == TermKind::equity_stake ||
           kind == TermKind::pooled_stockpile;
}

}  // namespace

void reopen_record(const Params& params, World& world, const Moment& moment, std::size_t index, std::size_t t) {
    const Agreement& agreement = world.agreements[index];
    if (!adds_up(agreement.terms[t].kind)) world.records[index][t] = {};
    if (is_mutual(agreement, t)) world.truce_records[index] = {};
    open_record(params, world, moment, index, t);
}

void judge_terms(const Params& params, World& world, const Moment& moment, std::size_t index) {
    Agreement& agreement = world.agreements[index];
    // By who agreed and when, not by where it is kept.
    Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::monitoring,
            (static_cast<std::uint32_t>(agreement.signed_week) & 0xff) << 24 | name_of_parties(agreement.parties));
    // Only about licences is there hearsay: what comes after the last of them needs no draw.
    std::size_t hearsay = params.switched_off.monitoring ? 0 : agreement.terms.size();
    while (hearsay > 0 && agreement.terms[hearsay - 1].kind != TermKind::licence) --hearsay;
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        const bool false_alarm = t < hearsay && rng.chance(percent(params.rules.negotiation.false_alarm));
        if (is_due(agreement, agreement.terms[t], moment.week) && agreement.term_states[t] != TermState::waived)
            judge(params, world, moment, index, t, false_alarm);
    }
    drop_settled_complaint(params, world, index);  // mended in time
}

void drop_settled_complaint(const Params& params, World& world, std::size_t index) {
    Agreement& agreement = world.agreements[index];
    for (std::size_t t = 0; t < agreement.terms.size(); ++t)
        if (agreement.term_states[t] == TermState::breached &&
            seen_of(world, index, t, agreement.breached_by) > percent(params.rules.negotiation.tolerance))
            return;
    agreement.cure_until_week = 0;
    agreement.breached_by = no_seat;
}

void pass_over_week(World& world, const Moment& moment, std::size_t index) {
    const Agreement& agreement = world.agreements[index];
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        const Term& term = agreement.terms[t];
        if (!is_due(agreement, term, moment.week)) continue;
        TermRecord& record = world.records[index][t];
        if (term.kind == TermKind::purchase) record.done += term.amount / weeks_of_pledge(agreement, term);
        if (term.kind == TermKind::pooled_stockpile) record.beside += 1.0;
    }
}

void count_listing(World& world, SeatId by, SeatId against, double firms, int week) {
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        if (!is_in_force(world.agreements[i].state)) continue;
        for (std::size_t t = 0; t < world.agreements[i].terms.size(); ++t) {
            const Term& term = world.agreements[i].terms[t];
            if (world.agreements[i].term_states[t] == TermState::waived || !is_due(world.agreements[i], term, week)) continue;
            const bool suspends_list = term.kind == TermKind::control_suspension &&
                                       static_cast<ControlKind>(term.what) == ControlKind::entity_listing;
            const bool is_giver = term.by == by && term.to == against;
            const bool is_receiver = term.to == by && term.by == against && is_mutual(world.agreements[i], t);
            if (!is_receiver && !(is_giver && (suspends_list || term.kind == TermKind::truce))) continue;
            double& listed = is_giver ? world.records[i][t].done : world.truce_records[i].done;
            listed = std::max(0.0, listed + firms);
        }
    }
}

}  // namespace chokepoint

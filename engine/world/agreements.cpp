// The life of an agreement: ratified at home, in force, monitored, breached and cured or snapped back, expired,
// renewed. Terms act through the measures that they suspend; a suspended measure returns by its own date, so an
// agreement that simply runs out needs no act.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr int default_weeks = 26;           // of an agreement without a truce term
constexpr double firms_for_full_breach = 100.0;
constexpr int last_expiry_week = 20000;     // renewed no further: beyond any game, within the width of a week
constexpr double false_alarm_size = 0.3;    // of full shortfall

bool is_party(const Agreement& agreement, SeatId seat) {
    for (SeatId party : agreement.parties)
        if (party == seat) return true;
    return false;
}

SeatMask all_parties(const Agreement& agreement) {
    SeatMask mask = 0;
    for (SeatId party : agreement.parties) mask |= bit(party);
    return mask;
}

int length_weeks(const Agreement& agreement) {
    int weeks = 0;
    for (const Term& term : agreement.terms)
        if (term.kind == TermKind::truce && term.until_week > weeks) weeks = term.until_week;
    return weeks > 0 ? weeks : default_weeks;
}

void tell(World& world, const Moment& moment, EventKind kind, std::size_t index, SeatId by, std::uint8_t importance) {
    const Agreement& agreement = world.agreements[index];
    Event event;
    event.kind = kind;
    event.subject = static_cast<std::uint32_t>(index);
    event.by = by;
    if (!agreement.parties.empty()) event.to = agreement.parties[0] == by && agreement.parties.size() > 1
                                                   ? agreement.parties[1]
                                                   : agreement.parties[0];
    event.importance = importance;
    note(world, moment, event);
}

// Takes points out of a component and sets them aside as a suspended measure of the same name.
void suspend_points(World& world, Government by, Region on, TariffComponent component, double points, Day today,
                    Day until, std::uint8_t agreement) {
    for (std::size_t i = 0; i < world.tariffs.size() && points > 0.0; ++i) {
        TariffMeasure& tariff = world.tariffs[i];
        if (tariff.by != by || tariff.on != on || tariff.component != component || tariff.until_day <= today ||
            tariff.suspended_until > today || tariff.rate_pct <= 0.0)
            continue;
        TariffMeasure aside = tariff;
        aside.rate_pct = std::min(points, tariff.rate_pct);
        aside.suspended_until = until;
        aside.agreement = agreement;
        if (!world.tariffs.push(aside)) return;
        world.tariffs[i].rate_pct -= aside.rate_pct;
        points -= aside.rate_pct;
    }
}

void suspend_controls(World& world, Government by, Region on, ControlKind kind, MaterialMask scope, Day today,
                      Day until, std::uint8_t agreement) {
    for (ControlMeasure& control : world.controls) {
        if (control.by != by || control.kind != kind || control.until_day <= today) continue;
        if ((control.destinations & bit(on)) == 0) continue;
        if (scope != 0 && control.materials != 0 && (scope & control.materials) == 0) continue;
        control.suspended_until = until;
        control.agreement = agreement;
    }
}

void start_floor(const Params& params, World& world, const Term& term) {
    const int firm = term.to < params.firm_of_seat.size() ? params.firm_of_seat[term.to] : -1;
    if (firm < 0) return;
    Firm& receiver = world.firms[static_cast<std::size_t>(firm)];
    if (receiver.price_floor > 0.0 && receiver.floor_product != static_cast<Product>(term.what)) return;  // one product at a time
    receiver.floor_product = static_cast<Product>(term.what);
    receiver.price_floor = std::max(receiver.price_floor, term.limit);
    receiver.floor_t = std::max(receiver.floor_t, term.amount / weeks_per_year);
}

void fund_projects(const Params& params, World& world, const Term& term) {
    const int firm = term.to < params.firm_of_seat.size() ? params.firm_of_seat[term.to] : -1;
    if (firm < 0 || !params.is_government(term.by)) return;
    GovernmentState& giver = world.of(params.government_of(term.by));
    const double money = std::min(term.amount, 1000.0 * giver.aid_left_usd_bn);
    giver.aid_left_usd_bn = std::max(0.0, giver.aid_left_usd_bn - money / 1000.0);  // all of it may round below
    world.firms[static_cast<std::size_t>(firm)].aid += money;
    for (std::size_t i = 0; i < params.projects.size(); ++i)
        if (params.projects[i].firm == static_cast<std::size_t>(firm)) world.projects[i].funded += money;
}

void enter_term(const Params& params, World& world, const Moment& moment, const Term& term, Day until,
                std::uint8_t index) {
    const bool between_governments = params.is_government(term.by) && params.is_government(term.to);
    const Government by = params.is_government(term.by) ? params.government_of(term.by) : Government::us;
    const Region on = between_governments ? home_of(params.government_of(term.to)) : Region::china;
    switch (term.kind) {
        case TermKind::tariff_suspension:
            if (between_governments)
                suspend_points(world, by, on, static_cast<TariffComponent>(term.what), term.amount, moment.today, until, index);
            return;
        case TermKind::tariff_cap:
            if (between_governments) {
                double rate = 0.0;
                for (const TariffMeasure& tariff : world.tariffs)
                    if (tariff.by == by && tariff.on == on && tariff.component == static_cast<TariffComponent>(term.what) &&
                        tariff.in_force(moment.today))
                        rate += tariff.rate_pct;
                suspend_points(world, by, on, static_cast<TariffComponent>(term.what), rate - term.amount, moment.today, until, index);
            }
            return;
        case TermKind::control_suspension:
            if (between_governments)
                suspend_controls(world, by, on, static_cast<ControlKind>(term.what), term.scope, moment.today, until, index);
            return;
        case TermKind::licence:
            for (std::size_t seat = 0; seat < params.firm_of_seat.size(); ++seat)
                if (params.firm_of_seat[seat] >= 0 && (term.named & bit(static_cast<SeatId>(seat))) != 0)
                    world.firms[static_cast<std::size_t>(params.firm_of_seat[seat])].general_licence = true;
            return;
        case TermKind::price_floor: start_floor(params, world, term); return;
        case TermKind::equity_stake:
        case TermKind::joint_investment: fund_projects(params, world, term); return;
        default: return;  // truce, licence days, purchases: read where they matter while in force
    }
}

void enter_into_force(const Params& params, World& world, const Moment& moment, std::size_t index) {
    Agreement& agreement = world.agreements[index];
    agreement.state = AgreementState::in_force;
    agreement.in_force_week = static_cast<std::int16_t>(moment.week);
    agreement.expiry_week = static_cast<std::int16_t>(moment.week + length_weeks(agreement));
    const TermList terms = agreement.terms;
    for (const Term& term : terms) {
        const int weeks = term.until_week > 0 ? term.until_week : length_weeks(agreement);
        enter_term(params, world, moment, term, moment.today + 7 * weeks, static_cast<std::uint8_t>(index));
    }
    ++world.tally.agreements;
    const SeatId us = params.of(Government::us).seat, china = params.of(Government::china).seat;
    if (frozen_by_truce(world, us, china) && world.tally.truce_week == 0) world.tally.truce_week = moment.week;
    tell(world, moment, EventKind::agreement_in_force, index, agreement.parties[0], 3);
}

void ratify(const Params& params, World& world, const Moment& moment, std::size_t index) {
    Agreement& agreement = world.agreements[index];
    for (SeatId party : agreement.parties) {
        if ((agreement.ratified_by & bit(party)) != 0) continue;
        bool passes = true;
        if (params.is_government(party)) {
            const Government government = params.government_of(party);
            Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::ratification,
                    static_cast<std::uint32_t>(index * limits::governments + index_of(government)));
            passes = rng.chance(ratification_chance(params, world, government, agreement));
        }
        if (!passes) {
            agreement.state = AgreementState::not_ratified;
            tell(world, moment, EventKind::ratification_failed, index, party, 3);
            return;
        }
        agreement.ratified_by |= bit(party);
    }
    const int lag = static_cast<int>(params.rules.politics.implementation_lag.value + 0.5);
    if (moment.week >= agreement.signed_week + lag) enter_into_force(params, world, moment, index);
}

// The share of the duty that went undone this week, as it physically is.
double true_shortfall(const Params& params, const World& world, const Moment& moment, const Term& term, double performed) {
    if (term.kind == TermKind::licence && params.is_government(term.to) && term.limit > 0.0) {
        const Region region = home_of(params.government_of(term.to));
        if (!needs_any_licence(params, world, region, moment.today)) return 0.0;
        const double promised = term.limit / 7.0;
        const double taken = world.desk.mean_age_weeks[index_of(region)];
        return math::clamp((taken - promised) / promised, 0.0, 1.0);
    }
    // A truce is kept where lists do not grow; a hundred new firms are a breach in full.
    if (term.kind == TermKind::truce) return math::clamp(performed / firms_for_full_breach, 0.0, 1.0);
    return 0.0;
}

// The share of a pledged purchase that the buyer's state can bring about by direction; the rest are private choices,
// which tariffs on the goods discourage.
double willing_share(const Params& params, const World& world, const Term& term) {
    const TradeRules& rules = params.rules.trade;
    const Figure* const direct[] = {&rules.state_farm, &rules.state_energy, &rules.state_aircraft,
                                    &rules.state_manufactures, &rules.state_services};
    const double state = percent(*direct[term.what]);
    double market = 0.0;
    const Government buyer = params.government_of(term.by);
    for (std::size_t i = 0; i < params.flows.size(); ++i)
        if (params.flows[i].from == home_of(params.government_of(term.to)) && params.flows[i].to == home_of(buyer))
            market = math::clamp(world.flows[i].ratio - 0.5, 0.0, 0.5);
    double share = state + (1.0 - state) * market;
    if (static_cast<Good>(term.what) == Good::farm_goods) share *= world.of(buyer).farm_share;
    return math::clamp(share, 0.0, 1.0);
}

// Buys a week's part of what is pledged; the shortfall is what lacks of the part that is due by now.
double buy_pledged(const Params& params, World& world, const Moment& moment, std::size_t index, std::size_t t) {
    const Agreement& agreement = world.agreements[index];
    const Term& term = agreement.terms[t];
    if (!params.is_government(term.by) || !params.is_government(term.to) || term.what >= count_of<Good>) return 0.0;
    const int first = agreement.in_force_week + term.from_week;
    const int last = agreement.in_force_week + (term.until_week > 0 ? term.until_week : length_weeks(agreement));
    const double weeks = std::max(1, last - first), passed = std::min<double>(weeks, moment.week - first + 1);
    double& bought = world.performed[index][t];
    if (moment.week < last) bought += term.amount / weeks * willing_share(params, world, term);
    return math::clamp(1.0 - math::ratio(bought, term.amount * passed / weeks, 1.0), 0.0, 1.0);
}

double detection_power(const Params& params, Monitoring monitoring) {
    const NegotiationRules& rules = params.rules.negotiation;
    switch (monitoring) {
        case Monitoring::none: return percent(rules.power_none);
        case Monitoring::self_reported: return percent(rules.power_self_reported);
        case Monitoring::joint: return percent(rules.power_joint);
        case Monitoring::third_party: return percent(rules.power_third_party);
    }
    return 0.0;
}

void monitor(const Params& params, World& world, const Moment& moment, std::size_t index) {
    Agreement& agreement = world.agreements[index];
    const NegotiationRules& rules = params.rules.negotiation;
    const double power = detection_power(params, agreement.monitoring);
    Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::monitoring, static_cast<std::uint32_t>(index));
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        const Term& term = agreement.terms[t];
        TermState& state = agreement.term_states[t];
        const bool due = moment.week >= agreement.in_force_week + term.from_week;
        const double truth = due ? true_shortfall(params, world, moment, term, world.performed[index][t]) : 0.0;
        if (due && term.kind == TermKind::purchase) agreement.shortfall[t] = buy_pledged(params, world, moment, index, t);
        else agreement.shortfall[t] += 0.25 * (truth - agreement.shortfall[t]);
        double& seen = world.seen_shortfall[index][t];
        const bool false_alarm = rng.chance(percent(rules.false_alarm));
        seen += power * (agreement.shortfall[t] - seen);
        if (false_alarm && term.kind == TermKind::licence) seen = std::max(seen, false_alarm_size);
        const bool looks_short = seen > percent(rules.tolerance);
        const bool accused = agreement.cure_until_week > 0 && term.by == agreement.breached_by;
        if (!due) state = TermState::not_due;
        else if (state == TermState::waived) continue;
        else if (!looks_short) state = state == TermState::breached || state == TermState::cured ? TermState::cured : TermState::kept;
        else state = accused ? TermState::breached : TermState::unknown;
    }
    if (agreement.cure_until_week == 0) return;
    const bool still = std::any_of(agreement.term_states.begin(), agreement.term_states.end(),
                                   [](TermState state) { return state == TermState::breached; });
    if (!still) {
        agreement.cure_until_week = 0;
        agreement.breached_by = no_seat;
    }
}

void restore_measures(World& world, const Moment& moment, std::size_t index) {
    for (TariffMeasure& tariff : world.tariffs)
        if (tariff.agreement == index) {
            tariff.suspended_until = moment.today;
            tariff.agreement = 255;
        }
    for (ControlMeasure& control : world.controls)
        if (control.agreement == index) {
            control.suspended_until = moment.today;
            control.agreement = 255;
        }
}

// A general licence that an agreement named goes with it, unless another one in force names the firm too.
void take_back_licences(const Params& params, World& world, std::size_t index) {
    SeatMask named = 0, elsewhere = 0;
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        if (i != index && world.agreements[i].state != AgreementState::in_force) continue;
        for (const Term& term : world.agreements[i].terms)
            if (term.kind == TermKind::licence) (i == index ? named : elsewhere) |= term.named;
    }
    for (std::size_t seat = 0; seat < params.firm_of_seat.size(); ++seat)
        if (params.firm_of_seat[seat] >= 0 && (named & ~elsewhere & bit(static_cast<SeatId>(seat))) != 0)
            world.firms[static_cast<std::size_t>(params.firm_of_seat[seat])].general_licence = false;
}

void end_with(const Params& params, World& world, const Moment& moment, std::size_t index, AgreementState state) {
    restore_measures(world, moment, index);
    take_back_licences(params, world, index);
    world.agreements[index].state = state;
    for (std::size_t t = 0; t < world.agreements[index].terms.size(); ++t)
        if (state == AgreementState::suspended) world.agreements[index].term_states[t] = TermState::suspended;
}

bool is_over(AgreementState state) {
    return state != AgreementState::accepted && state != AgreementState::in_force && state != AgreementState::suspended;
}

}  // namespace

bool sign(const Params& params, World& world, const Moment& moment, const Offer& offer, const PartyList& parties) {
    static_cast<void>(params);
    Agreement agreement;
    agreement.terms = offer.terms;
    agreement.parties = parties;
    agreement.offer = offer.id;
    agreement.signed_week = static_cast<std::int16_t>(moment.week);
    agreement.talk = offer.talk;
    for (const Term& term : offer.terms)
        if (term.kind == TermKind::monitoring && term.what < count_of<Monitoring>)
            agreement.monitoring = static_cast<Monitoring>(term.what);
    std::size_t index = world.agreements.size();
    if (!world.agreements.push(agreement)) {
        // The oldest one that is over gives up its place; its measures have returned.
        const auto over = std::find_if(world.agreements.begin(), world.agreements.end(),
                                       [](const Agreement& old) { return is_over(old.state); });
        if (over == world.agreements.end()) return false;
        index = static_cast<std::size_t>(over - world.agreements.begin());
        restore_measures(world, moment, index);
        world.agreements[index] = agreement;
    }
    world.seen_shortfall[index].fill(0.0);
    world.performed[index].fill(0.0);
    tell(world, moment, EventKind::agreement_signed, index, offer.by, 3);
    return true;
}

void advance_agreements(const Params& params, World& world, const Moment& moment) {
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        if (world.agreements[i].state == AgreementState::accepted) ratify(params, world, moment, i);
        if (world.agreements[i].state != AgreementState::in_force) continue;
        if (moment.week >= world.agreements[i].expiry_week) {
            end_with(params, world, moment, i, AgreementState::expired);
            tell(world, moment, EventKind::agreement_expired, i, world.agreements[i].parties[0], 2);
            continue;
        }
        monitor(params, world, moment, i);
    }
}

void count_listing(World& world, SeatId by, SeatId against, double firms) {
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        if (world.agreements[i].state != AgreementState::in_force) continue;
        for (std::size_t t = 0; t < world.agreements[i].terms.size(); ++t) {
            const Term& term = world.agreements[i].terms[t];
            if (term.kind == TermKind::truce && term.by == by && term.to == against) world.performed[i][t] += firms;
        }
    }
}

Refusal declare_breach(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index) {
    if (index >= world.agreements.size()) return Refusal::unknown_agreement;
    Agreement& agreement = world.agreements[index];
    if (!is_party(agreement, by)) return Refusal::not_a_party;
    if (agreement.state != AgreementState::in_force) return Refusal::unknown_agreement;
    if (agreement.cure_until_week > 0) return Refusal::cure_period_running;
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        if (agreement.terms[t].to != by) continue;
        if (world.seen_shortfall[index][t] <= percent(params.rules.negotiation.tolerance)) continue;
        agreement.breached_by = agreement.terms[t].by;
        agreement.term_states[t] = TermState::breached;
        agreement.cure_until_week = static_cast<std::int16_t>(moment.week + static_cast<int>(params.rules.negotiation.cure_weeks.value));
        ++world.tally.breaches;
        if (params.is_government(agreement.breached_by))
            world.of(params.government_of(agreement.breached_by)).promises_broken += 1.0;
        tell(world, moment, EventKind::breach_declared, index, by, 3);
        return Refusal::none;
    }
    return Refusal::no_breach_declared;  // nothing seen that the tolerance does not cover
}

Refusal snap_back(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index) {
    if (index >= world.agreements.size()) return Refusal::unknown_agreement;
    Agreement& agreement = world.agreements[index];
    if (!is_party(agreement, by)) return Refusal::not_a_party;
    if (agreement.state != AgreementState::in_force) return Refusal::unknown_agreement;
    if (agreement.breached_by == no_seat || agreement.breached_by == by) return Refusal::no_breach_declared;
    if (moment.week < agreement.cure_until_week) return Refusal::cure_period_running;
    end_with(params, world, moment, index, AgreementState::breached);
    ++world.tally.snap_backs;
    tell(world, moment, EventKind::snapped_back, index, by, 3);
    return Refusal::none;
}

Refusal renew(const Params&, World& world, const Moment& moment, SeatId by, std::size_t index) {
    if (index >= world.agreements.size()) return Refusal::unknown_agreement;
    Agreement& agreement = world.agreements[index];
    if (!is_party(agreement, by)) return Refusal::not_a_party;
    if (agreement.state != AgreementState::in_force) return Refusal::unknown_agreement;
    const int weeks = length_weeks(agreement);
    if (agreement.expiry_week + weeks > last_expiry_week) return Refusal::value_out_of_range;
    // From its entry into force on, ratified_by counts the parties that want it renewed.
    if ((agreement.ratified_by & all_parties(agreement)) == all_parties(agreement)) agreement.ratified_by = 0;
    agreement.ratified_by |= bit(by);
    if ((agreement.ratified_by & all_parties(agreement)) != all_parties(agreement)) return Refusal::none;
    agreement.expiry_week = static_cast<std::int16_t>(agreement.expiry_week + weeks);
    for (TariffMeasure& tariff : world.tariffs)
        if (tariff.agreement == index) tariff.suspended_until += 7 * weeks;
    for (ControlMeasure& control : world.controls)
        if (control.agreement == index) control.suspended_until += 7 * weeks;
    tell(world, moment, EventKind::agreement_renewed, index, by, 3);
    return Refusal::none;
}

Refusal end_agreement(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index,
                      bool only_suspend) {
    if (index >= world.agreements.size()) return Refusal::unknown_agreement;
    Agreement& agreement = world.agreements[index];
    if (!is_party(agreement, by)) return Refusal::not_a_party;
    if (agreement.state != AgreementState::in_force) return Refusal::unknown_agreement;
    end_with(params, world, moment, index, only_suspend ? AgreementState::suspended : AgreementState::terminated);
    if (params.is_government(by)) world.of(params.government_of(by)).promises_broken += 1.0;
    tell(world, moment, only_suspend ? EventKind::agreement_suspended : EventKind::agreement_expired, index, by, 3);
    return Refusal::none;
}

}  // namespace chokepoint

// The life of an agreement: ratified at home, in force, breached and cured or snapped back, expired, renewed. What its
// terms do is in terms.cpp, whether they are kept in compliance.cpp, what others may rely on in promises.cpp.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr int weeks_without_truce = 26;     // of an agreement without a truce term
constexpr int last_expiry_week = 20000;     // renewed no further: beyond any game, within the width of a week

bool is_party(const Agreement& agreement, SeatId seat) {
    for (SeatId party : agreement.parties)
        if (party == seat) return true;
    return false;
}

SeatMask mask_of(const PartyList& parties) {
    SeatMask mask = 0;
    for (SeatId party : parties) mask |= bit(party);
    return mask;
}

SeatMask all_parties(const Agreement& agreement) { return mask_of(agreement.parties); }

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

void enter_into_force(const Params& params, World& world, const Moment& moment, std::size_t index) {
    Agreement& agreement = world.agreements[index];
    agreement.state = AgreementState::in_force;
    agreement.in_force_week = static_cast<std::int16_t>(moment.week);
    agreement.expiry_week = static_cast<std::int16_t>(moment.week + length_weeks(agreement));
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
            // By who agreed, not by where it is kept: one more agreement elsewhere changes nobody else's luck.
            Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::ratification,
                    name_of_parties(agreement.parties) * static_cast<std::uint32_t>(limits::governments) +
                        static_cast<std::uint32_t>(index_of(government)));
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

// Terms act from their first week on. All are begun before any record is opened: what one of them sets aside another
// must not count as standing.
void begin_terms(const Params& params, World& world, const Moment& moment, std::size_t index) {
    const Agreement& agreement = world.agreements[index];
    const auto begins = [&](std::size_t t) { return moment.week == agreement.in_force_week + agreement.terms[t].from_week; };
    for (std::size_t t = 0; t < agreement.terms.size(); ++t)
        if (begins(t)) begin_term(params, world, moment, index, t);
    for (std::size_t t = 0; t < agreement.terms.size(); ++t)
        if (begins(t)) open_record(params, world, moment, index, t);
}

void end_with(World& world, const Moment& moment, std::size_t index, AgreementState state) {
    give_back_measures(world, moment, index);
    world.agreements[index].state = state;
    for (std::size_t t = 0; t < world.agreements[index].terms.size(); ++t)
        if (state == AgreementState::suspended) world.agreements[index].term_states[t] = TermState::suspended;
}

bool is_over(AgreementState state) {
    return state != AgreementState::accepted && state != AgreementState::in_force && state != AgreementState::suspended;
}

}  // namespace

int length_weeks(const Agreement& agreement) {
    int weeks = 0;
    for (const Term& term : agreement.terms)
        if (term.kind == TermKind::truce && term.until_week > weeks) weeks = term.until_week;
    return weeks > 0 ? weeks : weeks_without_truce;
}

std::uint32_t name_of_parties(const PartyList& parties) {
    static_assert(limits::seats < 63 && limits::parties == 4);
    SeatMask left = mask_of(parties);
    std::uint32_t name = 0;
    for (SeatId seat = 0; left != 0; ++seat, left >>= 1)
        if ((left & 1) != 0) name = name << 6 | (seat + 1u);
    return name;
}

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
        give_back_measures(world, moment, index);
        world.agreements[index] = agreement;
    }
    world.seen_shortfall[index].fill(0.0);
    world.truce_records[index] = {};
    world.seen_by_giver[index] = 0.0;
    world.records[index].fill({});
    tell(world, moment, EventKind::agreement_signed, index, offer.by, 3);
    return true;
}

void advance_agreements(const Params& params, World& world, const Moment& moment) {
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        if (world.agreements[i].state == AgreementState::accepted) ratify(params, world, moment, i);
        if (world.agreements[i].state != AgreementState::in_force) continue;
        if (moment.week >= world.agreements[i].expiry_week) {
            end_with(world, moment, i, AgreementState::expired);
            tell(world, moment, EventKind::agreement_expired, i, world.agreements[i].parties[0], 2);
            continue;
        }
        begin_terms(params, world, moment, i);
        judge_terms(params, world, moment, i);
    }
}

Refusal declare_breach(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index) {
    if (index >= world.agreements.size()) return Refusal::unknown_agreement;
    Agreement& agreement = world.agreements[index];
    if (!is_party(agreement, by)) return Refusal::not_a_party;
    if (agreement.state != AgreementState::in_force) return Refusal::unknown_agreement;
    if (agreement.cure_until_week > 0) return Refusal::cure_period_running;
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        const Term& term = agreement.terms[t];
        const SeatId other = term.to == by ? term.by : term.to;
        if ((term.to != by && term.by != by) || !binds(agreement, t, other) || agreement.term_states[t] == TermState::not_due) continue;
        const double seen = term.to == by ? world.seen_shortfall[index][t] : world.seen_by_giver[index];
        if (seen <= percent(params.rules.negotiation.tolerance)) continue;
        agreement.breached_by = other;
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

Refusal snap_back(const Params&, World& world, const Moment& moment, SeatId by, std::size_t index) {
    if (index >= world.agreements.size()) return Refusal::unknown_agreement;
    Agreement& agreement = world.agreements[index];
    if (!is_party(agreement, by)) return Refusal::not_a_party;
    if (agreement.state != AgreementState::in_force) return Refusal::unknown_agreement;
    if (agreement.breached_by == no_seat || agreement.breached_by == by) return Refusal::no_breach_declared;
    if (moment.week < agreement.cure_until_week) return Refusal::cure_period_running;
    end_with(world, moment, index, AgreementState::breached);
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
    prolong_measures(world, index, weeks);
    tell(world, moment, EventKind::agreement_renewed, index, by, 3);
    return Refusal::none;
}

Refusal end_agreement(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index,
                      bool only_suspend) {
    if (index >= world.agreements.size()) return Refusal::unknown_agreement;
    Agreement& agreement = world.agreements[index];
    if (!is_party(agreement, by)) return Refusal::not_a_party;
    if (agreement.state != AgreementState::in_force) return Refusal::unknown_agreement;
    end_with(world, moment, index, only_suspend ? AgreementState::suspended : AgreementState::terminated);
    if (params.is_government(by)) world.of(params.government_of(by)).promises_broken += 1.0;
    tell(world, moment, only_suspend ? EventKind::agreement_suspended : EventKind::agreement_expired, index, by, 3);
    return Refusal::none;
}

}  // namespace chokepoint

// The life of an agreement: ratified at home, in force, breached and cured or snapped back, suspended and resumed, renewed,
// kept or expired; docs/PROTOCOL.md has the table. What its terms do is in terms.cpp, whether they are kept in
// compliance.cpp, what others may rely on in promises.cpp.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr int weeks_without_truce = 26;     // of an agreement without a truce term
constexpr int weeks_of_a_promise = 13;      // kept: how often an agreement in force is looked back on
constexpr int last_expiry_week = 20000;     // renewed no further: beyond any game, within the width of a week

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
template <typename Begins>
void begin_terms(const Params& params, World& world, const Moment& moment, std::size_t index, Begins begins,
                 decltype(&open_record) record = &open_record) {
    const Agreement& agreement = world.agreements[index];
    for (std::size_t t = 0; t < agreement.terms.size(); ++t)
        if (begins(t)) begin_term(params, world, moment, index, t);
    for (std::size_t t = 0; t < agreement.terms.size(); ++t)
        if (begins(t)) record(params, world, moment, index, t);
}

int first_week_of(const Agreement& agreement, const Term& term) { return agreement.in_force_week + term.from_week; }

bool is_waived(const Agreement& agreement, std::size_t t) { return agreement.term_states[t] == TermState::waived; }

void end_with(World& world, const Moment& moment, std::size_t index, AgreementState state) {
    give_back_measures(world, moment, index);
    world.agreements[index].state = state;
}

// Who walks out, or breaks an agreement for good, owes what its terms still had to run: those weeks are due and not kept.
void count_broken(World& world, const Moment& moment, const Agreement& agreement, SeatId by) {
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        if (!binds(agreement, t, by) || is_waived(agreement, t)) continue;
        const int first = std::max<int>(moment.week, agreement.in_force_week + agreement.terms[t].from_week);
        const int weeks = last_week_of(agreement, agreement.terms[t]) - first + 1;
        if (weeks > 0) world.tally.due_term_weeks[by] += static_cast<std::uint32_t>(weeks);
    }
}

bool is_over(AgreementState state) {
    return state != AgreementState::accepted && !is_in_force(state) && state != AgreementState::suspended;
}

// An agreement that has run its course: kept, if nothing in it is breached. What one side doubts in private, it takes home.
AgreementState at_the_end(const Agreement& agreement) {
    if (agreement.state == AgreementState::suspended) return AgreementState::expired;
    for (std::size_t t = 0; t < agreement.terms.size(); ++t)
        if (agreement.term_states[t] == TermState::breached) return AgreementState::expired;
    return AgreementState::kept;
}

// How much of what was promised, by clauses, is about tariffs; half where clauses speak of neither tariffs nor controls.
double share_on_tariffs(const Agreement& agreement, std::size_t first, std::size_t count) {
    double tariffs = 0.0, controls = 0.0;
    for (std::size_t t = first; t < first + count; ++t) {
        const TermKind kind = agreement.terms[t].kind;
        if (kind == TermKind::tariff_cap || kind == TermKind::tariff_suspension) tariffs += 1.0;
        if (kind == TermKind::licence || kind == TermKind::control_suspension || kind == TermKind::aligned_control) controls += 1.0;
    }
    return math::ratio(tariffs, tariffs + controls, 0.5);
}

// What only monitoring brings to light.
bool is_hidden(const Term& term) { return term.kind == TermKind::licence || term.kind == TermKind::purchase; }

struct KeptClauses {
    bool all = false;         // all that the observer can tell, and there are some
    double on_tariffs = 0.5;
};

// How a party's own clauses look. One that had to be mended is no promise kept.
KeptClauses kept_clauses(const Agreement& agreement, SeatId by, bool sees_hidden) {
    double tariffs = 0.0, controls = 0.0;
    bool any = false;
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        const TermState state = agreement.term_states[t];
        const bool tells = binds(agreement, t, by) && state != TermState::waived && state != TermState::not_due &&
                           agreement.terms[t].kind != TermKind::monitoring && (sees_hidden || !is_hidden(agreement.terms[t]));
        if (!tells) continue;
        if (state != TermState::kept) return {};
        any = true;
        const double share = share_on_tariffs(agreement, t, 1);
        tariffs += share, controls += 1.0 - share;
    }
    return {any, math::ratio(tariffs, tariffs + controls, 0.5)};
}

// A quarter in which a party is seen to keep all that it owes under an agreement counts as one promise kept, what is left
// at the end as its part of one. Parties see as far as they monitor, others the open record.
void count_kept_promises(const Params& params, World& world, const Moment& moment, const Agreement& agreement) {
    const int weeks = moment.week - agreement.in_force_week;
    const int over = weeks % weeks_of_a_promise;
    if (weeks <= 0 || (over != 0 && moment.week < agreement.expiry_week)) return;
    const double weight = over == 0 ? 1.0 : static_cast<double>(over) / weeks_of_a_promise;
    for (SeatId by : agreement.parties) {
        if (!params.is_government(by)) continue;
        const KeptClauses open = kept_clauses(agreement, by, false);
        const KeptClauses known = kept_clauses(agreement, by, agreement.monitoring != Monitoring::none);
        if (open.all) keep_promise_in_public(params, world, by, weight);
        for (Government observer : all_of<Government>()) {
            if (!params.of(observer).present) continue;
            const SeatId seat = params.of(observer).seat;
            const KeptClauses& seen = is_party(agreement.parties, seat) ? known : open;
            if (seen.all && seat != by) keep_promise(params, world, by, seat, seen.on_tariffs, weight);
        }
    }
}

void suspend_terms(World& world, const Moment& moment, std::size_t index) {
    Agreement& agreement = world.agreements[index];
    for (std::size_t t = 0; t < agreement.terms.size(); ++t)
        if (!is_waived(agreement, t) && moment.week <= last_week_of(agreement, agreement.terms[t]))
            agreement.term_states[t] = TermState::suspended;
    agreement.ratified_by = 0;  // from now on, who wants it resumed
    agreement.cure_until_week = 0;
    agreement.breached_by = no_seat;
}

// Wants to have an agreement renewed or resumed: true when all its parties do.
bool all_want(Agreement& agreement, SeatId by) {
    agreement.ratified_by |= bit(by);
    return (agreement.ratified_by & all_parties(agreement)) == all_parties(agreement);
}

// What a party may do to an agreement begins with these questions.
Refusal find_agreement(const World& world, SeatId by, std::size_t index) {
    if (index >= world.agreements.size()) return Refusal::unknown_agreement;
    return is_party(world.agreements[index].parties, by) ? Refusal::none : Refusal::not_a_party;
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

bool sign(const Params& params, World& world, const Moment& moment, const Offer& offer, const PartyList& parties,
          TalkLevel level) {
    static_cast<void>(params);
    Agreement agreement;
    agreement.terms = offer.terms;
    agreement.parties = parties;
    agreement.offer = offer.id;
    agreement.signed_week = static_cast<std::int16_t>(moment.week);
    agreement.talk = offer.talk;
    agreement.level = level;
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
        world.inquiries.remove_if([&](const Inquiry& inquiry) {
            return inquiry.kind == InquiryKind::inspection && inquiry.target == index;  // into one that is no more
        });
    }
    world.seen_shortfall[index].fill(0.0);
    world.truce_records[index] = {};
    world.seen_by_giver[index] = 0.0;
    world.records[index].fill({});
    tell(world, moment, EventKind::agreement_signed, index, offer.by, 3);
    return true;
}

namespace {

void pay_inspectors(const Params& params, World& world, const Agreement& agreement) {
    const double due_usd_bn = monitoring_cost_usd_m(params, agreement.monitoring) / weeks_per_year / 1000.0;
    if (due_usd_bn <= 0.0) return;
    for (SeatId party : agreement.parties) {
        if (!params.is_government(party)) continue;
        double& purse = world.of(params.government_of(party)).aid_left_usd_bn;
        purse = std::max(0.0, purse - due_usd_bn);
    }
}

}  // namespace

void advance_agreements(const Params& params, World& world, const Moment& moment) {
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        Agreement& agreement = world.agreements[i];
        if (agreement.state == AgreementState::accepted) ratify(params, world, moment, i);
        const bool is_suspended = agreement.state == AgreementState::suspended;
        if (!is_in_force(agreement.state) && !is_suspended) continue;
        if (!is_suspended) count_kept_promises(params, world, moment, agreement);
        if (moment.week >= agreement.expiry_week) {
            end_with(world, moment, i, at_the_end(agreement));
            tell(world, moment, EventKind::agreement_expired, i, agreement.parties[0], 2);
            continue;
        }
        if (is_suspended) {
            pass_over_week(world, moment, i);
            continue;
        }
        release_measures(world, moment, i);
        begin_terms(params, world, moment, i, [&](std::size_t t) {
            return moment.week == first_week_of(agreement, agreement.terms[t]) && !is_waived(agreement, t);
        });
        judge_terms(params, world, moment, i);
        pay_inspectors(params, world, agreement);
    }
}

Refusal declare_breach(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index) {
    if (const Refusal why = find_agreement(world, by, index); why != Refusal::none) return why;
    Agreement& agreement = world.agreements[index];
    if (!is_in_force(agreement.state)) return Refusal::unknown_agreement;
    if (moment.week < agreement.cure_until_week) return Refusal::cure_period_running;
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        const Term& term = agreement.terms[t];
        const SeatId other = term.to == by ? term.by : term.to;
        if ((term.to != by && term.by != by) || !binds(agreement, t, other) || agreement.term_states[t] == TermState::not_due) continue;
        // A clause that was given up, or has run out, can be mended no more.
        if (is_waived(agreement, t) || !is_due(agreement, term, moment.week)) continue;
        if (seen_by(world, index, t, by) <= percent(params.rules.negotiation.tolerance)) continue;
        agreement.breached_by = other;
        agreement.term_states[t] = TermState::breached;
        agreement.cure_until_week = static_cast<std::int16_t>(moment.week + static_cast<int>(params.rules.negotiation.cure_weeks.value));
        ++world.tally.breaches;
        break_promise(params, world, other, share_on_tariffs(agreement, t, 1));
        note_broken(params, world, moment, agreement, other);
        tell(world, moment, EventKind::breach_declared, index, by, 3);
        return Refusal::none;
    }
    return Refusal::no_breach_declared;  // nothing seen that the tolerance does not cover
}

Refusal snap_back(const Params&, World& world, const Moment& moment, SeatId by, std::size_t index) {
    if (const Refusal why = find_agreement(world, by, index); why != Refusal::none) return why;
    Agreement& agreement = world.agreements[index];
    if (!is_in_force(agreement.state)) return Refusal::unknown_agreement;
    if (agreement.breached_by == no_seat || agreement.breached_by == by) return Refusal::no_breach_declared;
    if (moment.week < agreement.cure_until_week) return Refusal::cure_period_running;
    count_broken(world, moment, agreement, agreement.breached_by);
    end_with(world, moment, index, AgreementState::breached);
    ++world.tally.snap_backs;
    tell(world, moment, EventKind::snapped_back, index, by, 3);
    return Refusal::none;
}

Refusal renew(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index) {
    if (const Refusal why = find_agreement(world, by, index); why != Refusal::none) return why;
    Agreement& agreement = world.agreements[index];
    if (!is_in_force(agreement.state)) return Refusal::unknown_agreement;
    const int weeks = length_weeks(agreement);
    if (agreement.expiry_week + weeks > last_expiry_week) return Refusal::value_out_of_range;
    // From its entry into force on, ratified_by counts the parties that want it renewed.
    const bool all_did = (agreement.ratified_by & all_parties(agreement)) == all_parties(agreement);
    if (!all_did && (agreement.ratified_by & bit(by)) != 0) return Refusal::already_done;
    if (all_did) agreement.ratified_by = 0;
    if (!all_want(agreement, by)) return Refusal::none;
    // A clause that has run out is done with, kept or cured as it was: what is renewed is what still runs or is to come.
    for (Term& term : agreement.terms)
        if (term.until_week > 0 && moment.week <= last_week_of(agreement, term))
            term.renewed_weeks = static_cast<std::int16_t>(term.renewed_weeks + weeks);
    prolong_measures(world, index, weeks, params.day_of(moment.week) + 6);
    agreement.expiry_week = static_cast<std::int16_t>(agreement.expiry_week + weeks);
    agreement.state = AgreementState::renewed;
    tell(world, moment, EventKind::agreement_renewed, index, by, 3);
    return Refusal::none;
}

Refusal end_agreement(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index,
                      bool only_suspend) {
    if (const Refusal why = find_agreement(world, by, index); why != Refusal::none) return why;
    Agreement& agreement = world.agreements[index];
    const bool is_suspended = agreement.state == AgreementState::suspended;
    if (is_suspended && only_suspend) return Refusal::already_done;
    if (!is_in_force(agreement.state) && !is_suspended) return Refusal::unknown_agreement;
    // To suspend is the mild answer to a breach that the other side lets stand; and what is suspended binds nobody.
    const bool is_answer = only_suspend && agreement.breached_by != no_seat && agreement.breached_by != by;
    if (!is_answer && !is_suspended) {
        break_promise(params, world, by, share_on_tariffs(agreement, 0, agreement.terms.size()));
        note_broken(params, world, moment, agreement, by);
        if (!only_suspend) count_broken(world, moment, agreement, by);
    }
    end_with(world, moment, index, only_suspend ? AgreementState::suspended : AgreementState::terminated);
    if (only_suspend) suspend_terms(world, moment, index);
    tell(world, moment, only_suspend ? EventKind::agreement_suspended : EventKind::agreement_expired, index, by, 3);
    return Refusal::none;
}

Refusal resume(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index) {
    if (const Refusal why = find_agreement(world, by, index); why != Refusal::none) return why;
    Agreement& agreement = world.agreements[index];
    if (agreement.state != AgreementState::suspended || moment.week >= agreement.expiry_week) return Refusal::unknown_agreement;
    if ((agreement.ratified_by & bit(by)) != 0) return Refusal::already_done;
    if (!all_want(agreement, by)) return Refusal::none;
    const bool was_renewed = agreement.expiry_week - agreement.in_force_week > length_weeks(agreement);
    agreement.state = was_renewed ? AgreementState::renewed : AgreementState::in_force;
    // A fresh start: what was ordered meanwhile stands, what was seen is past. The resolve judges, and begins what begins
    // this week.
    std::array<bool, limits::terms> begins{};
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        if (agreement.term_states[t] != TermState::suspended) continue;
        const int first = first_week_of(agreement, agreement.terms[t]);
        begins[t] = first < moment.week && is_due(agreement, agreement.terms[t], moment.week);
        // What ran out while nothing was owed is kept; so is, till it is judged, what begins again.
        agreement.term_states[t] = first >= moment.week ? TermState::not_due : TermState::kept;
        agreement.shortfall[t] = world.seen_shortfall[index][t] = 0.0;
    }
    world.seen_by_giver[index] = 0.0;
    agreement.resumed_week = static_cast<std::int16_t>(moment.week);
    begin_terms(params, world, moment, index, [&](std::size_t t) { return begins[t]; }, &reopen_record);
    tell(world, moment, EventKind::agreement_resumed, index, by, 3);
    return Refusal::none;
}

namespace {

// A clause that was given up binds its giver no longer: what it set aside stands again, what it brought about ends. That is
// no rise under a truce, and other clauses on the same measures hold them as before.
void free_giver(const Params& params, World& world, const Moment& moment, std::size_t index, std::size_t t) {
    const Agreement& agreement = world.agreements[index];
    const Term& term = agreement.terms[t];
    if (!params.is_government(term.by) || !params.is_government(term.to)) return;
    const Allowances before = allowances(params, world, moment, term.by, term.to);
    end_term(params, world, moment, index, t);
    begin_terms(params, world, moment, index, [&](std::size_t other) {
        return other != t && !is_waived(agreement, other) && is_due(agreement, agreement.terms[other], moment.week) &&
               shares_measures(term, agreement.terms[other]);
    });
    allow_what_returned(params, world, moment, term.by, term.to, before);
}

}  // namespace

Refusal waive(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t index, std::size_t t) {
    if (const Refusal why = find_agreement(world, by, index); why != Refusal::none) return why;
    Agreement& agreement = world.agreements[index];
    if (!is_in_force(agreement.state)) return Refusal::unknown_agreement;
    if (t >= agreement.terms.size()) return Refusal::unknown_target;
    const Term& term = agreement.terms[t];
    if (term.kind == TermKind::truce || term.kind == TermKind::monitoring) return Refusal::illegal_term;  // both live by it
    if (term.to != by) return Refusal::not_yours_to_do;
    if (is_waived(agreement, t)) return Refusal::already_done;
    agreement.term_states[t] = TermState::waived;
    agreement.shortfall[t] = world.seen_shortfall[index][t] = 0.0;
    drop_settled_complaint(params, world, index);
    free_giver(params, world, moment, index, t);
    tell(world, moment, EventKind::clause_waived, index, by, 2);
    return Refusal::none;
}

}  // namespace chokepoint

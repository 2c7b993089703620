#include "engine/game/talks.hpp"

#include <algorithm>

#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

bool stands(const Offer& offer) { return offer.state == OfferState::tabled || offer.state == OfferState::live; }

Offer* find_offer(Talks& talks, std::uint32_t id) {
    for (Offer& offer : talks.offers)
        if (offer.id == id && id != 0) return &offer;
    return nullptr;
}

void tell(World& world, const Moment& moment, EventKind kind, SeatId by, SeatId to, std::uint32_t subject,
          std::uint8_t what, bool is_public) {
    Event event;
    event.kind = kind;
    event.by = by;
    event.to = to;
    event.subject = subject;
    event.what = what;
    event.is_public = is_public;
    event.importance = 1;
    note(world, moment, event);
}

SeatId other_party(const Talk& talk, SeatId seat) {
    for (SeatId party : talk.parties)
        if (party != seat) return party;
    return no_seat;
}

void close_talk(World& world, Talks& talks, const Moment& moment, std::size_t index, SeatId by, OfferState fate) {
    Talk& talk = talks.talks[index];
    talk.open = false;
    for (Offer& offer : talks.offers)
        if (offer.talk == index && stands(offer)) offer.state = fate;
    tell(world, moment, EventKind::talk_closed, by, other_party(talk, by), static_cast<std::uint32_t>(index), talk.agenda, true);
}

// The stream of a talk's luck in a round: its own, by who talks about what, so that one more talk elsewhere changes
// nobody else's. Three bits for the round, five for the agenda (31: free), the parties in 24.
std::uint32_t luck_of(const Moment& moment, const Talk& talk) {
    static_assert(limits::agendas < 31);
    const std::uint32_t agenda = std::min<std::uint32_t>(talk.agenda, 31);
    return (static_cast<std::uint32_t>(moment.round) & 7) << 29 | agenda << 24 | name_of_parties(talk.parties);
}

Refusal open_talk(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat,
                  const Message& message) {
    PartyList named;
    if (message.agenda != 255) {
        if (message.agenda >= params.agendas.size()) return Refusal::unknown_target;
        named = params.agendas[message.agenda].parties;
    } else {
        for (SeatId party : message.with) static_cast<void>(named.push(party));
        if (!is_party(named, seat) && !named.push(seat)) return Refusal::full;
    }
    if (named.size() < 2) return Refusal::unknown_target;
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (named[i] >= params.seats) return Refusal::unknown_target;
        for (std::size_t k = 0; k < i; ++k)
            if (named[k] == named[i]) return Refusal::unknown_target;
    }
    if (!is_party(named, seat)) return Refusal::not_a_party;
    Talk talk;
    static_cast<void>(talk.parties.push(seat));
    for (SeatId party : named)
        if (party != seat) static_cast<void>(talk.parties.push(party));
    for (const Talk& old : talks.talks) {
        const bool same = old.parties.size() == talk.parties.size() &&
                          std::all_of(talk.parties.begin(), talk.parties.end(),
                                      [&](SeatId party) { return is_party(old.parties, party); });
        if (old.open && old.agenda == message.agenda && same) return Refusal::already_done;
    }
    // Nobody is drawn into more talks than it is shown.
    for (SeatId party : talk.parties) {
        const auto at_tables = std::count_if(talks.talks.begin(), talks.talks.end(), [&](const Talk& old) {
            return old.open && is_party(old.parties, party);
        });
        if (static_cast<std::size_t>(at_tables) >= decltype(Observation::talks)::capacity()) return Refusal::full;
    }
    talk.agenda = message.agenda;
    talk.level = message.level;
    talk.open = true;
    talk.opened_week = static_cast<std::int16_t>(moment.week);
    talk.turn = static_cast<std::uint8_t>(talk.parties.size() - 1);  // the next round makes it the opener's
    std::size_t index = 0;
    while (index < talks.talks.size() && talks.talks[index].open) ++index;
    if (index == talks.talks.size()) {
        if (!talks.talks.push(talk)) return Refusal::full;
    } else {
        // What lay on the closed talk's table is not for the new parties to see or to answer.
        talks.offers.remove_if([&](const Offer& old) { return old.talk == index; });
        talks.talks[index] = talk;
    }
    tell(world, moment, EventKind::talk_opened, seat, other_party(talk, seat), static_cast<std::uint32_t>(index), talk.agenda, true);
    return Refusal::none;
}

Refusal find_talk(const Talks& talks, SeatId seat, std::size_t index) {
    if (index >= talks.talks.size() || !talks.talks[index].open) return Refusal::unknown_talk;
    return is_party(talks.talks[index].parties, seat) ? Refusal::none : Refusal::not_a_party;
}

Refusal propose(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat,
                const Message& message) {
    if (const Refusal why = find_talk(talks, seat, message.talk); why != Refusal::none) return why;
    const Talk& talk = talks.talks[message.talk];
    if (talk.parties[talk.turn] != seat) return Refusal::not_your_turn;
    if (message.offer != 0) {
        const Offer* answered = find_offer(talks, message.offer);
        if (answered == nullptr || answered->talk != message.talk) return Refusal::unknown_offer;
        if (answered->by == seat) return Refusal::own_offer;
    }
    if (const Refusal why = check_terms(params, talk.parties, message.terms); why != Refusal::none) return why;
    if (message.expiry_week != 0 && message.expiry_week < moment.week) return Refusal::offer_expired;
    Offer offer;
    offer.terms = message.terms;
    offer.id = talks.next_offer;
    offer.answers = message.offer;
    offer.week = static_cast<std::int16_t>(moment.week);
    const auto next_turn = static_cast<std::int16_t>(moment.week + params.weeks_per_turn);
    offer.expiry_week = message.expiry_week != 0 ? message.expiry_week : next_turn;
    offer.round = static_cast<std::uint8_t>(moment.round);
    offer.talk = message.talk;
    offer.by = seat;
    if (talks.offers.full()) talks.offers.remove_if([](const Offer& old) { return !stands(old); });
    if (talks.offers.full()) return Refusal::full;
    // A new offer takes the place of what stood: the sender's own, and the one that it answers.
    for (Offer& old : talks.offers)
        if (old.talk == message.talk && stands(old) && (old.by == seat || old.id == message.offer))
            old.state = OfferState::superseded;
    static_cast<void>(talks.offers.push(offer));
    ++talks.next_offer;
    tell(world, moment, EventKind::offer_made, seat, other_party(talk, seat), offer.id, message.talk, false);
    return Refusal::none;
}

Refusal find_live(Talks& talks, SeatId seat, std::uint32_t id, Offer*& offer) {
    offer = find_offer(talks, id);
    if (offer == nullptr) return Refusal::unknown_offer;
    if (const Refusal why = find_talk(talks, seat, offer->talk); why != Refusal::none) return why;
    if (offer->by == seat) return Refusal::own_offer;
    if (offer->state == OfferState::expired) return Refusal::offer_expired;
    return offer->state == OfferState::live ? Refusal::none : Refusal::offer_not_live;
}

Refusal accept(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat, const Message& message) {
    Offer* offer = nullptr;
    if (const Refusal why = find_live(talks, seat, message.offer, offer); why != Refusal::none) return why;
    const Talk& talk = talks.talks[offer->talk];
    SeatMask needed = 0;
    for (SeatId party : talk.parties)
        if (party != offer->by) needed |= bit(party);
    if (((offer->accepted_by | bit(seat)) & needed) == needed && !sign(params, world, moment, *offer, talk.parties))
        return Refusal::full;
    offer->accepted_by |= bit(seat);
    tell(world, moment, EventKind::offer_accepted, seat, offer->by, offer->id, offer->talk, false);
    if ((offer->accepted_by & needed) != needed) return Refusal::none;
    offer->state = OfferState::accepted;
    close_talk(world, talks, moment, offer->talk, seat, OfferState::superseded);
    return Refusal::none;
}

Refusal reject(World& world, Talks& talks, const Moment& moment, SeatId seat, const Message& message) {
    Offer* offer = nullptr;
    if (const Refusal why = find_live(talks, seat, message.offer, offer); why != Refusal::none) return why;
    offer->state = OfferState::rejected;
    tell(world, moment, EventKind::offer_rejected, seat, offer->by, offer->id, static_cast<std::uint8_t>(message.reason), false);
    return Refusal::none;
}

Refusal withdraw(World& world, Talks& talks, const Moment& moment, SeatId seat, const Message& message) {
    Offer* offer = find_offer(talks, message.offer);
    if (offer == nullptr) return Refusal::unknown_offer;
    if (offer->by != seat) return Refusal::not_your_offer;
    if (!stands(*offer)) return Refusal::offer_not_live;
    offer->state = OfferState::withdrawn;
    tell(world, moment, EventKind::offer_withdrawn, seat, no_seat, offer->id, offer->talk, false);
    return Refusal::none;
}

// Whether a clause promises something: an amount, where the kind has one; for licences days, tonnes or names.
bool promises_something(const Term& term) {
    switch (term.kind) {
        case TermKind::tariff_suspension:
        case TermKind::purchase:
        case TermKind::side_term:
        case TermKind::offtake:
        case TermKind::joint_investment:
        case TermKind::pooled_stockpile:
        case TermKind::equity_stake:
        case TermKind::supply_contract: return term.amount > 0.0;
        case TermKind::price_floor: return term.amount > 0.0 && term.limit > 0.0;
        case TermKind::licence: return term.limit > 0.0 || term.named != 0;
        case TermKind::tariff_cap:  // down to nothing is a cap
        case TermKind::control_suspension:
        case TermKind::truce:
        case TermKind::monitoring:
        case TermKind::aligned_control:
        case TermKind::shared_queue: break;
    }
    return true;
}

bool acts_between_rounds(OrderKind kind) {
    return kind == OrderKind::set_tariff || kind == OrderKind::set_control || kind == OrderKind::list_firms;
}

}  // namespace

bool is_party(const PartyList& parties, SeatId seat) {
    return std::find(parties.begin(), parties.end(), seat) != parties.end();
}

Refusal check_terms(const Params& params, const PartyList& parties, const TermList& terms) {
    if (terms.empty()) return Refusal::no_terms;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Term& term = terms[i];
        if (!is_party(parties, term.by) || !is_party(parties, term.to) || term.by == term.to) return Refusal::illegal_term;
        if (!(term.amount >= 0.0 && term.amount <= 1e9) || !(term.limit >= 0.0 && term.limit <= 1e9)) return Refusal::value_out_of_range;
        if (term.from_week < 0 || term.until_week < 0 || term.until_week > 5200) return Refusal::value_out_of_range;
        if (term.until_week > 0 && term.from_week >= term.until_week) return Refusal::value_out_of_range;
        const bool from_government = params.is_government(term.by);
        switch (term.kind) {
            case TermKind::tariff_cap:
            case TermKind::tariff_suspension:
                if (!from_government || !params.is_government(term.to) || term.what >= count_of<TariffComponent>) return Refusal::illegal_term;
                break;
            case TermKind::licence:
                if (!from_government || params.government_of(term.by) != Government::china || term.what >= count_of<EndUse>) return Refusal::illegal_term;
                break;
            case TermKind::control_suspension:
            case TermKind::aligned_control:
                if (!from_government || term.what >= count_of<ControlKind>) return Refusal::illegal_term;
                break;
            case TermKind::purchase:
                if (!from_government || term.what >= count_of<Good>) return Refusal::illegal_term;
                break;
            case TermKind::truce:
                if (!from_government || !params.is_government(term.to) || term.until_week == 0) return Refusal::illegal_term;
                break;
            case TermKind::monitoring:
                if (term.what >= count_of<Monitoring>) return Refusal::illegal_term;
                break;
            case TermKind::joint_investment:
                if (term.what >= count_of<Stage>) return Refusal::illegal_term;
                break;
            case TermKind::offtake:
            case TermKind::price_floor:
            case TermKind::pooled_stockpile:
            case TermKind::supply_contract:
                if (term.what >= count_of<Product>) return Refusal::illegal_term;
                break;
            case TermKind::side_term:
            case TermKind::shared_queue:
            case TermKind::equity_stake: break;
        }
        if (!promises_something(term)) return Refusal::value_out_of_range;
        for (std::size_t k = 0; k < i; ++k) {
            if (term.kind == TermKind::truce && terms[k].kind == TermKind::truce && terms[k].by == term.to && terms[k].to == term.by)
                return Refusal::contradictory_terms;  // a truce binds both: one is enough
            if (terms[k].kind == term.kind && terms[k].by == term.by && terms[k].to == term.to && terms[k].what == term.what &&
                (terms[k].scope == 0 || term.scope == 0 || (terms[k].scope & term.scope) != 0))  // 0: everything
                return Refusal::contradictory_terms;
        }
    }
    return Refusal::none;
}

void begin_talk_week(Talks& talks, const Moment& moment) {
    talks.offers.remove_if([](const Offer& offer) { return !stands(offer); });
    for (Offer& offer : talks.offers)
        if (offer.expiry_week < moment.week) offer.state = OfferState::expired;
}

void begin_round(const Params& params, World& world, Talks& talks, const Moment& moment) {
    for (Offer& offer : talks.offers)
        if (offer.state == OfferState::tabled) offer.state = OfferState::live;
    for (std::size_t i = 0; i < talks.talks.size(); ++i) {
        Talk& talk = talks.talks[i];
        if (!talk.open) continue;
        talk.turn = static_cast<std::uint8_t>((talk.turn + 1) % talk.parties.size());
        const bool under_way = std::any_of(talks.offers.begin(), talks.offers.end(),
                                           [&](const Offer& offer) { return offer.talk == i && stands(offer); });
        Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::breakdown, luck_of(moment, talk));
        if (under_way && rng.chance(percent(params.rules.negotiation.breakdown_risk)))
            close_talk(world, talks, moment, i, talk.parties[talk.turn], OfferState::withdrawn);
    }
}

Refusal apply_message(const Params& params, World& world, Talks& talks, const Moment& moment, PhaseKind phase,
                      SeatId seat, const Message& message) {
    const bool talking = phase == PhaseKind::talk;
    switch (message.kind) {
        case MessageKind::open_talk:
            return talking ? open_talk(params, world, talks, moment, seat, message) : Refusal::wrong_phase;
        case MessageKind::propose: return talking ? propose(params, world, talks, moment, seat, message) : Refusal::wrong_phase;
        case MessageKind::accept: return talking ? accept(params, world, talks, moment, seat, message) : Refusal::wrong_phase;
        case MessageKind::reject: return talking ? reject(world, talks, moment, seat, message) : Refusal::wrong_phase;
        case MessageKind::withdraw: return talking ? withdraw(world, talks, moment, seat, message) : Refusal::wrong_phase;
        case MessageKind::leave_talk: {
            if (!talking) return Refusal::wrong_phase;
            const Refusal why = find_talk(talks, seat, message.talk);
            if (why == Refusal::none) close_talk(world, talks, moment, message.talk, seat, OfferState::withdrawn);
            return why;
        }
        case MessageKind::statement: return make_statement(params, world, moment, seat, message.statement);
        case MessageKind::order:
            if (talking && !acts_between_rounds(message.order.kind)) return Refusal::wrong_phase;
            return apply_order(params, world, moment, seat, message.order);
        case MessageKind::suspend_agreement: return end_agreement(params, world, moment, seat, message.agreement, true);
        case MessageKind::terminate: return end_agreement(params, world, moment, seat, message.agreement, false);
        case MessageKind::declare_breach: return declare_breach(params, world, moment, seat, message.agreement);
        case MessageKind::snap_back: return snap_back(params, world, moment, seat, message.agreement);
        case MessageKind::renew: return renew(params, world, moment, seat, message.agreement);
    }
    return Refusal::wrong_phase;
}

bool has_something_to_answer(const Talks& talks, SeatId seat) {
    for (const Talk& talk : talks.talks)
        if (talk.open && talk.parties[talk.turn] == seat) return true;
    for (const Offer& offer : talks.offers)
        if (offer.state == OfferState::live && offer.by != seat && offer.talk < talks.talks.size() &&
            talks.talks[offer.talk].open && is_party(talks.talks[offer.talk].parties, seat))
            return true;
    return false;
}

}  // namespace chokepoint

#include "engine/game/talks.hpp"

#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/game/numbers.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr int asked_weeks = 4;  // that a request for a summit stands

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

// Everybody hears of a talk; of a back channel, each of its parties.
void tell_of_talk(World& world, const Moment& moment, EventKind kind, SeatId by, const Talk& talk, std::size_t index) {
    for (SeatId party : talk.parties) {
        if (party == by) continue;
        tell(world, moment, kind, by, party, static_cast<std::uint32_t>(index), talk.agenda, !talk.back_channel);
        if (!talk.back_channel) return;
    }
}

void clear_table(Talks& talks, std::size_t index, OfferState fate) {
    for (Offer& offer : talks.offers)
        if (offer.talk == index && stands(offer)) offer.state = fate;
}

void close_talk(World& world, Talks& talks, const Moment& moment, std::size_t index, SeatId by, OfferState fate) {
    talks.talks[index].open = false;
    clear_table(talks, index, fate);
    tell_of_talk(world, moment, EventKind::talk_closed, by, talks.talks[index], index);
}

bool names(const Offer& offer, SeatId seat) { return (offer.parties & bit(seat)) != 0; }

bool has_same_parties(const Talk& talk, const PartyList& parties) {
    return talk.parties.size() == parties.size() &&
           std::all_of(parties.begin(), parties.end(), [&](SeatId party) { return is_party(talk.parties, party); });
}

// --- opening ---

// Who would sit at the table that a message asks for, the opener first.
Refusal seat_parties(const Params& params, SeatId seat, const Message& message, PartyList& parties) {
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
    static_cast<void>(parties.push(seat));
    for (SeatId party : named)
        if (party != seat) static_cast<void>(parties.push(party));
    return Refusal::none;
}

// Nobody is drawn into more talks than it is shown.
bool has_seat_left(const Talks& talks, SeatId party) {
    const auto at_tables = std::count_if(talks.talks.begin(), talks.talks.end(), [&](const Talk& old) {
        return old.open && is_party(old.parties, party);
    });
    return static_cast<std::size_t>(at_tables) < decltype(Observation::talks)::capacity();
}

// Puts a talk into a free place; `index` says which.
Refusal set_table(World& world, Talks& talks, const Moment& moment, Talk talk, std::size_t& index) {
    for (SeatId party : talk.parties)
        if (!has_seat_left(talks, party)) return Refusal::full;
    talk.open = true;
    talk.opened_week = static_cast<std::int16_t>(moment.week);
    talk.turn = static_cast<std::uint8_t>(talk.parties.size() - 1);  // the next round makes it the opener's
    index = free_number(talks, moment, talk);
    if (index == limits::talks) return Refusal::full;
    if (index >= talks.talks.size()) static_cast<void>(talks.talks.resize(index + 1));
    // What lay on a closed talk's table is not for the new parties to see or to answer.
    talks.offers.remove_if([&](const Offer& old) { return old.talk == index; });
    talks.talks[index] = talk;
    tell_of_talk(world, moment, EventKind::talk_opened, talk.parties[0], talk, index);
    return Refusal::none;
}

// --- summits ---

bool is_summit(const Talk& talk) { return talk.open && talk.deadline_week > 0; }

// The open talk between two that leaders join: on the agenda between them if there is one, else the first. Not a back
// channel, since a summit is seen, and at no table where others sit.
Talk* talk_between(Talks& talks, const PartyList& both, std::uint8_t agenda) {
    Talk* found = nullptr;
    for (Talk& talk : talks.talks)
        if (talk.open && !talk.back_channel && has_same_parties(talk, both) && (found == nullptr || talk.agenda == agenda)) {
            found = &talk;
            if (talk.agenda == agenda) break;
        }
    return found;
}

std::uint8_t agenda_between(const Params& params, const PartyList& both) {
    for (std::size_t i = 0; i < params.agendas.size(); ++i)
        if (params.agendas[i].parties.size() == 2 && is_party(params.agendas[i].parties, both[0]) &&
            is_party(params.agendas[i].parties, both[1]))
            return static_cast<std::uint8_t>(i);
    return 255;
}

// Leaders sit down: at the table of their ministers, or at a new one.
Refusal convene(const Params& params, World& world, Talks& talks, const Moment& moment, const PartyList& both) {
    const std::uint8_t agenda = agenda_between(params, both);
    Talk* talk = talk_between(talks, both, agenda);
    if (talk == nullptr) {
        Talk fresh;
        fresh.parties = both;
        fresh.agenda = agenda;
        std::size_t index = 0;
        if (const Refusal why = set_table(world, talks, moment, fresh, index); why != Refusal::none) return why;
        talk = &talks.talks[index];
    }
    const int weeks = static_cast<int>(params.rules.negotiation.summit_weeks.value + 0.5);
    talk->level = TalkLevel::leader;
    talk->deadline_week = static_cast<std::int16_t>(moment.week + std::max(weeks, params.weeks_per_turn));
    talks.summit_asked_by = no_seat;
    talks.summit_week = 0;
    tell(world, moment, EventKind::summit_agreed, both[1], both[0], static_cast<std::uint32_t>(talk->deadline_week), 0, true);
    return Refusal::none;
}

// Asks for a summit with the other, or takes up what the other asked for.
Refusal ask_summit(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat, SeatId other) {
    PartyList both;
    static_cast<void>(both.push(other));
    static_cast<void>(both.push(seat));
    for (const Talk& talk : talks.talks)
        if (is_summit(talk) && has_same_parties(talk, both)) return Refusal::already_done;
    if (talks.summit_asked_by == seat) return Refusal::already_done;
    if (talks.summit_asked_by == other) return convene(params, world, talks, moment, both);
    talks.summit_asked_by = seat;
    talks.summit_week = static_cast<std::int16_t>(moment.week);
    tell(world, moment, EventKind::summit_asked, seat, other, 0, 0, true);
    return Refusal::none;
}

void fail_talk_of_leaders(const Params& params, World& world, const Moment& moment, const Talk& talk, SeatId walked_out) {
    for (SeatId party : talk.parties)
        if (walked_out == no_seat || party == walked_out) fail_summit(params, world, party);
    const SeatId by = walked_out == no_seat ? talk.parties[0] : walked_out;
    tell(world, moment, EventKind::summit_failed, by, other_party(talk, by), 0, 0, true);
}

bool may_hold_summit(const Params& params, const PartyList& parties) {
    const GovernmentParams &us = params.of(Government::us), &china = params.of(Government::china);
    return parties.size() == 2 && us.present && china.present && is_party(parties, us.seat) && is_party(parties, china.seat);
}

// --- the messages ---

// Opens a talk, or raises the level of one that is open. Nobody sits down with leaders alone: who opens at that level begins
// among ministers, be the table new or that of officials, and has asked for a summit. Where leaders do not meet, he is refused.
Refusal open_talk(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat, const Message& message) {
    Talk talk;
    if (const Refusal why = seat_parties(params, seat, message, talk.parties); why != Refusal::none) return why;
    if (index_of(message.level) >= count_of<TalkLevel>) return Refusal::unknown_target;
    talk.agenda = message.agenda;
    talk.level = std::min(message.level, TalkLevel::ministerial);
    talk.back_channel = message.back_channel;
    const bool asks_summit = message.level == TalkLevel::leader;
    if (asks_summit && (talk.back_channel || !may_hold_summit(params, talk.parties))) return Refusal::above_level;
    for (Talk& old : talks.talks) {
        if (!old.open || old.agenda != talk.agenda || old.back_channel != talk.back_channel || !has_same_parties(old, talk.parties)) continue;
        const Refusal asked = asks_summit ? ask_summit(params, world, talks, moment, seat, other_party(talk, seat)) : Refusal::none;
        if (asked != Refusal::none) return asked;
        if (talk.level <= old.level) return asks_summit ? Refusal::none : Refusal::already_done;
        old.level = talk.level;
        tell_of_talk(world, moment, EventKind::talk_opened, seat, old, static_cast<std::size_t>(&old - talks.talks.begin()));
        return Refusal::none;
    }
    std::size_t index = 0;
    if (const Refusal why = set_table(world, talks, moment, talk, index); why != Refusal::none) return why;
    if (asks_summit) static_cast<void>(ask_summit(params, world, talks, moment, seat, other_party(talk, seat)));
    return Refusal::none;
}

// Whether the seat does not know of an offer: it lies on a back channel of others, or lay on the table before the seat came.
bool is_hidden_from(const Talks& talks, SeatId seat, const Offer& offer) {
    const Talk& talk = talks.talks[offer.talk];
    return is_party(talk.parties, seat) ? !names(offer, seat) : talk.back_channel;
}

// Who could not be asked to a table in the open: it is on an agenda of the scenario, or a pair's back channel.
bool has_fixed_parties(const Talk& talk) { return talk.agenda != 255 || (talk.back_channel && talk.parties.size() == 2); }

// A party brings one more seat to a table, which sits there from the next round on, as who is named in an opening does. It
// has its turn last. What lies on the table stays between those whom it names.
Refusal invite(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat, const Message& message) {
    if (const Refusal why = find_talk(talks, seat, message.talk); why != Refusal::none) return why;
    Talk& talk = talks.talks[message.talk];
    if (message.with.size() != 1 || message.with[0] >= params.seats) return Refusal::unknown_target;
    const SeatId guest = message.with[0];
    if (is_party(talk.parties, guest)) return Refusal::already_done;
    if (is_summit(talk)) return Refusal::above_level;
    if (has_fixed_parties(talk)) return Refusal::fixed_parties;
    PartyList wider = talk.parties;
    if (!wider.push(guest) || !has_seat_left(talks, guest)) return Refusal::full;
    for (const Talk& old : talks.talks)
        if (old.open && old.agenda == talk.agenda && old.back_channel == talk.back_channel && has_same_parties(old, wider))
            return Refusal::already_done;  // they have a table of their own
    talk.parties = wider;
    if (talk.thinned_week > 0) talk.thinned_week = static_cast<std::int16_t>(moment.week);
    tell(world, moment, EventKind::talk_joined, seat, guest, message.talk, talk.agenda, !talk.back_channel);
    return Refusal::none;
}

Refusal propose(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat,
                const Message& message) {
    if (const Refusal why = find_talk(talks, seat, message.talk); why != Refusal::none) return why;
    Talk& talk = talks.talks[message.talk];
    if (talk.parties[talk.turn] != seat) return Refusal::not_your_turn;
    if (message.offer != 0) {
        const Offer* answered = find_offer(talks, message.offer);
        if (answered == nullptr || answered->talk != message.talk || !names(*answered, seat)) return Refusal::unknown_offer;
        if (answered->by == seat) return Refusal::own_offer;
        if (answered->state == OfferState::expired) return Refusal::offer_expired;
        if (!stands(*answered)) return Refusal::offer_not_live;
    }
    if (const Refusal why = check_terms(params, talk.parties, message.terms); why != Refusal::none) return why;
    if (talk.level == TalkLevel::working)
        for (const Term& term : message.terms)
            if (takes_minister(params, term)) return Refusal::above_level;
    if (message.expiry_week != 0 && message.expiry_week < moment.week) return Refusal::offer_expired;
    Offer offer;
    offer.terms = message.terms;
    offer.id = offer_number(moment.week, talks.offers_made[message.talk] + 1u, message.talk);
    offer.answers = message.offer;
    offer.parties = mask_of(talk.parties);
    offer.week = static_cast<std::int16_t>(moment.week);
    const auto next_turn = static_cast<std::int16_t>(moment.week + params.weeks_per_turn);
    offer.expiry_week = message.expiry_week != 0 ? message.expiry_week : next_turn;
    offer.round = static_cast<std::uint8_t>(moment.round);
    offer.talk = message.talk;
    offer.by = seat;
    if (talks.offers.full()) talks.offers.remove_if([](const Offer& old) { return !stands(old); });
    if (talks.offers.full() || talks.offers_made[message.talk] == 255) return Refusal::full;
    // A new offer takes the place of what stood: the sender's own, and the one that it answers.
    for (Offer& old : talks.offers)
        if (old.talk == message.talk && stands(old) && (old.by == seat || old.id == message.offer))
            old.state = OfferState::superseded;
    static_cast<void>(talks.offers.push(offer));
    ++talks.offers_made[message.talk];
    talk.thinned_week = 0;  // it goes on
    tell(world, moment, EventKind::offer_made, seat, other_party(talk, seat), offer.id, message.talk, false);
    return Refusal::none;
}

Refusal find_live(Talks& talks, SeatId seat, std::uint32_t id, Offer*& offer) {
    offer = find_offer(talks, id);
    if (offer == nullptr || is_hidden_from(talks, seat, *offer)) return Refusal::unknown_offer;
    if (const Refusal why = find_talk(talks, seat, offer->talk); why != Refusal::none) return why;
    if (offer->by == seat) return Refusal::own_offer;
    if (offer->state == OfferState::expired) return Refusal::offer_expired;
    return offer->state == OfferState::live ? Refusal::none : Refusal::offer_not_live;
}

Refusal accept(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat, const Message& message) {
    Offer* offer = nullptr;
    if (const Refusal why = find_live(talks, seat, message.offer, offer); why != Refusal::none) return why;
    if ((offer->accepted_by & bit(seat)) != 0) return Refusal::already_done;  // and the offer waits for the others
    const Talk& talk = talks.talks[offer->talk];
    const SeatMask needed = offer->parties & ~bit(offer->by);
    PartyList signers = talk.parties;
    signers.remove_if([&](SeatId party) { return !names(*offer, party); });
    if (((offer->accepted_by | bit(seat)) & needed) == needed && !sign(params, world, moment, *offer, signers, talk.level))
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
    talks.talks[offer->talk].rejected_offer = offer->id;
    talks.talks[offer->talk].reject_reason = message.reason;
    tell(world, moment, EventKind::offer_rejected, seat, offer->by, offer->id, static_cast<std::uint8_t>(message.reason), false);
    return Refusal::none;
}

Refusal withdraw(World& world, Talks& talks, const Moment& moment, SeatId seat, const Message& message) {
    Offer* offer = find_offer(talks, message.offer);
    if (offer == nullptr || is_hidden_from(talks, seat, *offer)) return Refusal::unknown_offer;
    if (offer->by != seat) return Refusal::not_your_offer;
    if (!stands(*offer)) return Refusal::offer_not_live;
    offer->state = OfferState::withdrawn;
    tell(world, moment, EventKind::offer_withdrawn, seat, no_seat, offer->id, offer->talk, false);
    return Refusal::none;
}

// A table of governments' at which none sits any more has lost its business.
bool has_lost_governments(const Params& params, const Talk& talk, SeatId leaver) {
    const auto governs = [&](SeatId party) { return params.is_government(party); };
    return governs(leaver) && std::none_of(talk.parties.begin(), talk.parties.end(), governs);
}

// Of two parties one that leaves ends the talk. More go on without it, at a clear table and on no agenda of the scenario's,
// as long as they have something to say to each other (begin_round).
Refusal leave_talk(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat, const Message& message) {
    if (const Refusal why = find_talk(talks, seat, message.talk); why != Refusal::none) return why;
    Talk& talk = talks.talks[message.talk];
    if (is_summit(talk)) fail_talk_of_leaders(params, world, moment, talk, seat);
    if (talk.parties.size() == 2) {
        close_talk(world, talks, moment, message.talk, seat, OfferState::withdrawn);
        return Refusal::none;
    }
    tell_of_talk(world, moment, EventKind::talk_left, seat, talk, message.talk);
    const auto place = static_cast<std::size_t>(std::find(talk.parties.begin(), talk.parties.end(), seat) - talk.parties.begin());
    talk.parties.remove_if([&](SeatId party) { return party == seat; });
    // Whoever comes after the leaver has the turn next.
    if (place <= talk.turn) talk.turn = static_cast<std::uint8_t>((talk.turn + talk.parties.size() - 1) % talk.parties.size());
    clear_table(talks, message.talk, OfferState::withdrawn);
    if (has_lost_governments(params, talk, seat)) {
        close_talk(world, talks, moment, message.talk, seat, OfferState::withdrawn);
        return Refusal::none;
    }
    talk.agenda = 255;
    talk.thinned_week = static_cast<std::int16_t>(moment.week);
    return Refusal::none;
}

Refusal give_order(const Params& params, World& world, Talks& talks, const Moment& moment, SeatId seat, const Order& order) {
    const Refusal why = apply_order(params, world, moment, seat, order);
    if (why != Refusal::none || order.kind != OrderKind::summit) return why;
    return ask_summit(params, world, talks, moment, seat, order.target);
}

bool acts_between_rounds(OrderKind kind) {
    return kind == OrderKind::set_tariff || kind == OrderKind::set_control || kind == OrderKind::list_firms;
}

}  // namespace

Refusal find_talk(const Talks& talks, SeatId seat, std::size_t index) {
    if (index >= talks.talks.size() || !talks.talks[index].open) return Refusal::unknown_talk;
    if (is_party(talks.talks[index].parties, seat)) return Refusal::none;
    return talks.talks[index].back_channel ? Refusal::unknown_talk : Refusal::not_a_party;  // of which nobody else knows
}

void begin_talk_week(Talks& talks, const Moment& moment) {
    talks.offers.remove_if([](const Offer& offer) { return !stands(offer); });
    talks.offers_made.fill(0);
    for (Offer& offer : talks.offers)
        if (offer.expiry_week < moment.week) offer.state = OfferState::expired;
}

void begin_round(const Params& params, World& world, Talks& talks, const Moment& moment) {
    if (talks.summit_asked_by != no_seat && moment.week > talks.summit_week + std::max(asked_weeks, params.weeks_per_turn)) {
        talks.summit_asked_by = no_seat;
        talks.summit_week = 0;
    }
    for (Offer& offer : talks.offers)
        if (offer.state == OfferState::tabled) offer.state = OfferState::live;
    for (std::size_t i = 0; i < talks.talks.size(); ++i) {
        Talk& talk = talks.talks[i];
        if (!talk.open) continue;
        talk.turn = static_cast<std::uint8_t>((talk.turn + 1) % talk.parties.size());
        if (is_summit(talk)) {  // it has its date, and does not break down before
            if (moment.week <= talk.deadline_week) continue;
            fail_talk_of_leaders(params, world, moment, talk, no_seat);
            close_talk(world, talks, moment, i, talk.parties[talk.turn], OfferState::expired);
            continue;
        }
        // Those who stay have had their turns, and nobody has proposed anything.
        if (talk.thinned_week > 0 && moment.week > talk.thinned_week + params.weeks_per_turn) {
            close_talk(world, talks, moment, i, talk.parties[talk.turn], OfferState::expired);
            continue;
        }
        const bool under_way = std::any_of(talks.offers.begin(), talks.offers.end(),
                                           [&](const Offer& offer) { return offer.talk == i && stands(offer); });
        Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::breakdown, luck_of(moment, talk));
        if (under_way && rng.chance(percent(params.rules.negotiation.breakdown_risk)))
            close_talk(world, talks, moment, i, talk.parties[talk.turn], OfferState::withdrawn);
    }
}

namespace {

Refusal act_on_agreement(const Params& params, World& world, const Moment& moment, SeatId seat, const Message& message) {
    switch (message.kind) {
        case MessageKind::suspend_agreement: return end_agreement(params, world, moment, seat, message.agreement, true);
        case MessageKind::terminate: return end_agreement(params, world, moment, seat, message.agreement, false);
        case MessageKind::resume: return resume(params, world, moment, seat, message.agreement);
        case MessageKind::declare_breach: return declare_breach(params, world, moment, seat, message.agreement);
        case MessageKind::waive: return waive(params, world, moment, seat, message.agreement, message.clause);
        case MessageKind::snap_back: return snap_back(params, world, moment, seat, message.agreement);
        case MessageKind::renew: return renew(params, world, moment, seat, message.agreement);
        default: return Refusal::wrong_phase;
    }
}

}  // namespace

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
        case MessageKind::leave_talk: return talking ? leave_talk(params, world, talks, moment, seat, message) : Refusal::wrong_phase;
        case MessageKind::invite: return talking ? invite(params, world, talks, moment, seat, message) : Refusal::wrong_phase;
        case MessageKind::statement: return make_statement(params, world, moment, seat, message.statement);
        case MessageKind::order:
            if (talking && !acts_between_rounds(message.order.kind)) return Refusal::wrong_phase;
            return give_order(params, world, talks, moment, seat, message.order);
        default: return talking ? Refusal::wrong_phase : act_on_agreement(params, world, moment, seat, message);
    }
}

bool has_something_to_answer(const Talks& talks, SeatId seat) {
    for (const Talk& talk : talks.talks)
        if (talk.open && talk.parties[talk.turn] == seat) return true;
    for (const Offer& offer : talks.offers)
        if (offer.state == OfferState::live && offer.by != seat && offer.talk < talks.talks.size() &&
            talks.talks[offer.talk].open && names(offer, seat))
            return true;
    return false;
}

}  // namespace chokepoint

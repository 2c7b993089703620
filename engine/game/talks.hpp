// Talks and the offers on their tables: who may speak when, and what becomes of an offer. Knows seats and terms;
// what an agreement does is the world's business.
#pragma once

#include "engine/world/world.hpp"

namespace chokepoint {

struct Talk {
    PartyList parties;               // in turn order, the opener first
    std::uint8_t agenda = 255;
    std::uint8_t turn = 0;           // index into parties
    TalkLevel level = TalkLevel::working;
    bool open = false;
    std::int16_t opened_week = 0;
    std::int16_t deadline_week = 0;  // of a summit, the last week in which it can be signed; 0: none
    bool back_channel = false;       // known to its parties alone
    RejectReason reject_reason = RejectReason::none;  // of rejected_offer
    std::int16_t thinned_week = 0;   // in which a party left, if nobody has proposed anything since; 0: no such week
    std::uint32_t rejected_offer = 0;  // the last that was turned down here; 0: none
};
CHOKEPOINT_FIELDS(Talk, parties, agenda, turn, level, open, opened_week, deadline_week, back_channel, reject_reason, thinned_week,
                  rejected_offer)

struct Talks {
    FixedVec<Talk, limits::talks> talks;       // the index is the talk's number; closed ones are reused, and some have never been open
    FixedVec<Offer, limits::offers> offers;    // of this week, and older ones that still stand
    FixedVec<RefusedMessage, 96> refused;      // of the last phase
    std::array<std::uint16_t, limits::seats> passes{};  // phases in which a seat was asked and said nothing
    std::array<std::uint8_t, limits::talks> offers_made{};  // in the week that runs, by talk
    std::int16_t summit_week = 0;        // in which a summit was asked for
    SeatId summit_asked_by = no_seat;    // and has not been taken up yet
    std::uint8_t spare = 0;
};
CHOKEPOINT_FIELDS(Talks, talks, offers, refused, passes, offers_made, summit_week, summit_asked_by, spare)

// The week's start: forgets offers that are over, expires those past their week.
void begin_talk_week(Talks& talks, const Moment& moment);

// A round's start: tabled offers become live, turns pass on, a talk may break down, and a summit whose date has passed
// ends with nothing.
void begin_round(const Params& params, World& world, Talks& talks, const Moment& moment);

// Applies one message; answers why it was refused, or none. A refused message changes nothing.
Refusal apply_message(const Params& params, World& world, Talks& talks, const Moment& moment, PhaseKind phase,
                      SeatId seat, const Message& message);

// What is wrong with a list of terms between these parties, or none (terms.cpp).
Refusal check_terms(const Params& params, const PartyList& parties, const TermList& terms);
// Whether what a clause is about is one of the things that its kind can be about.
bool has_known_subject(const Term& term);
// Whether a clause between governments is one that officials at working level may not promise: tariffs, controls, licences
// and truces take a minister.
bool takes_minister(const Params& params, const Term& term);

// Whether the seat has something to answer: its turn in a talk, or a live offer of another.
bool has_something_to_answer(const Talks& talks, SeatId seat);

// Why a seat may not speak in a talk, or none.
Refusal find_talk(const Talks& talks, SeatId seat, std::size_t index);

}  // namespace chokepoint

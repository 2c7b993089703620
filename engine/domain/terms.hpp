// Offers and agreements: lists of typed terms. Plain values; what a term does in the world is the world's
// business, what it is worth the agents'.
#pragma once

#include <algorithm>

#include "engine/base/fields.hpp"
#include "engine/domain/vocabulary.hpp"

namespace chokepoint {

CHOKEPOINT_ENUM(TermKind, tariff_cap, tariff_suspension, licence, control_suspension, purchase, truce, monitoring,
                side_term, offtake, price_floor, joint_investment, pooled_stockpile, aligned_control, shared_queue,
                equity_stake, supply_contract)

// One clause: `by` owes it to `to`. What the numbers mean depends on the kind; unused ones are zero.
//
//   kind                 what                 amount                     limit
//   tariff_cap           TariffComponent      rate cap, percent          -
//   tariff_suspension    TariffComponent      points suspended, percent  -
//   licence              EndUse               tonnage quota, t/week      longest processing, days   scope: materials
//   control_suspension   ControlKind          -                          -                          scope: materials
//   purchase             Good                 USD bn by until_week       -
//   truce                -                    -                          -   freezes new tariffs, controls, listings
//   monitoring           Monitoring           -                          -
//   side_term            -                    declared value, points     -
//   offtake              Product              t/yr                       -
//   price_floor          Product              t/yr covered               floor, USD/kg
//   joint_investment     Stage                USD million                -
//   pooled_stockpile     Product              tonnes                     -
//   aligned_control      ControlKind          -                          -
//   shared_queue         -                    -                          -
//   equity_stake         -                    USD million                share, percent
//   supply_contract      Product              t/yr                       price, USD/kg (0: index)
//
// A clause must promise something: an amount where the table has one (a cap may be zero), a floor, for licences days or
// named firms. Scope 0: all materials. End use "civil": every use but military. Tonnes of a licence limit how much is
// owed in time or, where firms are named, what they have under their general licence together; 0: no limit.
struct Term {
    double amount = 0.0;
    double limit = 0.0;
    SeatMask named = 0;            // firms named for a general licence
    std::uint32_t scope = 0;       // MaterialMask
    std::int16_t from_week = 0;    // weeks after the agreement enters into force
    std::int16_t until_week = 0;   // 0: as long as the agreement
    TermKind kind = TermKind::truce;
    SeatId by = no_seat;
    SeatId to = no_seat;
    std::uint8_t what = 0;         // the enumeration in the table above, as a number
    std::int16_t renewed_weeks = 0;  // by which renewals put off the end of a dated clause; 0 in an offer
    std::uint16_t spare = 0;

    bool operator==(const Term&) const = default;
};
CHOKEPOINT_FIELDS(Term, amount, limit, named, scope, from_week, until_week, kind, by, to, what, renewed_weeks, spare)

using TermList = FixedVec<Term, limits::terms>;
using PartyList = FixedVec<SeatId, limits::parties>;
// Whether a seat is among those of a talk, an agenda or an agreement.
inline bool is_party(const PartyList& parties, SeatId seat) {
    return std::find(parties.begin(), parties.end(), seat) != parties.end();
}
// Of those that are seats at all: a server may name what it likes.
inline SeatMask mask_of(const PartyList& parties) {
    SeatMask mask = 0;
    for (SeatId party : parties)
        if (party < limits::seats) mask |= bit(party);
    return mask;
}

// Who sits at a table. What each level may promise and what it eases at home: docs/PROTOCOL.md.
CHOKEPOINT_ENUM(TalkLevel, working, ministerial, leader)

CHOKEPOINT_ENUM(OfferState, tabled, live, accepted, rejected, withdrawn, expired, superseded)

// An offer on the table of a talk: tabled when made, live from the next round, gone by answer or expiry.
struct Offer {
    TermList terms;
    std::uint32_t id = 0;            // unique in a game; tells nothing of offers at other tables
    std::uint32_t answers = 0;       // the offer it counters; 0: none
    SeatMask accepted_by = 0;
    SeatMask parties = 0;            // those who sat there when it was made: who sign it, and nobody else
    std::int16_t week = 0;           // when made
    std::int16_t expiry_week = 0;    // last week in which it can be accepted
    std::uint8_t round = 0;
    std::uint8_t talk = 0;
    SeatId by = no_seat;
    OfferState state = OfferState::tabled;
};
CHOKEPOINT_FIELDS(Offer, terms, id, answers, accepted_by, parties, week, expiry_week, round, talk, by, state)

// The life of an agreement; which state follows which, and by what, is the table in docs/PROTOCOL.md.
CHOKEPOINT_ENUM(AgreementState, accepted, in_force, suspended, breached, expired, renewed, terminated,
                not_ratified, kept)
// Its clauses bind: in its first term, or prolonged.
constexpr bool is_in_force(AgreementState state) {
    return state == AgreementState::in_force || state == AgreementState::renewed;
}
CHOKEPOINT_ENUM(TermState, not_due, kept, suspended, waived, breached, cured, unknown)

// What the parties agreed and where each clause stands. Never removed while referred to by a measure.
struct Agreement {
    TermList terms;
    std::array<double, limits::terms> shortfall{};  // share of the duty not met over the last weeks, 0 to 1
    std::array<TermState, limits::terms> term_states{};  // on the record; what a party doubts by its own monitoring, it alone sees
    PartyList parties;
    SeatMask ratified_by = 0;          // in force: who wants it renewed; suspended: who wants it resumed
    std::uint32_t offer = 0;
    std::int16_t signed_week = 0;
    std::int16_t in_force_week = 0;    // 0: not yet
    std::int16_t expiry_week = 0;      // first week in which it no longer holds
    std::int16_t cure_until_week = 0;  // 0: no breach declared
    std::int16_t resumed_week = 0;     // after a suspension; 0: never suspended
    AgreementState state = AgreementState::accepted;
    SeatId breached_by = no_seat;      // as declared
    std::uint8_t talk = 0;
    Monitoring monitoring = Monitoring::none;
    TalkLevel level = TalkLevel::working;  // at which it was signed
    std::array<std::uint8_t, 5> spare{};
};
CHOKEPOINT_FIELDS(Agreement, terms, shortfall, term_states, parties, ratified_by, offer, signed_week, in_force_week,
                  expiry_week, cure_until_week, resumed_week, state, breached_by, talk, monitoring, level, spare)

}  // namespace chokepoint

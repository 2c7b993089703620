// What seats say and do: the messages of an answer, and the reasons with which they are refused.
#pragma once

#include "engine/base/date.hpp"
#include "engine/domain/terms.hpp"

namespace chokepoint {

CHOKEPOINT_ENUM(MessageKind, open_talk, leave_talk, propose, accept, reject, withdraw, statement, order,
                suspend_agreement, declare_breach, snap_back, renew, terminate, resume, waive, invite)
// red_line: better than no deal, but less than its people or its own line let the seat sign.
CHOKEPOINT_ENUM(RejectReason, none, too_little, too_costly, no_trust, not_now, illegal, red_line)

CHOKEPOINT_ENUM(StatementKind, threat, promise, red_line, assurance, accusation)

// What track records tell apart: who carries out threats of tariffs may not carry out threats of controls.
CHOKEPOINT_ENUM(MeasureClass, tariffs, controls)

// What a statement hangs on, all of it on the public record: none, it stands whatever happens; the addressee orders tariffs
// on the speaker up, or tightens a control or a list that reaches it; the two have no agreement, signed or in force, at the
// end of the due week; the addressee breaks one between them.
CHOKEPOINT_ENUM(Trigger, none, tariffs_raised, control_tightened, no_deal, agreement_broken)

// Cheap talk, apart from binding offers. Only one with a measure and a date is scored, and one with a trigger only once
// that has occurred by the date. A public one is heard by all and costs standing at home if not lived up to; a private one
// is heard by its addressee alone.
struct Statement {
    double value = 0.0;                // size of the measure named, in its unit
    std::int16_t due_week = 0;         // 0: no date, not scored
    std::int16_t week = 0;             // in which it was made; the game fills it in
    std::int16_t triggered_week = 0;   // in which its trigger occurred; 0: not yet; the game fills it in
    StatementKind kind = StatementKind::assurance;
    SeatId by = no_seat;
    SeatId to = no_seat;               // no_seat: everybody, if public
    bool is_public = true;
    ControlKind measure = ControlKind::licence;
    bool about_tariffs = false;        // the measure is a tariff, not a control
    Trigger trigger = Trigger::none;
    std::array<std::uint8_t, 3> spare{};
};
CHOKEPOINT_FIELDS(Statement, value, due_week, week, triggered_week, kind, by, to, is_public, measure, about_tariffs, trigger, spare)

// Unilateral acts. Columns: who may, and what the numbers mean (value, second, what, target, scope).
//
//   set_tariff          government   value: new rate of the component, percent; second: coverage 0-1 (0: all);
//                                    what: TariffComponent; target: Region; scope: bits of ProductClass, the rare-earth
//                                    goods that pay it (0: as before, or magnets and other goods)
//   set_control         government   value: strength; what: ControlKind; scope: materials; second: 1 on, 0 off;
//                                    regions: destinations
//   desk_throughput     China        value: applications a week that the desk decides
//   desk_priority       China        value: weight, 0 (last) to 10 (first); what: EndUse or 255; target: Region or 255
//   general_licence     China        target: firm's seat; value: 1 give, 0 take back
//   list_firms          us, china    value: number of the other side's firms put on a list; negative: taken off
//   farm_goods          China        value: share of normal purchases, 0-1
//   stockpile           government   what: Product; value: tonnes to buy (+) or release (-) over this week
//   price_floor         government   what: Product; value: floor, USD/kg (0 ends it); second: t/yr covered
//   project_aid         government   target: index of the project; value: USD million; what: AidKind
//   permit_priority     government   target: index of the project
//   summit              us, china    target: seat asked, the other of the two; asking back within four weeks takes it up
//   production_quota    China        value: percent of normal output allowed to its mines and separators, 0-200
//   flood               China        value: percent under its price at which its exporters sell, 0-60 (0 ends it)
//   enforcement         China        value: effort against smuggling and re-export, 0-1
//   request_funds       government   value: USD bn asked of the legislature for another year
//   emergency_permits   government   value: 1 waves home plants through, 0 ends it
//   research            government   value: USD bn for redesign, processing and recycling
//   diplomacy           government   target: Region; value: USD million that ease mines and plants there
//   audit_firms         government   its home firms that use parts, all of them
//   study_customs       not China    target: Region, whose imports of magnets from China are studied
//   inspect             government   target: index of the agreement; what: index of the clause that it is owed
//   stock_target        firm         value: multiple of the normal target, 0.2-3
//   production          firm         value: share of capacity, 0-1.1
//   apply               firm         value: tonnes; what: Product; second: EndUse
//   report_stock        firm         value: factor on the true stock in what it reports, 0.3-1.5
//   lobby               firm         target: seat lobbied; value: effort 0-1; what: Interest
//   petition            firm         target: China's seat; value: tonnes
//   substitute          firm         what: Product; value: effort 0-1 towards thrift and redesign
//   invest              firm         target: index of the project; value: USD million
CHOKEPOINT_ENUM(OrderKind, set_tariff, set_control, desk_throughput, desk_priority, general_licence, list_firms,
                farm_goods, stockpile, price_floor, project_aid, permit_priority, summit, stock_target, production,
                apply, report_stock, lobby, petition, substitute, invest, production_quota, flood, enforcement, request_funds, emergency_permits,
                research, diplomacy, audit_firms, study_customs, inspect)

struct Order {
    double value = 0.0;
    double second = 0.0;
    std::uint32_t scope = 0;            // MaterialMask
    RegionMask regions = every_region;
    OrderKind kind = OrderKind::set_tariff;
    std::uint8_t what = 0;
    std::uint8_t target = 0;
    std::uint8_t spare = 0;
    std::uint32_t spare2 = 0;
};
CHOKEPOINT_FIELDS(Order, value, second, scope, regions, kind, what, target, spare, spare2)

// One message of an answer. The kind says which of the parts count.
struct Message {
    MessageKind kind = MessageKind::order;
    std::uint8_t talk = 0;                       // leave, propose, invite
    std::uint8_t agenda = 255;                   // open_talk, propose: the scenario's agenda; 255: free
    std::uint8_t agreement = 0;                  // suspend, resume, declare breach, waive, snap back, renew, terminate
    RejectReason reason = RejectReason::none;    // reject
    TalkLevel level = TalkLevel::ministerial;    // open_talk
    std::int16_t expiry_week = 0;                // propose; 0: this turn and the next
    std::uint32_t offer = 0;                     // accept, reject, withdraw; propose: the offer it counters
    std::uint8_t clause = 0;                     // waive: index of the term
    bool back_channel = false;                   // open_talk: known to its parties alone
    std::uint16_t spare = 0;
    PartyList with;                              // open_talk: the other parties; invite: the one who is to join
    TermList terms;                              // propose
    Statement statement;
    Order order;
};
CHOKEPOINT_FIELDS(Message, kind, talk, agenda, agreement, reason, level, expiry_week, offer, clause, back_channel, spare, with,
                  terms, statement, order)

// Why a seat said what it said: terms of its valuation, in numbers, for that seat and the facilitator only. Of one message,
// the parts (is_part) add up to its own_value; the rest is what that sum was compared with, or what else decided.
//
//   own_value        the sum: what the move is worth, or how large it is to be
//   reservation      the least that it would take; target: what it holds out for; needed: what own_value had to reach here
//   opponent_value   what an own offer is thought to leave the others
//   present          as it stands before the order; least_change: what a change must come to, to be worth an order
//   trust            the least belief that the deal leans on; trust_needed: under which the word is not enough
//   given, win_set   what an offer asks at home, and what passes there with an even chance
//   pressure, provocation, cover, weeks_left   what called for the move
//   foreseen_gain    by rollouts: what it brings over doing nothing, with its standard error, and what the best other line
//                    would; rollouts: how many were played
CHOKEPOINT_ENUM(RationaleKind, own_value, reservation, target, opponent_value, shortage, tariff_relief, leverage,
                audience, credibility, time_pressure, stock_cover, price, retaliation,
                normal, temper, goodwill, pain, stress, waiting, signal, threats, plans, bounds, tolerance,
                needed, present, least_change, trust, trust_needed, given, win_set, pressure, provocation, cover,
                weeks_left, foreseen_gain, foreseen_error, foreseen_else, rollouts)

// Whether it is one of the parts that add up to own_value.
constexpr bool is_part(RationaleKind kind) {
    return kind >= RationaleKind::shortage && kind <= RationaleKind::tolerance;
}

// point_weeks: 1 % of a country's yearly output, borne for one week. share: of 1. multiple: of the normal. measures:
// controls and lists by weight, a major one counting 1. pressure: about 1 makes a middling hawk ask for talks.
CHOKEPOINT_ENUM(RationaleUnit, point_weeks, usd_m, tariff_points, share, multiple, tonnes, days, weeks, measures, firms,
                count, priority, applications_per_week, stress, pressure, rollouts)

struct Rationale {
    double value = 0.0;
    std::uint8_t message = 0;  // index of the message it explains
    RationaleKind kind = RationaleKind::own_value;
    RationaleUnit unit = RationaleUnit::point_weeks;
    std::array<std::uint8_t, 5> spare{};
};
CHOKEPOINT_FIELDS(Rationale, value, message, kind, unit, spare)

// All that a seat answers in one phase. Empty: it passes.
struct Answer {
    FixedVec<Message, limits::messages> messages;
    FixedVec<Rationale, limits::rationales> rationales;
    bool wants_rationale = false;  // set by the caller: fill rationales too; the move is the same either way

    void clear() {
        messages.clear();
        rationales.clear();
    }
};
CHOKEPOINT_FIELDS(Answer, messages, rationales)

// Why a message had no effect.
CHOKEPOINT_ENUM(Refusal, none, wrong_phase, not_yours_to_do, unknown_talk, not_a_party, not_your_turn, unknown_offer,
                offer_not_live, offer_expired, own_offer, not_your_offer, no_terms, illegal_term, contradictory_terms,
                value_out_of_range, unknown_target, frozen_by_truce, full, already_done, unknown_agreement,
                no_breach_declared, cure_period_running, budget_exhausted,
                no_emergency, above_level, not_monitored, too_long, not_text, fixed_parties)

// A refused message: the game goes on, the seat is told.
struct RefusedMessage {
    SeatId seat = no_seat;
    std::uint8_t message = 0;
    Refusal reason = Refusal::none;
    MessageKind kind = MessageKind::order;
};
CHOKEPOINT_FIELDS(RefusedMessage, seat, message, reason, kind)

}  // namespace chokepoint

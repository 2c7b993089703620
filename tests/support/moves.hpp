// Terms of an offer, agreements made of them, words and orders of a seat, a line each, for every test that makes one. What is left out
// is as the struct has it; a test sets the rarer fields by name. Knows the vocabulary only, so that tests of any layer may use it.
#pragma once

#include <initializer_list>

#include "engine/base/check.hpp"
#include "engine/domain/measures.hpp"
#include "engine/domain/messages.hpp"

namespace chokepoint::test {

// `what` is an enumerator of the enumeration that the kind asks for, or its number.
template <typename What = std::uint8_t>
Term make_term(TermKind kind, SeatId by, SeatId to, double amount = 0.0, What what = {}, int until_week = 0) {
    Term term;
    term.kind = kind;
    term.by = by;
    term.to = to;
    term.amount = amount;
    term.what = static_cast<std::uint8_t>(what);
    term.until_week = static_cast<std::int16_t>(until_week);
    return term;
}

inline Term make_licence(SeatId by, SeatId to, double days, int until_week = 0) {
    Term term = make_term(TermKind::licence, by, to, 0.0, 0, until_week);
    term.limit = days;
    return term;
}

inline TermList make_terms(std::initializer_list<Term> terms) {
    TermList list;
    for (const Term& term : terms) CHOKEPOINT_CHECK(list.push(term));
    return list;
}

inline PartyList make_parties(std::initializer_list<SeatId> seats) {
    PartyList list;
    for (SeatId seat : seats) CHOKEPOINT_CHECK(list.push(seat));
    return list;
}

// What is said aloud to a seat about tariffs.
inline Statement make_words(StatementKind kind, SeatId to, int due_week, double value = 50.0) {
    Statement said;
    said.kind = kind;
    said.to = to;
    said.due_week = static_cast<std::int16_t>(due_week);
    said.value = value;
    said.about_tariffs = true;
    return said;
}

// The first week in which an agreement holds, and the first in which it no longer does.
struct Spell {
    int from_week = 0;
    int expiry_week = 0;
};

// In force.
inline Agreement make_agreement(std::initializer_list<SeatId> parties, std::initializer_list<Term> terms, Spell spell = {}) {
    Agreement agreement;
    agreement.parties = make_parties(parties);
    agreement.terms = make_terms(terms);
    agreement.state = AgreementState::in_force;
    agreement.in_force_week = static_cast<std::int16_t>(spell.from_week);
    agreement.expiry_week = static_cast<std::int16_t>(spell.expiry_week);
    return agreement;
}

// `what` and `target` likewise: a product, a region, the number of a project.
template <typename What = std::uint8_t, typename Target = std::uint8_t>
Order make_order(OrderKind kind, double value = 0.0, What what = {}, Target target = {}) {
    Order order;
    order.kind = kind;
    order.value = value;
    order.what = static_cast<std::uint8_t>(what);
    order.target = static_cast<std::uint8_t>(target);
    return order;
}

// All across the board.
inline Order tariff_order(Region on, TariffComponent component, double rate_pct) {
    return make_order(OrderKind::set_tariff, rate_pct, component, on);
}

// Sets a control, or lifts it.
inline Order control_order(ControlKind kind, double strength = 1.0, MaterialMask materials = 0,
                           RegionMask destinations = every_region, bool on = true) {
    Order order = make_order(OrderKind::set_control, strength, kind);
    order.second = on ? 1.0 : 0.0;
    order.scope = materials;
    order.regions = destinations;
    return order;
}

inline Order licence_order(MaterialMask materials, RegionMask destinations = every_region, bool on = true) {
    return control_order(ControlKind::licence, 1.0, materials, destinations, on);
}

}  // namespace chokepoint::test

// Terms of an offer and orders of a seat, a line each, for every test that makes one. What is left out is as the struct has
// it; a test sets the rarer fields by name. Knows the vocabulary only, so that tests of any layer may use it.
#pragma once

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

// What the rules of orders share: one order with everything it needs to know. Inside policy.cpp and levers.cpp only.
#pragma once

#include "engine/world/rules.hpp"

namespace chokepoint {

// Everything that one order needs to know.
struct Act {
    const Params& params;
    World& world;
    const Moment& moment;
    SeatId by;
    const Order& order;

    bool from_government() const { return params.is_government(by); }
    Government government() const { return params.government_of(by); }
    GovernmentState& state() const { return world.of(government()); }
    bool in(double low, double high) const { return order.value >= low && order.value <= high; }
    Firm* firm() const {
        const int index = by < params.firm_of_seat.size() ? params.firm_of_seat[by] : -1;
        return index < 0 ? nullptr : &world.firms[static_cast<std::size_t>(index)];
    }
};

inline void tell_order(const Act& act, EventKind kind, Region region, double value, std::uint8_t importance) {
    Event event;
    event.kind = kind;
    event.by = act.by;
    event.what = act.order.what;
    event.region = region;
    event.value = value;
    event.subject = act.order.scope;
    event.importance = importance;
    note(act.world, act.moment, event);
}

// levers.cpp: public money, stockpiles, China's supply, what firms order. Answers why not, or none.
Refusal pull_lever(const Act& act);
// inquiries.cpp: pays for information.
Refusal order_inquiry(const Act& act, InquiryKind kind);

}  // namespace chokepoint

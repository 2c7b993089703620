#include "agents/strategies/pen.hpp"

namespace chokepoint::agents {

bool Pen::write(const Message& message, const Reason& reason) {
    if (!answer_.messages.push(message)) return false;
    unit_ = reason.unit;
    for (RationaleKind kind : all_of<RationaleKind>()) {
        if (!is_part(kind)) continue;
        if (const double part = reason.worth.of(kind); part != 0.0) note(kind, part);
    }
    note(RationaleKind::own_value, reason.worth.total());
    if (reason.needed) note(RationaleKind::needed, *reason.needed);
    return true;
}

bool Pen::write_without_reason(const Message& message) { return answer_.messages.push(message); }

bool Pen::order(OrderKind kind, std::uint8_t what, std::uint8_t target, double value, const Reason& reason) {
    return write(order_of(kind, what, target, value), reason);
}

void Pen::note(RationaleKind kind, double value, RationaleUnit unit) {
    if (!answer_.wants_rationale || answer_.messages.empty()) return;
    Rationale rationale;
    rationale.value = value;
    rationale.message = static_cast<std::uint8_t>(answer_.messages.size() - 1);
    rationale.kind = kind;
    rationale.unit = unit;
    // A full list loses the least important: notes come after what they explain.
    static_cast<void>(answer_.rationales.push(rationale));
}

void Pen::note_change(double present, double least_change) {
    note(RationaleKind::present, present);
    note(RationaleKind::least_change, least_change);
}

Message order_of(OrderKind kind, std::uint8_t what, std::uint8_t target, double value) {
    Message message;
    message.kind = MessageKind::order;
    message.order.kind = kind;
    message.order.what = what;
    message.order.target = target;
    message.order.value = value;
    return message;
}

}  // namespace chokepoint::agents

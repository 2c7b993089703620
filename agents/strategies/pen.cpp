#include "agents/strategies/pen.hpp"

namespace chokepoint::agents {

bool Pen::write(const Message& message, const Worth* worth) {
    if (!answer_.messages.push(message)) return false;
    if (worth == nullptr || !answer_.wants_rationale) return true;
    for (RationaleKind kind : all_of<RationaleKind>())
        if (worth->part[index_of(kind)] != 0.0) note(kind, worth->part[index_of(kind)]);
    note(RationaleKind::own_value, worth->total());
    return true;
}

void Pen::note(RationaleKind kind, double value) {
    if (!answer_.wants_rationale || answer_.messages.empty()) return;
    Rationale rationale;
    rationale.value = value;
    rationale.message = static_cast<std::uint8_t>(answer_.messages.size() - 1);
    rationale.kind = kind;
    // A full list loses the least important: notes come after what they explain.
    static_cast<void>(answer_.rationales.push(rationale));
}

bool Pen::order(OrderKind kind, std::uint8_t what, std::uint8_t target, double value, double second,
                const Worth* worth) {
    Message message;
    message.kind = MessageKind::order;
    message.order.kind = kind;
    message.order.what = what;
    message.order.target = target;
    message.order.value = value;
    message.order.second = second;
    return write(message, worth);
}

}  // namespace chokepoint::agents

// Writes an answer: messages, and the rationale of each where one is asked for. A full answer takes no more,
// which is a pass on the rest, never a crash. What is written says why: only who weighs nothing may leave it out.
#pragma once

#include <optional>

#include "agents/strategies/worth.hpp"

namespace chokepoint::agents {

// Why a message is written: parts that add up, their unit, and what the sum had to reach where there was such a mark.
struct Reason {
    Worth worth;
    RationaleUnit unit = RationaleUnit::point_weeks;
    std::optional<double> needed;

    Reason(const Worth& parts, RationaleUnit counted_in, std::optional<double> mark = std::nullopt)
        : worth(parts), unit(counted_in), needed(mark) {}
    // Of one part.
    Reason(RationaleKind part, double value, RationaleUnit counted_in, std::optional<double> mark = std::nullopt)
        : unit(counted_in), needed(mark) {
        worth.add(part, value);
    }
};

class Pen {
  public:
    explicit Pen(Answer& answer) : answer_(answer) {}

    // Appends a message with what decided it; the parts written add up to own_value. False when full.
    bool write(const Message& message, const Reason& reason);
    // Of those who play by a book or by lot.
    bool write_without_reason(const Message& message);
    bool order(OrderKind kind, std::uint8_t what, std::uint8_t target, double value, const Reason& reason);

    // Adds a number to the message written last, in the unit of its reason or another.
    void note(RationaleKind kind, double value) { note(kind, value, unit_); }
    void note(RationaleKind kind, double value, RationaleUnit unit);
    // Of an order that changes a level: how it stands, and the least change that is worth an order.
    void note_change(double present, double least_change);

    // The place of the message written last.
    std::uint8_t newest() const { return static_cast<std::uint8_t>(answer_.messages.size() - 1); }

  private:
    Answer& answer_;
    RationaleUnit unit_ = RationaleUnit::point_weeks;  // of the message written last
};

Message order_of(OrderKind kind, std::uint8_t what, std::uint8_t target, double value);

}  // namespace chokepoint::agents

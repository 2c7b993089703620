// Writes an answer: messages, and the rationale of each where one is asked for. A full answer takes no more,
// which is a pass on the rest, never a crash.
#pragma once

#include "agents/strategies/worth.hpp"

namespace chokepoint::agents {

class Pen {
  public:
    explicit Pen(Answer& answer) : answer_(answer) {}

    // Appends a message with the worth that decided it; the parts written add up to own_value. False when full.
    bool write(const Message& message, const Worth* worth = nullptr);
    // Adds a number to the message written last.
    void note(RationaleKind kind, double value);

    bool order(OrderKind kind, std::uint8_t what, std::uint8_t target, double value, double second = 0.0,
               const Worth* worth = nullptr);

    // The place of the message written last.
    std::uint8_t newest() const { return static_cast<std::uint8_t>(answer_.messages.size() - 1); }

  private:
    Answer& answer_;
};

}  // namespace chokepoint::agents

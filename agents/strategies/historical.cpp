#include "agents/strategies/historical.hpp"

#include <algorithm>

#include "agents/strategies/pen.hpp"

namespace chokepoint::agents {

namespace {

bool acts_between_rounds(OrderKind kind) {
    return kind == OrderKind::set_tariff || kind == OrderKind::set_control || kind == OrderKind::list_firms;
}

// The round in which an act of a day of the week is played: days are spread evenly over the talk rounds and the
// order phase; an order that only the order phase takes waits for it.
int round_of(int day_of_week, int rounds, OrderKind kind) {
    if (!acts_between_rounds(kind)) return rounds + 1;
    return 1 + day_of_week * (rounds + 1) / 7;
}

class Historical final : public Agent {
  public:
    Historical(Facts facts, Government government) : facts_(std::move(facts)), government_(government) {}

    void decide(const Observation& observation, Mind&, std::uint64_t, Answer& out) const override {
        const PublicView& record = observation.record;
        if (record.phase == PhaseKind::over) return;
        const int round = record.phase == PhaseKind::orders ? record.rounds + 1 : record.round;
        // `today` may be any day within the week; dates are counted from the week's first.
        const Day first_day = facts_.start + 7 * (record.week - 1);
        Pen pen(out);
        for (const DatedAct& act : facts_.recorded) {
            if (act.by != government_ || act.day >= first_day + 7) continue;
            // Days of weeks in which nobody was asked are made up for when the next turn begins.
            if (act.day < first_day - 7 * (facts_.weeks_per_turn - 1)) continue;
            const int day_of_week = std::max(act.day - first_day, 0);
            if (round_of(day_of_week, record.rounds, act.order.kind) != round) continue;
            Message message;
            message.kind = MessageKind::order;
            message.order = act.order;
            pen.write_without_reason(message);
        }
    }

  private:
    Facts facts_;
    Government government_;
};

}  // namespace

std::unique_ptr<const Agent> make_historical(Facts facts, Government government) {
    return std::make_unique<Historical>(std::move(facts), government);
}

}  // namespace chokepoint::agents

#include "agents/firm/firm.hpp"

#include "agents/firm/board.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr double worried_days = 30.0;    // of cover: the firm applies for itself, and says so
constexpr double worth_an_order = 0.08;  // change of a standing order that is worth sending

class FirmAgent final : public Agent {
  public:
    FirmAgent(Facts facts, const FirmStyle& style, const Actors& actors)
        : facts_(std::move(facts)), style_(style), actors_(actors) {}

    void decide(const Observation& observation, Mind& mind, std::uint64_t, Answer& out) const override {
        if (!style_.acts || observation.record.phase == PhaseKind::over) return;
        const FirmFacts* firm = firm_at(facts_, observation.seat);
        if (firm == nullptr) return;
        auto memory = mind.load<FirmMind>();
        settle_investment(observation, memory);
        const View view = look(facts_, observation, 0.0);
        const Board board{view, observation, *firm, style_, actors_};
        Pen pen(out);
        if (observation.record.phase == PhaseKind::talk) deal(board, memory, pen);
        else run(board, memory, pen);
        memory.started = true;
        mind.store(memory);
    }

  private:
    static void run(const Board& board, FirmMind& memory, Pen& pen) {
        const Shelf shelf = look_at_shelf(board.own());
        tend_parts(board, shelf, memory, pen);
        if (board.firm.kind == FirmKind::user) run_lines(board, shelf, pen);
        else run_plants(board, memory, pen);
        invest(board, memory, pen);
        lobby(board, shelf, memory, pen);
        tend_contracts(board, pen);
    }

    Facts facts_;
    FirmStyle style_;
    Actors actors_;
};

}  // namespace

Shelf look_at_shelf(const FirmView& own) {
    Shelf shelf;
    for (const NeedView& need : own.needs) {
        if (!need.controlled || own.general_licence) continue;
        shelf.is_controlled = true;
        const double days = math::ratio(7.0 * need.stock_t, need.use_t, 1e9);
        if (days >= shelf.days) continue;
        shelf.days = days;
        shelf.scarcest = &need;
    }
    shelf.is_short = shelf.scarcest != nullptr && own.cover_days < worried_days;
    return shelf;
}

bool is_worth_an_order(double now, double wanted) {
    const double gap = now > wanted ? now - wanted : wanted - now;
    return gap > worth_an_order;
}

bool change_level(OrderKind kind, double now, const Worth& wanted, RationaleUnit unit, Pen& pen, std::uint8_t what) {
    const double level = wanted.total();
    if (!is_worth_an_order(now, level) || !pen.order(kind, what, 0, level, {wanted, unit})) return false;
    pen.note_change(now, worth_an_order);
    return true;
}

Worth bounded(Worth parts, double low, double high) {
    const double sum = parts.total();
    parts.add(RationaleKind::bounds, math::clamp(sum, low, high) - sum);
    return parts;
}

std::unique_ptr<const Agent> make_firm(Facts facts, const FirmStyle& style, const Actors& actors) {
    return std::make_unique<FirmAgent>(std::move(facts), style, actors);
}

}  // namespace chokepoint::agents

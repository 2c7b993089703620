#include "engine/study/run.hpp"

#include "engine/world/rules.hpp"

namespace chokepoint::study {

Run::Run(const Setup& setup, const Cast& cast, const Conduct& conduct, std::uint64_t seed, int weeks)
    : setup_(setup),
      cast_(cast),
      conduct_(conduct),
      game_(std::make_unique<Game>(start_game(setup, seed, weeks))),
      answers_(std::make_unique<Answers>()),
      observation_(std::make_unique<Observation>()),
      minds_(setup.params.seats) {
    // What was done before the first day stands in the scenario's opening measures.
    while (next_order_ < conduct_.orders.size() && conduct_.orders[next_order_].day < setup_.params.start)
        ++next_order_;
}

bool Run::play_week() {
    for (;;) {
        const Phase phase = open_phase(setup_, *game_);
        if (phase.kind == PhaseKind::over) return false;
        // Firms give their orders in the last phase and see the measures of the week.
        if (phase.kind == PhaseKind::orders) take_orders();
        for (std::size_t i = 0; i < setup_.params.seats; ++i) {
            const auto seat = static_cast<SeatId>(i);
            Answer& answer = (*answers_)[i];
            answer.clear();
            if (cast_[i] == nullptr || (phase.asked & bit(seat)) == 0) continue;
            observe(setup_, *game_, seat, *observation_);
            cast_[i]->decide(*observation_, minds_[i], seat_key(game_->cursor.seed, seat), answer);
            if (conduct_.no_talks)
                answer.messages.remove_if(
                    [](const Message& message) { return message.kind == MessageKind::open_talk; });
        }
        close_phase(setup_, *game_, *answers_);
        if (phase.kind != PhaseKind::orders) continue;
        week_ = phase.week;
        return true;
    }
}

void Run::take_orders() {
    const Day end = setup_.params.day_of(game_->cursor.week) + 7;
    for (; next_order_ < conduct_.orders.size() && conduct_.orders[next_order_].day < end; ++next_order_) {
        const DatedOrder& dated = conduct_.orders[next_order_];
        static_cast<void>(order(dated.by, dated.order, dated.day));
    }
    if (conduct_.at_orders) conduct_.at_orders(*this);
}

Refusal Run::order(Government by, const Order& given, Day day) {
    if (!setup_.params.of(by).present) return Refusal::not_yours_to_do;
    const Moment moment{game_->cursor.seed, game_->cursor.week, setup_.params.rounds + 1, day};
    const Refusal why = apply_order(setup_.params, game_->world, moment, setup_.params.of(by).seat, given);
    if (why != Refusal::none && why != Refusal::already_done) ++refused_;
    return why;
}

}  // namespace chokepoint::study

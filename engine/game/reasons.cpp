#include "engine/game/reasons.hpp"

namespace chokepoint {

namespace {

bool is_move(MessageKind kind) {
    return kind == MessageKind::propose || kind == MessageKind::accept || kind == MessageKind::reject;
}

// The offer that a message is about; 0: it was refused.
std::uint32_t offer_of(const Game& after, const Phase& phase, SeatId seat, const Message& message) {
    if (message.kind != MessageKind::propose) return message.offer;
    for (const Offer& offer : after.talks.offers)
        if (offer.by == seat && offer.talk == message.talk && offer.week == phase.week && offer.round == phase.round) return offer.id;
    return 0;
}

}  // namespace

void WeekReasons::take(const Game& after, const Phase& phase, const Answers& answers) {
    if (phase.week != week_) moves_.clear();
    week_ = phase.week;
    if (phase.kind != PhaseKind::talk) return;
    for (SeatId seat = 0; seat < answers.size(); ++seat) {
        if ((phase.asked & bit(seat)) == 0) continue;
        const Answer& answer = answers[seat];
        for (std::size_t i = 0; i < answer.messages.size(); ++i) {
            const Message& message = answer.messages[i];
            if (!is_move(message.kind)) continue;
            MoveReasons move;
            move.offer = offer_of(after, phase, seat, message);
            move.seat = seat;
            move.kind = message.kind;
            move.because = message.reason;
            move.round = static_cast<std::uint8_t>(phase.round);
            for (const Rationale& number : answer.rationales)
                if (number.message == i) static_cast<void>(move.numbers.push(number));
            if (move.offer != 0 && !move.numbers.empty()) moves_.push_back(move);
        }
    }
}

void WeekReasons::show(Viewpoint viewpoint, SeatId seat, Snapshot& out) const {
    out.reasons.clear();
    if (out.record.week != week_) return;
    for (const MoveReasons& move : moves_)
        if (viewpoint == Viewpoint::facilitator || (viewpoint == Viewpoint::seat && move.seat == seat))
            static_cast<void>(out.reasons.push(move));
}

}  // namespace chokepoint

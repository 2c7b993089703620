#include "engine/game/explainer.hpp"

#include "engine/world/explain.hpp"

namespace chokepoint {

PlayHooks Explainer::hooks(PlayHooks next) {
    PlayHooks hooks;
    hooks.wants_rationales = true;
    hooks.answered = [this, also = next.answered](const Game& game, const Phase& phase, const Answers& answers) {
        remember(game, phase, answers);
        if (also) also(game, phase, answers);
    };
    hooks.phase_closed = std::move(next.phase_closed);
    hooks.week_closed = [this, also = next.week_closed](const Game& game) {
        explain(game);
        return also ? also(game) : true;
    };
    return hooks;
}

void Explainer::remember(const Game& game, const Phase& phase, const Answers& answers) {
    // The first week's account begins with the opening, which the seed gives again.
    if (week_ == 1 && !begun_) {
        explanation_ = begin_explanation(setup_->params, start_game(*setup_, game.cursor.seed).world, week_);
        begun_ = true;
    }
    if (phase.week != week_) return;
    keep_answers(game, phase, answers);
    if (phase.kind != PhaseKind::orders) return;
    before_orders_ = std::make_unique<Game>(game);
    orders_ = std::make_unique<Answers>(answers);
}

void Explainer::keep_answers(const Game& game, const Phase& phase, const Answers& answers) {
    for (const Offer& offer : game.talks.offers) decisions_.offers.insert_or_assign(offer.id, offer);
    decisions_.agreements.assign(game.world.agreements.begin(), game.world.agreements.end());
    for (SeatId seat = 0; seat < setup_->params.seats; ++seat)
        if ((phase.asked & bit(seat)) != 0 && !answers[seat].messages.empty())
            decisions_.answers.push_back({phase.round, phase.kind, seat, answers[seat]});
}

void Explainer::explain(const Game& after) {
    const int closed = after.cursor.week - 1;
    if (closed == week_ - 1) {
        explanation_ = begin_explanation(setup_->params, after.world, week_);
        begun_ = true;
    }
    if (closed != week_ || !begun_ || before_orders_ == nullptr) return;
    close_phase(*setup_, *before_orders_, *orders_, &explanation_);
    CHOKEPOINT_CHECK(digest_of(*before_orders_) == digest_of(after));
    done_ = true;
}

}  // namespace chokepoint

// Explains one week of a game while it is played: keeps the game as it stood, and works the week out once more with
// the rules saying why. The game that is played is not touched and costs one copy more.
#pragma once

#include <map>
#include <vector>

#include "engine/game/play.hpp"

namespace chokepoint {

// What seats said and ordered in a week, with their rationales, and what they could refer to.
struct WeekOfDecisions {
    struct OfSeat {
        int round = 0;
        PhaseKind phase = PhaseKind::talk;
        SeatId seat = no_seat;
        Answer answer;
    };
    std::vector<OfSeat> answers;            // as they were given: by round, then by seat
    std::map<std::uint32_t, Offer> offers;  // that lay on a table in the week
    std::vector<Agreement> agreements;      // by number
};

class Explainer {
  public:
    // The week must be one that the game will play, else nothing is explained.
    Explainer(const Setup& setup, int week) : setup_(&setup), week_(week) {}

    // Hooks for play() that keep what is needed and then do what `next` wants; they refer to this object.
    PlayHooks hooks(PlayHooks next = {});

    // Null until the week is over. Errors of the model itself: a week worked out again that ends otherwise is a bug.
    const Explanation* explanation() const { return done_ ? &explanation_ : nullptr; }
    // What was decided in it.
    const WeekOfDecisions& decisions() const { return decisions_; }

  private:
    void remember(const Game& game, const Phase& phase, const Answers& answers);
    void keep_answers(const Game& game, const Phase& phase, const Answers& answers);
    void explain(const Game& after);

    const Setup* setup_;
    int week_;
    std::unique_ptr<Game> before_orders_;      // of the week to explain
    std::unique_ptr<Answers> orders_;
    Explanation explanation_;
    WeekOfDecisions decisions_;
    bool begun_ = false, done_ = false;
};

}  // namespace chokepoint

// The reasons that seats gave for a week's moves in talks. They are no part of the state, so whoever shows a game keeps
// them beside it.
#pragma once

#include <vector>

#include "engine/game/game.hpp"

namespace chokepoint {

class WeekReasons {
  public:
    // What a phase was answered with, once it has closed: by then an offer has its number.
    void take(const Game& after, const Phase& phase, const Answers& answers);
    // Writes those that the watcher may know: a seat its own, the facilitator all, a spectator none.
    void show(Viewpoint viewpoint, SeatId seat, Snapshot& out) const;

  private:
    int week_ = 0;
    std::vector<MoveReasons> moves_;
};

}  // namespace chokepoint

// Who may hear what is said in a game. What people say is no part of the state, so whoever shows or hosts a game keeps this
// beside it.
#pragma once

#include <vector>

#include "engine/domain/sayings.hpp"
#include "engine/game/game.hpp"

namespace chokepoint {

// Why a seat's saying cannot be passed on in the open phase, or none.
Refusal check_saying(const Setup& setup, const Game& open, SeatId by, const Saying& saying);

class Sayings {
  public:
    static constexpr std::size_t shown_max = 64;  // at a time, the newest

    // Takes in what check_saying allows. Those who sit at its talk in the open phase hear it, whatever becomes of the talk.
    void take(const Game& open, SeatId by, const Saying& saying);

    std::uint64_t count() const { return all_.size(); }
    std::vector<HeardSaying> all() const;
    // What a seat has heard beside the first so many sayings of the game; its own words too.
    std::vector<HeardSaying> heard_since(std::uint64_t first, SeatId seat) const;
    // What a watcher may hear of this week and the last: a spectator what is said to everybody, a seat what it has heard or
    // said, the facilitator all.
    std::vector<HeardSaying> shown_to(Viewpoint viewpoint, SeatId seat, int week) const;

  private:
    struct Kept {
        HeardSaying heard;
        SeatMask hearers = 0;  // the speaker among them
        bool is_public = false;
    };
    template <typename MayHear>
    std::vector<HeardSaying> newest_of(std::uint64_t after, MayHear may_hear) const;

    std::vector<Kept> all_;  // as they were said
};

}  // namespace chokepoint

// Scores of the seats of a game, made so that a weak hand can win: how much of what a seat could have gained over no deal it
// did gain. What the words mean, and what in them is judgement: docs/SCORES.md.
#pragma once

#include <optional>

#include "engine/study/scoring/references.hpp"

namespace chokepoint::study {

struct SeatScore {
    double value = 0.0;          // of the game, in the seat's own unit (value_of)
    double no_deal = 0.0;        // of the same seed's game without any agreement
    double best_feasible = 0.0;  // the best that it could have had, no_deal or more
    // (value - no_deal) / (best_feasible - no_deal): 0 as without a deal, 1 as in the best feasible game; below 0 and above 1
    // where it did worse or found something better. Without room it is by the least room, fit for means over games only.
    double score = 0.0;
    bool has_room = true;  // false: there was next to nothing to gain, and a score is not to be shown
    std::optional<double> percentile;     // percent of bots' games with a lower score in this seat, equals half; if asked for
    std::optional<double> promises_kept;  // share of the weeks with a promise due; nothing where it owed none
};

struct GameScores {
    std::vector<SeatScore> seats;
    double shared_value = 0.0;  // what governments gained over no deal, each in points of its own yearly output for a week
};

// What a seat's values are held against in one seed's games.
struct Yardstick {
    double no_deal = 0.0;
    double best_feasible = 0.0;
    double spread = 0.0;  // greatest less least value over all reference games: the scale on which deals move the seat

    // The least difference between best feasible and no deal that a score is reckoned by.
    double least_room() const;
    bool has_room() const { return best_feasible - no_deal >= least_room(); }
    double score(double value) const;
};
Yardstick yardstick_of(const References& references, SeatId seat);

// The least room is a unit of the seat's own (a point-week, which is one percent of a week's output; a million USD), or this share
// of the spread if that is more. A firm that lives on scarcity loses by every deal but one that hardly touches it; a score by what
// that one brings would be minus ten or twenty, and would measure the luck of the reference games, not the play.
constexpr double least_room_in_units = 1.0, least_room_of_spread = 0.1;

// Cheap: the references are given. They must be of the game's key.
GameScores seat_scores(const Setup& setup, const Game& game, const References& references);

// Adds each seat's percentile against default strategies in the seat in `games` games of other seeds, always the same ones.
// Each costs a set of references.
Status add_percentiles(const Setup& setup, const ReferenceSettings& settings, const GameKey& key, std::size_t games,
                       GameScores& scores);

}  // namespace chokepoint::study

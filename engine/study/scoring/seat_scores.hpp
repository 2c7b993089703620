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
    // where it did worse or found something better. Where there was less than least_room to gain, by that.
    double score = 0.0;
    std::optional<double> percentile;     // percent of bots' games with a lower score in this seat, equals half; if asked for
    std::optional<double> promises_kept;  // share of the weeks with a promise due; nothing where it owed none
};

struct GameScores {
    std::vector<SeatScore> seats;
    double shared_value = 0.0;  // what governments gained over no deal, each in points of its own yearly output for a week
};

// The least difference between best feasible and no deal that a score is reckoned by, in the seat's own unit: a point-week (one
// percent of a week's output), a million USD. Under it nobody could have gained anything worth the name, and a score by so small
// a measure would say nothing.
constexpr double least_room = 1.0;

double score_between(double value, double no_deal, double best_feasible);

// Cheap: the references are given. They must be of the game's key.
GameScores seat_scores(const Setup& setup, const Game& game, const References& references);

// Adds each seat's percentile against default strategies in the seat in `games` games of other seeds, always the same ones.
// Each costs a set of references.
Status add_percentiles(const Setup& setup, const ReferenceSettings& settings, const GameKey& key, std::size_t games,
                       GameScores& scores);

}  // namespace chokepoint::study

// The scores that commands print at a game's end, by reference games of the same seed played on all cores.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "engine/study/scoring/seat_scores.hpp"
#include "engine/study/scoring/stability.hpp"

namespace chokepoint::cli {

struct ScoreWishes {
    bool unscored = false;      // no reference games: values only
    int percentile_games = 0;   // of bots, to compare with; 0: no percentiles
};

// Nothing where no scores are wished for. Says on a terminal how many reference games have been played. Errors: those of references.
Result<std::optional<study::GameScores>> scores_of(const Setup& setup, const Game& game, const ScoreWishes& wishes = {});

// Keys of a seat: score (null without room), has_room, value, no_deal, best_feasible, promises_kept; percentile where there is one. Without scores those of
// other games are null.
void add_scores(const Setup& setup, const Game& game, const std::optional<study::GameScores>& scores, SeatId seat,
                nlohmann::ordered_json& json);

// Puts what came of the game on stdout at once: the references of a long game take longer than the game did.
void print_outcomes(const Setup& setup, const Game& game);

// The seats as a table for people.
std::string seats_text(const Setup& setup, const Game& game, const std::vector<std::string>& strategies,
                       const std::optional<study::GameScores>& scores);

// The common front of a game that was played by autonomous seats, and whether it would have held; nothing where no scores are
// wished for, or no front stood. Errors: those of stability_of.
Result<std::optional<study::Stability>> front_of(const Setup& setup, const Game& game, const std::vector<std::string>& strategies,
                                                 const ScoreWishes& wishes);
nlohmann::ordered_json front_json(const Setup& setup, const std::optional<study::Stability>& front);  // null where there is none
std::string front_text(const Setup& setup, const std::optional<study::Stability>& front);

}  // namespace chokepoint::cli

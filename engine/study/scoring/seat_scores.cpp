#include "engine/study/scoring/seat_scores.hpp"

#include <algorithm>

#include "engine/base/rng.hpp"

namespace chokepoint::study {
namespace {

constexpr std::uint64_t bots_seed = 2010;  // from which the seeds of the bots' games are derived, whatever is scored

}  // namespace

double score_between(double value, double no_deal, double best_feasible) {
    return (value - no_deal) / std::max(best_feasible - no_deal, least_room);
}

GameScores seat_scores(const Setup& setup, const Game& game, const References& references) {
    CHOKEPOINT_CHECK(references.key == key_of(game));
    GameScores scores;
    for (std::size_t i = 0; i < setup.params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        SeatScore own;
        own.value = value_of(setup, game, seat);
        own.no_deal = references.no_deal(seat);
        own.best_feasible = references.best_feasible(seat);
        own.score = score_between(own.value, own.no_deal, own.best_feasible);
        own.promises_kept = promises_kept(game, seat);
        if (setup.params.is_government(seat)) scores.shared_value += own.value - own.no_deal;
        scores.seats.push_back(own);
    }
    return scores;
}

Status add_percentiles(const Setup& setup, const ReferenceSettings& settings, const GameKey& key, std::size_t games,
                       GameScores& scores) {
    std::vector<double> lower(scores.seats.size(), 0.0);
    for (std::size_t k = 0; k < games; ++k) {
        GameKey other = key;
        other.seed = derive_seed(bots_seed, Purpose::replicate, static_cast<std::uint32_t>(k));
        const auto references = play_references(setup, settings, other);
        if (!references) return references.errors();
        for (std::size_t i = 0; i < scores.seats.size(); ++i) {
            const auto seat = static_cast<SeatId>(i);
            const double bots = score_between(references->of_bots(seat), references->no_deal(seat),
                                              references->best_feasible(seat));
            // Who equals all the others stands in the middle: many games of bots score just 1, as the best that was found.
            if (bots <= scores.seats[i].score) lower[i] += bots < scores.seats[i].score ? 1.0 : 0.5;
        }
    }
    for (std::size_t i = 0; i < scores.seats.size() && games > 0; ++i)
        scores.seats[i].percentile = 100.0 * lower[i] / static_cast<double>(games);
    return Done{};
}

}  // namespace chokepoint::study

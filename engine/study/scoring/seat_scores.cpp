#include "engine/study/scoring/seat_scores.hpp"

#include <algorithm>

#include "engine/base/rng.hpp"

namespace chokepoint::study {
namespace {

constexpr std::uint64_t bots_seed = 2010;  // from which the seeds of the bots' games are derived, whatever is scored

}  // namespace

double Yardstick::least_room() const { return std::max(least_room_in_units, least_room_of_spread * spread); }

double Yardstick::score(double value) const { return (value - no_deal) / std::max(best_feasible - no_deal, least_room()); }

Yardstick yardstick_of(const References& references, SeatId seat) {
    const auto [least, most] = std::minmax_element(references.games.begin(), references.games.end(), [&](const auto& a, const auto& b) {
        return a.values[seat] < b.values[seat];
    });
    return {references.no_deal(seat), references.best_feasible(seat), most->values[seat] - least->values[seat]};
}

GameScores seat_scores(const Setup& setup, const Game& game, const References& references) {
    CHOKEPOINT_CHECK(references.key == key_of(game));
    GameScores scores;
    for (std::size_t i = 0; i < setup.params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        SeatScore own;
        own.value = value_of(setup, game, seat);
        const Yardstick yardstick = yardstick_of(references, seat);
        own.no_deal = yardstick.no_deal;
        own.best_feasible = yardstick.best_feasible;
        own.score = yardstick.score(own.value);
        own.has_room = yardstick.has_room();
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
            const double bots = yardstick_of(*references, seat).score(references->of_bots(seat));
            // Who equals all the others stands in the middle: many games of bots score just 1, as the best that was found.
            if (bots <= scores.seats[i].score) lower[i] += bots < scores.seats[i].score ? 1.0 : 0.5;
        }
    }
    for (std::size_t i = 0; i < scores.seats.size() && games > 0; ++i)
        scores.seats[i].percentile = 100.0 * lower[i] / static_cast<double>(games);
    return Done{};
}

}  // namespace chokepoint::study

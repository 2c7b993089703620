// The games of a tournament: every strategy of the row's seat against every strategy of the column's, the
// same seeds in every pairing. Plays and measures; what follows from the figures is in tournament.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/game/game.hpp"
#include "engine/study/tournament/design.hpp"

namespace chokepoint::study {

// What a finished game is worth to every seat.
using PayoffFn = std::function<std::array<double, limits::seats>(const Setup&, const Game&)>;

// What came of one game. Agreements are those in force at some time to which both seats are parties.
struct PlayedGame {
    double row_payoff = 0.0;
    double column_payoff = 0.0;
    std::int32_t agreement_week = 0;  // in which the first came into force; 0: none did
    std::int32_t agreements = 0;
    std::int32_t two_sided =
        0;  // of these, in which each of the two owes at least two different kinds of term
    std::int32_t breaches = 0;  // declared under these
    std::uint64_t digest = 0;   // of the game at its end

    bool operator==(const PlayedGame&) const = default;
};

struct TournamentGames {
    std::size_t rows = 0, columns = 0, games = 0;  // games of each pairing
    std::vector<PlayedGame> played;                // by row, then column, then game

    std::span<const PlayedGame> cell(std::size_t row, std::size_t column) const {
        return {played.data() + (row * columns + column) * games, games};
    }
};

// What the games need from above the engine.
struct TournamentWiring {
    Roster roster;
    PayoffFn payoff;
    unsigned jobs = 1;  // worker threads; any number gives the same games
    // Called after each game, from any worker but never from two at once.
    std::function<void(std::uint32_t done, std::uint32_t of)> progress;
};

// Plays a design that validate() finds sound. Errors: an unsound scenario, a payoff that is no number.
Result<TournamentGames> play_tournament(const TournamentDesign& design, const Scenario& scenario,
                                        const TournamentWiring& wiring);

}  // namespace chokepoint::study

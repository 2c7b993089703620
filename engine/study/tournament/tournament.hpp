// What a tournament's games say: the payoff matrix with its noise, the equilibria of the game of choosing a
// strategy, and the strategies ranked. Definitions: docs/TOURNAMENT.md.
#pragma once

#include "engine/study/statistics.hpp"
#include "engine/study/tournament/empirical_game.hpp"
#include "engine/study/tournament/games.hpp"

namespace chokepoint::study {

// One pairing. Intervals hold 95 percent.
struct CellReport {
    Estimate row_payoff, column_payoff;  // mean over games
    Estimate agreed;                     // share of games with an agreement between the two in force
    double agreement_week =
        0.0;                // mean week in which the first came into force, of the games with one; else NaN
    double breaches = 0.0;  // declared under agreements between the two, mean a game
    std::uint64_t agreements = 0;  // in force, over all games
    Estimate two_sided;  // share of them in which each side owes at least two different kinds of term
};

// One strategy of a side.
struct StrategyReport {
    Estimate field;  // mean payoff against all strategies of the other side, each equally often; over seeds
    std::size_t rank = 0;     // by it, from 1
    Estimate field_rank;      // the same with the interval of the resamples
    Estimate lead;            // of its field payoff over the next in rank, paired by seeds; NaN for the last
    Estimate at_equilibrium;  // payoff against the other side's mixture of the reported equilibrium
    Estimate weight;          // its probability in the reported equilibrium; interval of the resamples
    double in_support =
        0.0;  // share of the resamples in whose equilibrium it is played at all; NaN without any
    double alpha_share = 0.0;  // of the time played, in the order of alpha-rank
    Exploit exploit;           // once the other side knows it
    Estimate exploitability;   // the same figure with the interval of the resamples
};

struct TournamentReport {
    std::size_t rows = 0, columns = 0;
    std::vector<CellReport> cells;  // row by row
    Bimatrix game{0, 0};            // of the mean payoffs
    Equilibria equilibria;          // of that game; the first is the reported one
    std::vector<StrategyReport> row, column;
    std::uint32_t resamples = 0;

    const CellReport& cell(std::size_t i, std::size_t j) const { return cells[i * columns + j]; }
};

// How the report is made. The resamples draw games (seeds) with replacement, the same ones in all pairings,
// by numbers keyed with the design's seed; in them equilibria are looked for on supports of up to three
// strategies and by Lemke and Howson.
struct ReportSettings {
    std::uint32_t resamples = 200;  // none are drawn where there is one game only
    unsigned jobs = 1;              // worker threads; any number gives the same report
};

TournamentReport report_tournament(const TournamentDesign& design, const TournamentGames& games,
                                   const ReportSettings& settings);

}  // namespace chokepoint::study

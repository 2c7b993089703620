// A game of two players in a table, mixed strategies, and what a player could gain by another strategy.
// Numbers only.
#pragma once

#include <cstddef>
#include <vector>

namespace chokepoint::study {

// One figure of each player.
struct BySide {
    double row = 0.0;
    double column = 0.0;
};

struct Bimatrix {
    Bimatrix(std::size_t row_count, std::size_t column_count)
        : rows(row_count), columns(column_count), payoffs(row_count * column_count) {}

    BySide& at(std::size_t row, std::size_t column) { return payoffs[row * columns + column]; }
    const BySide& at(std::size_t row, std::size_t column) const { return payoffs[row * columns + column]; }

    std::size_t rows, columns;
    std::vector<BySide> payoffs;  // row by row
};

// The same game with the players' places exchanged: what is written for the row then serves the column.
Bimatrix transposed(const Bimatrix& game);

// Probabilities of the strategies; they add up to 1.
using Mixture = std::vector<double>;

// What each of the two plays.
struct Profile {
    Mixture row;
    Mixture column;
};

// The strategy alone.
Mixture pure(std::size_t strategy, std::size_t of);

// What the row gets from each of its strategies against the column's mixture.
std::vector<double> row_replies(const Bimatrix& game, const Mixture& column);

// What both get.
BySide expected(const Bimatrix& game, const Profile& profile);

// What each could gain by its best other strategy alone, at least 0: zero for both in a Nash equilibrium.
BySide regret(const Bimatrix& game, const Profile& profile);

// The greatest payoff less the least.
BySide payoff_range(const Bimatrix& game);

// Whether nobody could gain more than 1e-9 of his payoffs' range.
bool is_equilibrium(const Bimatrix& game, const Profile& profile);

// Payoffs of both brought to [0, 1], a constant one to 0: the same equilibria. What the solvers work on.
Bimatrix normalised(const Bimatrix& game);

}  // namespace chokepoint::study

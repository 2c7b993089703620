#include "engine/study/tournament/bimatrix.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace chokepoint::study {
namespace {

constexpr double regret_tolerance = 1e-9;  // of the range

double row_gain(const Bimatrix& game, const Profile& profile) {
    const auto replies = row_replies(game, profile.column);
    double own = 0.0;
    for (std::size_t i = 0; i < replies.size(); ++i) own += profile.row[i] * replies[i];
    return std::max(0.0, *std::max_element(replies.begin(), replies.end()) - own);
}

struct PayoffEnds {
    double least, most;
};

PayoffEnds row_ends(const Bimatrix& game) {
    const auto [least, most] =
        std::minmax_element(game.payoffs.begin(), game.payoffs.end(),
                            [](const BySide& a, const BySide& b) { return a.row < b.row; });
    return {least->row, most->row};
}

double share_of_range(double value, const PayoffEnds& ends) {
    return ends.most > ends.least ? (value - ends.least) / (ends.most - ends.least) : 0.0;
}

}  // namespace

Bimatrix transposed(const Bimatrix& game) {
    Bimatrix turned(game.columns, game.rows);
    for (std::size_t i = 0; i < game.rows; ++i)
        for (std::size_t j = 0; j < game.columns; ++j)
            turned.at(j, i) = {game.at(i, j).column, game.at(i, j).row};
    return turned;
}

Mixture pure(std::size_t strategy, std::size_t of) {
    Mixture mixture(of, 0.0);
    mixture[strategy] = 1.0;
    return mixture;
}

std::vector<double> row_replies(const Bimatrix& game, const Mixture& column) {
    CHOKEPOINT_CHECK(column.size() == game.columns);
    std::vector<double> replies(game.rows, 0.0);
    for (std::size_t i = 0; i < game.rows; ++i)
        for (std::size_t j = 0; j < game.columns; ++j) replies[i] += column[j] * game.at(i, j).row;
    return replies;
}

BySide expected(const Bimatrix& game, const Profile& profile) {
    CHOKEPOINT_CHECK(profile.row.size() == game.rows && profile.column.size() == game.columns);
    BySide sum;
    for (std::size_t i = 0; i < game.rows; ++i)
        for (std::size_t j = 0; j < game.columns; ++j) {
            const double weight = profile.row[i] * profile.column[j];
            sum.row += weight * game.at(i, j).row;
            sum.column += weight * game.at(i, j).column;
        }
    return sum;
}

BySide regret(const Bimatrix& game, const Profile& profile) {
    return {row_gain(game, profile), row_gain(transposed(game), {profile.column, profile.row})};
}

BySide payoff_range(const Bimatrix& game) {
    const PayoffEnds row = row_ends(game), column = row_ends(transposed(game));
    return {row.most - row.least, column.most - column.least};
}

bool is_equilibrium(const Bimatrix& game, const Profile& profile) {
    const BySide gain = regret(game, profile), range = payoff_range(game);
    return gain.row <= regret_tolerance * range.row && gain.column <= regret_tolerance * range.column;
}

Bimatrix normalised(const Bimatrix& game) {
    const PayoffEnds row = row_ends(game), column = row_ends(transposed(game));
    Bimatrix scaled = game;
    for (BySide& each : scaled.payoffs)
        each = {share_of_range(each.row, row), share_of_range(each.column, column)};
    return scaled;
}

}  // namespace chokepoint::study

// Equilibria of games whose answers stand in textbooks, and of random ones, which must pass the definition.
#include "engine/study/tournament/empirical_game.hpp"

#include <cmath>
#include <numeric>

#include "engine/base/rng.hpp"
#include "engine/study/tournament/lemke_howson.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

using Rows = std::vector<std::vector<BySide>>;

Bimatrix table_game(const Rows& rows) {
    Bimatrix game(rows.size(), rows.front().size());
    for (std::size_t i = 0; i < game.rows; ++i)
        for (std::size_t j = 0; j < game.columns; ++j) game.at(i, j) = rows[i][j];
    return game;
}

Bimatrix zero_sum(const std::vector<std::vector<double>>& rows) {
    Bimatrix game(rows.size(), rows.front().size());
    for (std::size_t i = 0; i < game.rows; ++i)
        for (std::size_t j = 0; j < game.columns; ++j) game.at(i, j) = {rows[i][j], -rows[i][j]};
    return game;
}

// Payoffs uniform, or whole numbers from 0 to `levels` - 1: ties everywhere.
Bimatrix random_game(std::uint64_t seed, std::size_t rows, std::size_t columns, std::uint32_t levels = 0) {
    Rng rng(seed, 0, Purpose::noise);
    const auto draw = [&] {
        return levels > 0 ? static_cast<double>(rng.below(levels)) : rng.uniform(-40.0, 60.0);
    };
    Bimatrix game(rows, columns);
    for (BySide& each : game.payoffs) {
        each.row = draw();
        each.column = draw();
    }
    return game;
}

void check_mixture(const Mixture& mixture, const std::vector<double>& expected_weights) {
    REQUIRE(mixture.size() == expected_weights.size());
    for (std::size_t i = 0; i < mixture.size(); ++i)
        CHECK(mixture[i] == Approx(expected_weights[i]).margin(1e-9));
}

void check_sound(const Bimatrix& game, const Equilibria& solved) {
    REQUIRE(!solved.found.empty());
    const BySide range = payoff_range(game);
    for (const Equilibrium& each : solved.found) {
        CHECK(each.method != SolvedBy::best_pure);
        CHECK(each.regret.row <= 1e-9 * range.row);
        CHECK(each.regret.column <= 1e-9 * range.column);
        for (const Mixture& side : {each.profile.row, each.profile.column}) {
            CHECK(std::accumulate(side.begin(), side.end(), 0.0) == Approx(1.0).margin(1e-12));
            for (const double weight : side) CHECK(weight >= 0.0);
        }
    }
}

const Bimatrix pennies = zero_sum({{1, -1}, {-1, 1}});
const Bimatrix prisoners = table_game({{{3, 3}, {0, 5}}, {{5, 0}, {1, 1}}});
const Bimatrix sexes = table_game({{{3, 2}, {0, 0}}, {{0, 0}, {2, 3}}});
const Bimatrix rock_paper_scissors = zero_sum({{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}});

}  // namespace

TEST_CASE("matching pennies has one equilibrium: heads and tails evenly", "[study][equilibrium]") {
    const Equilibria solved = solve(pennies);
    REQUIRE(solved.found.size() == 1);
    check_sound(pennies, solved);
    check_mixture(solved.found[0].profile.row, {0.5, 0.5});
    check_mixture(solved.found[0].profile.column, {0.5, 0.5});
    CHECK(solved.is_complete);
    CHECK_FALSE(solved.is_degenerate);
    CHECK(solved.found[0].payoff.row == Approx(0.0).margin(1e-12));
}

TEST_CASE("prisoners defect, since co-operation is dominated", "[study][equilibrium]") {
    const Equilibria solved = solve(prisoners);
    REQUIRE(solved.found.size() == 1);
    check_mixture(solved.found[0].profile.row, {0.0, 1.0});
    check_mixture(solved.found[0].profile.column, {0.0, 1.0});
    CHECK(solved.found[0].payoff.row == 1.0);
    CHECK(without_dominated(prisoners).rows == std::vector<std::size_t>{1});
    // The definition itself: whoever co-operates against a defector could gain one.
    const BySide gain = regret(prisoners, {pure(0, 2), pure(1, 2)});
    CHECK(gain.row == 1.0);
    CHECK(gain.column == 0.0);
    CHECK_FALSE(is_equilibrium(prisoners, {pure(0, 2), pure(0, 2)}));
}

TEST_CASE("the battle of the sexes has two pure equilibria and a mixed one, the worst for both",
          "[study][equilibrium]") {
    const Equilibria solved = solve(sexes);
    REQUIRE(solved.found.size() == 3);
    check_sound(sexes, solved);
    check_mixture(solved.found[2].profile.row, {0.6, 0.4});
    check_mixture(solved.found[2].profile.column, {0.4, 0.6});
    CHECK(solved.found[2].payoff.row == Approx(1.2));
    CHECK(solved.found[0].payoff.row + solved.found[0].payoff.column == Approx(5.0));
}

TEST_CASE("rock, paper and scissors are played in equal parts, also with a fourth strategy that loses to all",
          "[study][equilibrium]") {
    const Equilibria solved = solve(rock_paper_scissors);
    REQUIRE(solved.found.size() == 1);
    check_mixture(solved.found[0].profile.row, {1.0 / 3, 1.0 / 3, 1.0 / 3});
    const Bimatrix with_fourth = zero_sum({{0, -1, 1, 2}, {1, 0, -1, 2}, {-1, 1, 0, 2}, {-2, -2, -2, 0}});
    const Equilibria more = solve(with_fourth);
    REQUIRE(more.found.size() == 1);
    check_mixture(more.found[0].profile.row, {1.0 / 3, 1.0 / 3, 1.0 / 3, 0.0});
    check_mixture(more.found[0].profile.column, {1.0 / 3, 1.0 / 3, 1.0 / 3, 0.0});
    CHECK(more.is_complete);
}

TEST_CASE("strategies go one after the other when each is dominated only after the last has gone",
          "[study][equilibrium]") {
    const Bimatrix game =
        table_game({{{4, 3}, {5, 1}, {6, 2}}, {{2, 1}, {8, 4}, {3, 6}}, {{3, 0}, {9, 6}, {2, 8}}});
    const Undominated kept = without_dominated(game);
    CHECK(kept.rows == std::vector<std::size_t>{0});
    CHECK(kept.columns == std::vector<std::size_t>{0});
    const Equilibria solved = solve(game);
    REQUIRE(solved.found.size() == 1);
    check_mixture(solved.found[0].profile.row, {1, 0, 0});
    check_mixture(solved.found[0].profile.column, {1, 0, 0});
}

TEST_CASE("a degenerate game is solved and called degenerate", "[study][equilibrium]") {
    // Both rows are best replies to the first column: any mixture of them that keeps the column there is one
    // (von Stengel 2002).
    const Bimatrix game = table_game({{{1, 1}, {3, 0}}, {{1, 0}, {0, 2}}});
    const Equilibria solved = solve(game);
    check_sound(game, solved);
    CHECK(solved.is_degenerate);
    // Nothing matters to anybody.
    const Bimatrix flat = table_game({{{7, 2}, {7, 2}}, {{7, 2}, {7, 2}}});
    check_sound(flat, solve(flat));
    CHECK(solve(flat).is_degenerate);
    CHECK(payoff_range(flat).row == 0.0);
    // Strategies that cannot be told apart: their columns and rows are equal.
    check_sound(zero_sum({{0, 1, 1}, {1, 0, 0}, {1, 0, 0}}),
                solve(zero_sum({{0, 1, 1}, {1, 0, 0}, {1, 0, 0}})));
}

TEST_CASE("a side may have one strategy only", "[study][equilibrium]") {
    const Bimatrix game = table_game({{{1, 5}, {2, 9}, {3, 7}}});
    const Equilibria solved = solve(game);
    REQUIRE(solved.found.size() == 1);
    check_mixture(solved.found[0].profile.column, {0, 1, 0});
    CHECK(solved.found[0].payoff.row == 2.0);
    const Profile played = alpha_rank(table_game({{{1, 5}}}));
    CHECK(played.row[0] == 1.0);
}

TEST_CASE("every label of Lemke and Howson leads to an equilibrium, with ties or without",
          "[study][equilibrium]") {
    const std::uint32_t levels = GENERATE(0u, 2u, 3u, 5u);
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Bimatrix game = random_game(seed, 2 + seed % 9, 2 + seed * 5 % 11, levels);
        CAPTURE(seed, levels, game.rows, game.columns);
        for (std::size_t label = 0; label < game.rows + game.columns; ++label) {
            const auto profile = lemke_howson(normalised(game), label);
            REQUIRE(profile.has_value());
            CHECK(is_equilibrium(game, *profile));
        }
    }
}

TEST_CASE("a nondegenerate game has an odd number of equilibria, and enumeration finds them all",
          "[study][equilibrium]") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const Bimatrix game = random_game(seed, 4, 5);
        const Equilibria solved = solve(game);
        check_sound(game, solved);
        CHECK(solved.is_complete);
        CHECK_FALSE(solved.is_degenerate);
        CHECK(solved.found.size() % 2 == 1);
        for (const Equilibrium& each : solved.found) CHECK(each.method == SolvedBy::support_enumeration);
    }
}

TEST_CASE("where supports are larger than enumeration goes, the other method answers",
          "[study][equilibrium]") {
    // Seven strategies, each beaten by the next three (Condorcet): the only equilibrium plays all evenly.
    std::vector<std::vector<double>> rows(7, std::vector<double>(7, 0.0));
    for (std::size_t i = 0; i < 7; ++i)
        for (std::size_t by = 1; by <= 3; ++by) {
            rows[i][(i + by) % 7] = -1.0;
            rows[(i + by) % 7][i] = 1.0;
        }
    const Equilibria solved = solve(zero_sum(rows));
    CHECK_FALSE(solved.is_complete);
    CHECK(solved.largest_support == 5);
    REQUIRE(solved.found.size() == 1);
    CHECK(solved.found[0].method == SolvedBy::lemke_howson);
    check_mixture(solved.found[0].profile.row, std::vector<double>(7, 1.0 / 7));
}

TEST_CASE("the solver takes payoffs of any size and any unit", "[study][equilibrium]") {
    Bimatrix large = sexes;
    for (BySide& each : large.payoffs) each = {1e9 + 1e6 * each.row, -1e-6 * (5.0 - each.column)};
    const Equilibria solved = solve(large);
    CHECK(solved.found.size() == 3);
    check_sound(large, solved);
}

TEST_CASE("a strategy's exploitability is what the best reply holds it below the equilibrium",
          "[study][equilibrium]") {
    const auto rock = exploits(rock_paper_scissors, {0.0, 0.0});
    CHECK(rock[0].reply == 1);  // paper
    CHECK(rock[0].payoff == -1.0);
    CHECK(rock[0].exploitability == 1.0);
    CHECK(rock[0].reply_gain == 1.0);
    // Who is sure to defect loses nothing by saying so; who co-operates is had for one.
    const auto prisoner = exploits(prisoners, {1.0, 1.0});
    CHECK(prisoner[1].exploitability == 0.0);
    CHECK(prisoner[0].exploitability == 1.0);
    CHECK(prisoner[0].reply_gain == 4.0);
    // In the battle of the sexes committing pays: the other comes along.
    CHECK(exploits(sexes, {1.2, 1.2})[0].exploitability == Approx(-1.8));
    // Of replies that are equally good for the other the worst counts.
    CHECK(exploits(table_game({{{4, 1}, {2, 1}, {9, 0}}}), {0, 0})[0].reply == 1);
}

TEST_CASE("alpha-rank stays where nobody gains by moving, and goes round where all beat each other",
          "[study][equilibrium]") {
    CHECK(alpha_rank(prisoners).row[1] == Approx(1.0).margin(1e-5));
    CHECK(alpha_rank(sexes).row[0] == Approx(0.5).margin(1e-6));
    for (const double share : alpha_rank(rock_paper_scissors).column)
        CHECK(share == Approx(1.0 / 3).margin(1e-9));
    const Profile noisy = alpha_rank(random_game(3, 6, 7));
    CHECK(std::accumulate(noisy.row.begin(), noisy.row.end(), 0.0) == Approx(1.0).margin(1e-12));
}

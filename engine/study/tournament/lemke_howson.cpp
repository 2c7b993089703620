#include "engine/study/tournament/lemke_howson.hpp"

#include <cmath>

#include "engine/base/check.hpp"

namespace chokepoint::study {
namespace {

constexpr double zero = 1e-12;  // below it a tableau's entry is rounding: payoffs lie between 1 and 2
constexpr std::size_t most_steps = 100'000;

// The equations M v + slack = 1 in dictionary form. Variables carry the labels of both players' strategies:
// some are the weights v, the others the slacks, which begin as the basis.
class Tableau {
  public:
    // `first_slack`: the label of the first slack; the slacks' labels follow each other, all others are
    // weights'.
    Tableau(std::size_t equations, std::size_t labels, std::size_t first_slack)
        : width_(labels + 1), first_slack_(first_slack), cells_(equations * width_, 0.0), basis_(equations) {
        for (std::size_t i = 0; i < equations; ++i) {
            basis_[i] = first_slack + i;
            cell(i, basis_[i]) = 1.0;
            cell(i, labels) = 1.0;  // the right-hand side stands last
        }
    }

    double& cell(std::size_t equation, std::size_t label) { return cells_[equation * width_ + label]; }
    double cell(std::size_t equation, std::size_t label) const { return cells_[equation * width_ + label]; }

    // Brings the label into the basis; gives the one that leaves, or nothing where no equation bounds it.
    std::optional<std::size_t> pivot(std::size_t entering) {
        const auto chosen = leaving_equation(entering);
        if (!chosen) return std::nullopt;
        const double by = cell(*chosen, entering);
        for (std::size_t c = 0; c < width_; ++c) cell(*chosen, c) /= by;
        for (std::size_t i = 0; i < basis_.size(); ++i) {
            const double factor = cell(i, entering);
            if (i == *chosen || factor == 0.0) continue;
            for (std::size_t c = 0; c < width_; ++c) cell(i, c) -= factor * cell(*chosen, c);
            cell(i, entering) = 0.0;
        }
        const std::size_t left = basis_[*chosen];
        basis_[*chosen] = entering;
        return left;
    }

    // The weights of the labels from `first` on, made to add up to 1.
    Mixture mixture(std::size_t first, std::size_t count) const {
        Mixture weights(count, 0.0);
        double sum = 0.0;
        for (std::size_t i = 0; i < basis_.size(); ++i) {
            if (basis_[i] < first || basis_[i] >= first + count) continue;
            const double weight = cell(i, width_ - 1);
            weights[basis_[i] - first] = weight > zero ? weight : 0.0;
            sum += weights[basis_[i] - first];
        }
        for (double& weight : weights) weight /= sum;
        return weights;
    }

  private:
    // The least ratio of right-hand side to entry; equal ones are told apart as if the right-hand sides were
    // 1 + e^1, 1 + e^2, ... for a tiny e, of which the slacks' columns keep count.
    std::optional<std::size_t> leaving_equation(std::size_t entering) const {
        std::optional<std::size_t> best;
        for (std::size_t i = 0; i < basis_.size(); ++i)
            if (cell(i, entering) > zero && (!best || is_before(i, *best, entering))) best = i;
        return best;
    }
    bool is_before(std::size_t left, std::size_t right, std::size_t entering) const {
        const double of_left = cell(left, entering), of_right = cell(right, entering);
        const auto difference = [&](std::size_t column) {
            return cell(left, column) / of_left - cell(right, column) / of_right;
        };
        if (const double apart = difference(width_ - 1); std::abs(apart) > zero) return apart < 0.0;
        for (std::size_t k = 0; k < basis_.size(); ++k)
            if (const double apart = difference(first_slack_ + k); std::abs(apart) > zero) return apart < 0.0;
        return false;
    }

    std::size_t width_, first_slack_;
    std::vector<double> cells_;       // equation by equation
    std::vector<std::size_t> basis_;  // the label that each equation is solved for
};

}  // namespace

std::optional<Profile> lemke_howson(const Bimatrix& game, std::size_t missing_label) {
    const std::size_t rows = game.rows, columns = game.columns, labels = rows + columns;
    CHOKEPOINT_CHECK(missing_label < labels);
    // What the column's weights y leave of each row's best payoff (A y + r = 1), and what the row's weights x
    // leave of each column's (B'x + s = 1). Payoffs of 1 to 2 keep both sets bounded.
    Tableau of_column(rows, labels, 0), of_row(columns, labels, rows);
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j) {
            of_column.cell(i, rows + j) = 1.0 + game.at(i, j).row;
            of_row.cell(j, i) = 1.0 + game.at(i, j).column;
        }
    // The label that is missing comes in as a weight; whatever leaves is then there twice and comes in on the
    // other side.
    bool in_row = missing_label < rows;
    std::size_t entering = missing_label;
    for (std::size_t step = 0; step < most_steps; ++step) {
        const auto left = (in_row ? of_row : of_column).pivot(entering);
        if (!left) return std::nullopt;
        if (*left == missing_label) return Profile{of_row.mixture(0, rows), of_column.mixture(rows, columns)};
        entering = *left;
        in_row = !in_row;
    }
    return std::nullopt;
}

}  // namespace chokepoint::study

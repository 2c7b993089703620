#include "engine/study/tournament/support_enumeration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/base/check.hpp"

namespace chokepoint::study {
namespace {

using Support = std::vector<std::size_t>;  // strategies, in order

constexpr double surely_less = 1e-12;  // payoffs lie between 0 and 1
constexpr double surely_more = 1e-9;
constexpr double least_pivot = 1e-11;
constexpr std::size_t most_unknowns = 9;  // of a support of eight

// The next support of the same size in lexicographic order; false after the last.
bool advance(Support& support, std::size_t of) {
    const std::size_t size = support.size();
    for (std::size_t i = size; i > 0; --i) {
        if (support[i - 1] == of - size + i - 1) continue;
        ++support[i - 1];
        for (std::size_t k = i; k < size; ++k) support[k] = support[k - 1] + 1;
        return true;
    }
    return false;
}

Support first_support(std::size_t size) {
    Support support(size);
    for (std::size_t i = 0; i < size; ++i) support[i] = i;
    return support;
}

std::size_t subsets(std::size_t size, std::size_t of) {
    std::size_t count = 1;
    for (std::size_t i = 1; i <= size; ++i) count = count * (of - size + i) / i;
    return count;
}

// Gauss with the largest pivot of a column. False where the equations do not have exactly one solution.
class LinearSystem {
  public:
    explicit LinearSystem(std::size_t unknowns) : n_(unknowns) {}
    double& cell(std::size_t equation, std::size_t unknown) { return cells_[equation][unknown]; }
    double& right(std::size_t equation) { return cells_[equation][n_]; }

    bool solve(std::array<double, most_unknowns>& out) {
        for (std::size_t c = 0; c < n_; ++c) {
            std::size_t best = c;
            for (std::size_t i = c + 1; i < n_; ++i)
                if (std::abs(cells_[i][c]) > std::abs(cells_[best][c])) best = i;
            if (std::abs(cells_[best][c]) < least_pivot) return false;
            std::swap(cells_[best], cells_[c]);
            for (std::size_t i = c + 1; i < n_; ++i) {
                const double factor = cells_[i][c] / cells_[c][c];
                for (std::size_t k = c; k <= n_; ++k) cells_[i][k] -= factor * cells_[c][k];
            }
        }
        for (std::size_t c = n_; c > 0; --c) {
            double sum = cells_[c - 1][n_];
            for (std::size_t k = c; k < n_; ++k) sum -= cells_[c - 1][k] * out[k];
            out[c - 1] = sum / cells_[c - 1][c - 1];
        }
        return true;
    }

  private:
    std::size_t n_;
    std::array<std::array<double, most_unknowns + 1>, most_unknowns> cells_{};
};

// The column's mixture on its support that makes the row indifferent within the row's, or nothing.
std::optional<Mixture> indifference(const Bimatrix& game, const Support& rows, const Support& columns) {
    const std::size_t size = rows.size();
    LinearSystem system(size + 1);  // the weights and the row's payoff
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) system.cell(i, j) = game.at(rows[i], columns[j]).row;
        system.cell(i, size) = -1.0;
        system.cell(size, i) = 1.0;
    }
    system.right(size) = 1.0;
    std::array<double, most_unknowns> solved{};
    if (!system.solve(solved)) return std::nullopt;
    Mixture mixture(game.columns, 0.0);
    for (std::size_t j = 0; j < size; ++j) {
        if (!(solved[j] > surely_less))
            return std::nullopt;  // its support would be smaller, and is tried as such
        mixture[columns[j]] = solved[j];
    }
    return mixture;
}

// The part of the game that is left over, and back.
Bimatrix undominated_part(const Bimatrix& game, const Undominated& kept) {
    Bimatrix part(kept.rows.size(), kept.columns.size());
    for (std::size_t i = 0; i < part.rows; ++i)
        for (std::size_t j = 0; j < part.columns; ++j) part.at(i, j) = game.at(kept.rows[i], kept.columns[j]);
    return part;
}

Mixture spread(const Mixture& mixture, const std::vector<std::size_t>& places, std::size_t of) {
    Mixture whole(of, 0.0);
    for (std::size_t i = 0; i < places.size(); ++i) whole[places[i]] = mixture[i];
    return whole;
}

// Tries all pairs of supports of one size on the part of the game.
void try_size(const Bimatrix& part, const Bimatrix& turned, std::size_t size, std::vector<Profile>& found) {
    Support rows = first_support(size);
    do {
        Support columns = first_support(size);
        do {
            const auto column = indifference(part, rows, columns);
            if (!column) continue;
            const auto row = indifference(turned, columns, rows);
            if (!row) continue;
            const Profile profile{*row, *column};
            const BySide gain = regret(part, profile);
            if (gain.row < surely_more && gain.column < surely_more) found.push_back(profile);
        } while (advance(columns, part.columns));
    } while (advance(rows, part.rows));
}

// Whether another row that stays does better than this one against every column that stays.
bool is_dominated(const Bimatrix& game, std::size_t row, const Undominated& kept) {
    return std::any_of(kept.rows.begin(), kept.rows.end(), [&](std::size_t other) {
        return other != row && std::all_of(kept.columns.begin(), kept.columns.end(), [&](std::size_t column) {
                   return game.at(other, column).row > game.at(row, column).row + surely_less;
               });
    });
}

}  // namespace

Undominated without_dominated(const Bimatrix& game) {
    const Bimatrix turned = transposed(game);
    Undominated kept{first_support(game.rows), first_support(game.columns)};
    for (std::size_t before = 0; before != kept.rows.size() + kept.columns.size();) {
        before = kept.rows.size() + kept.columns.size();
        const Undominated all = kept;
        std::erase_if(kept.rows, [&](std::size_t row) { return is_dominated(game, row, all); });
        const Undominated swapped{all.columns, all.rows};
        std::erase_if(kept.columns,
                      [&](std::size_t column) { return is_dominated(turned, column, swapped); });
    }
    return kept;
}

SupportSearch enumerate_supports(const Bimatrix& game, const SupportLimits& limits) {
    CHOKEPOINT_CHECK(limits.largest < most_unknowns);
    const Undominated kept = without_dominated(game);
    const Bimatrix part = undominated_part(game, kept), turned = transposed(part);
    const std::size_t whole = std::min(part.rows, part.columns);
    SupportSearch search;
    std::size_t pairs = 0;
    for (std::size_t size = 1; size <= std::min(whole, limits.largest); ++size) {
        pairs += subsets(size, part.rows) * subsets(size, part.columns);
        if (pairs > limits.most_pairs) break;
        try_size(part, turned, size, search.found);
        search.largest = size;
    }
    search.is_complete = search.largest == whole;
    for (Profile& profile : search.found)
        profile = {spread(profile.row, kept.rows, game.rows),
                   spread(profile.column, kept.columns, game.columns)};
    std::erase_if(search.found, [&](const Profile& profile) { return !is_equilibrium(game, profile); });
    return search;
}

}  // namespace chokepoint::study

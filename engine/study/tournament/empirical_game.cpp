#include "engine/study/tournament/empirical_game.hpp"

#include <algorithm>
#include <cmath>

#include "engine/study/tournament/lemke_howson.hpp"

namespace chokepoint::study {
namespace {

constexpr double same = 1e-7;    // of a weight
constexpr double equal = 1e-12;  // of the range
constexpr double rare = 1e-6;

bool is_same_mixture(const Mixture& left, const Mixture& right) {
    for (std::size_t i = 0; i < left.size(); ++i)
        if (std::abs(left[i] - right[i]) > same) return false;
    return true;
}

std::size_t support_size(const Mixture& mixture) {
    return static_cast<std::size_t>(
        std::count_if(mixture.begin(), mixture.end(), [](double w) { return w > 0.0; }));
}

// Whether the row has more best replies than the column's mixture has strategies (payoffs within 0 to 1).
bool has_idle_replies(const Bimatrix& game, const Profile& profile) {
    const auto replies = row_replies(game, profile.column);
    const double best = *std::max_element(replies.begin(), replies.end());
    const auto as_good =
        std::count_if(replies.begin(), replies.end(), [&](double r) { return r > best - 1e-10; });
    return static_cast<std::size_t>(as_good) > support_size(profile.column);
}

// Gathers equilibria of a game, each once.
class Collection {
  public:
    explicit Collection(const Bimatrix& game)
        : game_(game), scaled_(normalised(game)), turned_(transposed(scaled_)) {}

    const Bimatrix& scaled() const { return scaled_; }
    void add(const Profile& profile, SolvedBy method) {
        if (!is_equilibrium(game_, profile)) return;
        for (const Equilibrium& known : all_.found)
            if (is_same_mixture(known.profile.row, profile.row) &&
                is_same_mixture(known.profile.column, profile.column))
                return;
        keep(profile, method);
    }
    void keep(const Profile& profile, SolvedBy method) {
        all_.found.push_back({profile, expected(game_, profile), regret(game_, profile), method});
        all_.is_degenerate = all_.is_degenerate || has_idle_replies(scaled_, profile) ||
                             has_idle_replies(turned_, {profile.column, profile.row});
    }
    bool is_empty() const { return all_.found.empty(); }

    // All, the best for both together first.
    Equilibria taken(const SupportSearch& search) {
        all_.largest_support = search.largest;
        all_.is_complete = search.is_complete;
        const auto sum = [&](const Equilibrium& each) {
            const BySide share = expected(scaled_, each.profile);
            return share.row + share.column;
        };
        for (std::size_t i = 1; i < all_.found.size();
             ++i)  // by insertion: nearly equal sums keep their order
            for (std::size_t k = i; k > 0 && sum(all_.found[k]) > sum(all_.found[k - 1]) + same; --k)
                std::swap(all_.found[k], all_.found[k - 1]);
        return std::move(all_);
    }

  private:
    const Bimatrix& game_;
    Bimatrix scaled_, turned_;
    Equilibria all_;
};

Profile best_pure_profile(const Bimatrix& scaled) {
    Profile best;
    double least = 0.0;
    for (std::size_t i = 0; i < scaled.rows; ++i)
        for (std::size_t j = 0; j < scaled.columns; ++j) {
            const Profile profile{pure(i, scaled.rows), pure(j, scaled.columns)};
            const BySide gain = regret(scaled, profile);
            const double worst = std::max(gain.row, gain.column);
            if (!best.row.empty() && worst >= least) continue;
            best = profile;
            least = worst;
        }
    return best;
}

// How probably a side that tries a strategy keeps it.
double kept(double now, double tried, double range) {
    if (std::abs(tried - now) <= equal * range) return 0.5;
    return tried > now ? 1.0 - rare : rare;
}

// The stationary distribution of a chain by its rates, from state to state, by Grassmann, Taksar and Heyman's
// elimination: no differences are taken, so that also the rarest state is exact to rounding.
std::vector<double> stationary(std::vector<std::vector<double>> rates) {
    const std::size_t n = rates.size();
    std::vector<double> out_of(n, 0.0);
    for (std::size_t k = n; k-- > 1;) {
        for (std::size_t j = 0; j < k; ++j) out_of[k] += rates[k][j];
        for (std::size_t i = 0; i < k; ++i)
            for (std::size_t j = 0; j < k; ++j)
                if (i != j) rates[i][j] += rates[i][k] * rates[k][j] / out_of[k];
    }
    std::vector<double> share(n, 0.0);
    share[0] = 1.0;
    double sum = 1.0;
    for (std::size_t k = 1; k < n; ++k) {
        for (std::size_t i = 0; i < k; ++i) share[k] += share[i] * rates[i][k];
        share[k] /= out_of[k];
        sum += share[k];
    }
    for (double& each : share) each /= sum;
    return share;
}

}  // namespace

Equilibria solve(const Bimatrix& game, const SupportLimits& limits) {
    Collection all(game);
    const SupportSearch search = enumerate_supports(all.scaled(), limits);
    for (const Profile& profile : search.found) all.add(profile, SolvedBy::support_enumeration);
    for (std::size_t label = 0; label < game.rows + game.columns; ++label)
        if (const auto profile = lemke_howson(all.scaled(), label)) all.add(*profile, SolvedBy::lemke_howson);
    if (all.is_empty()) all.keep(best_pure_profile(all.scaled()), SolvedBy::best_pure);
    return all.taken(search);
}

std::vector<Exploit> exploits(const Bimatrix& game, const BySide& in_equilibrium) {
    const double as_good = equal * payoff_range(game).column;
    std::vector<Exploit> found;
    for (std::size_t i = 0; i < game.rows; ++i) {
        double best = game.at(i, 0).column;
        for (std::size_t j = 1; j < game.columns; ++j) best = std::max(best, game.at(i, j).column);
        Exploit exploit;
        bool is_set = false;
        for (std::size_t j = 0; j < game.columns; ++j) {
            const BySide& both = game.at(i, j);
            if (both.column < best - as_good || (is_set && both.row >= exploit.payoff)) continue;
            exploit = {j, both.row, in_equilibrium.row - both.row, both.column - in_equilibrium.column};
            is_set = true;
        }
        found.push_back(exploit);
    }
    return found;
}

Profile alpha_rank(const Bimatrix& game) {
    const BySide range = payoff_range(game);
    const std::size_t states = game.rows * game.columns;
    std::vector<std::vector<double>> rates(states, std::vector<double>(states, 0.0));
    for (std::size_t i = 0; i < game.rows; ++i)
        for (std::size_t j = 0; j < game.columns; ++j) {
            auto& from = rates[i * game.columns + j];
            for (std::size_t other = 0; other < game.rows; ++other)
                if (other != i)
                    from[other * game.columns + j] =
                        kept(game.at(i, j).row, game.at(other, j).row, range.row);
            for (std::size_t other = 0; other < game.columns; ++other)
                if (other != j)
                    from[i * game.columns + other] =
                        kept(game.at(i, j).column, game.at(i, other).column, range.column);
        }
    const auto share = stationary(std::move(rates));
    Profile played{Mixture(game.rows, 0.0), Mixture(game.columns, 0.0)};
    for (std::size_t i = 0; i < game.rows; ++i)
        for (std::size_t j = 0; j < game.columns; ++j) {
            played.row[i] += share[i * game.columns + j];
            played.column[j] += share[i * game.columns + j];
        }
    return played;
}

}  // namespace chokepoint::study

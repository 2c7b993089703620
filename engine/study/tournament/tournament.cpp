#include "engine/study/tournament/tournament.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/rng.hpp"
#include "engine/study/workers.hpp"

namespace chokepoint::study {
namespace {

constexpr SupportLimits limits_in_resamples{3, 200'000};

// The games as one side sees them: own strategy first.
struct View {
    const TournamentGames& games;
    bool is_row;

    std::size_t own() const { return is_row ? games.rows : games.columns; }
    std::size_t others() const { return is_row ? games.columns : games.rows; }
    double payoff(std::size_t mine, std::size_t other, std::size_t k) const {
        return is_row ? games.cell(mine, other)[k].row_payoff : games.cell(other, mine)[k].column_payoff;
    }
    // By game: the mean over the other side's strategies, each with its weight.
    std::vector<double> against(std::size_t mine, const Mixture& mixture) const {
        std::vector<double> by_game(games.games, 0.0);
        for (std::size_t other = 0; other < others(); ++other)
            for (std::size_t k = 0; k < games.games; ++k)
                by_game[k] += mixture[other] * payoff(mine, other, k);
        return by_game;
    }
};

Mixture evenly(std::size_t of) { return Mixture(of, 1.0 / static_cast<double>(of)); }

// The mean of every cell, each game as often as `times` says.
Bimatrix mean_game(const TournamentGames& games, const std::vector<std::uint32_t>& times) {
    const double all = std::accumulate(times.begin(), times.end(), 0.0);
    Bimatrix mean(games.rows, games.columns);
    for (std::size_t i = 0; i < games.rows; ++i)
        for (std::size_t j = 0; j < games.columns; ++j) {
            BySide& sum = mean.at(i, j);
            for (std::size_t k = 0; k < games.games; ++k) {
                sum.row += times[k] * games.cell(i, j)[k].row_payoff;
                sum.column += times[k] * games.cell(i, j)[k].column_payoff;
            }
            sum = {sum.row / all, sum.column / all};
        }
    return mean;
}

CellReport report_cell(std::span<const PlayedGame> games) {
    std::vector<double> row, column, weeks, breaches;
    std::uint64_t two_sided = 0;
    CellReport cell;
    for (const PlayedGame& game : games) {
        row.push_back(game.row_payoff);
        column.push_back(game.column_payoff);
        breaches.push_back(game.breaches);
        if (game.agreements > 0) weeks.push_back(game.agreement_week);
        cell.agreements += static_cast<std::uint64_t>(game.agreements);
        two_sided += static_cast<std::uint64_t>(game.two_sided);
    }
    cell.row_payoff = mean_of(row);
    cell.column_payoff = mean_of(column);
    cell.agreed = share_of(weeks.size(), games.size());
    cell.agreement_week = mean_of(weeks).value;
    cell.breaches = mean_of(breaches).value;
    cell.two_sided = share_of(two_sided, cell.agreements);
    return cell;
}

// Places from 1 by falling value; of equal values the first comes first.
std::vector<std::size_t> ranks_of(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size()), ranks(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    for (std::size_t place = 0; place < order.size(); ++place) ranks[order[place]] = place + 1;
    return ranks;
}

// What one resample says of each strategy of a side.
struct Resampled {
    std::vector<std::size_t> ranks;
    Mixture weights;
    std::vector<Exploit> exploits;  // against the resample's own equilibrium, by its own best replies
};
struct Resample {
    Resampled row, column;
};

Resampled side_of(const Bimatrix& game, const Mixture& own, const BySide& payoff) {
    return {ranks_of(row_replies(game, evenly(game.columns))), own, exploits(game, payoff)};
}

std::vector<Resample> draw_resamples(const TournamentDesign& design, const TournamentGames& games,
                                     const ReportSettings& settings) {
    std::vector<Resample> drawn(games.games > 1 ? settings.resamples : 0);
    for_each_index(settings.jobs, drawn.size(), [&](std::size_t r) {
        // No tournament draws parameters, so that this purpose is free under its seed.
        Rng rng(design.seed, static_cast<std::uint32_t>(r), Purpose::parameter);
        std::vector<std::uint32_t> times(games.games, 0);
        for (std::size_t k = 0; k < games.games; ++k)
            ++times[rng.below(static_cast<std::uint32_t>(games.games))];
        const Bimatrix game = mean_game(games, times);
        const Equilibria solved = solve(game, limits_in_resamples);
        const Equilibrium& found = solved.found.front();
        drawn[r] = {side_of(game, found.profile.row, found.payoff),
                    side_of(transposed(game), found.profile.column, {found.payoff.column, found.payoff.row})};
    });
    return drawn;
}

Estimate with_interval(double value, const std::vector<double>& drawn) {
    return {value, quantile(drawn, 0.025), quantile(drawn, 0.975)};
}

// What the report of a side is made from, as that side sees it.
struct SideParts {
    View view;
    Bimatrix game;  // own strategies as rows
    Mixture own, other;
    BySide payoff;
    Mixture alpha;
    std::vector<const Resampled*> resamples;
};

std::vector<StrategyReport> report_side(const SideParts& side) {
    const auto field = row_replies(side.game, evenly(side.game.columns));
    const auto ranks = ranks_of(field);
    const auto exploit = exploits(side.game, side.payoff);
    std::vector<std::vector<double>> by_game;
    for (std::size_t i = 0; i < side.game.rows; ++i)
        by_game.push_back(side.view.against(i, evenly(side.game.columns)));
    std::vector<StrategyReport> reports;
    for (std::size_t i = 0; i < side.game.rows; ++i) {
        std::vector<double> rank, weight, exploitability;
        std::uint64_t played = 0;
        for (const Resampled* drawn : side.resamples) {
            rank.push_back(static_cast<double>(drawn->ranks[i]));
            weight.push_back(drawn->weights[i]);
            exploitability.push_back(drawn->exploits[i].exploitability);
            if (drawn->weights[i] > 0.0) ++played;
        }
        StrategyReport report;
        report.field = mean_of(by_game[i]);
        report.rank = ranks[i];
        report.field_rank = with_interval(static_cast<double>(ranks[i]), rank);
        const auto next = std::find(ranks.begin(), ranks.end(), ranks[i] + 1);
        report.lead = next == ranks.end()
                          ? Estimate{no_figure, no_figure, no_figure}
                          : paired_shift(by_game[i], by_game[static_cast<std::size_t>(next - ranks.begin())]);
        report.at_equilibrium = mean_of(side.view.against(i, side.other));
        report.weight = with_interval(side.own[i], weight);
        report.in_support = share_of(played, side.resamples.size()).value;
        report.alpha_share = side.alpha[i];
        report.exploit = exploit[i];
        report.exploitability = with_interval(exploit[i].exploitability, exploitability);
        reports.push_back(report);
    }
    return reports;
}

}  // namespace

TournamentReport report_tournament(const TournamentDesign& design, const TournamentGames& games,
                                   const ReportSettings& settings) {
    TournamentReport report;
    report.rows = games.rows;
    report.columns = games.columns;
    for (std::size_t i = 0; i < games.rows; ++i)
        for (std::size_t j = 0; j < games.columns; ++j) report.cells.push_back(report_cell(games.cell(i, j)));
    report.game = mean_game(games, std::vector<std::uint32_t>(games.games, 1));
    report.equilibria = solve(report.game);

    const Equilibrium& chosen = report.equilibria.found.front();
    const Profile alpha = alpha_rank(report.game);
    const auto drawn = draw_resamples(design, games, settings);
    report.resamples = static_cast<std::uint32_t>(drawn.size());
    SideParts row{{games, true}, report.game, chosen.profile.row, chosen.profile.column, chosen.payoff,
                  alpha.row,     {}};
    SideParts column{{games, false},
                     transposed(report.game),
                     chosen.profile.column,
                     chosen.profile.row,
                     {chosen.payoff.column, chosen.payoff.row},
                     alpha.column,
                     {}};
    for (const Resample& each : drawn) {
        row.resamples.push_back(&each.row);
        column.resamples.push_back(&each.column);
    }
    report.row = report_side(row);
    report.column = report_side(column);
    return report;
}

}  // namespace chokepoint::study

#include "ui/cli/tournament_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/sweep/csv.hpp"
#include "ui/cli/support.hpp"
#include "ui/cli/tables.hpp"

namespace chokepoint::cli {
namespace {

using study::CellReport;
using study::Equilibrium;
using study::Estimate;
using study::StrategyReport;

// One side as its tables want it.
struct Side {
    std::string_view role;
    const std::vector<std::string>& own;
    const std::vector<std::string>& other;
    const std::vector<StrategyReport>& reports;
    double range;
};

Side row_side(const TournamentPages& pages) {
    return {row_role(pages.design), pages.design.row.strategies, pages.design.column.strategies,
            pages.report.row, payoff_range(pages.report.game).row};
}
Side column_side(const TournamentPages& pages) {
    return {column_role(pages.design), pages.design.column.strategies, pages.design.row.strategies,
            pages.report.column, payoff_range(pages.report.game).column};
}

std::vector<std::size_t> by_rank(const std::vector<StrategyReport>& reports) {
    std::vector<std::size_t> order(reports.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return reports[a].rank < reports[b].rank; });
    return order;
}

std::string plus_minus(const Estimate& value, double range) {
    const std::string mean = payoff_text(value.value, range);
    if (!std::isfinite(value.low)) return mean;
    return mean + " ± " + payoff_text((value.high - value.low) / 2.0, range);
}

std::string weight_text(const Estimate& weight) {
    if (!std::isfinite(weight.low)) return fmt::format("{:.3f}", weight.value);
    return fmt::format("{:.3f} [{:.2f}; {:.2f}]", weight.value, weight.low, weight.high);
}

std::string rank_text(const StrategyReport& report) {
    if (!std::isfinite(report.field_rank.low)) return std::to_string(report.rank);
    return fmt::format("{} [{:.0f}-{:.0f}]", report.rank, report.field_rank.low, report.field_rank.high);
}

std::string agreement_text(const CellReport& cell) {
    if (cell.agreements == 0) return "0 %";
    return fmt::format("{:.0f} % wk {:.0f}, {:.1f} br, {:.0f} % 2s", 100.0 * cell.agreed.value,
                       cell.agreement_week, cell.breaches, 100.0 * cell.two_sided.value);
}

// The row's strategies down, the column's across.
template <typename CellText>
Table matrix_table(const TournamentPages& pages, CellText text) {
    Table table(1, {fmt::format("{} \\ {}", row_role(pages.design), column_role(pages.design))});
    const auto& columns = pages.design.column.strategies;
    table[0].insert(table[0].end(), columns.begin(), columns.end());
    for (std::size_t i = 0; i < pages.report.rows; ++i) {
        table.push_back({pages.design.row.strategies[i]});
        for (std::size_t j = 0; j < pages.report.columns; ++j)
            table.back().push_back(text(pages.report.cell(i, j)));
    }
    return table;
}

std::string signed_payoff(double value, double range) {
    return (value > 0.0 ? "+" : "") + payoff_text(value, range);
}

std::string difference_text(const Estimate& difference, double range) {
    if (!std::isfinite(difference.value)) return "-";
    if (!std::isfinite(difference.low)) return signed_payoff(difference.value, range);
    return fmt::format("{} [{}; {}]", signed_payoff(difference.value, range),
                       signed_payoff(difference.low, range), signed_payoff(difference.high, range));
}

Table ranking_table(const Side& side) {
    Table table{{"rank", "strategy", "against the field", "lead over the next", "against the equilibrium",
                 "weight in it", "alpha-rank", "best reply", "holds it at", "exploitability"}};
    for (const std::size_t i : by_rank(side.reports)) {
        const StrategyReport& report = side.reports[i];
        table.push_back({rank_text(report), side.own[i], plus_minus(report.field, side.range),
                         difference_text(report.lead, side.range), plus_minus(report.at_equilibrium, side.range),
                         weight_text(report.weight), fmt::format("{:.3f}", report.alpha_share),
                         side.other[report.exploit.reply], payoff_text(report.exploit.payoff, side.range),
                         difference_text(report.exploitability, side.range)});
    }
    return table;
}

std::string mixture_text(const study::Mixture& mixture, const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < mixture.size(); ++i)
        if (mixture[i] > 0.0)
            text += fmt::format("{}{:.3f} {}", text.empty() ? "" : ", ", mixture[i], names[i]);
    return text;
}

Table equilibrium_table(const TournamentPages& pages) {
    const Side row = row_side(pages), column = column_side(pages);
    Table table{{"", std::string(row.role), std::string(column.role), "payoffs", "regrets", "by"}};
    for (std::size_t i = 0; i < pages.report.equilibria.found.size(); ++i) {
        const Equilibrium& each = pages.report.equilibria.found[i];
        std::string method(name_of(each.method));
        std::replace(method.begin(), method.end(), '_', ' ');
        table.push_back(
            {std::to_string(i + 1), mixture_text(each.profile.row, row.own),
             mixture_text(each.profile.column, column.own),
             payoff_text(each.payoff.row, row.range) + "; " + payoff_text(each.payoff.column, column.range),
             fmt::format("{:.1e}; {:.1e}", each.regret.row, each.regret.column), method});
    }
    return table;
}

// How far the search for equilibria went.
std::string search_text(const study::Equilibria& equilibria) {
    std::string text = fmt::format(
        "Dominated strategies aside, all supports of up to {} a side were tried, and Lemke and Howson's "
        "method from every label: {}.",
        equilibria.largest_support,
        equilibria.is_complete
            ? "these are all equilibria, but for those of unequal supports, which only a degenerate game has"
            : "there may be more equilibria");
    if (equilibria.is_degenerate) text += " The game is degenerate: replies tie.";
    return text + " Reported is the first: the greatest sum of payoffs, each as a share of its range.";
}

std::string head_line(const TournamentPages& pages) {
    const auto& design = pages.design;
    return fmt::format(
        "{}: {} (rows) against {} (columns) in {}, {}; {} {} of each pairing, {} in all, seed {}",
        design.title.empty() ? design.name : design.title, row_role(design), column_role(design),
        pages.scenario.name, length_text(pages.scenario, pages.weeks), design.games,
        design.games == 1 ? "game" : "games", game_count(design), design.seed);
}

constexpr const char* agreements_title =
    "Agreements between the two in force: percent of games with one, mean week of the first, breaches (br) a "
    "game, percent in "
    "which each side owes at least two kinds of term (2s)";

std::string ranking_title(const TournamentPages& pages, std::string_view role) {
    std::string title = fmt::format("Strategies of {}, by mean payoff against the field", role);
    if (pages.report.resamples > 0)
        title += fmt::format("; ranks, weights and exploitability with the interval of {} resamples of the seeds",
                             pages.report.resamples);
    return title;
}

// The tables with their titles, in the order of both pages.
std::vector<std::pair<std::string, Table>> all_tables(const TournamentPages& pages) {
    std::vector<std::pair<std::string, Table>> tables;
    const Side row = row_side(pages), column = column_side(pages);
    tables.emplace_back(
        fmt::format("Payoff of {}: mean ± 95 %", row.role),
        matrix_table(pages, [&](const CellReport& cell) { return plus_minus(cell.row_payoff, row.range); }));
    tables.emplace_back(fmt::format("Payoff of {}: mean ± 95 %", column.role),
                        matrix_table(pages, [&](const CellReport& cell) {
                            return plus_minus(cell.column_payoff, column.range);
                        }));
    tables.emplace_back(agreements_title, matrix_table(pages, agreement_text));
    tables.emplace_back("Equilibria. " + search_text(pages.report.equilibria), equilibrium_table(pages));
    tables.emplace_back(ranking_title(pages, row.role), ranking_table(row));
    tables.emplace_back(ranking_title(pages, column.role), ranking_table(column));
    return tables;
}

// --- tables for programs

std::string digits(double value) {
    std::string text;
    if (std::isfinite(value)) sweep::append_number(text, value);  // what does not exist is an empty cell
    return text;
}

void add_estimate(std::vector<std::string>& row, const Estimate& value) {
    for (const double each : {value.value, value.low, value.high}) row.push_back(digits(each));
}

Table games_csv(const TournamentPages& pages) {
    Table table{{"row", "column", "game", "seed", "row_payoff", "column_payoff", "agreement_week",
                 "agreements", "two_sided", "breaches", "digest"}};
    for (std::size_t i = 0; i < pages.games.rows; ++i)
        for (std::size_t j = 0; j < pages.games.columns; ++j)
            for (std::size_t k = 0; k < pages.games.games; ++k) {
                const study::PlayedGame& game = pages.games.cell(i, j)[k];
                table.push_back(
                    {pages.design.row.strategies[i], pages.design.column.strategies[j], std::to_string(k),
                     std::to_string(seed_of_game(pages.design, static_cast<std::uint32_t>(k))),
                     digits(game.row_payoff), digits(game.column_payoff),
                     game.agreement_week > 0 ? std::to_string(game.agreement_week) : std::string(),
                     std::to_string(game.agreements), std::to_string(game.two_sided),
                     std::to_string(game.breaches), format_digest(game.digest)});
            }
    return table;
}

Table payoffs_csv(const TournamentPages& pages) {
    Table table{{"row", "column", "row_mean", "row_low", "row_high", "column_mean", "column_low",
                 "column_high", "agreed", "agreed_low", "agreed_high", "agreement_week", "agreements",
                 "breaches_per_game", "two_sided", "two_sided_low", "two_sided_high"}};
    for (std::size_t i = 0; i < pages.report.rows; ++i)
        for (std::size_t j = 0; j < pages.report.columns; ++j) {
            const CellReport& cell = pages.report.cell(i, j);
            table.push_back({pages.design.row.strategies[i], pages.design.column.strategies[j]});
            auto& line = table.back();
            add_estimate(line, cell.row_payoff);
            add_estimate(line, cell.column_payoff);
            add_estimate(line, cell.agreed);
            line.push_back(digits(cell.agreement_week));
            line.push_back(std::to_string(cell.agreements));
            line.push_back(digits(cell.breaches));
            add_estimate(line, cell.two_sided);
        }
    return table;
}

Table equilibrium_csv(const TournamentPages& pages) {
    Table table{{"equilibrium", "method", "seat", "strategy", "weight", "payoff", "regret"}};
    for (std::size_t e = 0; e < pages.report.equilibria.found.size(); ++e) {
        const Equilibrium& each = pages.report.equilibria.found[e];
        const auto add = [&](const Side& side, const study::Mixture& mixture, double payoff, double regret) {
            for (std::size_t i = 0; i < mixture.size(); ++i)
                table.push_back({std::to_string(e + 1), std::string(name_of(each.method)),
                                 std::string(side.role), side.own[i], digits(mixture[i]), digits(payoff),
                                 digits(regret)});
        };
        add(row_side(pages), each.profile.row, each.payoff.row, each.regret.row);
        add(column_side(pages), each.profile.column, each.payoff.column, each.regret.column);
    }
    return table;
}

Table ranking_csv(const TournamentPages& pages) {
    Table table{{"seat",
                 "strategy",
                 "rank",
                 "rank_low",
                 "rank_high",
                 "field",
                 "field_low",
                 "field_high",
                 "lead",
                 "lead_low",
                 "lead_high",
                 "at_equilibrium",
                 "at_equilibrium_low",
                 "at_equilibrium_high",
                 "weight",
                 "weight_low",
                 "weight_high",
                 "in_support",
                 "alpha_rank",
                 "reply",
                 "reply_payoff",
                 "exploitability",
                 "exploitability_low",
                 "exploitability_high",
                 "reply_gain"}};
    for (const Side& side : {row_side(pages), column_side(pages)})
        for (const std::size_t i : by_rank(side.reports)) {
            const StrategyReport& report = side.reports[i];
            table.push_back({std::string(side.role), side.own[i]});
            auto& line = table.back();
            for (const Estimate& value :
                 {report.field_rank, report.field, report.lead, report.at_equilibrium, report.weight})
                add_estimate(line, value);
            line.push_back(digits(report.in_support));
            line.push_back(digits(report.alpha_share));
            line.push_back(side.other[report.exploit.reply]);
            line.push_back(digits(report.exploit.payoff));
            add_estimate(line, report.exploitability);
            line.push_back(digits(report.exploit.reply_gain));
        }
    return table;
}

}  // namespace

std::string payoff_text(double value, double range) {
    if (!std::isfinite(value)) return "-";
    const int decimals = range >= 10.0 ? 1 : (range >= 1.0 ? 2 : 3);
    const std::string text = fmt::format("{:.{}f}", value, decimals);
    const bool is_zero = text.find_first_not_of("-0.") == std::string::npos;
    return is_zero && text.front() == '-' ? text.substr(1) : text;
}

std::string TournamentPages::text() const {
    std::string page = head_line(*this) + "\n";
    for (const auto& [title, table] : all_tables(*this)) page += "\n" + title + "\n" + text_table(table);
    return page;
}

std::string TournamentPages::markdown() const {
    std::string page = head_line(*this) + ".\n";
    for (const auto& [title, table] : all_tables(*this))
        page += "\n" + title + "\n\n" + markdown_table(table);
    return page;
}

std::vector<std::pair<std::string, std::string>> TournamentPages::csv_files() const {
    return {{"games.csv", csv_table(games_csv(*this))},
            {"payoffs.csv", csv_table(payoffs_csv(*this))},
            {"equilibrium.csv", csv_table(equilibrium_csv(*this))},
            {"ranking.csv", csv_table(ranking_csv(*this))}};
}

}  // namespace chokepoint::cli

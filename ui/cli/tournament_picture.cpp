#include "ui/cli/tournament_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ui/cli/gnuplot.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

// In cells: a strip of bars to the right of the matrix and above it.
constexpr double strip = 1.2, gap = 0.08, bar_length = 0.85;

std::string tics(const char* axis, const std::vector<std::string>& names) {
    std::string text = fmt::format("set {} (", axis);
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i > 0 ? ", " : "") + gnuplot_quoted(names[i]) + " " + std::to_string(i);
    return text + ")\n";
}

std::string rectangle(double left, double top, double right, double bottom) {
    return fmt::format(
        "set object rectangle from {},{} to {},{} fillcolor rgb '#444444' fillstyle solid noborder front\n",
        left, top, right, bottom);
}

// A weight's bar from the matrix outward, with its figure; nothing for a strategy that is not played.
std::string weight_marks(const study::Mixture& weights, double edge, bool is_row) {
    std::string text;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0.0) continue;
        const double at = static_cast<double>(i), length = bar_length * weights[i];
        if (is_row) {
            text += rectangle(edge + gap, at - 0.16, edge + gap + length, at + 0.16);
            text += fmt::format("set label '{:.2f}' at {},{} left front font ',17'\n", weights[i], edge + gap,
                                at - 0.3);
        } else {
            text += rectangle(at - 0.16, -0.5 - gap - length, at + 0.16, -0.5 - gap);
            text += fmt::format("set label '{:.2f}' at {},{} center front font ',17'\n", weights[i], at,
                                -0.5 - gap - length - 0.12);
        }
    }
    return text;
}

double figure_of(const study::CellReport& cell, MatrixOf side) {
    return side == MatrixOf::row ? cell.row_payoff.value : cell.column_payoff.value;
}
double reach_of(const study::CellReport& cell, MatrixOf side) {
    const study::Estimate& value = side == MatrixOf::row ? cell.row_payoff : cell.column_payoff;
    return (value.high - value.low) / 2.0;
}

// Column, row, payoff, what is written and, smaller, half the interval.
std::string cell_data(const TournamentPages& pages, MatrixOf side) {
    const auto both = payoff_range(pages.report.game);
    const double range = side == MatrixOf::row ? both.row : both.column;
    std::string text = "$cells << END\n";
    for (std::size_t i = 0; i < pages.report.rows; ++i)
        for (std::size_t j = 0; j < pages.report.columns; ++j) {
            const auto& cell = pages.report.cell(i, j);
            const double reach = reach_of(cell, side);
            text += fmt::format("{} {} {} \"{}\" \"{}\"\n", j, i, figure_of(cell, side),
                                payoff_text(figure_of(cell, side), range),
                                std::isfinite(reach) ? "± " + payoff_text(reach, range) : std::string());
        }
    return text + "END\n";
}

std::string title_of(const TournamentPages& pages, MatrixOf side) {
    const std::string_view role = side == MatrixOf::row ? row_role(pages.design) : column_role(pages.design);
    return fmt::format(
        "{}: mean score (0: as without a deal, 1: best feasible)\\n{}, {} {} of each pairing; white: mean of all; "
        "bars: weights in the equilibrium",
        chokepoint::title_of(pages.scenario, seat_of(pages.scenario, role)),
        pages.scenario.name, pages.design.games, pages.design.games == 1 ? "game" : "games");
}

// White stands for the mean of all pairings, and either colour reaches as far: equal differences look equal.
std::string colour_range(const TournamentPages& pages, MatrixOf side) {
    double mean = 0.0, reach = 0.0;
    for (const auto& cell : pages.report.cells) mean += figure_of(cell, side) / static_cast<double>(pages.report.cells.size());
    for (const auto& cell : pages.report.cells) reach = std::max(reach, std::abs(figure_of(cell, side) - mean));
    if (reach <= 0.0) reach = 1.0;  // gnuplot takes no empty range
    return fmt::format("set cbrange [{}:{}]\n", mean - reach, mean + reach);
}

}  // namespace

std::string matrix_script(const TournamentPages& pages, MatrixOf side, const std::string& png) {
    const auto rows = static_cast<double>(pages.report.rows),
               columns = static_cast<double>(pages.report.columns);
    const auto& profile = pages.report.equilibria.found.front().profile;
    const int width = std::max(1280, static_cast<int>(320.0 + 135.0 * (columns + strip)));
    const int height = std::max(800, static_cast<int>(260.0 + 84.0 * (rows + strip)));
    std::string script =
        fmt::format("set terminal pngcairo size {},{} font 'Sans,18' noenhanced\nset output {}\n", width,
                    height, gnuplot_quoted(png));
    script += "set encoding utf8\nunset key\nunset border\nset tics scale 0\n";
    script += "set title \"" + title_of(pages, side) + "\"\n";
    // White in the middle, blue above, orange under it: apart for every eye, and black figures can be read on all of it.
    script += "set palette defined (0 '#fd8d3c', 0.25 '#fdd0a2', 0.5 '#ffffff', 0.75 '#c6dbef', 1 '#6baed6')\n";
    script += colour_range(pages, side);
    script += fmt::format("set xrange [-0.5:{}]\nset yrange [{}:{}]\n", columns - 0.5 + strip, rows - 0.5,
                          -0.5 - strip);
    script += tics("xtics", pages.design.column.strategies) + tics("ytics", pages.design.row.strategies);
    script += "set xlabel " + gnuplot_quoted("strategy of " + std::string(column_role(pages.design))) + "\n";
    script += "set ylabel " + gnuplot_quoted("strategy of " + std::string(row_role(pages.design))) + "\n";
    if (columns > 6.0) script += "set xtics rotate by -30 left\n";
    script += weight_marks(profile.row, columns - 0.5, true) + weight_marks(profile.column, 0.0, false);
    script += cell_data(pages, side);
    return script +
           "plot $cells using 1:2:(0.5):(0.5):3 with boxxyerror fillstyle solid border rgb '#888888' fillcolor "
           "palette, \\\n"
           "     $cells using 1:($2-0.12):4 with labels font ',24', \\\n"
           "     $cells using 1:($2+0.24):5 with labels font ',16' textcolor rgb '#333333'\n";
}

}  // namespace chokepoint::cli

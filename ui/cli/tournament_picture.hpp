// The payoff matrix of a seat as a picture: a heat map with the figures in its cells and the equilibrium's
// weights along its margins, large enough to be read from the last row of a room.
#pragma once

#include <string>

#include "ui/cli/tournament_pages.hpp"

namespace chokepoint::cli {

// Which seat's payoffs.
enum class MatrixOf { row, column };

// What gnuplot draws into the PNG file.
std::string matrix_script(const TournamentPages& pages, MatrixOf side, const std::string& png);

}  // namespace chokepoint::cli

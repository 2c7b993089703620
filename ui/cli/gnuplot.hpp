// Pictures through gnuplot, a program of its own.
#pragma once

#include <string>

#include "engine/base/result.hpp"

namespace chokepoint::cli {

// Whether the program is installed.
bool has_gnuplot();

// Runs the commands. Errors: gnuplot does not start, or complains (it says of what on stderr).
Status run_gnuplot(const std::string& commands);

// A text as gnuplot takes it between single quotes.
std::string gnuplot_quoted(const std::string& text);

}  // namespace chokepoint::cli

// Figures written into a scenario file by the commands that estimate them.
#pragma once

#include "engine/base/result.hpp"
#include "proto/codec/figure_writer.hpp"

namespace chokepoint::cli {

// What would keep these figures from being written, to be said before minutes of games; an empty file name asks for nothing.
Status check_writable(const std::string& file, const std::vector<codec::FigureEdit>& edits);

// Writes them in place. The edited file must still be a sound scenario: it is tried beside the old one first.
Status write_figures(const std::string& file, const std::vector<codec::FigureEdit>& edits);

}  // namespace chokepoint::cli

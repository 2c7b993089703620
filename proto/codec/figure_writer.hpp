// Changes figures of a scenario file where they stand, and nothing else of it: comments, order and layout
// stay.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/domain/figure.hpp"

namespace chokepoint::codec {

// What to write for a figure; its unit stays.
struct FigureEdit {
    std::string path;  // as set_value takes it; [*] means every item of a list
    double value = 0.0, low = 0.0, high = 0.0;
    FigureStatus status = FigureStatus::calibrated;
    std::string source;
};

// A number as the parts of a figure are written: the shortest text that reads back as the same.
std::string written_number(double value);

// The text of the file with the figures changed. The same edits once more change nothing. Errors, all of them
// and then no text: one that is no text format, with its line; a path that names no figure of this file (of a
// file written as what differs from a base: of the file itself, since what the base says stands there); a
// figure that is not written with all its parts.
Result<std::string> rewrite_figures(const std::string& text, const std::string& file,
                                    const std::vector<FigureEdit>& edits);

}  // namespace chokepoint::codec

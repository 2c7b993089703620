// A small CSV file with a head line as rows that know their line: for files that people write.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace chokepoint::study {

struct CsvRow {
    int line = 0;
    std::vector<std::string> cells;  // by the columns asked for, empty where the row is too short
};

// The rows with the named columns, wherever they stand in the head; other columns are ignored. Empty lines
// and those that begin with # are skipped. Errors: no head line, a column missing from it, quotes that never
// close.
Result<std::vector<CsvRow>> csv_rows(const std::string& text, const std::string& file,
                                     const std::vector<std::string_view>& columns);

// A whole file; an error where it cannot be read.
Result<std::string> read_text(const std::string& file);

}  // namespace chokepoint::study

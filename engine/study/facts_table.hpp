// What is known about each fact beside the experiment: its name, its bound in words, what was recorded and
// where. A table in configs, so that sources can be corrected without a compiler.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.hpp"

namespace chokepoint::study {

struct FactEntry {
    int id = 0;
    std::string name;
    std::string scenario;  // the case that it belongs to
    std::string bound;     // as 10-model words it
    std::string recorded;  // the recorded value in words; "none" where there is none
    std::string source;
};

// CSV with the columns id, name, scenario, bound, recorded, source. Errors, with file and line: an id that is
// no number of a fact, twice or missing; an empty cell.
Result<std::vector<FactEntry>> parse_facts_table(const std::string& text, const std::string& file);
Result<std::vector<FactEntry>> load_facts_table(const std::string& file);

}  // namespace chokepoint::study

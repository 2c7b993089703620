// What a finished sweep says, point by point. Reads outcomes.csv alone, so that it also serves files from
// elsewhere.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/sweep/statistics.hpp"

namespace chokepoint::sweep {

struct PointReport {
    std::uint64_t point = 0;
    std::vector<std::string> values;  // of the factors, in their order
    std::uint64_t games = 0;          // that count
    std::uint64_t failed = 0;         // that do not
    std::string reason;               // why the first of those failed
    std::vector<std::pair<std::string, Frequency>> frequencies;
    // By outcome in column order. Weeks at which something happened are summed up over the games where it
    // did.
    std::vector<std::pair<std::string, Summary>> summaries;
};

struct SweepReport {
    std::string version, scenario_hash, design_hash;
    std::vector<std::string> factors;
    std::vector<PointReport> points;  // in order
};

// Reads folder/outcomes.csv. Frequencies stand where their columns were kept: truce_by_week_13, truce,
// plant_stop, breach.
Result<SweepReport> read_report(const std::string& folder);

}  // namespace chokepoint::sweep

// The model against recorded history: facts and series of one case, as values. Knows nothing of how they are
// printed.
#pragma once

#include <string>
#include <vector>

#include "engine/study/facts/facts.hpp"
#include "engine/study/facts_table.hpp"
#include "engine/study/scores.hpp"

namespace chokepoint::study {

struct BacktestJob {
    Scenario scenario;
    std::vector<FactEntry> facts;  // those to test, in order
    std::vector<Recorded> record;  // empty: no series are scored
    LabSettings settings;
};

struct FactResult {
    FactEntry entry;
    Finding finding;
    bool pass = false;
};

struct Backtest {
    std::vector<FactResult> facts;
    std::vector<SeriesScore> series;
    int weeks = 0;           // that the recorded policy was played
    int refused_orders = 0;  // of the recorded policy, in the run that had most
};

// The longest that series are played; later recorded values are not scored.
constexpr int longest_record_weeks = 260;

// Runs the experiments of the facts and scores the series. An experiment that cannot be run is a fact that
// fails with its reason in the note. Errors: a recorded policy that cannot be played at all.
Result<Backtest> backtest(const BacktestJob& job);

}  // namespace chokepoint::study

// Scores an ensemble's tracks against recorded values, beside the two forecasts that need no model: last
// month's value, and that of the same month last year.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/study/observed.hpp"

namespace chokepoint::study {

// One recorded value inside the time that was played.
struct ScoredPoint {
    Period period;
    double observed = 0.0;
    double median = 0.0, p5 = 0.0, p95 = 0.0;  // of the ensemble
    double crps = 0.0;
    double rank = 0.0;                 // 0 to the number of runs
    std::optional<double> last_month;  // from the record; nothing where it has none
    std::optional<double> last_year;
};

// Means over the points of one series. Nothing where the record does not hold what is needed.
struct SeriesScore {
    Series series;
    std::vector<ScoredPoint> points;
    double crps = 0.0;                  // in the unit of the series; lower is better
    std::optional<double> mape;         // percent, of the ensemble's median
    std::optional<double> correlation;  // of the ensemble's median with the record
    std::optional<double>
        naive_last_month_crps;  // mean absolute error over the points that have an earlier value
    std::optional<double> naive_last_year_crps;
};

// Scores of every series with a recorded value in the time that was played, in the record's order. Values
// outside that time serve as earlier values only. tracks: one or more, all of one start and length.
std::vector<SeriesScore> score(const std::vector<Track>& tracks, const std::vector<Recorded>& record);

// Weeks that must be played from `start` for the last recorded value to be scored.
int weeks_needed(Day start, const std::vector<Recorded>& record);

}  // namespace chokepoint::study

// What is measured in a run's track: by the stylised facts, by outcomes, calibration and sensitivity alike,
// so that a word means one thing. Pure functions of a track; weeks count from 1.
#pragma once

#include "engine/study/series.hpp"
#include "engine/study/track.hpp"

namespace chokepoint::study {

constexpr int quarter_weeks = 13;    // over which stops, quotes and moves after the controls are counted
constexpr int short_stop_weeks = 4;  // a standstill that lasts no longer is short

// --- plants outside China
// -----------------------------------------------------------------------------------

// The week in which the first plant that makes cars stopped; the week after the end where none did.
double first_car_stop(const Track& track);

// Percent of the plants that had stopped at least once by the end of a week, or of the run where that is
// earlier.
double plants_stopped_pct(const Track& track, int by_week);

// Plants in standstills that began by a week, and those of them that ran again within so many weeks.
struct Standstills {
    double plants = 0.0;
    double short_ones = 0.0;
};
Standstills standstills(const Track& track, int by_week, int short_weeks);

// Whole months among the first so many in which plants stood still although China sent off as much oxide and
// metal as in a normal month before: rationing is across users.
double rationed_months(const Track& track, int months);

// --- exports and licences
// -----------------------------------------------------------------------------------

// The series without a key, or with one.
Series total_of(SeriesFamily family);
Series series_of(SeriesFamily family, Region region);
Series series_of(SeriesFamily family, Material material);

// The n-th calendar month of a track; 0 is the month of its first day.
Period month_in(const Track& track, int n);

// A series over a month against what it would be at the opening level ("a year before"); 0 where the month is
// not wholly played.
double against_opening(const Track& track, const Series& series, const Period& month);

// --- prices
// -------------------------------------------------------------------------------------------------

// The highest outside quote of weeks first..last over the opening one; 0 where none of them was played.
double highest_quote(const Track& track, Product product, int first, int last);

// The largest move of the inside prices of Dy, Tb and NdPr oxide away from their opening by a week, percent.
double inside_move_pct(const Track& track, int by_week);

// What users outside China paid for a kilogram of Dy oxide up to a week, by volume, over what they paid
// before.
double dy_cost_ratio(const Track& track, int by_week);

constexpr int spike_weeks = 78;         // eighteen months: inside them a spike has its peak
constexpr int after_spike_weeks = 104;  // and two years later

// An outside quote that rises and falls.
struct Spike {
    double peak = 0.0;  // highest in the first spike_weeks, over the opening
    double after =
        1.0;  // share of the peak left after_spike_weeks later, or at the end where that is earlier
};
Spike spike_of(const Track& track, Product product);

}  // namespace chokepoint::study

// Every event of the game by week, in words, so that a strip and a list can show what mattered.
#pragma once

#include <string>
#include <vector>

#include "ui/model/history.hpp"
#include "ui/model/measures.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::ui {

// What an event is about: decides its mark and colour.
enum class Subject { tariff, control, talks, agreement, plants, restarts, market, other };

struct Happening {
    int week = 0;
    int round = 0;
    int importance = 0;      // 0 noise to 3 headline
    Subject subject = Subject::other;
    SeatId by = no_seat;
    bool is_public = true;
    bool is_main = false;    // of the two sides of the standoff with each other, or plants that stop
    std::string text;
};

struct TimelineWeek {
    int week = 0;
    Day day = no_day;
    double plants_stopped = 0.0;
    double us_tariff_pct = 0.0;
    double china_tariff_pct = 0.0;
    std::vector<Happening> happenings;  // most important first, then as they came
};

struct TimelineView {
    int weeks_total = 0;             // as announced; at least the last known
    double plants = 0.0;
    double plants_stopped_peak = 0.0;
    std::vector<TimelineWeek> weeks;
    std::vector<Span> truces;
};

Subject subject_of(EventKind kind);

// The whole story so far: the strip shows later weeks too when one looks back.
TimelineView make_timeline(const Scenario& scenario, const History& history);

}  // namespace chokepoint::ui

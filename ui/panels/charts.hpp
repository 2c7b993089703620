// The charts that every view shares: lines and steps, stacked steps, bars from-until, a heat map. Weeks run along
// the bottom of all of them; all have axes with units, a marker at the week looked at, and a read-out under the mouse.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ui/model/measures.hpp"
#include "ui/panels/canvas.hpp"

namespace chokepoint::ui {

// What all charts of one view share.
struct WeekAxis {
    std::vector<int> weeks;            // of the values, ascending
    int first_week = 1;
    int last_week = 1;                 // right end; may lie in the future
    int week_now = 1;                  // marked
    std::span<const Span> shaded;      // truces
};

struct Line {
    std::string name;
    ImU32 ink = colour::text;
    std::vector<double> values;  // by entry of axis.weeks; NaN leaves a gap
    bool is_step = false;
    bool is_dashed = false;
};

struct ChartText {
    std::string title;
    std::string unit;        // behind every number: "%", "USD/kg"
    bool compact = false;    // smaller type, for small multiples
};

void draw_lines(Canvas& canvas, Box box, const ChartText& words, const WeekAxis& axis, const std::vector<Line>& lines);

// Layers on top of each other, as steps; the first is the lowest.
void draw_stack(Canvas& canvas, Box box, const ChartText& words, const WeekAxis& axis, const std::vector<Line>& layers,
                const Line* total);

struct GanttRow {
    std::string name;
    ImU32 ink = colour::text;
    std::vector<Span> spans;
    int planned_until_week = 0;
    bool is_strong = false;     // in force now
};
void draw_gantt(Canvas& canvas, Box box, const WeekAxis& axis, const std::vector<GanttRow>& rows);

struct HeatRow {
    std::string name;
    std::vector<double> values;   // coloured by colour::of_cover; negative: not known
    std::vector<double> crossed;  // share of the cell's meaning that has stopped: > 0 draws a mark
};
void draw_cover_map(Canvas& canvas, Box box, const WeekAxis& axis, const std::vector<HeatRow>& rows);

// Round steps that cut [0, top] into at most `count` parts.
double nice_step(double top, int count);

// Weeks that get a number under an axis of this width.
int week_step(float width_px, float label_px, int weeks);

}  // namespace chokepoint::ui

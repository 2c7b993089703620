// Tariff stacks and controls over the weeks, with truces shaded.
#include "ui/panels/panels.hpp"

namespace chokepoint::ui {
namespace {

void draw_stack_of(Canvas& canvas, Box box, const WeekAxis& axis, const TariffStack& stack) {
    std::vector<Line> layers;
    for (const StackLayer& layer : stack.layers) layers.push_back({layer.name, colour::of(layer.component), layer.rate_pct, true, false});
    const Line total{"headline", colour::text, stack.total_pct, true, false};
    draw_stack(canvas, canvas.panel(box, ""), {stack.title + ": components stacked; line: headline rate of the dispute", "%", false}, axis, layers, &total);
}

std::string truce_note(const MeasuresView& measures) {
    return measures.truces.empty() ? "bars: in force; hollow: suspended or announced"
                                   : "bars: in force; hollow: suspended or announced; shaded green: truce";
}

}  // namespace

void draw_tariffs_brief(Canvas& canvas, Box box, View& view) {
    const MeasuresView& measures = view.models.measures;
    const std::vector<Line> lines{{"U.S.", colour::us, measures.us.total_pct, true, false},
                                  {"China", colour::china, measures.china.total_pct, true, false}};
    draw_lines(canvas, canvas.panel(box, ""), {"Tariffs on each other", measures.truces.empty() ? "%" : "%, truce shaded", false}, view.models.axis, lines);
}

void draw_measures(Canvas& canvas, Box box, View& view) {
    const MeasuresView& measures = view.models.measures;
    Box top = box.take_top(box.h * 0.5F);
    box.take_top(canvas.u(10));
    Box left = top.take_left((top.w - canvas.u(10)) / 2);
    top.take_left(canvas.u(10));
    draw_stack_of(canvas, left, view.models.axis, measures.us);
    draw_stack_of(canvas, top, view.models.axis, measures.china);
    std::vector<GanttRow> rows;
    for (const ControlBar& bar : measures.controls)
        rows.push_back({std::string(name_in_words(bar.by)) + ": " + bar.text, colour::of(bar.by), bar.spans, bar.planned_until_week, bar.is_in_force});
    const Box inner = canvas.panel(box, "Controls by week", truce_note(measures));
    draw_gantt(canvas, inner, view.models.axis, rows);
}

}  // namespace chokepoint::ui

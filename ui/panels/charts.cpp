#include "ui/panels/charts.hpp"

#include <algorithm>
#include <cmath>

#include "ui/model/words.hpp"

namespace chokepoint::ui {
namespace {

struct Frame {
    Box plot;
    double top = 1.0;
    int first = 1, last = 1;

    float x(double week) const {
        return plot.x + plot.w * static_cast<float>((week - first) / std::max(1, last - first + 1));
    }
    float y(double value) const { return plot.bottom() - plot.h * static_cast<float>(std::clamp(value / top, 0.0, 1.0)); }
    int week_at(float px) const {
        return first + static_cast<int>((px - plot.x) / plot.w * static_cast<float>(last - first + 1));
    }
};

std::string with_unit(double value, const std::string& unit) {
    return (unit == "%" ? number(value, value < 10 && value != std::floor(value) ? 1 : 0) : short_number(value)) +
           (unit.empty() ? "" : " " + unit);
}

void draw_week_axis(Canvas& canvas, const Frame& frame, Type type) {
    const float label = canvas.width_of("0000", type) * 1.6F;
    const int step = week_step(frame.plot.w, label, frame.last - frame.first + 1);
    const float width = frame.plot.w / static_cast<float>(std::max(1, frame.last - frame.first + 1));
    for (int week = frame.first; week <= frame.last; ++week) {
        if (week != frame.first && week % step != 0) continue;
        if (week == frame.first && week % step != 0 && static_cast<float>(step - week % step) * width < label) continue;
        const float x = frame.x(week) + width / 2;
        canvas.line({x, frame.plot.bottom()}, {x, frame.plot.bottom() + canvas.u(4)}, colour::line);
        const float half = label / 2;
        canvas.text({x - half, frame.plot.bottom() + canvas.u(4), 2 * half, canvas.line_of(type)}, std::to_string(week),
                    {type, colour::text_faint, false, Align::centre});
    }
}

void shade(Canvas& canvas, const Frame& frame, std::span<const Span> spans) {
    for (const Span& span : spans) {
        const float from = std::max(frame.x(span.from_week), frame.plot.x);
        const float until = std::min(frame.x(span.until_week), frame.plot.right());
        if (until <= from) continue;
        const ImU32 ink = span.standing == Standing::in_force ? colour::green : colour::yellow;
        canvas.fill({from, frame.plot.y, until - from, frame.plot.h}, colour::faded(ink, 34));
    }
}

void mark_now(Canvas& canvas, const Frame& frame, int week) {
    const float x = (frame.x(week) + frame.x(week + 1)) / 2;
    canvas.line({x, frame.plot.y}, {x, frame.plot.bottom()}, colour::faded(colour::text, 120), std::max(1.0F, canvas.u(1.5F)));
}

// Title, vertical axis with units and grid, weeks below. Returns the plot's frame.
Frame open_chart(Canvas& canvas, Box box, const ChartText& words, const WeekAxis& axis, double highest, float right_margin) {
    const Type type = words.compact ? Type::tiny : Type::small;
    Box rest = box;
    if (!words.title.empty()) {
        Box head = rest.take_top(canvas.line_of(type));
        const float width = canvas.width_of(words.title, type, true);
        canvas.text(head.take_left(std::min(width + 1, head.w)), words.title, {type, colour::text, true});
        head.take_left(canvas.u(10));
        canvas.text(head, words.unit, {type, colour::text_faint});
        rest.take_top(canvas.u(6));
    }
    Frame frame;
    frame.first = axis.first_week;
    frame.last = std::max(axis.last_week, axis.first_week);
    const int parts = std::clamp(static_cast<int>(rest.h / canvas.u(48)), 2, 5);
    const double step = nice_step(std::max(highest, 1e-9), parts);
    frame.top = step * std::ceil(std::max(highest, 1e-9) / step - 1e-9);
    float label = canvas.width_of("1.5k", type);  // charts one above the other keep their left edge
    for (double tick = 0; tick <= frame.top + step * 0.01; tick += step) label = std::max(label, canvas.width_of(short_number(tick), type));
    rest.take_left(label + canvas.u(8));
    rest.take_right(right_margin);
    rest.take_bottom(canvas.line_of(type) + canvas.u(4));
    rest.take_top(canvas.height_of(type) * 0.5F);
    frame.plot = rest;
    shade(canvas, frame, axis.shaded);
    for (double tick = 0; tick <= frame.top + step * 0.01; tick += step) {
        const float y = frame.y(tick);
        canvas.line({rest.x, y}, {rest.right(), y}, tick == 0 ? colour::grey : colour::line);
        canvas.text({rest.x - label - canvas.u(8), y - canvas.line_of(type) / 2, label + canvas.u(2), canvas.line_of(type)}, short_number(tick),
                    {type, colour::text_faint, false, Align::right});
    }
    draw_week_axis(canvas, frame, type);
    mark_now(canvas, frame, axis.week_now);
    return frame;
}

void draw_line(Canvas& canvas, const Frame& frame, const WeekAxis& axis, const Line& line) {
    const float thickness = std::max(1.5F, canvas.u(2.6F));
    std::vector<ImVec2> points;
    const auto flush = [&] {
        if (line.is_dashed) {
            for (std::size_t i = 1; i < points.size(); ++i) canvas.dashed(points[i - 1], points[i], line.ink, thickness, canvas.u(4));
        } else if (points.size() > 1) {
            canvas.list().AddPolyline(points.data(), static_cast<int>(points.size()), line.ink, 0, thickness);
        }
        if (points.size() == 1) canvas.list().AddCircleFilled(points[0], thickness * 1.4F, line.ink);
        points.clear();
    };
    for (std::size_t i = 0; i < axis.weeks.size() && i < line.values.size(); ++i) {
        if (!std::isfinite(line.values[i])) {
            flush();
            continue;
        }
        const float y = frame.y(line.values[i]);
        if (line.is_step) {
            // Only corners: doubled or collinear points make thick lines bulge.
            const float x0 = frame.x(axis.weeks[i]), x1 = frame.x(axis.weeks[i] + 1);
            if (points.size() >= 2 && points.back().y == y) points.back().x = x1;
            else {
                points.push_back({x0, y});
                points.push_back({x1, y});
            }
        } else {
            points.push_back({(frame.x(axis.weeks[i]) + frame.x(axis.weeks[i] + 1)) / 2, y});
        }
    }
    flush();
}

int entry_of(const WeekAxis& axis, int week) {
    const auto at = std::lower_bound(axis.weeks.begin(), axis.weeks.end(), week);
    return at != axis.weeks.end() && *at == week ? static_cast<int>(at - axis.weeks.begin()) : -1;
}

void read_out(Canvas& canvas, const Frame& frame, const ChartText& words, const WeekAxis& axis, const std::vector<Line>& lines, const Line* total) {
    if (!canvas.hovered(frame.plot)) return;
    const int week = frame.week_at(ImGui::GetIO().MousePos.x);
    const int entry = entry_of(axis, week);
    if (entry < 0) return;
    const float x = (frame.x(week) + frame.x(week + 1)) / 2;
    canvas.line({x, frame.plot.y}, {x, frame.plot.bottom()}, colour::text_soft);
    std::vector<std::string> rows{"Week " + std::to_string(week)};
    const auto add = [&](const Line& line) {
        const auto i = static_cast<std::size_t>(entry);
        if (i < line.values.size() && std::isfinite(line.values[i]))
            rows.push_back(line.name + ": " + with_unit(line.values[i], words.unit));
    };
    if (total != nullptr) add(*total);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) add(*line);
    canvas.tip(std::move(rows));
}

// Name and last value at the right end of each line, moved apart where they would collide.
void label_ends(Canvas& canvas, const Frame& frame, const ChartText& words, const WeekAxis& axis, const std::vector<Line>& lines, float margin) {
    struct Label {
        float y;
        std::string text;
        ImU32 ink;
    };
    std::vector<Label> labels;
    for (const Line& line : lines) {
        if (line.values.empty() || !std::isfinite(line.values.back())) continue;
        labels.push_back({frame.y(line.values.back()), line.name + " " + (words.unit == "%" ? with_unit(line.values.back(), "%") : short_number(line.values.back())), line.ink});
    }
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.y < b.y; });
    const Type type = words.compact ? Type::tiny : Type::small;
    const float step = canvas.line_of(type);
    for (std::size_t i = 1; i < labels.size(); ++i) labels[i].y = std::max(labels[i].y, labels[i - 1].y + step);
    if (!labels.empty()) {
        float low = frame.plot.bottom() - step / 2;
        for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
            label->y = std::min(label->y, low);
            low = label->y - step;
        }
    }
    // Beside the last value: the rest of the plot is the future.
    const float x = axis.weeks.empty() ? frame.plot.right() : std::min(frame.x(axis.weeks.back() + 1), frame.plot.right());
    for (const Label& label : labels)
        canvas.text({x + canvas.u(6), label.y - step / 2, margin - canvas.u(6), step}, label.text, {type, label.ink, true});
}

// Room to keep free right of the plot for the labels: none where the future gives it.
float label_margin(Canvas& canvas, const ChartText& words, const std::vector<Line>& lines) {
    const Type type = words.compact ? Type::tiny : Type::small;
    float width = words.compact ? canvas.width_of("outside 88.8", type, true) : 0.0F;
    for (const Line& line : lines)
        if (!line.values.empty())
            width = std::max(width, canvas.width_of(line.name + " " + (words.unit == "%" ? with_unit(line.values.back(), "%") : short_number(line.values.back())), type, true));
    return width + canvas.u(8);
}

// The part of the margin that the empty weeks at the plot's right end do not give.
float beyond_future(Canvas& canvas, Box box, const WeekAxis& axis, float margin) {
    if (axis.weeks.empty()) return 0;
    const float weeks = static_cast<float>(axis.last_week - axis.first_week + 1);
    const float future = static_cast<float>(axis.last_week - axis.weeks.back()) / std::max(1.0F, weeks);
    const float width = box.w - canvas.u(60);
    return future < 1 ? std::max(canvas.u(6), (margin - width * future) / (1 - future)) : canvas.u(6);
}

void say_empty(Canvas& canvas, Box box, const char* words) {
    canvas.text(box, words, {Type::small, colour::text_faint, false, Align::centre});
}

}  // namespace

double nice_step(double top, int count) {
    const double raw = top / std::max(1, count);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (double factor : {1.0, 2.0, 2.5, 5.0, 10.0})
        if (factor * power >= raw * (1 - 1e-9)) return factor * power;
    return 10.0 * power;
}

int week_step(float width_px, float label_px, int weeks) {
    for (int step : {1, 2, 4, 13, 26, 52, 104, 260, 520})
        if (static_cast<float>(weeks) / static_cast<float>(step) * label_px <= width_px) return step;
    return 1040;
}

void draw_lines(Canvas& canvas, Box box, const ChartText& words, const WeekAxis& axis, const std::vector<Line>& lines) {
    double highest = 0;
    for (const Line& line : lines)
        for (double value : line.values)
            if (std::isfinite(value)) highest = std::max(highest, value);
    const float margin = label_margin(canvas, words, lines);
    const Frame frame = open_chart(canvas, box, words, axis, highest > 0 ? highest * 1.05 : 1.0, beyond_future(canvas, box, axis, margin));
    if (axis.weeks.empty()) return say_empty(canvas, frame.plot, "no week yet");
    for (const Line& line : lines) draw_line(canvas, frame, axis, line);
    label_ends(canvas, frame, words, axis, lines, margin);
    read_out(canvas, frame, words, axis, lines, nullptr);
}

void draw_stack(Canvas& canvas, Box box, const ChartText& words, const WeekAxis& axis, const std::vector<Line>& layers, const Line* total) {
    std::vector<double> sums(axis.weeks.size(), 0.0);
    double highest = 0;
    for (const Line& layer : layers)
        for (std::size_t i = 0; i < sums.size() && i < layer.values.size(); ++i) highest = std::max(highest, sums[i] += layer.values[i]);
    if (total != nullptr)
        for (double value : total->values) highest = std::max(highest, value);
    const Type type = words.compact ? Type::tiny : Type::small;

    // The legend stands between title and plot, in one row.
    Box rest = box;
    ChartText below = words;
    if (!words.title.empty()) {
        canvas.text(rest.take_top(canvas.line_of(type)), words.title + (words.unit.empty() ? "" : ", " + words.unit), {type, colour::text, true});
        below.title.clear();
    }
    Box legend = rest.take_top(canvas.line_of(type));
    for (const Line& layer : layers) {
        const float swatch = canvas.height_of(type) * 0.7F;
        const float width = canvas.width_of(layer.name, type);
        if (legend.w < swatch + width + canvas.u(8)) break;
        const Box mark = legend.take_left(swatch);
        canvas.fill({mark.x, mark.y + (mark.h - swatch) / 2, swatch, swatch}, layer.ink, canvas.u(2));
        legend.take_left(canvas.u(5));
        canvas.text(legend.take_left(width + 1), layer.name, {type, colour::text_soft});
        legend.take_left(canvas.u(14));
    }
    const std::vector<Line> ends = total != nullptr ? std::vector<Line>{*total} : std::vector<Line>{};
    const float margin = label_margin(canvas, words, ends);
    const Frame frame = open_chart(canvas, rest, below, axis, highest > 0 ? highest * 1.05 : 1.0, beyond_future(canvas, rest, axis, margin));
    if (axis.weeks.empty()) return say_empty(canvas, frame.plot, "no week yet");
    std::fill(sums.begin(), sums.end(), 0.0);
    for (const Line& layer : layers) {
        for (std::size_t i = 0; i < sums.size() && i < layer.values.size(); ++i) {
            if (layer.values[i] <= 0) continue;
            const float y0 = frame.y(sums[i]), y1 = frame.y(sums[i] + layer.values[i]);
            const float x0 = frame.x(axis.weeks[i]), x1 = frame.x(axis.weeks[i] + 1);
            canvas.list().AddRectFilled({x0, y1}, {x1, y0}, layer.ink);
            sums[i] += layer.values[i];
        }
    }
    if (total != nullptr) draw_line(canvas, frame, axis, *total);
    mark_now(canvas, frame, axis.week_now);
    label_ends(canvas, frame, words, axis, ends, margin);
    read_out(canvas, frame, words, axis, layers, total);
}

void draw_gantt(Canvas& canvas, Box box, const WeekAxis& axis, const std::vector<GanttRow>& rows) {
    Box rest = box;
    const Type type = Type::small;
    rest.take_top(canvas.u(4));
    float widest = 0;
    for (const GanttRow& row : rows) widest = std::max(widest, canvas.width_of(row.name, type, true));
    Box names = rest.take_left(std::clamp(widest + canvas.u(16), canvas.u(120), rest.w * 0.4F));
    rest.take_left(canvas.u(10));
    rest.take_bottom(canvas.line_of(type) + canvas.u(4));
    Frame frame;
    frame.plot = rest;
    frame.first = axis.first_week;
    frame.last = std::max(axis.last_week, axis.first_week);
    shade(canvas, frame, axis.shaded);
    canvas.line({rest.x, rest.bottom()}, {rest.right(), rest.bottom()}, colour::grey);
    draw_week_axis(canvas, frame, type);
    if (rows.empty()) return say_empty(canvas, rest, "No controls yet");
    const float step = std::min(canvas.u(38), std::max(canvas.line_of(type), rest.h / static_cast<float>(rows.size())));
    const auto fits = static_cast<std::size_t>(rest.h / step);
    for (std::size_t i = 0; i < rows.size() && i < fits; ++i) {
        const GanttRow& row = rows[i];
        const float y = rest.y + step * static_cast<float>(i);
        if (i + 1 == fits && rows.size() > fits) {
            canvas.text({names.x, y, names.w, step}, "and " + std::to_string(rows.size() - i) + " more", {type, colour::text_faint});
            break;
        }
        canvas.fill({names.x, y + step * 0.25F, canvas.u(5), step * 0.5F}, row.ink, canvas.u(2));
        canvas.text({names.x + canvas.u(12), y, names.w - canvas.u(12), step}, row.name, {type, row.is_strong ? colour::text : colour::text_soft, row.is_strong});
        canvas.line({rest.x, y + step}, {rest.right(), y + step}, colour::faded(colour::line, 120));
        for (const Span& span : row.spans) {
            const Box bar{frame.x(span.from_week), y + step * 0.2F, frame.x(span.until_week) - frame.x(span.from_week), step * 0.6F};
            if (span.standing == Standing::in_force) {
                canvas.fill(bar, row.ink, canvas.u(3));
            } else {
                canvas.fill(bar, colour::faded(row.ink, 40), canvas.u(3));
                canvas.frame(bar, row.ink, canvas.u(3));
                const char* words = span.standing == Standing::suspended ? "suspended" : "announced";
                if (canvas.width_of(words, Type::tiny) < bar.w - canvas.u(6)) canvas.text(bar, words, {Type::tiny, colour::text, false, Align::centre});
            }
            if (canvas.hovered(bar))
                canvas.tip({row.name, std::string(span.standing == Standing::in_force ? "in force" : span.standing == Standing::suspended ? "suspended" : "announced") +
                                          ", weeks " + std::to_string(span.from_week) + " to " + std::to_string(span.until_week - 1)});
        }
        if (!row.spans.empty() && row.planned_until_week > row.spans.back().until_week) {
            const float until = std::min(frame.x(row.planned_until_week), rest.right());
            canvas.dashed({frame.x(row.spans.back().until_week), y + step / 2}, {until, y + step / 2}, row.ink, std::max(1.0F, canvas.u(2)), canvas.u(4));
        }
    }
    mark_now(canvas, frame, axis.week_now);
}

void draw_cover_map(Canvas& canvas, Box box, const WeekAxis& axis, const std::vector<HeatRow>& rows) {
    const Type type = Type::small;
    Box rest = box;

    // The key: a bar of colours with days.
    Box key = rest.take_top(canvas.line_of(type));
    canvas.text(key.take_left(canvas.width_of("days of cover", type) + canvas.u(10)), "days of cover", {type, colour::text_faint});
    for (int days : {0, 15, 30, 60, 90}) {
        Box cell = key.take_left(canvas.u(46));
        canvas.fill(cell.inset(0, canvas.u(2)), colour::of_cover(days));
        canvas.text(cell, std::to_string(days) + (days == 90 ? "+" : ""), {type, days == 15 || days == 30 ? colour::dark : colour::text, true, Align::centre});
    }
    key.take_left(canvas.u(14));
    const float mark = canvas.u(4);
    canvas.cross({key.x + mark, key.y + key.h / 2}, mark, colour::text, std::max(1.0F, canvas.u(2)));
    key.take_left(canvas.u(16));
    canvas.text(key, "plants stopped", {type, colour::text_faint});
    rest.take_top(canvas.u(8));

    float widest = 0;
    for (const HeatRow& row : rows) widest = std::max(widest, canvas.width_of(row.name, type));
    Box names = rest.take_left(std::min(widest + canvas.u(6), rest.w * 0.4F));
    Box now = rest.take_right(canvas.width_of("000 d", type, true) + canvas.u(8));
    rest.take_left(canvas.u(8));
    rest.take_bottom(canvas.line_of(type) + canvas.u(4));
    Frame frame;
    frame.plot = rest;
    frame.first = axis.first_week;
    frame.last = std::max(axis.last_week, axis.first_week);
    draw_week_axis(canvas, frame, type);
    canvas.fill(rest, colour::faded(colour::ground, 160));
    if (rows.empty() || axis.weeks.empty()) return say_empty(canvas, rest, "No firm's stock is known to you");
    const float step = std::min(canvas.u(40), std::max(canvas.line_of(type), rest.h / static_cast<float>(rows.size())));
    const auto fits = static_cast<std::size_t>(rest.h / step);
    for (std::size_t i = 0; i < rows.size() && i < fits; ++i) {
        const HeatRow& row = rows[i];
        const float y = rest.y + step * static_cast<float>(i);
        if (i + 1 == fits && rows.size() > fits) {
            canvas.text({names.x, y, names.w, step}, "and " + std::to_string(rows.size() - i) + " more", {type, colour::text_faint});
            break;
        }
        canvas.text({names.x, y, names.w, step}, row.name, {type, colour::text_soft});
        for (std::size_t k = 0; k < axis.weeks.size() && k < row.values.size(); ++k) {
            const float x0 = frame.x(axis.weeks[k]), x1 = frame.x(axis.weeks[k] + 1);
            const float gap = x1 - x0 > 6 ? 1.0F : 0.0F;
            const Box cell{x0, y + 1, x1 - x0 - gap, step - 2};
            canvas.fill(cell, colour::of_cover(row.values[k]));
            const bool is_stopped = k < row.crossed.size() && row.crossed[k] > 0.005;
            if (is_stopped) {
                const float arm = std::min({cell.w, cell.h, canvas.u(12)}) * 0.32F;
                canvas.cross({cell.x + cell.w / 2, cell.y + cell.h / 2}, arm, colour::text, std::max(1.0F, canvas.u(1.8F)));
            }
            if (canvas.hovered(cell))
                canvas.tip({row.name, "Week " + std::to_string(axis.weeks[k]) + ": " +
                                          (row.values[k] < 0 ? std::string("not known to you") : number(row.values[k]) + " days of cover"),
                            is_stopped ? number(row.crossed[k] * 100) + " % of its plants stopped" : std::string("plants run")});
        }
        if (!row.values.empty())
            canvas.text({now.x, y, now.w, step}, row.values.back() < 0 ? "?" : number(row.values.back()) + " d", {type, colour::text, true, Align::right});
    }
    mark_now(canvas, frame, axis.week_now);
}

}  // namespace chokepoint::ui

// The strip of weeks at the foot of every view, and the list of everything that happened.
#include <algorithm>
#include <cmath>

#include "ui/panels/panels.hpp"

namespace chokepoint::ui {
namespace {

struct StripFrame {
    Box plot;
    int first = 1, last = 1;
    float week_width() const { return plot.w / static_cast<float>(std::max(1, last - first + 1)); }
    float x(int week) const { return plot.x + week_width() * static_cast<float>(week - first); }
    float middle(int week) const { return x(week) + week_width() / 2; }
};

void triangle(Canvas& canvas, Box box, bool points_right, ImU32 ink) {
    const ImVec2 c = box.centre();
    const float arm = std::min(box.w, box.h) * 0.24F, way = points_right ? 1.0F : -1.0F;
    canvas.list().AddTriangleFilled({c.x - way * arm * 0.8F, c.y - arm}, {c.x + way * arm, c.y}, {c.x - way * arm * 0.8F, c.y + arm}, ink);
}

bool button(Canvas& canvas, const char* id, Box box) {
    const bool is_clicked = canvas.clicked(id, box);
    canvas.fill(box, ImGui::IsItemHovered() ? colour::rgb(0x2E3C4B) : colour::panel_raised, canvas.u(5));
    return is_clicked;
}

void draw_buttons(Canvas& canvas, Box box, View& view) {
    ScreenState& state = view.state;
    const TimelineView& timeline = view.models.timeline;
    const int first = timeline.weeks.empty() ? 0 : timeline.weeks.front().week, last = timeline.weeks.empty() ? 0 : timeline.weeks.back().week;
    Box row = box.take_top(box.h * 0.52F).inset(0, canvas.u(3));
    const float side = std::min(row.h, canvas.u(40));
    const auto next = [&] {
        const Box cell = row.take_left(side);
        row.take_left(canvas.u(6));
        return cell;
    };
    const auto go = [&](int week) {
        state.week = std::clamp(week, first, last);
        state.is_following = state.week == last;
    };
    Box cell = next();
    if (button(canvas, "back", cell)) go(state.week - 1);
    triangle(canvas, cell, false, colour::text);
    cell = next();
    if (button(canvas, "play", cell)) state.is_playing = !state.is_playing;
    if (state.is_playing) {
        const ImVec2 c = cell.centre();
        const float arm = cell.h * 0.2F;
        canvas.fill({c.x - arm, c.y - arm, arm * 0.7F, arm * 2}, colour::green);
        canvas.fill({c.x + arm * 0.3F, c.y - arm, arm * 0.7F, arm * 2}, colour::green);
    } else {
        triangle(canvas, cell, true, colour::green);
    }
    cell = next();
    if (button(canvas, "on", cell)) go(state.week + 1);
    triangle(canvas, cell, true, colour::text);
    cell = next();
    if (button(canvas, "newest", cell)) go(last);
    triangle(canvas, {cell.x - canvas.u(2), cell.y, cell.w, cell.h}, true, colour::text);
    canvas.fill({cell.x + cell.w * 0.68F, cell.y + cell.h * 0.28F, canvas.u(3), cell.h * 0.44F}, colour::text);
    const float speed = state.weeks_per_second;
    const std::string words = state.is_playing ? number(double{speed}, speed < 1 ? 1 : 0) + " weeks a second"
                              : state.is_following ? std::string("at the newest week")
                                                   : "looking back, newest is " + std::to_string(last);
    canvas.text(box, words, {Type::tiny, state.is_following || state.is_playing ? colour::text_soft : colour::yellow});
}

void draw_weeks(Canvas& canvas, const StripFrame& frame, View& view) {
    const TimelineView& timeline = view.models.timeline;
    const Box plot = frame.plot;
    canvas.fill(plot, colour::ground, canvas.u(3));
    for (const Span& span : timeline.truces) {
        const float from = frame.x(span.from_week), until = std::min(frame.x(span.until_week), plot.right());
        canvas.fill({from, plot.y, until - from, plot.h}, colour::faded(span.standing == Standing::in_force ? colour::green : colour::yellow, 46));
    }
    const double peak = std::max(1.0, timeline.plants_stopped_peak);
    for (const TimelineWeek& week : timeline.weeks) {
        const float tall = static_cast<float>(week.plants_stopped / peak) * plot.h * 0.45F;
        if (tall > 0.5F)
            canvas.fill({frame.x(week.week), plot.bottom() - tall, std::max(1.0F, frame.week_width() - 1), tall}, colour::faded(colour::vermillion, week.week <= view.state.week ? 150 : 70));
    }
    if (!timeline.weeks.empty() && timeline.weeks.back().week < frame.last) {
        const float x = frame.x(timeline.weeks.back().week + 1);
        canvas.fill({x, plot.y, plot.right() - x, plot.h}, colour::faded(colour::panel_raised, 110));
    }
}

// The words of headlines above the strip: the weightiest first, as long as there is room.
void draw_headlines(Canvas& canvas, const StripFrame& frame, Box row, View& view) {
    std::vector<const Happening*> headlines;
    for (const TimelineWeek& week : view.models.timeline.weeks)
        if (!week.happenings.empty() && week.happenings.front().importance >= 2) headlines.push_back(&week.happenings.front());
    const auto weight = [](const Happening& h) {
        return h.importance * 4 + (h.is_main ? 2 : 0) + (h.subject == Subject::agreement || h.subject == Subject::plants ? 1 : 0);
    };
    std::stable_sort(headlines.begin(), headlines.end(), [&](const Happening* a, const Happening* b) { return weight(*a) > weight(*b); });
    std::vector<Box> taken;
    for (const Happening* happening : headlines) {
        const float middle = frame.middle(happening->week), width = canvas.width_of(happening->text, Type::tiny) + 1;
        const Box place{std::clamp(middle - width / 2, row.x, std::max(row.x, row.right() - width)), row.y, width, row.h};
        const Box around{place.x - canvas.u(9), place.y, place.w + canvas.u(18), place.h};
        if (place.right() > row.right() + 1 || std::any_of(taken.begin(), taken.end(), [&](const Box& other) { return other.overlaps(around); })) continue;
        taken.push_back(around);
        canvas.text(place, happening->text, {Type::tiny, colour::text_soft});
        canvas.line({middle, row.bottom() - canvas.u(2)}, {middle, frame.plot.y + canvas.u(3)}, colour::text_faint);
    }
}

// Marks of what mattered, at most two a week.
void draw_marks(Canvas& canvas, const StripFrame& frame, View& view) {
    const float radius = canvas.u(6);
    for (const TimelineWeek& week : view.models.timeline.weeks) {
        float y = frame.plot.y + radius + canvas.u(3);
        int drawn = 0;
        Subject last = Subject::other;
        for (const Happening& happening : week.happenings) {
            if (happening.importance < 2 || drawn == 2) break;
            if (drawn > 0 && happening.subject == last) continue;
            draw_subject_mark(canvas, {frame.middle(week.week), y}, std::min(radius, std::max(canvas.u(3), frame.week_width() * 0.48F)), happening.subject);
            last = happening.subject;
            y += 2 * radius + canvas.u(1);
            ++drawn;
        }
    }
}

void draw_numbers(Canvas& canvas, const StripFrame& frame, Box row, View& view) {
    const int step = week_step(frame.plot.w, canvas.width_of("0000", Type::tiny) * 1.6F, frame.last - frame.first + 1);
    const std::string here = "week " + std::to_string(view.state.week);
    const float here_width = canvas.chip_width(here, Type::tiny);
    const float here_x = std::clamp(frame.middle(view.state.week) - here_width / 2, row.x, row.right() - here_width);
    for (int week = frame.first; week <= frame.last; ++week) {
        if (week != frame.first && week % step != 0) continue;
        const std::string text = std::to_string(week);
        const float width = canvas.width_of(text, Type::tiny);
        const float x = std::clamp(frame.middle(week) - width / 2, row.x, row.right() - width);
        if (x + width > here_x - 2 && x < here_x + here_width + 2) continue;
        if (week == frame.first && step > 1 && frame.x(step) - x < width * 2.2F) continue;
        canvas.text({x, row.y, width + 1, row.h}, text, {Type::tiny, colour::text_faint});
    }
    if (view.models.timeline.weeks.empty()) return;
    canvas.chip({here_x, row.y}, here, colour::text, colour::ground, Type::tiny, here_width);
    const float x = frame.middle(view.state.week);
    canvas.line({x, frame.plot.y}, {x, row.y}, colour::text, std::max(2.0F, canvas.u(2.5F)));
}

void handle_mouse(Canvas& canvas, const StripFrame& frame, View& view) {
    const TimelineView& timeline = view.models.timeline;
    if (timeline.weeks.empty()) return;
    canvas.clicked("weeks", frame.plot);
    const int under = frame.first + static_cast<int>((ImGui::GetIO().MousePos.x - frame.plot.x) / frame.week_width());
    if (ImGui::IsItemActive()) {
        view.state.week = std::clamp(under, timeline.weeks.front().week, timeline.weeks.back().week);
        view.state.is_following = view.state.week == timeline.weeks.back().week;
        view.state.is_playing = false;
    }
    if (!canvas.hovered(frame.plot)) return;
    for (const TimelineWeek& week : timeline.weeks) {
        if (week.week != under) continue;
        std::vector<std::string> rows{"Week " + std::to_string(week.week) + ", " + date_in_words(week.day)};
        rows.push_back(number(week.plants_stopped) + " plants stopped; tariffs " + number(week.us_tariff_pct) + " % and " + number(week.china_tariff_pct) + " %");
        for (std::size_t i = 0; i < week.happenings.size() && i < 6; ++i) rows.push_back(week.happenings[i].text);
        canvas.tip(std::move(rows));
    }
}

const char* filter_words(int importance) {
    switch (importance) {
        case 0: return "everything";
        case 1: return "what matters";
        case 2: return "important";
        default: return "headlines";
    }
}

}  // namespace

void draw_subject_mark(Canvas& canvas, ImVec2 c, float r, Subject subject) {
    const ImU32 ink = colour::of(subject);
    ImDrawList& list = canvas.list();
    switch (subject) {
        case Subject::tariff: list.AddRectFilled({c.x - r * 0.85F, c.y - r * 0.85F}, {c.x + r * 0.85F, c.y + r * 0.85F}, ink); break;
        case Subject::control: list.AddQuadFilled({c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}, {c.x - r, c.y}, ink); break;
        case Subject::talks: list.AddCircle(c, r * 0.85F, ink, 0, std::max(1.5F, r * 0.35F)); break;
        case Subject::agreement: list.AddCircleFilled(c, r, ink); break;
        case Subject::plants: canvas.cross(c, r * 0.8F, ink, std::max(2.0F, r * 0.5F)); break;
        case Subject::restarts: {
            const float thick = std::max(2.0F, r * 0.5F);
            list.AddLine({c.x - r * 0.8F, c.y}, {c.x - r * 0.2F, c.y + r * 0.7F}, ink, thick);
            list.AddLine({c.x - r * 0.2F, c.y + r * 0.7F}, {c.x + r * 0.9F, c.y - r * 0.7F}, ink, thick);
            break;
        }
        case Subject::market: list.AddTriangleFilled({c.x, c.y - r}, {c.x + r, c.y + r * 0.8F}, {c.x - r, c.y + r * 0.8F}, ink); break;
        case Subject::other: list.AddCircleFilled(c, r * 0.5F, ink); break;
    }
}

void draw_strip(Canvas& canvas, Box box, View& view) {
    canvas.ground(box, colour::panel);
    Box inner = box.inset(canvas.u(12), canvas.u(6));
    draw_buttons(canvas, inner.take_left(canvas.u(196)), view);
    inner.take_left(canvas.u(10));
    const Box words = inner.take_top(canvas.line_of(Type::tiny));
    const Box numbers = inner.take_bottom(canvas.height_of(Type::tiny) * 1.45F);
    inner.take_bottom(canvas.u(3));
    StripFrame frame;
    frame.plot = inner;
    const TimelineView& timeline = view.models.timeline;
    frame.first = timeline.weeks.empty() ? 1 : std::min(1, timeline.weeks.front().week);
    if (!timeline.weeks.empty() && timeline.weeks.front().week > 1) frame.first = timeline.weeks.front().week;
    frame.last = std::max(frame.first, timeline.weeks_total);
    draw_weeks(canvas, frame, view);
    draw_headlines(canvas, frame, words, view);
    draw_marks(canvas, frame, view);
    draw_numbers(canvas, frame, numbers, view);
    handle_mouse(canvas, frame, view);
}

void draw_timeline(Canvas& canvas, Box box, View& view) {
    Box inner = canvas.panel(box, "What happened", "newest first; events up to the week looked at");
    ScreenState& state = view.state;

    // Subjects, then the filter.
    Box head = inner.take_top(canvas.line_of(Type::small));
    const std::pair<Subject, const char*> subjects[] = {{Subject::tariff, "tariffs"}, {Subject::control, "controls"}, {Subject::talks, "talks"},
                                                        {Subject::agreement, "agreements"}, {Subject::plants, "plants stop"}, {Subject::restarts, "run again"}, {Subject::market, "market"}, {Subject::other, "other"}};
    const std::string filter = std::string("shows ") + filter_words(state.event_importance);
    const float chip_width = canvas.chip_width(filter, Type::small);
    const Box place = head.take_right(chip_width);
    const Box chip = canvas.chip({place.x, place.y}, filter, colour::panel_raised, colour::text, Type::small, chip_width);
    if (canvas.clicked("filter", chip)) state.event_importance = (state.event_importance + 1) % 4;
    for (const auto& [subject, words] : subjects) {
        const Box mark = head.take_left(canvas.u(18));
        draw_subject_mark(canvas, mark.centre(), canvas.u(6), subject);
        head.take_left(canvas.u(4));
        canvas.text(head.take_left(canvas.width_of(words, Type::small) + 1), words, {Type::small, colour::text_soft});
        head.take_left(canvas.u(18));
    }
    inner.take_top(canvas.u(10));

    std::vector<const Happening*> shown;
    const std::vector<TimelineWeek>& weeks = view.models.timeline.weeks;
    for (auto week = weeks.rbegin(); week != weeks.rend(); ++week) {
        if (week->week > state.week) continue;
        for (const Happening& happening : week->happenings)
            if (happening.importance >= state.event_importance) shown.push_back(&happening);
    }
    if (shown.empty()) {
        canvas.text(inner, weeks.empty() ? "Nothing has happened yet" : "Nothing of this importance up to this week", {Type::body, colour::text_faint, false, Align::centre});
        return;
    }
    if (canvas.hovered(inner)) state.event_scroll -= static_cast<int>(ImGui::GetIO().MouseWheel * 3);
    state.event_scroll = std::clamp(state.event_scroll, 0, std::max(0, static_cast<int>(shown.size()) - 5));

    const float step = canvas.line_of(Type::body) * 1.12F;
    const int columns = inner.w > canvas.u(1100) ? 2 : 1;
    auto next = static_cast<std::size_t>(state.event_scroll);
    for (int column = 0; column < columns; ++column) {
        Box list = inner.take_left(column + 1 < columns ? (inner.w - canvas.u(24)) / 2 : inner.w);
        inner.take_left(canvas.u(24));
        int last_week = -1;
        while (next < shown.size() && list.h >= step) {
            const Happening& happening = *shown[next++];
            Box row = list.take_top(step);
            if (happening.week != last_week && last_week >= 0) canvas.line({row.x, row.y}, {row.right(), row.y}, colour::line);
            const Box week = row.take_left(canvas.u(92));
            if (happening.week != last_week) canvas.text(week, "Week " + std::to_string(happening.week), {Type::body, colour::text_soft, true});
            last_week = happening.week;
            const Box mark = row.take_left(canvas.u(26));
            draw_subject_mark(canvas, mark.centre(), canvas.u(7), happening.subject);
            canvas.text(row, happening.text, {Type::body, happening.importance >= 2 ? colour::text : colour::text_soft, happening.importance >= 3});
        }
    }
    if (next < shown.size()) canvas.text({box.x, box.bottom() - canvas.line_of(Type::tiny), box.w - canvas.u(14), canvas.line_of(Type::tiny)}, std::to_string(shown.size() - next) + " more, wheel to scroll", {Type::tiny, colour::text_faint, false, Align::right});
}

}  // namespace chokepoint::ui

#include "ui/panels/screen.hpp"

#include <algorithm>
#include <array>

namespace chokepoint::ui {
namespace {

constexpr std::array<std::string_view, 6> panels{"overview", "board", "talks", "measures", "supply", "timeline"};

// Charts end a little after the week looked at, at a quarter's end, so that early weeks are not a sliver.
int end_of_axis(int first, int week, int total) {
    const int shown = std::max(13, (week - first + 1 + 2 + 12) / 13 * 13);
    return std::clamp(first + shown - 1, first, std::max(first, total));
}

}  // namespace

std::optional<Panel> parse_panel(std::string_view name) {
    for (std::size_t i = 0; i < panels.size(); ++i)
        if (panels[i] == name) return static_cast<Panel>(i);
    return std::nullopt;
}

std::string_view name_of(Panel panel) { return panels[static_cast<std::size_t>(panel)]; }

std::string panel_names() {
    std::string text;
    for (std::string_view name : panels) text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

void Screen::look_at(int week, const History& history) {
    state_.week = std::clamp(week, history.first_week(), history.last_week());
    state_.is_following = state_.week == history.last_week();
}

void Screen::command(Command command, const History& history) {
    const auto show = [&](Panel panel) {
        state_.panel = panel;
        state_.is_full_board = false;
    };
    switch (command) {
        case Command::show_overview: return show(Panel::overview);
        case Command::show_board: return show(Panel::board);
        case Command::show_talks: return show(Panel::talks);
        case Command::show_measures: return show(Panel::measures);
        case Command::show_supply: return show(Panel::supply);
        case Command::show_timeline: return show(Panel::timeline);
        case Command::play_or_pause:
            state_.is_playing = !state_.is_playing;
            due_ = seconds_ + 1.0 / double{state_.weeks_per_second};
            if (state_.is_playing && state_.week >= history.last_week()) look_at(history.first_week(), history);
            break;
        case Command::week_back: look_at(state_.week - 1, history); break;
        case Command::week_on: look_at(state_.week + 1, history); break;
        case Command::first_week: look_at(history.first_week(), history); break;
        case Command::newest_week: look_at(history.last_week(), history); break;
        case Command::faster: state_.weeks_per_second = std::min(state_.weeks_per_second * 2.0F, 32.0F); break;
        case Command::slower: state_.weeks_per_second = std::max(state_.weeks_per_second / 2.0F, 0.25F); break;
        case Command::full_board: state_.is_full_board = !state_.is_full_board; break;
        case Command::next_goods: state_.goods = static_cast<Goods>((static_cast<int>(state_.goods) + 1) % 4); break;
        case Command::larger: state_.font_factor = std::min(state_.font_factor * 1.1F, 2.0F); break;
        case Command::smaller: state_.font_factor = std::max(state_.font_factor / 1.1F, 0.6F); break;
        case Command::default_size: state_.font_factor = 1.0F; break;
        case Command::hints: state_.shows_hints = !state_.shows_hints; break;
    }
}

void Screen::play(const History& history, double seconds) {
    seconds_ = seconds;
    if (history.empty()) return;
    if (!state_.is_playing) {
        due_ = seconds + 1.0 / double{state_.weeks_per_second};
    } else if (seconds >= due_) {
        due_ = seconds + 1.0 / double{state_.weeks_per_second};
        look_at(state_.week + 1, history);
        if (state_.is_following) state_.is_playing = false;
    }
    if (state_.is_following && !state_.is_playing) state_.week = history.last_week();
    state_.week = std::clamp(state_.week, history.first_week(), history.last_week());
}

void Screen::refresh(const History& history) {
    if (version_ == history.version() && model_week_ == state_.week) return;
    const bool is_new = version_ != history.version();
    version_ = history.version();
    model_week_ = state_.week;
    models_.headline = make_headline(scenario_, history, state_.week);
    const Snapshot* snapshot = history.snapshot_at(state_.week);
    models_.board = snapshot != nullptr ? make_board(scenario_, *snapshot) : Board{};
    models_.talks = make_talks(scenario_, history, state_.week);
    models_.measures = make_measures(scenario_, history, state_.week);
    models_.supply = make_supply(scenario_, history, state_.week);
    if (is_new) models_.timeline = make_timeline(scenario_, history);
    models_.axis.weeks = models_.measures.weeks;
    models_.axis.first_week = history.empty() ? 1 : history.first_week();
    models_.axis.last_week = end_of_axis(models_.axis.first_week, state_.week, std::max(1, models_.timeline.weeks_total));
    models_.axis.week_now = state_.week;
    models_.axis.shaded = models_.measures.truces;
}

void Screen::lay_out(Canvas& canvas, Box box, View& view) {
    const float gap = canvas.u(10);
    if (state_.is_full_board) {
        draw_board(canvas, box, view);
        // Even the board alone says when it is.
        const std::string words = models_.headline.when + (models_.headline.date.empty() ? "" : ", " + models_.headline.date) + "     F: back";
        const Box place{box.x + canvas.u(22), box.bottom() - canvas.u(78), canvas.width_of(words, Type::title, true) + canvas.u(24), canvas.u(38)};
        canvas.fill(place, colour::faded(colour::ground, 220), canvas.u(5));
        canvas.text(place, words, {Type::title, colour::text, true, Align::centre});
        return;
    }
    draw_header(canvas, box.take_top(canvas.u(128)), view);
    box.take_top(canvas.u(6));
    draw_strip(canvas, box.take_bottom(canvas.u(104)), view);
    box.take_bottom(gap);
    switch (state_.panel) {
        case Panel::overview: {
            Box right = box.take_right(box.w * 0.335F);
            box.take_right(gap);
            Box charts = box.take_bottom(box.h * 0.31F);
            box.take_bottom(gap);
            draw_board(canvas, box, view);
            draw_tariffs_brief(canvas, charts.take_left((charts.w - gap) / 2), view);
            charts.take_left(gap);
            draw_prices_brief(canvas, charts, view);
            draw_talks_brief(canvas, right, view);
            break;
        }
        case Panel::board: draw_board(canvas, box, view); break;
        case Panel::talks: draw_talks(canvas, box, view); break;
        case Panel::measures: draw_measures(canvas, box, view); break;
        case Panel::supply: draw_supply(canvas, box, view); break;
        case Panel::timeline: draw_timeline(canvas, box, view); break;
    }
}

void Screen::draw(const History& history, const Fonts& fonts, float width, float height, double seconds) {
    play(history, seconds);
    refresh(history);
    log_.clear();
    grounds_.clear();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, colour::ground);
    ImGui::Begin("chokepoint", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
                     (painter_ != nullptr ? ImGuiWindowFlags_NoBackground : 0));
    {
        Canvas canvas(*ImGui::GetWindowDrawList(), fonts, keeps_log_ ? &log_ : nullptr);
        canvas.paint_grounds_with(painter_, &grounds_);
        View view{scenario_, models_, state_, seconds, status_};
        const Box whole{0, 0, width, height};
        lay_out(canvas, whole.inset(canvas.u(12), canvas.u(10)), view);
        if (state_.shows_hints) draw_hints(canvas, whole, view);
        canvas.draw_tip(whole);
    }
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(3);
}

}  // namespace chokepoint::ui

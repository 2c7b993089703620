// The whole window: layout, keyboard commands, playback, and the models kept per snapshot. Needs a current ImGui
// context and nothing else: it draws with or without a window behind it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/panels/panels.hpp"

namespace chokepoint::ui {

// What keys do. The shell maps keys; tests call these directly.
enum class Command {
    show_overview, show_board, show_talks, show_measures, show_supply, show_timeline, play_or_pause, week_back,
    week_on, first_week, newest_week, faster, slower, full_board, next_goods, larger, smaller, default_size, hints
};

std::optional<Panel> parse_panel(std::string_view name);
std::string_view name_of(Panel panel);
std::string panel_names();  // for messages: "overview, board, ..."

class Screen {
  public:
    explicit Screen(const Scenario& scenario) : scenario_(scenario) {}

    // Draws one frame filling width x height. `seconds` is the time since the start, for animation and playback.
    void draw(const History& history, const Fonts& fonts, float width, float height, double seconds);

    void command(Command command, const History& history);
    void look_at(int week, const History& history);

    ScreenState& state() { return state_; }
    float unit_for_window(float width, float height) const { return unit_for(width, height, state_.font_factor); }
    void set_status(std::string status) { status_ = std::move(status); }

    // For shells that can paint large areas faster than ImGui (see Ground); they also clear the window to
    // colour::ground then.
    void paint_grounds_with(GroundPainter painter) { painter_ = painter; }

    // Every text of the last frame; off (empty) until asked for.
    void keep_log(bool keep) { keeps_log_ = keep; }
    const std::vector<Written>& written() const { return log_; }

  private:
    void refresh(const History& history);
    void play(const History& history, double seconds);
    void lay_out(Canvas& canvas, Box box, View& view);

    const Scenario& scenario_;
    ScreenState state_;
    Models models_;
    std::uint64_t version_ = ~std::uint64_t{0};
    int model_week_ = -1;
    double seconds_ = 0.0;
    double due_ = 0.0;  // when playback moves on
    std::string status_;
    bool keeps_log_ = false;
    GroundPainter painter_ = nullptr;
    std::deque<Ground> grounds_;
    std::vector<Written> log_;
};

}  // namespace chokepoint::ui

// The views. Each draws itself into a box from models that are made once per snapshot; none keeps state of its own
// beyond ScreenState, and none knows where snapshots come from.
#pragma once

#include <string>
#include <vector>

#include "ui/model/board.hpp"
#include "ui/model/headline.hpp"
#include "ui/model/measures.hpp"
#include "ui/model/supply.hpp"
#include "ui/model/talks.hpp"
#include "ui/model/timeline.hpp"
#include "ui/panels/canvas.hpp"
#include "ui/panels/charts.hpp"

namespace chokepoint::ui {

// Everything drawn of one week, made from the history when the week or the history changes.
struct Models {
    Headline headline;
    Board board;
    std::vector<TalkCard> talks;
    MeasuresView measures;
    SupplyView supply;
    TimelineView timeline;
    WeekAxis axis;  // weeks up to the one looked at, ends where the game will
};

enum class Panel { overview, board, talks, measures, supply, timeline };

// What people set with mouse and keyboard.
struct ScreenState {
    Panel panel = Panel::overview;
    int week = 0;               // looked at
    bool is_following = true;   // the newest week, as it comes
    bool is_playing = false;
    float weeks_per_second = 2.0F;
    float font_factor = 1.0F;
    bool is_full_board = false;
    bool shows_hints = false;
    Goods goods = Goods::oxides_to_magnets;
    int talk = -1;              // index into models.talks; -1: the first
    int talk_scroll = 0;        // newest offers skipped
    int event_importance = 1;   // least that the timeline lists
    int event_scroll = 0;
};

struct View {
    const Scenario& scenario;
    const Models& models;
    ScreenState& state;
    double seconds;             // of animation
    std::string status;         // where the game comes from: "live", "recorded, digest ..."
};

void draw_header(Canvas& canvas, Box box, View& view);
void draw_board(Canvas& canvas, Box box, View& view);
void draw_talks(Canvas& canvas, Box box, View& view);          // list and conversation
void draw_talks_brief(Canvas& canvas, Box box, View& view);    // the conversation that matters most
void draw_measures(Canvas& canvas, Box box, View& view);
void draw_tariffs_brief(Canvas& canvas, Box box, View& view);
void draw_supply(Canvas& canvas, Box box, View& view);
void draw_prices_brief(Canvas& canvas, Box box, View& view);
void draw_timeline(Canvas& canvas, Box box, View& view);       // every event
void draw_strip(Canvas& canvas, Box box, View& view);          // weeks, play and pause
void draw_hints(Canvas& canvas, Box box, View& view);

// A filled mark that tells subjects apart without colour: square tariff, diamond control, circle talks ...
void draw_subject_mark(Canvas& canvas, ImVec2 centre, float radius, Subject subject);

}  // namespace chokepoint::ui

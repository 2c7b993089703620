// The board as plain text, for terminals and logs: what `demo --board` prints each week. No colours, no cursor
// movement: whoever prints it decides whether to clear the screen first.
#pragma once

#include <string>

#include "ui/model/history.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::ui {

struct TextBoardStyle {
    bool colour = false;   // ANSI colours; only for terminals
    int columns = 100;     // lines are cut to this width
};

// The newest week: tariffs, controls, talks' last offers, plants stopped by region, prices, truce. Ends in a newline.
std::string text_board(const Scenario& scenario, const History& history, TextBoardStyle style = {});

}  // namespace chokepoint::ui

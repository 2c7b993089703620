// The head of every view: where we are and the five numbers that matter.
#include <cmath>

#include "ui/panels/panels.hpp"

namespace chokepoint::ui {
namespace {

struct Tile {
    std::string label, value, note;
    ImU32 ink = colour::text;
};

std::string change_in_words(double change, const char* unit) {
    if (std::fabs(change) < 0.5) return "as last week";
    return std::string(change > 0 ? "+" : "\xE2\x80\x93") + number(std::fabs(change)) + unit + " this week";
}

std::vector<Tile> make_tiles(const Headline& head) {
    std::vector<Tile> tiles;
    tiles.push_back({"U.S. tariff on China", number(head.us_tariff_pct) + " %", change_in_words(head.us_tariff_change, " points"), colour::us});
    tiles.push_back({"China tariff on U.S.", number(head.china_tariff_pct) + " %", change_in_words(head.china_tariff_change, " points"), colour::china});
    tiles.push_back({"Plants stopped", number(head.plants_stopped), "of " + number(head.plants) + ", " + change_in_words(head.plants_stopped_change, ""),
                     head.plants_stopped >= 0.5 ? colour::vermillion : colour::green});
    tiles.push_back({"Dysprosium, outside vs inside", head.dy_multiple > 0 ? "\xC3\x97 " + number(head.dy_multiple, 1) : "-",
                     "$" + number(head.dy_outside) + " vs $" + number(head.dy_inside) + "/kg",
                     head.dy_multiple >= 2 ? colour::vermillion : colour::text});
    Tile truce{"Truce", "None", head.truce.in_words, colour::text_soft};
    switch (head.truce.kind) {
        case TruceStatus::Kind::none: truce.note = "no agreement in force"; break;
        case TruceStatus::Kind::signed_only: truce.value = "Signed"; truce.ink = colour::yellow; truce.note = "not yet in force"; break;
        case TruceStatus::Kind::in_force:
            truce.value = "In force";
            truce.ink = colour::green;
            truce.note = head.truce.until_week > 0 ? "until week " + std::to_string(head.truce.until_week) : "open-ended";
            break;
        case TruceStatus::Kind::disputed: truce.value = "Disputed"; truce.ink = colour::yellow; break;
        case TruceStatus::Kind::ended: truce.note = "the last one ended"; break;
    }
    tiles.push_back(truce);
    return tiles;
}

void draw_tabs(Canvas& canvas, Box box, View& view) {
    struct Tab {
        Panel panel;
        const char* name;
        const char* key;
    };
    static constexpr Tab tabs[] = {{Panel::overview, "Overview", "0"}, {Panel::board, "Board", "1"},       {Panel::talks, "Talks", "2"},
                                   {Panel::measures, "Measures", "3"}, {Panel::supply, "Supply", "4"}, {Panel::timeline, "Timeline", "5"}};
    for (const Tab& tab : tabs) {
        const bool is_here = view.state.panel == tab.panel;
        const float width = canvas.width_of(tab.name, Type::small, true) + canvas.width_of(tab.key, Type::tiny) + canvas.u(30);
        Box cell = box.take_left(width);
        if (canvas.clicked(tab.name, cell)) view.state.panel = tab.panel;
        if (is_here || canvas.hovered(cell)) canvas.fill(cell, is_here ? colour::panel_raised : colour::panel, canvas.u(5));
        Box inner = cell.inset(canvas.u(10), 0);
        canvas.text(inner.take_left(canvas.width_of(tab.key, Type::tiny) + canvas.u(6)), tab.key, {Type::tiny, colour::text_faint});
        canvas.text(inner, tab.name, {Type::small, is_here ? colour::text : colour::text_soft, true});
        box.take_left(canvas.u(4));
    }
    canvas.text(box, view.status + "     ? keys", {Type::tiny, colour::text_faint, false, Align::right});
}

}  // namespace

void draw_header(Canvas& canvas, Box box, View& view) {
    const Headline& head = view.models.headline;
    draw_tabs(canvas, box.take_bottom(canvas.u(30)), view);
    box.take_bottom(canvas.u(6));
    const std::vector<Tile> tiles = make_tiles(head);
    const float width = box.w * 0.69F / static_cast<float>(tiles.size());
    Box right = box.take_right(width * static_cast<float>(tiles.size()));
    for (const Tile& tile : tiles) {
        Box cell = right.take_left(width);
        canvas.line({cell.x, cell.y + canvas.u(8)}, {cell.x, cell.bottom() - canvas.u(6)}, colour::line);
        Box inner = cell.inset(canvas.u(14), 0);
        canvas.text(inner.take_top(canvas.line_of(Type::tiny)), tile.label, {Type::tiny, colour::text_soft});
        canvas.text(inner.take_top(canvas.height_of(Type::large) * 1.2F), tile.value, {Type::large, tile.ink, true});
        canvas.text(inner.take_top(canvas.line_of(Type::tiny)), tile.note, {Type::tiny, colour::text_faint});
    }
    Box left = box;
    left.take_right(canvas.u(12));
    canvas.text(left.take_top(canvas.line_of(Type::body)), head.title, {Type::body, colour::text_soft, true});
    canvas.text(left.take_top(canvas.height_of(Type::large) * 1.2F), head.when, {Type::large, colour::text, true});
    canvas.text(left.take_top(canvas.line_of(Type::small)), head.date, {Type::small, colour::text_soft});
}

void draw_hints(Canvas& canvas, Box box, View& view) {
    static constexpr const char* rows[][2] = {
        {"0 to 5", "overview, board, talks, measures, supply, timeline"},
        {"Space", "play or pause the weeks"},
        {"Left, Right", "one week back or on"},
        {"Home, End", "first week, newest week"},
        {"Up, Down", "play faster or slower"},
        {"F", "the board alone, as large as it goes"},
        {"C", "which goods the board shows"},
        {"Ctrl +, Ctrl -", "larger or smaller type"},
        {"?", "show or hide these hints"},
    };
    const float step = canvas.line_of(Type::body) * 1.2F;
    Box card{0, 0, canvas.u(700), step * (static_cast<float>(std::size(rows)) + 2.6F)};
    card.w = std::min(card.w, box.w - canvas.u(20));
    card.x = box.x + (box.w - card.w) / 2;
    card.y = box.y + (box.h - card.h) / 2;
    canvas.fill(box, colour::rgb(0x000000, 150));
    canvas.fill(card, colour::panel_raised, canvas.u(8));
    canvas.frame(card, colour::sky, canvas.u(8), canvas.u(1.5F));
    Box inner = card.inset(canvas.u(24), canvas.u(18));
    canvas.text(inner.take_top(step * 1.2F), "Welcome: read the board, then look back", {Type::title, colour::text, true});
    for (const auto& row : rows) {
        Box place = inner.take_top(step);
        canvas.text(place.take_left(canvas.u(160)), row[0], {Type::body, colour::yellow, true});
        canvas.text(place, row[1], {Type::body, colour::text});
    }
    if (canvas.clicked("hints", box)) view.state.shows_hints = false;
}

}  // namespace chokepoint::ui

// Drawing with rectangles and fitted text on an ImGui draw list. Every text goes through here, so that it is
// shortened where it would not fit and tests can read back what stands where.
#pragma once

#include <cmath>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "ui/panels/style.hpp"

namespace chokepoint::ui {

struct Box {
    float x = 0, y = 0, w = 0, h = 0;

    float right() const { return x + w; }
    float bottom() const { return y + h; }
    ImVec2 min() const { return {x, y}; }
    ImVec2 max() const { return {x + w, y + h}; }
    ImVec2 centre() const { return {x + w / 2, y + h / 2}; }
    Box inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
    Box inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
    bool contains(ImVec2 p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    bool overlaps(const Box& other) const {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
    // Cut a strip off and return it; the rest stays.
    Box take_top(float height);
    Box take_bottom(float height);
    Box take_left(float width);
    Box take_right(float width);
};

enum class Align : std::uint8_t { left, centre, right };

// How a piece of text looks.
struct Pen {
    Type type = Type::body;
    ImU32 colour = colour::text;
    bool bold = false;
    Align align = Align::left;
};

// What was written where, for tests. `shortened`: not all of the text fitted.
struct Written {
    std::string text;
    Box at;
    bool shortened = false;
};

// A large opaque area, painted by the shell without blending or texture: on a software renderer such areas cost
// more than everything that stands on them.
struct Ground {
    Box box;
    ImU32 colour;
};
// An ImGui draw callback of the shell's; its user data is a Ground. Null: areas are drawn like all else.
using GroundPainter = ImDrawCallback;

class Canvas {
  public:
    Canvas(ImDrawList& list, const Fonts& fonts, std::vector<Written>* log) : list_(list), fonts_(fonts), log_(log) {}
    // The store must outlive the frame's rendering.
    void paint_grounds_with(GroundPainter painter, std::deque<Ground>* store) {
        painter_ = painter;
        grounds_ = store;
    }

    ImDrawList& list() { return list_; }
    float u(float units) const { return units * fonts_.unit_px; }
    // Whole pixels, as the fonts were made: text is never scaled.
    float height_of(Type type) const { return std::round(type_units[static_cast<std::size_t>(type)] * fonts_.unit_px); }
    float line_of(Type type) const { return height_of(type) * 1.3F; }
    float width_of(std::string_view text, Type type, bool bold = false) const;

    // One line, vertically in the middle of the box, shortened with an ellipsis where it is too wide.
    void text(Box box, std::string_view words, Pen pen = {});
    // Words wrapped at the box's width; returns the height used. Lines below the box are not written.
    float wrapped(Box box, std::string_view words, Pen pen = {});
    float wrapped_height(float width, std::string_view words, Type type, bool bold = false) const;

    void fill(Box box, ImU32 colour, float rounding = 0);
    void ground(Box box, ImU32 colour);  // large and opaque
    void frame(Box box, ImU32 colour, float rounding = 0, float thickness = 1);
    void line(ImVec2 a, ImVec2 b, ImU32 colour, float thickness = 1);
    void dashed(ImVec2 a, ImVec2 b, ImU32 colour, float thickness, float dash);
    void cross(ImVec2 centre, float radius, ImU32 colour, float thickness);
    // A small filled label; returns the box used.
    Box chip(ImVec2 at, std::string_view words, ImU32 back, ImU32 ink, Type type, float max_width);
    float chip_width(std::string_view words, Type type) const;

    // A panel's ground with its title; returns what is left inside.
    Box panel(Box box, std::string_view title, std::string_view note = {});

    // Mouse over the box, with nothing dragged.
    bool hovered(Box box) const;
    // An invisible button over the box: true in the frame in which it is clicked.
    bool clicked(const char* id, Box box);
    // Lines of text beside the mouse, drawn last, above all.
    void tip(std::vector<std::string> lines) { tip_ = std::move(lines); }
    void draw_tip(Box screen);

  private:
    void write(ImVec2 at, float width, std::string_view words, const Pen& pen, bool shortened);
    std::vector<std::string_view> wrap(float width, std::string_view words, Type type, bool bold) const;
    ImFont* font(const Pen& pen) const { return fonts_.of(pen.type, pen.bold); }

    ImDrawList& list_;
    const Fonts& fonts_;
    std::vector<Written>* log_;
    std::vector<std::string> tip_;
    GroundPainter painter_ = nullptr;
    std::deque<Ground>* grounds_ = nullptr;
};

}  // namespace chokepoint::ui

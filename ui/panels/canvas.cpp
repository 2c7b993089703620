#include "ui/panels/canvas.hpp"

#include <algorithm>
#include <cmath>

namespace chokepoint::ui {

Box Box::take_top(float height) {
    const Box strip{x, y, w, std::min(height, h)};
    y += strip.h;
    h -= strip.h;
    return strip;
}
Box Box::take_bottom(float height) {
    const float taken = std::min(height, h);
    h -= taken;
    return {x, y + h, w, taken};
}
Box Box::take_left(float width) {
    const Box strip{x, y, std::min(width, w), h};
    x += strip.w;
    w -= strip.w;
    return strip;
}
Box Box::take_right(float width) {
    const float taken = std::min(width, w);
    w -= taken;
    return {x + w, y, taken, h};
}

float Canvas::width_of(std::string_view text, Type type, bool bold) const {
    return fonts_.of(type, bold)->CalcTextSizeA(height_of(type), 1e9F, 0.0F, text.data(), text.data() + text.size()).x;
}

void Canvas::write(ImVec2 at, float width, std::string_view words, const Pen& pen, bool shortened) {
    const ImVec2 whole{std::floor(at.x), std::floor(at.y)};
    list_.AddText(font(pen), height_of(pen.type), whole, pen.colour, words.data(), words.data() + words.size());
    if (log_ != nullptr) log_->push_back({std::string(words), {whole.x, whole.y, width, height_of(pen.type)}, shortened});
}

void Canvas::text(Box box, std::string_view words, Pen pen) {
    if (words.empty() || box.w <= 0) return;
    float width = width_of(words, pen.type, pen.bold);
    std::string cut;
    bool shortened = false;
    if (width > box.w + 0.5F) {
        shortened = true;
        static constexpr std::string_view dots = "\xE2\x80\xA6";
        const float room = box.w - width_of(dots, pen.type, pen.bold);
        const char* rest = nullptr;
        font(pen)->CalcTextSizeA(height_of(pen.type), std::max(room, 0.0F), 0.0F, words.data(), words.data() + words.size(), &rest);
        cut = std::string(words.data(), rest);
        while (!cut.empty() && (cut.back() == ' ' || cut.back() == ',' || cut.back() == ':')) cut.pop_back();
        cut += dots;
        words = cut;
        width = width_of(words, pen.type, pen.bold);
    }
    float x = box.x;
    if (pen.align == Align::right) x = box.right() - width;
    if (pen.align == Align::centre) x = box.x + (box.w - width) / 2;
    write({x, box.y + (box.h - height_of(pen.type)) / 2}, width, words, pen, shortened);
}

std::vector<std::string_view> Canvas::wrap(float width, std::string_view words, Type type, bool bold) const {
    std::vector<std::string_view> lines;
    const ImFont* face = fonts_.of(type, bold);
    const float scale = height_of(type) / face->FontSize;
    const char* at = words.data();
    const char* end = at + words.size();
    while (at < end) {
        const char* stop = face->CalcWordWrapPositionA(scale, at, end, width);
        if (stop == at) ++stop;  // a box narrower than a letter
        lines.emplace_back(at, static_cast<std::size_t>(stop - at));
        at = stop;
        while (at < end && (*at == ' ' || *at == '\n')) ++at;
    }
    return lines;
}

float Canvas::wrapped(Box box, std::string_view words, Pen pen) {
    const float step = line_of(pen.type);
    float y = box.y;
    for (std::string_view line : wrap(box.w, words, pen.type, pen.bold)) {
        if (y + step > box.bottom() + 1) break;
        text({box.x, y, box.w, step}, line, pen);
        y += step;
    }
    return y - box.y;
}

float Canvas::wrapped_height(float width, std::string_view words, Type type, bool bold) const {
    return static_cast<float>(wrap(width, words, type, bold).size()) * line_of(type);
}

void Canvas::fill(Box box, ImU32 colour, float rounding) { list_.AddRectFilled(box.min(), box.max(), colour, rounding); }
void Canvas::ground(Box box, ImU32 colour) {
    if (painter_ == nullptr || grounds_ == nullptr) return list_.AddRectFilled(box.min(), box.max(), colour);
    grounds_->push_back({box, colour});
    list_.AddCallback(painter_, &grounds_->back());
}
void Canvas::frame(Box box, ImU32 colour, float rounding, float thickness) {
    list_.AddRect(box.min(), box.max(), colour, rounding, 0, thickness);
}
void Canvas::line(ImVec2 a, ImVec2 b, ImU32 colour, float thickness) { list_.AddLine(a, b, colour, thickness); }

void Canvas::dashed(ImVec2 a, ImVec2 b, ImU32 colour, float thickness, float dash) {
    const float dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
    if (length <= 0 || dash <= 0) return;
    for (float at = 0; at < length; at += 2 * dash) {
        const float from = at / length, to = std::min(at + dash, length) / length;
        list_.AddLine({a.x + dx * from, a.y + dy * from}, {a.x + dx * to, a.y + dy * to}, colour, thickness);
    }
}

void Canvas::cross(ImVec2 centre, float radius, ImU32 colour, float thickness) {
    list_.AddLine({centre.x - radius, centre.y - radius}, {centre.x + radius, centre.y + radius}, colour, thickness);
    list_.AddLine({centre.x - radius, centre.y + radius}, {centre.x + radius, centre.y - radius}, colour, thickness);
}

float Canvas::chip_width(std::string_view words, Type type) const { return width_of(words, type, true) + height_of(type) * 0.9F; }

Box Canvas::chip(ImVec2 at, std::string_view words, ImU32 back, ImU32 ink, Type type, float max_width) {
    const Box box{at.x, at.y, std::min(chip_width(words, type), max_width), height_of(type) * 1.45F};
    fill(box, back, box.h * 0.25F);
    text(box.inset(height_of(type) * 0.42F, 0), words, {type, ink, true});
    return box;
}

Box Canvas::panel(Box box, std::string_view title, std::string_view note) {
    ground(box, colour::panel);
    Box inner = box.inset(u(14), u(10));
    if (!title.empty()) {
        Box head = inner.take_top(u(28));
        const float width = width_of(title, Type::body, true);
        text(head.take_left(width + 1), title, {Type::body, colour::text, true});
        head.take_left(u(14));
        text(head, note, {Type::small, colour::text_faint, false, Align::left});
        inner.take_top(u(4));
    }
    return inner;
}

bool Canvas::hovered(Box box) const { return ImGui::IsMouseHoveringRect(box.min(), box.max()) && ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem); }

bool Canvas::clicked(const char* id, Box box) {
    if (box.w <= 0 || box.h <= 0) return false;
    ImGui::SetCursorScreenPos(box.min());
    return ImGui::InvisibleButton(id, {box.w, box.h});
}

void Canvas::draw_tip(Box screen) {
    if (tip_.empty()) return;
    float width = 0;
    for (const std::string& row : tip_) width = std::max(width, width_of(row, Type::small, &row == &tip_.front()));
    const float step = line_of(Type::small);
    Box box{0, 0, width + u(20), step * static_cast<float>(tip_.size()) + u(14)};
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    box.x = std::min(mouse.x + u(16), screen.right() - box.w - u(4));
    box.y = std::min(mouse.y + u(16), screen.bottom() - box.h - u(4));
    fill(box, colour::rgb(0x05080C, 240), u(4));
    frame(box, colour::line, u(4));
    Box inner = box.inset(u(10), u(7));
    for (const std::string& row : tip_)
        text(inner.take_top(step), row, {Type::small, &row == &tip_.front() ? colour::text : colour::text_soft, &row == &tip_.front()});
    tip_.clear();
}

}  // namespace chokepoint::ui

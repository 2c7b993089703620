// The board: the map with regions' cards, plants lit or dark, trade as ribbons. Made to be read from the back of
// a room: what is blocked carries a cross, who has stopped goes dark.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/panels/panels.hpp"

namespace chokepoint::ui {
namespace {

constexpr int curve_points = 28;

struct Curve {
    ImVec2 a, c, b;  // start, control, end

    ImVec2 at(float t) const {
        const float s = 1 - t;
        return {s * s * a.x + 2 * s * t * c.x + t * t * b.x, s * s * a.y + 2 * s * t * c.y + t * t * b.y};
    }
    ImVec2 along(float t) const {  // unit tangent
        const ImVec2 d{2 * (1 - t) * (c.x - a.x) + 2 * t * (b.x - c.x), 2 * (1 - t) * (c.y - a.y) + 2 * t * (b.y - c.y)};
        const float length = std::max(1e-3F, std::sqrt(d.x * d.x + d.y * d.y));
        return {d.x / length, d.y / length};
    }
};

struct Map {
    Box box;
    ImVec2 at(MapPoint p) const { return {box.x + p.x * box.w, box.y + p.y * box.h}; }
};

// How large type and marks are drawn: the overview's board is smaller than the full one.
struct Sizes {
    Type name, count, badge, tag;
    float scale;
    std::size_t badges_max;
    bool is_small;  // cards say less, so that the ribbons are seen
};

Sizes sizes_for(Canvas& canvas, Box box) {
    if (box.w > canvas.u(1300)) return {Type::title, Type::large, Type::body, Type::body, 1.35F, 4, false};
    return {Type::body, Type::title, Type::small, Type::small, 1.0F, 3, true};
}

struct Card {
    const BoardRegion* region = nullptr;
    Box box;
    ImVec2 wish;       // where its middle would like to be
    bool is_tag = false;
};

void draw_land(Canvas& canvas, const Map& map) {
    ImDrawList& list = canvas.list();
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    for (const LandOutline& outline : land()) {
        const auto points = static_cast<int>(outline.points.size());
        list.PrimReserve(static_cast<int>(outline.triangles.size()) * 3, points);
        const unsigned first = list._VtxCurrentIdx;
        for (const auto& triangle : outline.triangles)
            for (std::uint16_t corner : triangle) list.PrimWriteIdx(static_cast<ImDrawIdx>(first + corner));
        for (MapPoint p : outline.points) list.PrimWriteVtx(map.at(p), white, colour::land);
        for (MapPoint p : outline.points) list.PathLineTo(map.at(p));
        list.PathStroke(colour::land_edge, ImDrawFlags_Closed, std::max(1.0F, canvas.u(1.2F)));
    }
}

float width_for(double tonnes, float scale) {
    return std::clamp(static_cast<float>(std::sqrt(std::max(tonnes, 0.0))) * 0.5F, 1.5F, 11.0F) * scale;
}

Curve curve_of(const Map& map, const Ribbon& ribbon, float spread) {
    const ImVec2 a = map.at(place_of(ribbon.from)), b = map.at(place_of(ribbon.to));
    const float dx = b.x - a.x, dy = b.y - a.y, length = std::max(1.0F, std::sqrt(dx * dx + dy * dy));
    // Eastward trade bends north, westward south, so that two directions never lie on each other.
    const float bend = 0.16F * length + spread;
    const ImVec2 normal{dy / length, -dx / length};
    return {a, {(a.x + b.x) / 2 + normal.x * bend * 1.25F, (a.y + b.y) / 2 + normal.y * bend * 1.25F}, b};
}

void stroke(Canvas& canvas, const Curve& curve, ImU32 ink, float width) {
    for (int i = 0; i <= curve_points; ++i) canvas.list().PathLineTo(curve.at(static_cast<float>(i) / curve_points));
    canvas.list().PathStroke(ink, 0, width);
}

void stroke_dashed(Canvas& canvas, const Curve& curve, ImU32 ink, float width) {
    for (int i = 0; i < curve_points; i += 2) {
        const float t = static_cast<float>(i) / curve_points;
        canvas.line(curve.at(t), curve.at(t + 1.0F / curve_points), ink, width);
    }
}

void arrow_head(Canvas& canvas, const Curve& curve, float t, ImU32 ink, float size) {
    const ImVec2 tip = curve.at(t), d = curve.along(t);
    canvas.list().AddTriangleFilled({tip.x + d.x * size, tip.y + d.y * size}, {tip.x - d.y * size * 0.8F, tip.y + d.x * size * 0.8F},
                                    {tip.x + d.y * size * 0.8F, tip.y - d.x * size * 0.8F}, ink);
}

void stop_sign(Canvas& canvas, ImVec2 at, float radius) {
    canvas.list().AddCircleFilled(at, radius, colour::ground);
    canvas.list().AddCircle(at, radius, colour::vermillion, 0, radius * 0.22F);
    canvas.cross(at, radius * 0.48F, colour::vermillion, radius * 0.3F);
}

// Moving dots; slower where held up. Drawn on top of the ribbon.
void draw_movement(Canvas& canvas, const Curve& curve, const Ribbon& ribbon, float width, double seconds) {
    const float speed = ribbon.state == FlowState::delayed ? 0.04F : 0.12F;
    const auto phase = static_cast<float>(std::fmod(seconds * double{speed}, 0.25));
    for (float t = phase + 0.06F; t < 0.97F; t += 0.25F)
        arrow_head(canvas, curve, t, colour::of(ribbon.state), std::max(canvas.u(3.0F), width * 0.55F));
}

std::vector<Curve> curves_of(const Map& map, const std::vector<const Ribbon*>& ribbons, float scale) {
    std::vector<Curve> curves;
    for (std::size_t i = 0; i < ribbons.size(); ++i) {
        float spread = 0;  // ribbons of other classes between the same regions lie beside it
        for (std::size_t k = 0; k < ribbons.size(); ++k)
            if (k != i && ribbons[k]->from == ribbons[i]->from && ribbons[k]->to == ribbons[i]->to &&
                ribbons[k]->product_class < ribbons[i]->product_class)
                spread += (width_for(ribbons[k]->wanted_t(), scale) + width_for(ribbons[i]->wanted_t(), scale)) * 0.8F + 2 * scale;
        curves.push_back(curve_of(map, *ribbons[i], spread));
    }
    return curves;
}

void draw_ribbon(Canvas& canvas, const Curve& curve, const Ribbon& ribbon, float scale, double seconds) {
    const float wanted = width_for(ribbon.wanted_t(), scale);
    if (ribbon.is_choked()) {
        stroke(canvas, curve, colour::faded(colour::vermillion, 70), wanted + 2 * scale);
        stroke_dashed(canvas, curve, colour::vermillion, std::max(wanted * 0.55F, 2.5F * scale));
        return;
    }
    const float moving = width_for(ribbon.t_per_week, scale);
    if (ribbon.refused_t_per_week > 0.15 * ribbon.wanted_t()) stroke(canvas, curve, colour::faded(colour::vermillion, 110), wanted + 3 * scale);
    const ImU32 ink = colour::of(ribbon.state);
    // Open trade is the quiet background against which the rest stands out.
    stroke(canvas, curve, colour::faded(ink, ribbon.state == FlowState::open ? 120 : 225), moving);
    arrow_head(canvas, curve, 0.955F, ink, std::max(4 * scale, moving * 0.8F));
    draw_movement(canvas, curve, ribbon, moving, seconds);
}

// --- cards --------------------------------------------------------------------------------------------------

float pips_height(const Sizes& sizes, Canvas& canvas) { return canvas.u(15) * sizes.scale; }

// Ten lamps: each a tenth of the region's plants, the last one dark in part.
void draw_lamps(Canvas& canvas, Box box, const BoardRegion& region) {
    const float step = std::min(box.w / 10, box.h * 1.25F);
    const float dark = region.stopped < 0.5 ? 0.0F : std::clamp(static_cast<float>(region.stopped_share() * 10), 0.0F, 10.0F);
    for (int i = 0; i < 10; ++i) {
        const Box lamp{box.x + step * static_cast<float>(i), box.y, step - canvas.u(3), box.h};
        const float part = std::clamp(dark - static_cast<float>(9 - i), 0.0F, 1.0F);
        canvas.fill(lamp, part < 1.0F ? colour::lit : colour::dark, canvas.u(2));
        if (part <= 0.0F) continue;
        const float width = std::max(canvas.u(2.5F), lamp.w * part);
        canvas.fill({lamp.right() - width, lamp.y, width, lamp.h}, colour::dark, canvas.u(2));
        if (part < 0.5F) {  // too narrow for a cross: an edge says that it is not a gap
            canvas.line({lamp.right() - width, lamp.y}, {lamp.right() - width, lamp.bottom()}, colour::vermillion, std::max(1.0F, canvas.u(1.6F)));
            continue;
        }
        canvas.frame(lamp, colour::vermillion, canvas.u(2), std::max(1.0F, canvas.u(1.6F)));
        canvas.cross({lamp.x + lamp.w / 2, lamp.y + lamp.h / 2}, std::min(lamp.w, lamp.h) * 0.26F, colour::vermillion, std::max(1.0F, canvas.u(1.8F)));
    }
}

std::string count_in_words(const BoardRegion& region) {
    if (region.stopped < 0.5) return number(region.plants) + " plants run";
    return number(region.stopped) + " of " + number(region.plants) + " stopped";
}

// A small card counts plants only where some have stopped.
bool says_count(const BoardRegion& region, const Sizes& sizes) { return !sizes.is_small || region.stopped >= 0.5; }

std::vector<std::string> badge_words(const BoardRegion& region, const Sizes& sizes) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < region.badges.size(); ++i) {
        if (i + 1 == sizes.badges_max && region.badges.size() > sizes.badges_max) {
            words.push_back("+ " + std::to_string(region.badges.size() - i) + " more measures");
            break;
        }
        words.push_back(sizes.is_small ? region.badges[i].brief : region.badges[i].text);
    }
    return words;
}

ImU32 badge_colour(const Badge& badge) {
    switch (badge.kind) {
        case Badge::Kind::tariff: return badge.by == Government::us ? colour::us : colour::china;
        case Badge::Kind::ban: return colour::vermillion;
        case Badge::Kind::licence:
        case Badge::Kind::control: return colour::yellow;
        case Badge::Kind::listing: return colour::purple;
    }
    return colour::grey;
}

Card make_card(Canvas& canvas, const Map& map, const Sizes& sizes, const BoardRegion& region) {
    Card card;
    card.region = &region;
    card.wish = map.at(label_place_of(region.region));
    card.is_tag = region.plants <= 0 && region.badges.empty();
    if (card.is_tag) {
        card.box = {0, 0, canvas.width_of(short_name(region.region), sizes.tag) + canvas.u(14), canvas.line_of(sizes.tag)};
        return card;
    }
    const bool has_plants = region.plants > 0;
    float width = canvas.width_of(name_in_words(region.region), sizes.name, true);
    float height = canvas.line_of(sizes.name);
    if (has_plants) {
        const bool is_struck = region.stopped >= 0.5;
        width = std::max({width, canvas.u(118) * sizes.scale, says_count(region, sizes) ? canvas.width_of(count_in_words(region), is_struck ? sizes.count : sizes.tag, is_struck) : 0.0F});
        height += pips_height(sizes, canvas) + canvas.u(4);
        if (says_count(region, sizes)) height += canvas.line_of(is_struck ? sizes.count : sizes.tag);
    }
    if (!region.badges.empty()) height += canvas.u(4);
    for (const std::string& words : badge_words(region, sizes)) {
        width = std::max(width, std::min(canvas.chip_width(words, sizes.badge), canvas.u(330) * sizes.scale));
        height += canvas.height_of(sizes.badge) * 1.45F + canvas.u(4);
    }
    card.box = {0, 0, width + canvas.u(20), height + canvas.u(14)};
    return card;
}

// Pushes cards apart, and back inside the board, until none overlaps or patience ends. Deterministic.
void settle(std::vector<Card>& cards, Box within, float gap) {
    for (Card& card : cards) {
        card.box.x = card.wish.x - card.box.w / 2;
        card.box.y = card.wish.y - card.box.h / 2;
    }
    for (int turn = 0; turn < 200; ++turn) {
        bool is_calm = true;
        for (std::size_t i = 0; i < cards.size(); ++i)
            for (std::size_t k = i + 1; k < cards.size(); ++k) {
                Box& a = cards[i].box;
                Box& b = cards[k].box;
                const float ox = std::min(a.right(), b.right()) - std::max(a.x, b.x) + gap;
                const float oy = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) + gap;
                if (ox <= 0 || oy <= 0) continue;
                is_calm = false;
                // The heavier card moves less.
                const float weight = (b.w * b.h) / (a.w * a.h + b.w * b.h);
                if (ox < oy) {
                    const float way = a.centre().x < b.centre().x ? -1.0F : 1.0F;
                    a.x += way * ox * weight;
                    b.x -= way * ox * (1 - weight);
                } else {
                    const float way = a.centre().y < b.centre().y ? -1.0F : 1.0F;
                    a.y += way * oy * weight;
                    b.y -= way * oy * (1 - weight);
                }
            }
        for (Card& card : cards) {
            card.box.x = std::clamp(card.box.x, within.x, std::max(within.x, within.right() - card.box.w));
            card.box.y = std::clamp(card.box.y, within.y, std::max(within.y, within.bottom() - card.box.h));
        }
        if (is_calm) break;
    }
}

void draw_card(Canvas& canvas, const Map& map, const Sizes& sizes, const Card& card) {
    const BoardRegion& region = *card.region;
    const ImVec2 anchor = map.at(place_of(region.region));
    if (!card.box.contains(anchor)) {
        const ImVec2 end{std::clamp(anchor.x, card.box.x, card.box.right()), std::clamp(anchor.y, card.box.y, card.box.bottom())};
        canvas.line(anchor, end, colour::faded(colour::text, 150), std::max(1.0F, canvas.u(1.4F)));
    }
    canvas.list().AddCircleFilled(anchor, canvas.u(5) * sizes.scale, colour::ground);
    canvas.list().AddCircleFilled(anchor, canvas.u(3.5F) * sizes.scale, colour::text);
    if (card.is_tag) {
        canvas.fill(card.box, colour::faded(colour::ground, 190), canvas.u(4));
        canvas.text(card.box, short_name(region.region), {sizes.tag, colour::text_soft, false, Align::centre});
        return;
    }
    const bool is_struck = region.stopped >= 0.5;
    canvas.fill(card.box, colour::rgb(0x131B24, 236), canvas.u(6));
    canvas.frame(card.box, is_struck ? colour::vermillion : colour::land_edge, canvas.u(6), canvas.u(is_struck ? 2.5F : 1.2F));
    Box inner = card.box.inset(canvas.u(10), canvas.u(7));
    canvas.text(inner.take_top(canvas.line_of(sizes.name)), name_in_words(region.region), {sizes.name, colour::text, true});
    if (region.plants > 0) {
        draw_lamps(canvas, inner.take_top(pips_height(sizes, canvas)), region);
        inner.take_top(canvas.u(4));
        if (is_struck)
            canvas.text(inner.take_top(canvas.line_of(sizes.count)), count_in_words(region), {sizes.count, colour::vermillion, true});
        else if (says_count(region, sizes))
            canvas.text(inner.take_top(canvas.line_of(sizes.tag)), count_in_words(region), {sizes.tag, colour::text_soft});
    }
    const std::vector<std::string> words = badge_words(region, sizes);
    if (!words.empty()) inner.take_top(canvas.u(4));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Box chip = canvas.chip({inner.x, inner.y}, words[i], badge_colour(region.badges[i]), colour::rgb(0x0B1016), sizes.badge, inner.w);
        inner.take_top(chip.h + canvas.u(4));
    }
    if (canvas.hovered(card.box)) {
        std::vector<std::string> rows{std::string(name_in_words(region.region))};
        if (region.plants > 0) rows.push_back(count_in_words(region) + " (each lamp is a tenth of them)");
        for (const Badge& badge : region.badges) rows.push_back(badge.text);
        canvas.tip(std::move(rows));
    }
}

// --- signs and labels on ribbons ----------------------------------------------------------------------------

void draw_stop_signs(Canvas& canvas, const std::vector<const Ribbon*>& ribbons, const std::vector<Curve>& curves, std::vector<Box>& taken,
                     const Sizes& sizes, Box within) {
    const float radius = canvas.u(13) * sizes.scale;
    for (std::size_t i = ribbons.size(); i-- > 0;) {  // the largest first
        if (!ribbons[i]->is_choked()) continue;
        const auto is_free = [&](Box box) {
            if (box.x < within.x || box.right() > within.right() || box.y < within.y || box.bottom() > within.bottom()) return false;
            return std::none_of(taken.begin(), taken.end(), [&](const Box& other) { return other.overlaps(box); });
        };
        const std::string words = capitalised(std::string(name_in_words(ribbons[i]->product_class))) + " blocked";
        const float width = canvas.width_of(words, sizes.badge, true) + canvas.u(12), height = canvas.line_of(sizes.badge);
        // A place for the sign, better one that leaves room for its words.
        ImVec2 at{};
        Box label{};
        bool has_sign = false, has_label = false;
        for (float t : {0.5F, 0.42F, 0.58F, 0.34F, 0.66F, 0.26F, 0.74F}) {
            const ImVec2 p = curves[i].at(t);
            const Box sign{p.x - radius, p.y - radius, 2 * radius, 2 * radius};
            if (!is_free(sign)) continue;
            if (!has_sign) at = p;
            has_sign = true;
            for (const Box& option : {Box{p.x + radius + 2, p.y - height / 2, width, height}, Box{p.x - radius - 2 - width, p.y - height / 2, width, height},
                                      Box{p.x - width / 2, p.y + radius + 2, width, height}, Box{p.x - width / 2, p.y - radius - 2 - height, width, height}})
                if (!has_label && is_free(option)) {
                    at = p;
                    label = option;
                    has_label = true;
                }
            if (has_label) break;
        }
        if (!has_sign) continue;
        stop_sign(canvas, at, radius);
        taken.push_back({at.x - radius, at.y - radius, 2 * radius, 2 * radius});
        if (!has_label) continue;
        canvas.fill(label, colour::faded(colour::ground, 220), canvas.u(4));
        canvas.text(label, words, {sizes.badge, colour::vermillion, true, Align::centre});
        taken.push_back(label);
    }
}

void read_ribbons(Canvas& canvas, Box box, const std::vector<const Ribbon*>& ribbons, const std::vector<Curve>& curves, const std::vector<Card>& cards) {
    if (!canvas.hovered(box)) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    for (const Card& card : cards)
        if (card.box.contains(mouse)) return;
    float best = canvas.u(12) * canvas.u(12);
    const Ribbon* nearest = nullptr;
    for (std::size_t i = 0; i < ribbons.size(); ++i)
        for (int k = 0; k <= curve_points; ++k) {
            const ImVec2 p = curves[i].at(static_cast<float>(k) / curve_points);
            const float d = (p.x - mouse.x) * (p.x - mouse.x) + (p.y - mouse.y) * (p.y - mouse.y);
            if (d < best) {
                best = d;
                nearest = ribbons[i];
            }
        }
    if (nearest != nullptr) canvas.tip({nearest->in_words()});
}

void draw_legend(Canvas& canvas, Box box, View& view, const Sizes& sizes) {
    const Type type = sizes.tag == Type::body ? Type::small : Type::tiny;
    const float step = canvas.line_of(type);
    for (FlowState state : all_of<FlowState>()) {
        const float width = canvas.width_of(name_in_words(state), type);
        Box swatch = box.take_left(canvas.u(26));
        const ImVec2 a{swatch.x, swatch.y + swatch.h / 2}, b{swatch.right(), swatch.y + swatch.h / 2};
        if (state == FlowState::blocked) {
            canvas.dashed(a, b, colour::of(state), canvas.u(5), canvas.u(5));
            canvas.cross(swatch.centre(), canvas.u(4), colour::text, canvas.u(2));
        } else {
            canvas.line(a, b, colour::of(state), canvas.u(5));
        }
        box.take_left(canvas.u(6));
        canvas.text(box.take_left(width + 1), name_in_words(state), {type, colour::text_soft});
        box.take_left(canvas.u(14));
    }
    const Box lamp = box.take_left(step * 0.7F);
    canvas.fill({lamp.x, lamp.y + (lamp.h - lamp.w) / 2, lamp.w, lamp.w}, colour::lit, canvas.u(2));
    box.take_left(canvas.u(6));
    for (const char* words : {"tenth of plants running", "stopped"}) {
        canvas.text(box.take_left(canvas.width_of(words, type) + 1), words, {type, colour::text_soft});
        box.take_left(canvas.u(12));
        if (words[0] == 's') break;
        const Box dark = box.take_left(step * 0.7F);
        const Box square{dark.x, dark.y + (dark.h - dark.w) / 2, dark.w, dark.w};
        canvas.fill(square, colour::dark, canvas.u(2));
        canvas.frame(square, colour::vermillion, canvas.u(2), canvas.u(1.5F));
        canvas.cross(square.centre(), square.w * 0.25F, colour::vermillion, canvas.u(1.5F));
        box.take_left(canvas.u(6));
    }
    const std::string goods = std::string(name_in_words(view.state.goods)) + " (C)";
    const float width = canvas.chip_width(goods, type);
    if (box.w < width) return;
    const Box chip = canvas.chip({box.right() - width, box.y + (box.h - canvas.height_of(type) * 1.45F) / 2}, goods, colour::panel_raised, colour::text, type, width);
    if (canvas.clicked("goods", chip)) view.state.goods = static_cast<Goods>((static_cast<int>(view.state.goods) + 1) % 4);
}

}  // namespace

void draw_board(Canvas& canvas, Box box, View& view) {
    canvas.ground(box, colour::panel);
    Box inner = box.inset(canvas.u(10), canvas.u(6));
    const Sizes sizes = sizes_for(canvas, box);
    const Box legend = inner.take_bottom(canvas.u(28));
    canvas.ground(inner, colour::sea);
    canvas.list().PushClipRect(inner.min(), inner.max(), true);
    // The map keeps its shape within reason and is centred.
    Map map{inner};
    const float shape = std::clamp(map.box.w / map.box.h, 1.75F, 2.5F);
    if (map.box.w / map.box.h > shape) {
        map.box.w = map.box.h * shape;
        map.box.x += (inner.w - map.box.w) / 2;
    } else {
        map.box.h = map.box.w / shape;
        map.box.y += (inner.h - map.box.h) / 2;
    }
    draw_land(canvas, map);

    const Board& board = view.models.board;
    const float scale = canvas.u(1) * sizes.scale;
    std::vector<const Ribbon*> ribbons;
    for (const Ribbon& ribbon : board.ribbons)
        if (is_of(view.state.goods, ribbon.product_class)) ribbons.push_back(&ribbon);
    const std::vector<Curve> curves = curves_of(map, ribbons, scale);
    for (std::size_t i = 0; i < ribbons.size(); ++i) draw_ribbon(canvas, curves[i], *ribbons[i], scale, view.seconds);

    std::vector<Card> cards;
    for (const BoardRegion& region : board.regions)
        if (region.plants > 0 || !region.badges.empty() || region.moved_t > 0.5 || region.is_party)
            cards.push_back(make_card(canvas, map, sizes, region));
    settle(cards, inner.inset(canvas.u(6)), canvas.u(6));
    std::vector<Box> taken;
    for (const Card& card : cards) taken.push_back(card.box);
    for (const Card& card : cards) draw_card(canvas, map, sizes, card);
    draw_stop_signs(canvas, ribbons, curves, taken, sizes, inner);
    if (board.regions.empty())
        canvas.text(inner, "Waiting for the first week of the game", {Type::title, colour::text_soft, false, Align::centre});
    canvas.list().PopClipRect();
    read_ribbons(canvas, inner, ribbons, curves, cards);
    draw_legend(canvas, legend, view, sizes);
}

}  // namespace chokepoint::ui

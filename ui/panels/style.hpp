// Colours, type sizes and fonts: one dark, calm look, readable on a projector. The bright colours are the
// Okabe-Ito set (told apart by people with any common colour blindness), lightened where the dark ground asks
// for it; wherever colour carries meaning, shape or words carry it too.
#pragma once

#include <array>
#include <cstddef>

#include <imgui.h>

#include "engine/domain/vocabulary.hpp"
#include "engine/domain/snapshot.hpp"
#include "ui/model/timeline.hpp"

namespace chokepoint::ui {

namespace colour {
constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) {
    return IM_COL32((hex >> 16U) & 255U, (hex >> 8U) & 255U, hex & 255U, alpha);
}
constexpr ImU32 ground = rgb(0x0E141B);
constexpr ImU32 panel = rgb(0x161E27);
constexpr ImU32 panel_raised = rgb(0x202B37);
constexpr ImU32 sea = rgb(0x111A23);
constexpr ImU32 land = rgb(0x2A3744);
constexpr ImU32 land_edge = rgb(0x3D4E5F);
constexpr ImU32 line = rgb(0x33414F);
constexpr ImU32 text = rgb(0xF2F5F8);
constexpr ImU32 text_soft = rgb(0xB4C0CC);
constexpr ImU32 text_faint = rgb(0x8796A5);
constexpr ImU32 orange = rgb(0xE69F00);
constexpr ImU32 sky = rgb(0x56B4E9);
constexpr ImU32 green = rgb(0x1EC296);
constexpr ImU32 yellow = rgb(0xF0E442);
constexpr ImU32 blue = rgb(0x3D8FD6);
constexpr ImU32 vermillion = rgb(0xFF6B2C);
constexpr ImU32 purple = rgb(0xD88BB7);
constexpr ImU32 grey = rgb(0x9AA7B4);
constexpr ImU32 lit = rgb(0xFFE39A);    // a plant that runs
constexpr ImU32 dark = rgb(0x0B1016);   // one that has stopped

constexpr ImU32 us = sky;
constexpr ImU32 china = orange;

constexpr ImU32 faded(ImU32 base, unsigned alpha) { return (base & ~(255U << IM_COL32_A_SHIFT)) | (alpha << IM_COL32_A_SHIFT); }

ImU32 of(FlowState state);
ImU32 of(TariffComponent component);
ImU32 of(Government government);
ImU32 of(Subject subject);
// Seats by number: governments their own, firms grey.
ImU32 of_seat(const Scenario& scenario, SeatId seat);
// Stock cover: 0 days alarming, 90 and more calm; unknown (negative) grey.
ImU32 of_cover(double days);
}  // namespace colour

// Type sizes in units; one unit is one pixel at 1600 x 1000.
enum class Type : std::uint8_t { tiny, small, body, title, large, huge };
constexpr std::array<float, 6> type_units{14.0F, 16.0F, 18.0F, 22.0F, 31.0F, 46.0F};

struct Fonts {
    std::array<ImFont*, type_units.size()> regular{};
    std::array<ImFont*, type_units.size()> bold{};
    float unit_px = 1.0F;

    ImFont* of(Type type, bool is_bold) const {
        return (is_bold ? bold : regular)[static_cast<std::size_t>(type)];
    }
};

// Fills the atlas (cleared first) for a unit of so many pixels. DejaVu where it is installed, else ImGui's own font.
// `pixel_ratio` > 1 rasterises finer for screens whose framebuffer has more pixels than their coordinates.
Fonts build_fonts(ImFontAtlas& atlas, float unit_px, float pixel_ratio = 1.0F);

// The unit for a window of this size: the layout keeps its proportions from 1280 x 800 to a projector.
float unit_for(float width, float height, float font_factor);

}  // namespace chokepoint::ui

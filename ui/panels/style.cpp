#include "ui/panels/style.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace chokepoint::ui {

namespace colour {

ImU32 of(FlowState state) {
    switch (state) {
        case FlowState::open: return rgb(0x9CC3DD);
        case FlowState::licensed: return green;
        case FlowState::delayed: return yellow;
        case FlowState::blocked: return vermillion;
        case FlowState::diverted: return purple;
    }
    return grey;
}

ImU32 of(TariffComponent component) {
    switch (component) {
        case TariffComponent::mfn: return grey;
        case TariffComponent::section_301: return blue;
        case TariffComponent::section_232: return sky;
        case TariffComponent::fentanyl: return purple;
        case TariffComponent::reciprocal: return orange;
        case TariffComponent::threatened: return yellow;
        case TariffComponent::retaliation: return vermillion;
        case TariffComponent::farm: return green;
    }
    return grey;
}

ImU32 of(Government government) {
    switch (government) {
        case Government::us: return us;
        case Government::china: return china;
        case Government::japan: return purple;
        case Government::eu: return rgb(0x8FA8FF);
        case Government::korea: return green;
        case Government::australia: return yellow;
        case Government::canada: return rgb(0xE7C6A5);
        case Government::india: return rgb(0xB7D98B);
    }
    return grey;
}

ImU32 of(Subject subject) {
    switch (subject) {
        case Subject::tariff: return sky;
        case Subject::control: return orange;
        case Subject::talks: return text_soft;
        case Subject::agreement: return green;
        case Subject::plants: return vermillion;
        case Subject::restarts: return lit;
        case Subject::market: return yellow;
        case Subject::other: return purple;
    }
    return grey;
}

ImU32 of_seat(const Scenario& scenario, SeatId seat) {
    Government government{};
    return is_government(scenario, seat, &government) ? of(government) : grey;
}

ImU32 of_cover(double days) {
    if (days < 0) return rgb(0x26303A);
    struct Stop {
        double days;
        std::array<double, 3> rgb;
    };
    static constexpr std::array<Stop, 5> stops{{{0, {226, 70, 20}}, {15, {240, 140, 40}}, {30, {240, 222, 130}},
                                                {60, {92, 170, 200}}, {90, {40, 96, 150}}}};
    std::size_t i = 1;
    while (i + 1 < stops.size() && days > stops[i].days) ++i;
    const double share = std::clamp((days - stops[i - 1].days) / (stops[i].days - stops[i - 1].days), 0.0, 1.0);
    const auto mix = [&](std::size_t k) {
        return static_cast<unsigned>(std::lround(stops[i - 1].rgb[k] + share * (stops[i].rgb[k] - stops[i - 1].rgb[k])));
    };
    return IM_COL32(mix(0), mix(1), mix(2), 255);
}

}  // namespace colour

Fonts build_fonts(ImFontAtlas& atlas, float unit_px, float pixel_ratio) {
    static constexpr const char* regular_path = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
    static constexpr const char* bold_path = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";
    // Latin with accents, dashes and quotes, arrows, the multiplication and comparison signs.
    static constexpr std::array<ImWchar, 9> letters{0x0020, 0x017F, 0x2010, 0x2026, 0x2190, 0x2193, 0x2248, 0x2265, 0};
    std::error_code ignored;
    const bool has_dejavu = std::filesystem::exists(regular_path, ignored) && std::filesystem::exists(bold_path, ignored);
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoBakedLines;  // lines as geometry: the atlas may then be read unfiltered
    Fonts fonts;
    fonts.unit_px = unit_px;
    for (std::size_t i = 0; i < type_units.size(); ++i) {
        const float px = std::round(type_units[i] * unit_px) * pixel_ratio;
        ImFontConfig config;
        config.OversampleH = 1;  // text sits on whole pixels
        config.OversampleV = 1;
        config.PixelSnapH = true;
        config.SizePixels = px;
        if (has_dejavu) {
            fonts.regular[i] = atlas.AddFontFromFileTTF(regular_path, px, &config, letters.data());
            fonts.bold[i] = atlas.AddFontFromFileTTF(bold_path, px, &config, letters.data());
        }
        if (fonts.regular[i] == nullptr) fonts.regular[i] = atlas.AddFontDefault(&config);
        if (fonts.bold[i] == nullptr) fonts.bold[i] = fonts.regular[i];
    }
    atlas.Build();
    return fonts;
}

float unit_for(float width, float height, float font_factor) {
    const float unit = std::clamp(std::min(width / 1600.0F, height / 1000.0F), 0.7F, 4.0F) * font_factor;
    return std::round(unit * 40.0F) / 40.0F;  // steps, so that a window being resized does not rebuild fonts each frame
}

}  // namespace chokepoint::ui

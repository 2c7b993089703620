// Paints the large areas of a screen with OpenGL's clear inside a scissor. For the two shells only.
#pragma once

#include <GL/gl.h>
#include <imgui.h>

#include <cstdint>

#include "ui/panels/canvas.hpp"

namespace chokepoint::ui {

inline void clear_to(ImU32 colour) {
    const ImVec4 parts = ImGui::ColorConvertU32ToFloat4(colour);
    glClearColor(parts.x, parts.y, parts.z, 1.0F);
    glClear(GL_COLOR_BUFFER_BIT);
}

// ImGui's backend has the scissor test on while it draws, and sets its box anew for each command.
inline void paint_ground(const ImDrawList*, const ImDrawCmd* command) {
    const auto& ground = *static_cast<const Ground*>(command->UserCallbackData);
    const ImDrawData& data = *ImGui::GetDrawData();
    const float height = data.DisplaySize.y * data.FramebufferScale.y;
    const auto px = [](float value) { return static_cast<GLint>(value + 0.5F); };
    const GLint left = px(ground.box.x * data.FramebufferScale.x), right = px(ground.box.right() * data.FramebufferScale.x);
    const GLint low = px(height - ground.box.bottom() * data.FramebufferScale.y), high = px(height - ground.box.y * data.FramebufferScale.y);
    glScissor(left, low, right - left, high - low);
    clear_to(ground.colour);
}

// Text stands on whole pixels, so the font atlas needs no filter; reading one texel for four is what a software
// renderer feels most. For screens whose pixels are the window's coordinates.
inline void read_fonts_unfiltered() {
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(ImGui::GetIO().Fonts->TexID)));
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

}  // namespace chokepoint::ui

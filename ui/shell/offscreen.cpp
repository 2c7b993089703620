#define GL_GLEXT_PROTOTYPES
#include "ui/shell/offscreen.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <png.h>

#include <cstring>

#include "ui/shell/ground_painter.hpp"

namespace chokepoint::ui {

struct Offscreen::Parts {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    ImGuiContext* imgui = nullptr;
    Fonts fonts;
    GLuint framebuffer = 0;
    GLuint texture = 0;
    int width = 0, height = 0;
    bool has_backend = false;
};

namespace {

EGLDisplay open_display() {
    const auto get_platform_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (get_platform_display != nullptr) {
        const EGLDisplay display = get_platform_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (display != EGL_NO_DISPLAY) return display;
    }
    return eglGetDisplay(EGL_DEFAULT_DISPLAY);
}

}  // namespace

Result<std::unique_ptr<Offscreen>> Offscreen::create(int width, int height) {
    std::unique_ptr<Offscreen> made(new Offscreen);
    made->parts_ = std::make_unique<Parts>();
    Parts& parts = *made->parts_;
    parts.width = width;
    parts.height = height;
    parts.display = open_display();
    if (parts.display == EGL_NO_DISPLAY || eglInitialize(parts.display, nullptr, nullptr) != EGL_TRUE)
        return fail("cannot draw without a display: EGL does not start (install libegl1 and libgl1-mesa-dri)");
    eglBindAPI(EGL_OPENGL_API);
    const EGLint wanted[] = {EGL_SURFACE_TYPE, 0, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    eglChooseConfig(parts.display, wanted, &config, 1, &count);
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3,
                              EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    parts.context = eglCreateContext(parts.display, count > 0 ? config : nullptr, EGL_NO_CONTEXT, version);
    if (parts.context == EGL_NO_CONTEXT || eglMakeCurrent(parts.display, EGL_NO_SURFACE, EGL_NO_SURFACE, parts.context) != EGL_TRUE)
        return fail("cannot draw without a display: no OpenGL 3.3 here (Mesa's software renderer has it: install libgl1-mesa-dri)");

    glGenTextures(1, &parts.texture);
    glBindTexture(GL_TEXTURE_2D, parts.texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glGenFramebuffers(1, &parts.framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, parts.framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, parts.texture, 0);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        return fail("the driver cannot draw a picture of " + std::to_string(width) + "x" + std::to_string(height) + "; ask for a smaller one");

    parts.imgui = ImGui::CreateContext();
    ImGui::SetCurrentContext(parts.imgui);
    ImGui::GetIO().IniFilename = nullptr;
    parts.has_backend = ImGui_ImplOpenGL3_Init("#version 330 core");
    if (!parts.has_backend) return fail("cannot draw without a display: OpenGL functions could not be loaded");
    return made;
}

Offscreen::~Offscreen() {
    if (parts_ == nullptr) return;
    if (parts_->imgui != nullptr) {
        ImGui::SetCurrentContext(parts_->imgui);
        if (parts_->has_backend) ImGui_ImplOpenGL3_Shutdown();
        ImGui::DestroyContext(parts_->imgui);
    }
    if (parts_->framebuffer != 0) glDeleteFramebuffers(1, &parts_->framebuffer);
    if (parts_->texture != 0) glDeleteTextures(1, &parts_->texture);
    if (parts_->display != EGL_NO_DISPLAY) {
        eglMakeCurrent(parts_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (parts_->context != EGL_NO_CONTEXT) eglDestroyContext(parts_->display, parts_->context);
        eglTerminate(parts_->display);
    }
}

void Offscreen::draw(Screen& screen, const History& history, double seconds) {
    ImGui::SetCurrentContext(parts_->imgui);
    ImGuiIO& io = ImGui::GetIO();
    const auto width = static_cast<float>(parts_->width), height = static_cast<float>(parts_->height);
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0F / 60.0F;
    const float unit = screen.unit_for_window(width, height);
    if (parts_->fonts.regular[0] == nullptr || parts_->fonts.unit_px != unit) {
        parts_->fonts = build_fonts(*io.Fonts, unit);
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
        read_fonts_unfiltered();
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    screen.paint_grounds_with(paint_ground);
    screen.draw(history, parts_->fonts, width, height, seconds);
    ImGui::Render();
    glBindFramebuffer(GL_FRAMEBUFFER, parts_->framebuffer);
    glViewport(0, 0, parts_->width, parts_->height);
    clear_to(colour::ground);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glFinish();
}

Picture Offscreen::picture() const {
    Picture picture{parts_->width, parts_->height, {}};
    const auto row = static_cast<std::size_t>(picture.width) * 3;
    std::vector<std::uint8_t> upside_down(row * static_cast<std::size_t>(picture.height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glBindFramebuffer(GL_FRAMEBUFFER, parts_->framebuffer);
    glReadPixels(0, 0, picture.width, picture.height, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
    picture.rgb.resize(upside_down.size());
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y)
        std::memcpy(&picture.rgb[y * row], &upside_down[(static_cast<std::size_t>(picture.height) - 1 - y) * row], row);
    return picture;
}

std::string Offscreen::renderer() const {
    const auto* words = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    return words != nullptr ? words : "unknown";
}

Status write_png(const Picture& picture, const std::string& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    if (png_image_write_to_file(&image, path.c_str(), 0, picture.rgb.data(), 0, nullptr) == 0)
        return Error{std::string("cannot write the picture: ") + image.message, path, 0};
    return Done{};
}

}  // namespace chokepoint::ui

#include "ui/shell/window.hpp"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include "ui/shell/ground_painter.hpp"

namespace chokepoint::ui {
namespace {

constexpr double frame_s = 1.0 / 60.0;

struct Keys {
    Screen* screen;
    const History* history;
};

std::optional<Command> command_for(int key, int mods) {
    if ((mods & GLFW_MOD_CONTROL) != 0) {
        switch (key) {
            case GLFW_KEY_EQUAL:
            case GLFW_KEY_KP_ADD: return Command::larger;
            case GLFW_KEY_MINUS:
            case GLFW_KEY_KP_SUBTRACT: return Command::smaller;
            case GLFW_KEY_0: return Command::default_size;
            default: return std::nullopt;
        }
    }
    switch (key) {
        case GLFW_KEY_0:
        case GLFW_KEY_KP_0: return Command::show_overview;
        case GLFW_KEY_1:
        case GLFW_KEY_KP_1: return Command::show_board;
        case GLFW_KEY_2:
        case GLFW_KEY_KP_2: return Command::show_talks;
        case GLFW_KEY_3:
        case GLFW_KEY_KP_3: return Command::show_measures;
        case GLFW_KEY_4:
        case GLFW_KEY_KP_4: return Command::show_supply;
        case GLFW_KEY_5:
        case GLFW_KEY_KP_5: return Command::show_timeline;
        case GLFW_KEY_SPACE: return Command::play_or_pause;
        case GLFW_KEY_LEFT: return Command::week_back;
        case GLFW_KEY_RIGHT: return Command::week_on;
        case GLFW_KEY_HOME: return Command::first_week;
        case GLFW_KEY_END: return Command::newest_week;
        case GLFW_KEY_UP: return Command::faster;
        case GLFW_KEY_DOWN: return Command::slower;
        case GLFW_KEY_F: return Command::full_board;
        case GLFW_KEY_C: return Command::next_goods;
        case GLFW_KEY_F1:
        case GLFW_KEY_SLASH: return Command::hints;
        default: return std::nullopt;
    }
}

void on_key(GLFWwindow* window, int key, int, int action, int mods) {
    if (action == GLFW_RELEASE) return;
    const auto* keys = static_cast<const Keys*>(glfwGetWindowUserPointer(window));
    if (key == GLFW_KEY_ESCAPE) {
        keys->screen->state().shows_hints = false;
        keys->screen->state().is_full_board = false;
        return;
    }
    if (const std::optional<Command> command = command_for(key, mods)) keys->screen->command(*command, *keys->history);
}

// True the first time on this account; leaves a mark. Without a home directory hints never show by themselves.
bool is_first_run() {
    namespace fs = std::filesystem;
    fs::path folder;
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0') folder = state;
    else if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') folder = fs::path(home) / ".local" / "state";
    else return false;
    folder /= "chokepoint";
    std::error_code error;
    if (fs::exists(folder / "viewer-hints-seen", error)) return false;
    fs::create_directories(folder, error);
    return static_cast<bool>(std::ofstream(folder / "viewer-hints-seen") << "\n");
}

std::string glfw_words() {
    const char* words = nullptr;
    glfwGetError(&words);
    return words != nullptr ? words : "unknown reason";
}

// Ends GLFW and ImGui in the right order however run_window leaves.
struct Glfw {
    bool is_up = glfwInit() == GLFW_TRUE;
    ~Glfw() {
        if (is_up) glfwTerminate();
    }
};

void draw_frame(GLFWwindow* window, Screen& screen, const History& history, Fonts& fonts, float& fonts_ratio) {
    int width = 0, height = 0, pixels_wide = 0, pixels_high = 0;
    glfwGetWindowSize(window, &width, &height);
    glfwGetFramebufferSize(window, &pixels_wide, &pixels_high);
    if (width <= 0 || height <= 0) return;  // minimised
    const float ratio = static_cast<float>(pixels_wide) / static_cast<float>(width);
    const float unit = screen.unit_for_window(static_cast<float>(width), static_cast<float>(height));
    if (fonts.regular[0] == nullptr || fonts.unit_px != unit || fonts_ratio != ratio) {
        fonts = build_fonts(*ImGui::GetIO().Fonts, unit, ratio);
        fonts_ratio = ratio;
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
        if (ratio == 1.0F) read_fonts_unfiltered();
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    screen.paint_grounds_with(paint_ground);
    screen.draw(history, fonts, static_cast<float>(width), static_cast<float>(height), glfwGetTime());
    ImGui::Render();
    glViewport(0, 0, pixels_wide, pixels_high);
    clear_to(colour::ground);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window);
}

}  // namespace

Status run_window(Screen& screen, const History& history, const WindowOptions& options, const std::function<void()>& before_frame) {
    const Glfw glfw;
    if (!glfw.is_up)
        return fail("cannot open a window: " + glfw_words() + ". Set DISPLAY or WAYLAND_DISPLAY, or add --screenshot FILE.png to get a picture without a display");
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    GLFWwindow* window = glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
    if (window == nullptr) return fail("cannot open a window with OpenGL 3.3: " + glfw_words());
    glfwMakeContextCurrent(window);
    glfwSwapInterval(1);
    glfwSetWindowSizeLimits(window, 960, 600, GLFW_DONT_CARE, GLFW_DONT_CARE);

    Keys keys{&screen, &history};
    glfwSetWindowUserPointer(window, &keys);
    glfwSetKeyCallback(window, on_key);  // before the backend, which calls it on
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(window, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    if (options.shows_hints_once && is_first_run()) screen.state().shows_hints = true;

    Fonts fonts;
    float fonts_ratio = 0.0F;
    while (glfwWindowShouldClose(window) == GLFW_FALSE) {
        const double began = glfwGetTime();
        glfwPollEvents();
        before_frame();
        draw_frame(window, screen, history, fonts, fonts_ratio);
        // Where the driver does not wait for the screen, do not heat the room.
        const double left = frame_s - (glfwGetTime() - began);
        if (left > 0.001) std::this_thread::sleep_for(std::chrono::duration<double>(left - 0.0005));
    }
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(window);
    return Done{};
}

}  // namespace chokepoint::ui

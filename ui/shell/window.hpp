// The window: GLFW and OpenGL 3.3 around a Screen. Runs until it is closed.
#pragma once

#include <functional>

#include "engine/base/result.hpp"
#include "ui/panels/screen.hpp"

namespace chokepoint::ui {

struct WindowOptions {
    int width = 1600;
    int height = 1000;
    std::string title = "Chokepoint";
    bool shows_hints_once = true;  // on a person's first run
};

// `before_frame` is called before each picture: new snapshots go into the history there. Error: no display, or no
// OpenGL 3.3 on it.
Status run_window(Screen& screen, const History& history, const WindowOptions& options, const std::function<void()>& before_frame);

}  // namespace chokepoint::ui

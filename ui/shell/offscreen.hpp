// Pictures without a display: an OpenGL context on no surface (EGL, Mesa's software renderer will do), a
// framebuffer, and its contents as a PNG file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "ui/panels/screen.hpp"

namespace chokepoint::ui {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;  // rows from the top, three bytes a pixel
};

class Offscreen {
  public:
    // Errors: no EGL, no OpenGL 3.3, a size that the driver refuses.
    static Result<std::unique_ptr<Offscreen>> create(int width, int height);
    ~Offscreen();
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

    // Draws one frame and waits until it is drawn.
    void draw(Screen& screen, const History& history, double seconds);
    Picture picture() const;
    std::string renderer() const;

  private:
    Offscreen() = default;
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

Status write_png(const Picture& picture, const std::string& path);

}  // namespace chokepoint::ui

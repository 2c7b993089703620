// Pictures without a display.
#include <filesystem>
#include <fstream>
#include <set>

#include "tests/support/catch.hpp"
#include "tests/ui/synthetic.hpp"
#include "ui/shell/offscreen.hpp"

using namespace chokepoint;
using namespace chokepoint::ui;

TEST_CASE("a picture is drawn without a display and is not black", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const History history = test::synthetic_history(scenario, 10, 52);
    auto offscreen = Offscreen::create(1280, 800);
    if (!offscreen) {
        WARN("no EGL here: " + offscreen.error().message);
        return;
    }
    Screen screen(scenario);
    (*offscreen)->draw(screen, history, 0.0);
    const Picture picture = (*offscreen)->picture();
    REQUIRE(picture.rgb.size() == std::size_t{1280} * 800 * 3);
    std::set<std::uint32_t> colours;
    std::size_t bright = 0;
    for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
        colours.insert(std::uint32_t{picture.rgb[i]} << 16 | std::uint32_t{picture.rgb[i + 1]} << 8 | picture.rgb[i + 2]);
        bright += picture.rgb[i] + picture.rgb[i + 1] + picture.rgb[i + 2] > 300 ? 1 : 0;
    }
    CHECK(colours.size() > 100);
    CHECK(bright > 5000);

    const auto path = std::filesystem::temp_directory_path() / "chokepoint_shell_test.png";
    REQUIRE(write_png(picture, path.string()).ok());
    CHECK(std::filesystem::file_size(path) > 10000);
    std::ifstream file(path, std::ios::binary);
    std::string magic(4, '\0');
    file.read(magic.data(), 4);
    CHECK(magic == "\x89PNG");
    std::filesystem::remove(path);
    CHECK_FALSE(write_png(picture, "/no/such/folder/x.png").ok());
}

// Every view drawn without a window, at three sizes, and what stands on it read back.
#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/ui/synthetic.hpp"
#include "ui/panels/screen.hpp"

using namespace chokepoint;
using namespace chokepoint::ui;

namespace {

// ImGui without a renderer: the atlas is built, the draw lists are made and thrown away.
class Headless {
  public:
    Headless() {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
    }
    ~Headless() { ImGui::DestroyContext(); }
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    void draw(Screen& screen, const History& history, float width, float height, double seconds = 0) {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {width, height};
        io.DeltaTime = 1.0F / 60.0F;
        const float unit = screen.unit_for_window(width, height);
        if (fonts_.regular[0] == nullptr || fonts_.unit_px != unit) fonts_ = build_fonts(*io.Fonts, unit);
        ImGui::NewFrame();
        screen.draw(history, fonts_, width, height, seconds);
        ImGui::Render();
        REQUIRE(ImGui::GetDrawData()->TotalVtxCount > 0);
    }

  private:
    Fonts fonts_;
};

bool says(const Screen& screen, const std::string& part) {
    return std::any_of(screen.written().begin(), screen.written().end(), [&](const Written& w) { return w.text.find(part) != std::string::npos; });
}

// Texts that lie on each other by more than a hair, as "a | b".
std::vector<std::string> collisions(const Screen& screen) {
    std::vector<std::string> found;
    const auto& written = screen.written();
    for (std::size_t i = 0; i < written.size(); ++i)
        for (std::size_t k = i + 1; k < written.size(); ++k)
            if (written[i].at.inset(1.5F).overlaps(written[k].at.inset(1.5F))) found.push_back(written[i].text + " | " + written[k].text);
    return found;
}

constexpr std::pair<float, float> sizes[] = {{1280, 800}, {1600, 1000}, {1920, 1080}};
constexpr Panel panels[] = {Panel::overview, Panel::board, Panel::talks, Panel::measures, Panel::supply, Panel::timeline};

}  // namespace

TEST_CASE("every panel draws at every size, inside the window, and no text lies on another", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const int weeks = GENERATE(0, 1, 10, 25, 156);
    const History history = test::synthetic_history(scenario, weeks, 156);
    Headless headless;
    Screen screen(scenario);
    screen.keep_log(true);
    for (const auto& [width, height] : sizes)
        for (Panel panel : panels) {
            CAPTURE(weeks, width, height, name_of(panel));
            screen.state().panel = panel;
            headless.draw(screen, history, width, height);
            headless.draw(screen, history, width, height);
            CHECK(screen.written().size() > 15);
            for (const Written& w : screen.written()) {
                CAPTURE(w.text);
                CHECK((w.at.x >= -1 && w.at.y >= -1 && w.at.right() <= width + 1 && w.at.bottom() <= height + 1));
            }
            // On the board, names of far-off regions may stand on each other only where cards leave no place.
            const std::vector<std::string> overlaps = collisions(screen);
            CAPTURE(overlaps);
            CHECK(overlaps.empty());
        }
}

TEST_CASE("a snapshot with every list full draws too", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    History history;
    for (int week = 1; week <= 3; ++week) history.add(test::overfull_snapshot(scenario, week));
    Headless headless;
    Screen screen(scenario);
    for (const auto& [width, height] : sizes)
        for (Panel panel : panels) {
            screen.state().panel = panel;
            headless.draw(screen, history, width, height);
        }
    headless.draw(screen, history, 640, 400);
    screen.state().font_factor = 2.0F;
    headless.draw(screen, history, 640, 400);
}

TEST_CASE("the head and the board say the main facts", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const History history = test::synthetic_history(scenario, 10, 52);
    Headless headless;
    Screen screen(scenario);
    screen.keep_log(true);
    headless.draw(screen, history, 1600, 1000);
    for (const char* words : {"Week 10 of 52", "145 %", "32 of 334 stopped", "Magnets blocked", "5 elements under licence", "U.S. and China"}) {
        CAPTURE(words);
        CHECK(says(screen, words));
    }
}

TEST_CASE("the talks show what was said in people's own words", "[ui][sayings]") {
    const Scenario scenario = test::synthetic_scenario();
    History history = test::synthetic_history(scenario, 10, 52);
    const std::string longest(limits::text_bytes, 'w');
    history.hear({1, 9, 1, 0, history.snapshot_at(9)->talks[0].talk, no_seat, longest});
    history.hear({2, 10, 1, 1, history.snapshot_at(10)->talks[0].talk, no_seat, "Nothing is agreed until all is"});
    Headless headless;
    Screen screen(scenario);
    screen.keep_log(true);
    screen.command(Command::show_talks, history);
    headless.draw(screen, history, 1600, 1000);
    CHECK(says(screen, "Nothing is agreed until all is"));
}

TEST_CASE("keys walk through weeks and views", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const History history = test::synthetic_history(scenario, 20, 52);
    Headless headless;
    Screen screen(scenario);
    screen.keep_log(true);
    headless.draw(screen, history, 1600, 1000, 0.0);
    CHECK(screen.state().week == 20);
    screen.command(Command::week_back, history);
    headless.draw(screen, history, 1600, 1000, 0.1);
    CHECK(says(screen, "Week 19 of 52"));
    CHECK_FALSE(screen.state().is_following);
    screen.command(Command::first_week, history);
    CHECK(screen.state().week == 1);
    screen.command(Command::play_or_pause, history);
    for (int frame = 0; frame < 100; ++frame) headless.draw(screen, history, 1600, 1000, 0.2 + frame * 0.1);
    CHECK(screen.state().week == 20);  // at the newest week playback ends and following begins
    CHECK(screen.state().is_following);
    screen.command(Command::show_supply, history);
    CHECK(screen.state().panel == Panel::supply);
    screen.command(Command::full_board, history);
    headless.draw(screen, history, 1600, 1000, 20);
    CHECK(says(screen, "F: back"));
    screen.command(Command::hints, history);
    headless.draw(screen, history, 1600, 1000, 20);
    CHECK(says(screen, "play or pause the weeks"));
}

TEST_CASE("a live viewer follows the newest week unless someone looks back", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    History history = test::synthetic_history(scenario, 5, 52);
    Headless headless;
    Screen screen(scenario);
    headless.draw(screen, history, 1280, 800);
    history.add(test::synthetic_snapshot(scenario, 6, 52));
    headless.draw(screen, history, 1280, 800);
    CHECK(screen.state().week == 6);
    screen.command(Command::week_back, history);
    history.add(test::synthetic_snapshot(scenario, 7, 52));
    headless.draw(screen, history, 1280, 800);
    CHECK(screen.state().week == 5);
}

TEST_CASE("panels are known by name", "[ui]") {
    for (Panel panel : panels) CHECK(parse_panel(name_of(panel)) == panel);
    CHECK(!parse_panel("nonsense"));
}

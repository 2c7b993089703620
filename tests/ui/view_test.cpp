// chokepoint-view as a program: a recorded game in, a picture out; and what it says when it is called wrongly.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/game/recorder.hpp"
#include "proto/codec/scenario_text.hpp"
#include "proto/journal/journal_file.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using test::contains;
namespace fs = std::filesystem;

namespace {

struct Ran {
    int code;
    std::string errors;
};

Ran view(const std::string& words, const std::string& environment = "") {
    const fs::path log = fs::temp_directory_path() / "chokepoint_view_test.log";
    const std::string command = "env -u DISPLAY -u WAYLAND_DISPLAY " + environment + " " CHOKEPOINT_BIN_DIR "/chokepoint-view " + words +
                                " >/dev/null 2>" + log.string();
    const int status = std::system(command.c_str());
    std::ostringstream text;
    text << std::ifstream(log).rdbuf();
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text.str()};
}

// Three weeks in which everybody passes.
std::string quiet_game() {
    const fs::path path = fs::temp_directory_path() / "chokepoint_view_test.journal";
    fs::remove(path);
    Result<Scenario> scenario = codec::load_scenario(CHOKEPOINT_SOURCE_DIR "/configs/scenarios/april-2025.textproto");
    REQUIRE(scenario.ok());
    const std::string text = codec::scenario_text(*scenario);
    const auto setup = make_setup(std::move(*scenario));
    REQUIRE(setup.ok());
    auto writer = journal::JournalFileWriter::create(path.string(), journal_header(**setup, text, "test", 7, 3, {}), journal::Fsync::none);
    REQUIRE(writer.ok());
    const auto game = std::make_unique<Game>(start_game(**setup, 7, 3));
    const auto answers = std::make_unique<Answers>();
    std::array<AnswerOrigin, limits::seats> origins{};
    for (Phase phase = open_phase(**setup, *game); phase.kind != PhaseKind::over; phase = open_phase(**setup, *game)) {
        REQUIRE((*writer)->append(phase_record(phase, *answers, origins)).ok());
        close_phase(**setup, *game, *answers);
    }
    return path.string();
}

}  // namespace

TEST_CASE("the viewer makes a picture of every panel of a recorded game", "[ui]") {
    const std::string journal = quiet_game();
    const fs::path picture = fs::temp_directory_path() / "chokepoint_view_test.png";
    for (const char* panel : {"overview", "board", "talks", "measures", "supply", "timeline"}) {
        fs::remove(picture);
        const Ran ran = view("--journal " + journal + " --week 2 --panel " + panel + " --size 1280x800 --screenshot " + picture.string());
        if (ran.errors.find("without a display") != std::string::npos) {
            WARN(ran.errors);
            return;
        }
        CAPTURE(panel, ran.errors);
        REQUIRE(ran.code == 0);
        CHECK(fs::file_size(picture) > 10000);
    }
    SECTION("a week that was never played is named") {
        const Ran ran = view("--journal " + journal + " --week 40 --screenshot " + picture.string());
        CHECK(ran.code == 2);
        CHECK_THAT(ran.errors, contains("ends with week 3"));
    }
    SECTION("without a display it says what to do instead") {
        const Ran ran = view("--journal " + journal);
        CHECK(ran.code == 1);
        CHECK_THAT(ran.errors, contains("--screenshot"));
    }
}

TEST_CASE("the viewer says what is wrong with its words", "[ui]") {
    CHECK(view("--help").code == 0);
    for (const auto& [words, says] : {std::pair{"", "--journal"}, std::pair{"--journal /nowhere.journal", "/nowhere.journal"},
                                      std::pair{"--panel nonsense --journal x", "overview"}, std::pair{"--size 5 --journal x", "1600x1000"},
                                      std::pair{"--bogus", "--help"}, std::pair{"--connect localhost:1", "--room"}}) {
        const Ran ran = view(words);
        CAPTURE(words, ran.errors);
        CHECK(ran.code == 2);
        CHECK(ran.errors.rfind("chokepoint: ", 0) == 0);
        CHECK_THAT(ran.errors, contains(says));
    }
}

TEST_CASE("the viewer refuses an instruction set that there is not", "[ui][lanes]") {
    const Ran ran = view("--help", "CHOKEPOINT_ISA=pentium");
    CHECK(ran.code == 2);
    CHECK_THAT(ran.errors, contains("chokepoint: CHOKEPOINT_ISA: no instruction set is called 'pentium'"));
    CHECK(view("--help", "CHOKEPOINT_ISA=generic").code == 0);
}

// chokepoint demo: the whole thing in one go: a server, every agent its own client on loopback TCP, and the
// viewer window; or, where there is no display, a live text board that ends with the game.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <optional>

#include "proto/net/loopback.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/scored.hpp"
#include "ui/cli/sister.hpp"
#include "ui/cli/support.hpp"
#include "ui/model/text_board.hpp"

namespace chokepoint::cli {
namespace {

constexpr double phases_per_second = 3.0;  // at speed 1: a week in a little over a second

struct DemoOptions {
    std::uint64_t seed = 7;
    int weeks = 52;
    double speed = 1.0;
    bool board = false;
};

// Prints the board anew each week: over itself on a terminal, below the last one elsewhere.
class BoardPrinter {
  public:
    explicit BoardPrinter(std::shared_ptr<const Setup> setup) : setup_(std::move(setup)) {}

    void print(const Game& game) {
        snapshot(*setup_, game, Viewpoint::facilitator, no_seat, *snapshot_);
        history_.add(*snapshot_);
        const bool terminal = isatty(STDOUT_FILENO) != 0;
        const std::string text = ui::text_board(setup_->scenario, history_, {terminal, 100});
        std::printf("%s%s\n", terminal ? "\033[H\033[2J" : "", text.c_str());
        std::fflush(stdout);
    }

  private:
    std::shared_ptr<const Setup> setup_;
    std::unique_ptr<Snapshot> snapshot_ = std::make_unique<Snapshot>();
    ui::History history_;
};

Result<Sister> open_window(const net::LoopbackGame::Place& place) {
    const Result<std::string> path = viewer_path();
    if (!path) return path.errors();
    return Sister::start({*path, "--connect", place.address.host + ":" + std::to_string(place.address.port), "--room", place.room,
                          "--token", place.facilitator_token});
}

int demo(const DemoOptions& options) {
    const auto file = shipped_file("scenarios/april-2025.textproto");
    if (!file) return report(file.errors());
    const auto setup = load_setup(file->string(), {});
    if (!setup) return report(setup.errors());
    const bool with_board = options.board || !can_open_window();
    if (with_board && !options.board) std::fprintf(stderr, "chokepoint: no display here: showing the text board (the window needs DISPLAY or WAYLAND_DISPLAY)\n");
    BoardPrinter board(*setup);
    std::optional<Sister> window;
    net::LoopbackGame game;
    game.setup = *setup;
    game.roster = roster();
    game.seed = options.seed;
    game.weeks = options.weeks;
    game.program_version = program_version();
    game.pace = std::chrono::milliseconds(static_cast<int>(1000.0 / phases_per_second / options.speed));
    game.open = [&](const net::LoopbackGame::Place& place) {
        std::fprintf(stderr, "chokepoint: %zu agents play over %s:%d, room %s\n", (*setup)->params.seats, place.address.host.c_str(),
                     place.address.port, place.room.c_str());
        if (with_board) return;
        Result<Sister> opened = open_window(place);
        if (opened) window.emplace(std::move(*opened));
        else report(opened.errors(), exit_failed);
    };
    game.hooks.wants_rationales = true;  // for the window
    game.hooks.week_closed = [&](const Game& now) {
        if (with_board) board.print(now);
        return true;
    };
    const Result<net::RoomResult> result = net::play_over_tcp(std::move(game));
    if (!result) return report(result.errors(), exit_failed);
    if (!result->errors.empty()) return report(result->errors, exit_failed);
    print_outcomes(**setup, *result->game);
    const auto scores = scores_of(**setup, *result->game);
    if (!scores) return report(scores.errors(), exit_failed);
    std::fputs(seats_text(**setup, *result->game, {}, *scores).c_str(), stdout);
    std::fflush(stdout);
    return window ? window->wait() : 0;  // the window stays for a look back until it is closed
}

}  // namespace

void add_demo(Program& program) {
    auto options = std::make_shared<DemoOptions>();
    Command command = program.command("demo", "Server, agents and viewer in one go, on April 2025");
    command.option("--seed", options->seed, "seed of every random number").with_default();
    command.option("--weeks", options->weeks, "length").between(1, 5200).with_default();
    command.option("--speed", options->speed, "1: a week in a little over a second").between(0.01, 10000.0).with_default();
    command.flag("--board", options->board, "a text board instead of the window; ends by itself");
    command.example("Example: chokepoint demo --seed 7 --weeks 26 --speed 2");
    command.does([options] { return demo(*options); });
}

}  // namespace chokepoint::cli

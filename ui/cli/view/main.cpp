// chokepoint-view, the window program: finds the game (a journal or a room), then shows it in a window or as one
// picture. `chokepoint view` starts it with the same words.
#include <chrono>
#include <cstdio>
#include <thread>

#include "proto/codec/scenario_text.hpp"
#include "proto/journal/journal_file.hpp"
#include "ui/arguments/arguments.hpp"
#include "ui/shell/feed.hpp"
#include "ui/shell/offscreen.hpp"
#include "ui/shell/window.hpp"

namespace chokepoint::cli {
namespace {

constexpr int exit_failed = 1, exit_bad_input = 2;
constexpr double welcome_max_s = 15.0;
constexpr double first_snapshot_max_s = 10.0;

struct Options {
    std::string connect, room, seat, token, authority;
    std::string journal;
    int week = -1;
    std::string panel = "overview";
    std::string size = "1600x1000";
    std::string screenshot;
};

int report(const Errors& errors, int code) {
    for (const Error& error : errors) std::fprintf(stderr, "chokepoint: %s\n", error.to_string().c_str());
    return code;
}

// A game to look at: the scenario must outlive the screen.
struct Source {
    Scenario scenario;
    std::unique_ptr<ui::Feed> feed;
};

Result<Source> open_recorded(const std::string& path) {
    Result<journal::JournalFile> file = journal::open_journal(path);
    if (!file) return file.errors();
    Result<Scenario> scenario = codec::parse_scenario(file->header().scenario_text, path);
    if (!scenario) return scenario.errors();
    Source source{*scenario, nullptr};
    const auto setup = make_setup(std::move(*scenario));
    if (!setup) return setup.errors();
    std::size_t at = 0;
    const auto next = [&]() -> std::optional<JournalRecord> {
        if (at == file->entries().size()) return std::nullopt;
        return file->record(file->entries()[at++]);
    };
    Result<std::unique_ptr<ui::Feed>> feed = ui::RecordedFeed::play(**setup, file->header(), next);
    if (!feed) return Error{feed.error().message, path, 0};
    source.feed = std::move(*feed);
    if (file->torn_bytes() > 0)
        std::fprintf(stderr, "chokepoint: %s: the last record is torn (%zu bytes left out)\n", path.c_str(), file->torn_bytes());
    return source;
}

Result<Source> join_room(const Options& options) {
    const Result<net::Address> address = net::parse_address(options.connect);
    if (!address) return address.errors();
    net::ClientConfig config;
    config.server = *address;
    config.hello.room = options.room;
    config.hello.part = wire::Part::watcher;
    config.hello.role = options.seat;
    config.hello.token = options.token;
    config.hello.name = "viewer";
    config.hello.viewpoint = !options.seat.empty()  ? Viewpoint::seat
                             : !options.token.empty() ? Viewpoint::facilitator
                                                      : Viewpoint::spectator;
    if (!options.authority.empty()) {
        Result<net::TlsContext> tls = net::tls_for_client(options.authority);
        if (!tls) return tls.errors();
        config.tls = *tls;
    }
    auto feed = std::make_unique<ui::NetworkFeed>(std::move(config));
    Result<Scenario> scenario = feed->join(welcome_max_s);
    if (!scenario) return scenario.errors();
    return Source{std::move(*scenario), std::move(feed)};
}

// "1600x1000".
std::optional<std::pair<int, int>> parse_size(const std::string& text) {
    int width = 0, height = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2) return std::nullopt;
    if (width < 640 || height < 400 || width > 7680 || height > 4320) return std::nullopt;
    return std::pair{width, height};
}

// Waits for the week asked for (or any), as long as the feed still promises something.
void wait_for_week(ui::Feed& feed, ui::History& history, int week) {
    const double step_s = 0.02;
    for (double waited = 0; waited < first_snapshot_max_s; waited += step_s) {
        feed.collect(history);
        if (!history.empty() && history.last_week() >= week) return;
        if (!feed.trouble().empty()) return;
        std::this_thread::sleep_for(std::chrono::duration<double>(step_s));
    }
}

int take_picture(const Source& source, ui::Screen& screen, ui::History& history, const Options& options, std::pair<int, int> size) {
    if (history.empty()) return report({fail(source.feed->trouble().empty() ? "no week of the game has arrived: nothing to draw" : source.feed->trouble())}, exit_failed);
    auto offscreen = ui::Offscreen::create(size.first, size.second);
    if (!offscreen) return report(offscreen.errors(), exit_failed);
    for (int frame = 0; frame < 2; ++frame) (*offscreen)->draw(screen, history, 0.0);  // the first settles sizes
    if (const Status written = ui::write_png((*offscreen)->picture(), options.screenshot); !written) return report(written.errors(), exit_failed);
    return 0;
}

int view(const Options& options) {
    const std::optional<ui::Panel> panel = ui::parse_panel(options.panel);
    if (!panel) return report({fail("--panel: no panel '" + options.panel + "'; there are " + ui::panel_names())}, exit_bad_input);
    const auto size = parse_size(options.size);
    if (!size) return report({fail("--size: '" + options.size + "' is not a size such as 1600x1000 (640x400 to 7680x4320)")}, exit_bad_input);
    const bool is_recorded = !options.journal.empty();
    if (is_recorded != options.connect.empty() || is_recorded != options.room.empty())
        return report({fail("say what to view: either --journal FILE, or --connect HOST:PORT with --room CODE")}, exit_bad_input);
    Result<Source> source = is_recorded ? open_recorded(options.journal) : join_room(options);
    if (!source) return report(source.errors(), is_recorded ? exit_bad_input : exit_failed);

    ui::History history;
    ui::Screen screen(source->scenario);
    screen.state().panel = *panel;
    source->feed->collect(history);
    if (!options.screenshot.empty()) wait_for_week(*source->feed, history, options.week);
    if (is_recorded && options.week > history.last_week())
        return report({fail("--week " + std::to_string(options.week) + ": the journal ends with week " + std::to_string(history.last_week()))}, exit_bad_input);
    if (options.week >= 0) screen.look_at(options.week, history);
    screen.set_status(source->feed->status());
    if (!options.screenshot.empty()) return take_picture(*source, screen, history, options, *size);

    const ui::WindowOptions window{size->first, size->second, "Chokepoint: " + source->scenario.title, true};
    const Status done = ui::run_window(screen, history, window, [&] {
        source->feed->collect(history);
        const std::string trouble = source->feed->trouble();
        screen.set_status(source->feed->status() + (trouble.empty() ? "" : ": " + trouble));
    });
    return done ? 0 : report(done.errors(), exit_failed);
}

}  // namespace
}  // namespace chokepoint::cli

int main(int argc, char** argv) {
    using namespace chokepoint::cli;
    Program program("chokepoint view", "The viewer: a running or a recorded game of Chokepoint");
    Command command = program.only_command();
    Options options;
    command.option("--connect", options.connect, "HOST:PORT of the server");
    command.option("--room", options.room, "the room's code");
    command.option("--seat", options.seat, "see what this role sees");
    command.option("--token", options.token, "the seat's or the facilitator's token");
    command.option("--tls-ca", options.authority, "PEM file of the authority to trust; turns TLS on");
    command.option("--journal", options.journal, "a recorded game");
    command.option("--week", options.week, "the week to look at; the newest if left out").between(0, 5200);
    command.option("--panel", options.panel, "what to show: " + chokepoint::ui::panel_names()).with_default();
    command.option("--size", options.size, "of the window or picture, WxH").with_default();
    command.option("--screenshot", options.screenshot, "write one picture to this PNG file and end; needs no display");
    command.example("Examples:\n  chokepoint view --journal game.journal --week 9 --panel board --screenshot board.png\n"
                    "  chokepoint view --connect 127.0.0.1:7777 --room K7P2QX");
    command.does([&options] { return view(options); });
    return program.run(argc, argv, "see chokepoint view --help");
}

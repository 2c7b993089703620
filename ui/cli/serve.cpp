// chokepoint serve: rooms that people and programs join, until the last one has ended.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/base/rng.hpp"
#include "engine/game/replay.hpp"
#include "proto/codec/scenario_text.hpp"
#include "proto/journal/journal_file.hpp"
#include "proto/net/secrets.hpp"
#include "proto/net/server.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

struct ServeOptions {
    std::string scenario, listen, open, start = "full", tls_cert, tls_key, journal_dir;
    std::vector<std::string> agents;
    int rooms = 1;
    int weeks = 0;
    std::optional<std::uint64_t> seed;
    double round_seconds = 0.0;
    bool json = false;
};

std::shared_ptr<spdlog::logger> log_to_stderr() {
    auto log = std::make_shared<spdlog::logger>("serve", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    log->set_pattern("%Y-%m-%dT%H:%M:%S %l %v");
    return log;
}

Result<std::unique_ptr<JournalWriter>> as_writer(Result<std::unique_ptr<journal::JournalFileWriter>> writer) {
    if (!writer) return writer.errors();
    return std::unique_ptr<JournalWriter>(std::move(*writer));
}

// A journal that is there already: its game is gone on with, from its last whole record.
Status resume_from(const std::string& path, net::RoomConfig& room) {
    auto file = journal::open_journal(path);
    if (!file) return file.errors();
    if (file->has_end()) return Error{"this room's game is over already; name another --journal-dir or move the file away", path, 0};
    if (file->header().scenario_text != room.scenario_text)
        return Error{"this journal is of another scenario; name another --journal-dir or move the file away", path, 0};
    std::size_t at = 0;
    ReplayOptions options;
    options.roster = roster();
    auto replayed = replay(*room.setup, file->header(), [&]() -> std::optional<JournalRecord> {
        if (at >= file->entries().size()) return std::nullopt;
        return file->record(file->entries()[at++]);
    }, options);
    if (!replayed) return Error{to_string(replayed.errors()), path, 0};
    if (replayed->mismatch)
        return Error{"cannot go on: week " + std::to_string(replayed->mismatch->week) + " replays otherwise, first in " + replayed->mismatch->field, path, 0};
    room.seed = file->header().seed;
    room.weeks = file->header().weeks;
    room.resume = net::RoomResume{replayed->game, std::move(replayed->minds), std::move(replayed->passes), std::move(replayed->sayings)};
    room.journal = [file = std::make_shared<journal::JournalFile>(std::move(*file))](const JournalHeader&) {
        return as_writer(journal::JournalFileWriter::resume(*file));
    };
    return Done{};
}

Status set_journal(const ServeOptions& options, int number, net::RoomConfig& room) {
    if (options.journal_dir.empty()) return Done{};
    std::error_code failed;
    std::filesystem::create_directories(options.journal_dir, failed);
    if (failed) return Error{"cannot make this folder: " + failed.message(), options.journal_dir, 0};
    const std::string path = (std::filesystem::path(options.journal_dir) / ("room-" + std::to_string(number) + ".journal")).string();
    if (std::filesystem::exists(path)) return resume_from(path, room);
    room.journal = [path](const JournalHeader& header) { return as_writer(journal::JournalFileWriter::create(path, header)); };
    return Done{};
}

Result<net::RoomConfig> room_config(const ServeOptions& options, const std::shared_ptr<const Setup>& setup) {
    auto strategies = strategies_by_seat(setup->scenario, options.agents);
    if (!strategies) return strategies.errors();
    auto open = seats_named(setup->scenario, options.open);
    if (!open) return open.errors();
    net::RoomConfig room;
    room.setup = setup;
    room.scenario_text = codec::scenario_text(setup->scenario);
    room.roster = roster();
    room.weeks = options.weeks;
    room.strategies = std::move(*strategies);
    room.open = std::move(*open);
    room.start = *parse_enum<net::RoomStart>(options.start);
    room.round_max = std::chrono::milliseconds(static_cast<std::int64_t>(options.round_seconds * 1000.0));
    room.program_version = program_version();
    room.wants_rationales = true;  // for journals and for whoever watches
    return room;
}

Result<net::ServerConfig> server_config(const ServeOptions& options) {
    auto address = net::parse_address(options.listen);
    if (!address) return fail("--listen: " + address.error().message);
    net::ServerConfig config;
    config.listen = std::move(*address);
    if (options.tls_cert.empty() != options.tls_key.empty()) return fail("--tls-cert and --tls-key go together");
    if (!options.tls_cert.empty()) {
        auto tls = net::tls_for_server({options.tls_cert, options.tls_key});
        if (!tls) return tls.errors();
        config.tls = std::move(*tls);
    }
    return config;
}

nlohmann::ordered_json result_json(const net::RoomResult& over) {
    return {{"code", over.code}, {"complete", over.complete}, {"reason", over.reason}, {"weeks", over.outcomes.weeks},
            {"digest", format_digest(over.digest)}, {"passes", over.passes}, {"outcomes", outcomes_json(over.outcomes)}};
}

// Draws seeds and codes, adds the rooms, and says on stdout where they are.
Status open_rooms(const ServeOptions& options, const net::RoomConfig& common, net::Server& server) {
    nlohmann::ordered_json first;
    first["listen"] = server.endpoint();
    first["rooms"] = nlohmann::ordered_json::array();
    const std::uint64_t seed = options.seed ? *options.seed : net::draw_seed();
    for (int number = 1; number <= options.rooms; ++number) {
        net::RoomConfig room = common;
        room.seed = number == 1 ? seed : derive_seed(seed, Purpose::room, static_cast<std::uint32_t>(number));
        if (const Status journal = set_journal(options, number, room); !journal) return journal.errors();
        const auto added = server.add_room(std::move(room));
        if (!added) return added.errors();
        first["rooms"].push_back({{"code", added->code}, {"facilitator_token", added->facilitator_token}});
    }
    std::printf("%s\n", first.dump().c_str());
    std::fflush(stdout);
    return Done{};
}

int serve(const ServeOptions& options) {
    const auto setup = load_setup(options.scenario, {});
    if (!setup) return report(setup.errors());
    const auto room = room_config(options, *setup);
    if (!room) return report(room.errors());
    const auto config = server_config(options);
    if (!config) return report(config.errors());
    const auto log = log_to_stderr();
    net::Server server(*config);
    if (const Status listening = server.listen(); !listening) return report(listening.errors(), exit_failed);
    if (!server.is_loopback() && !config->tls)
        std::fprintf(stderr, "chokepoint: warning: listening on %s beyond this machine without TLS: tokens and moves can be read on the way; --tls-cert and --tls-key protect them\n",
                     server.endpoint().c_str());
    if (const Status opened = open_rooms(options, *room, server); !opened) return report(opened.errors());
    server.stop_on_signals("the server was told to stop");
    auto results = nlohmann::ordered_json::array();
    Errors errors;
    server.start([&](const net::RoomResult& over) {
        log->info("room={} over complete={} weeks={} digest={} reason=\"{}\"", over.code, over.complete, over.outcomes.weeks,
                  format_digest(over.digest), over.reason);
        results.push_back(result_json(over));
        errors.insert(errors.end(), over.errors.begin(), over.errors.end());
    });
    log->info("listening on {} rooms={} seats_open={} tls={}", server.endpoint(), options.rooms, room->open.size(),
              config->tls != nullptr);
    server.run();
    const net::Counters& counters = server.counters();
    log->info("connections={} frames_in={} frames_out={} bytes_in={} bytes_out={} problems={} dropped={}", counters.connections.load(),
              counters.frames_in.load(), counters.frames_out.load(), counters.bytes_in.load(), counters.bytes_out.load(),
              counters.problems.load(), counters.dropped.load());
    if (options.json) std::printf("%s\n", nlohmann::ordered_json{{"rooms", results}}.dump().c_str());
    return errors.empty() ? 0 : report(errors, exit_failed);
}

}  // namespace

void add_serve(Program& program) {
    auto options = std::make_shared<ServeOptions>();
    Command command = program.command("serve", "Host rooms that people and programs join; ends when all rooms have ended");
    command.option("SCENARIO", options->scenario, "a scenario that ships, or a file (.textproto)").required();
    command.option("--listen", options->listen, "HOST:PORT; port 0 picks one").required();
    command.option("--rooms", options->rooms, "parallel rooms").between(1, 1000).with_default();
    command.option("--seed", options->seed, "of the first room; the others' follow from it; default: drawn");
    command.option("--weeks", options->weeks, "length; default: the scenario's").between(1, 5200);
    command.option("--agent", options->agents, "ROLE=STRATEGY of a bot; ROLE may be all, governments or firms; chokepoint scenarios --strategies SCENARIO lists strategies");
    command.option("--open", options->open, "ROLE,... or all: seats held for people and programs; the others are bots until someone takes them");
    command.option("--start", options->start, "full: when the open seats are taken; now; manual: by the facilitator")
        .one_of({"full", "now", "manual"})
        .with_default();
    command.option("--round-seconds", options->round_seconds, "for an answer; 0: as long as the client is connected")
        .between(0.0, 86400.0)
        .with_default();
    command.option("--tls-cert", options->tls_cert, "certificate chain (PEM)");
    command.option("--tls-key", options->tls_key, "its private key (PEM)");
    command.option("--journal-dir", options->journal_dir, "records each room there; unfinished ones are gone on with");
    command.flag("--json", options->json, "the rooms' results as a last JSON line on stdout");
    command.example("Example: chokepoint serve configs/scenarios/april-2025.textproto --listen 127.0.0.1:7400 --open us,china --round-seconds 120");
    command.does([options] { return serve(*options); });
}

}  // namespace chokepoint::cli

#include "proto/net/loopback.hpp"

#include <thread>

#include "proto/codec/scenario_text.hpp"
#include "proto/net/client.hpp"
#include "proto/net/server.hpp"

namespace chokepoint::net {
namespace {

RoomConfig room_for(LoopbackGame& game) {
    RoomConfig room;
    room.setup = game.setup;
    room.scenario_text = codec::scenario_text(game.setup->scenario);
    room.roster = game.roster;
    room.seed = game.seed;
    room.weeks = game.weeks;
    room.strategies = game.strategies;
    for (SeatId seat = 0; seat < seat_count(game.setup->scenario); ++seat) room.open.push_back(seat);
    room.start = RoomStart::full;
    room.pace = game.pace;
    room.wants_rationales = game.hooks.wants_rationales;
    room.program_version = game.program_version;
    room.journal = std::move(game.journal);
    room.hooks = std::move(game.hooks);
    return room;
}

// One client a seat, all in one thread. A client that fails ends the game: nobody is there to come back.
class Clients {
  public:
    Clients(const LoopbackGame& game, const std::string& room, std::uint16_t port, std::function<void()> on_failure) {
        const Scenario& scenario = game.setup->scenario;
        const std::shared_ptr<const Scenario> shared(game.setup, &scenario);
        std::vector<ClientConfig> clients;
        for (SeatId seat = 0; seat < seat_count(scenario); ++seat) {
            ClientConfig& config = clients.emplace_back();
            config.server = {"127.0.0.1", port};
            config.scenario = shared;
            config.hello.room = room;
            config.hello.role = role_of(scenario, seat);
            config.hello.name = config.hello.role;
            if (seat < game.strategies.size()) config.hello.strategy = game.strategies[seat];
        }
        thread_ = std::thread([this, roster = game.roster, clients = std::move(clients), on_failure = std::move(on_failure)] {
            play_seats(clients, roster, [&](std::size_t client, const ClientReport& report) {
                if (report.ended) return;
                failures_.push_back(fail("the client of '" + clients[client].hello.role + "' was dropped: " + report.why));
                on_failure();
            });
        });
    }
    ~Clients() { join(); }
    Clients(const Clients&) = delete;
    Clients& operator=(const Clients&) = delete;

    const Errors& join() {
        if (thread_.joinable()) thread_.join();
        return failures_;
    }

  private:
    Errors failures_;  // of the thread until it is joined
    std::thread thread_;
};

}  // namespace

Result<RoomResult> play_over_tcp(LoopbackGame game) {
    CHOKEPOINT_CHECK(game.setup != nullptr);
    Server server{ServerConfig{}};
    if (const Status listening = server.listen(); !listening) return listening.errors();
    const auto open = std::move(game.open);
    LoopbackGame players = game;  // the room takes hooks and journal
    const auto room = server.add_room(room_for(game));
    if (!room) return room.errors();
    std::optional<RoomResult> result;
    server.start([&result](const RoomResult& over) { result = over; });
    const std::uint16_t port = server.port();
    if (open) open({{"127.0.0.1", port}, room->code, room->facilitator_token});
    Clients clients(players, room->code, port, [&server] { server.stop("a client was dropped"); });
    server.run();
    const Errors& failures = clients.join();
    CHOKEPOINT_CHECK(result.has_value());
    if (!result->errors.empty()) return result->errors;
    if (!failures.empty()) return failures;
    return std::move(*result);
}

}  // namespace chokepoint::net

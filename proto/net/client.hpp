// The other end of a room: an autonomous agent in a seat, and a watcher. Each is one coroutine on whatever
// io_context it is spawned on; Watcher runs one on a thread of its own for programs with a window to draw.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "engine/domain/agent.hpp"
#include "proto/codec/wire.hpp"
#include "proto/net/stream.hpp"

namespace chokepoint::net {

struct ClientConfig {
    Address server;
    TlsContext tls;                       // null: plain TCP
    wire::Hello hello;                    // strategy: empty plays the scenario's default for the seat
    std::shared_ptr<const Scenario> scenario;  // known already; null: read from the welcome
    std::chrono::milliseconds connect_max{10'000};
    std::chrono::milliseconds silence_max{300'000};  // nothing from the server: it is gone (it pings)
    std::size_t frame_bytes_max = std::size_t{16} << 20;
};

struct ClientReport {
    bool ended = false;                   // by the room's bye
    wire::Bye bye;
    wire::Welcome welcome;                // role and token: to come back with
    std::uint64_t answered = 0;
    std::string why;                      // in plain words, where it did not end by a bye
    std::optional<wire::Problem> problem; // the server's last words, if they were a complaint
};

// Plays a seat to the end with the agent that the roster makes for it. `mind` is kept by the caller, so that a
// second call with the token of the first goes on where it stopped.
asio::awaitable<ClientReport> play_seat(ClientConfig config, Roster roster, std::shared_ptr<Mind> mind);

struct WatchHooks {
    std::function<void(const wire::Welcome&)> welcome;
    std::function<void(std::shared_ptr<const Snapshot>)> snapshot;
    std::function<void(const wire::RoomStatus&)> status;
};
asio::awaitable<ClientReport> watch_room(ClientConfig config, WatchHooks hooks);

// watch_room on its own thread. The newest of everything stands in a slot behind a mutex, to be looked at once a
// picture.
class Watcher {
  public:
    explicit Watcher(ClientConfig config);
    ~Watcher();  // leaves the room

    struct View {
        std::optional<wire::Welcome> welcome;
        std::shared_ptr<const Snapshot> snapshot;      // null before the first
        std::optional<wire::RoomStatus> status;
        std::optional<ClientReport> report;            // once it is over
        std::uint64_t snapshots = 0;                   // received so far
    };
    View view() const;
    // Every snapshot since the last call, oldest first, for a viewer that keeps a history.
    std::vector<std::shared_ptr<const Snapshot>> take_snapshots();

  private:
    static constexpr std::size_t waiting_max = 1024;

    asio::io_context io_;
    mutable std::mutex mutex_;
    View view_;
    std::vector<std::shared_ptr<const Snapshot>> waiting_;
    std::thread thread_;
};

}  // namespace chokepoint::net

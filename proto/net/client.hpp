// The other end of a room: autonomous agents in seats, and a watcher with a thread of its own for programs with a
// window to draw. Asio stays behind it, in client.cpp, as with server.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/domain/agent.hpp"
#include "proto/codec/wire.hpp"
#include "proto/net/address.hpp"

namespace chokepoint::net {

struct ClientConfig {
    Address server;
    TlsContext tls;                       // null: plain TCP
    wire::Hello hello;                    // strategy: empty plays the scenario's default for the seat
    std::shared_ptr<const Scenario> scenario;  // known already; null: read from the welcome
    std::shared_ptr<Mind> mind;           // the agent's; kept by the caller it goes on where it stopped, in a second
                                          // call with the token of the first. null: a new one
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

// Plays seats to their end on the calling thread, each with the agent that the roster makes for it. `over` is
// called once for every client, with its place in the list, as soon as it is through.
using OnClientOver = std::function<void(std::size_t client, const ClientReport& report)>;
void play_seats(const std::vector<ClientConfig>& clients, const Roster& roster, const OnClientOver& over);

// The same for one.
ClientReport play_seat(const ClientConfig& client, const Roster& roster);

// Watches a room on its own thread. The newest of everything stands in a slot behind a mutex, to be looked at once
// a picture.
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
    // What has been said since the last call, as far as this watcher may hear it.
    std::vector<HeardSaying> take_sayings();

  private:
    class Ear;
    std::unique_ptr<Ear> ear_;
};

}  // namespace chokepoint::net

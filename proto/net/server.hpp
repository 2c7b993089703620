// The door: listens, shakes hands, leads each client to its room by code. Hosts any number of rooms on one port;
// after start() rooms are never added, so nothing here needs a lock. Asio stays behind it, in server.cpp: its
// templates would cost everyone who hosts a room half a minute of compiling under the sanitizers.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "proto/net/address.hpp"
#include "proto/net/limits.hpp"
#include "proto/net/room_config.hpp"

namespace chokepoint::net {

struct ServerConfig {
    Address listen{"127.0.0.1", 0};
    TlsContext tls;                       // null: plain TCP
    SessionLimits limits;
    std::size_t connections_max = 2048;
    int send_buffer_bytes = 0;            // of the operating system for a client; 0: its own choice
};

// How to come into a room.
struct RoomKeys {
    std::string code;                     // to join
    std::string facilitator_token;        // to see and command everything
};

class Server {
  public:
    using OnRoomOver = std::function<void(const RoomResult&)>;  // on that room's strand

    explicit Server(ServerConfig config);
    ~Server();

    Status listen();                                   // binds the port
    Result<RoomKeys> add_room(RoomConfig config);      // before start()
    // Begins to accept and starts the rooms; all of it happens in run().
    void start(OnRoomOver on_room_over = {});
    // SIGINT and SIGTERM end every room for this reason, instead of the process. Before run().
    void stop_on_signals(const std::string& reason);
    // Serves on the calling thread until the last room is over and the last words are said.
    void run();
    void stop(const std::string& reason);              // from any thread: ends every room

    std::string endpoint() const;                      // once it listens: "127.0.0.1:7400"
    std::uint16_t port() const;
    bool is_loopback() const;                          // only this machine can reach it
    const Counters& counters() const;

  private:
    class Door;
    std::unique_ptr<Door> door_;
};

}  // namespace chokepoint::net

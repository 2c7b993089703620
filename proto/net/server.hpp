// The door: listens, shakes hands, leads each client to its room by code. Hosts any number of rooms on one port;
// after start() rooms are never added, so nothing here needs a lock.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "proto/net/room.hpp"

namespace chokepoint::net {

struct ServerConfig {
    Address listen{"127.0.0.1", 0};
    TlsContext tls;                       // null: plain TCP
    SessionLimits limits;
    std::size_t connections_max = 2048;
    int send_buffer_bytes = 0;            // of the operating system for a client; 0: its own choice
};

class Server {
  public:
    using OnRoomOver = std::function<void(const RoomResult&)>;  // on that room's strand

    Server(asio::io_context& io, ServerConfig config);
    ~Server();

    Status listen();                                             // binds the port
    Result<std::shared_ptr<Room>> add_room(RoomConfig config);   // before start()
    // Begins to accept and starts the rooms. When the last room is over the server stops by itself, and the
    // io_context runs out of work once the last words are said.
    void start(OnRoomOver on_room_over = {});
    void stop(const std::string& reason);                        // from any thread: ends every room

    tcp::endpoint endpoint() const { return endpoint_; }
    bool is_loopback() const { return endpoint_.address().is_loopback(); }
    const Counters& counters() const { return counters_; }

  private:
    asio::awaitable<void> accept();
    void greet(tcp::socket socket);
    void room_over();

    struct Guest;  // a connection and the room it is in, once it has said hello

    asio::io_context& io_;
    ServerConfig config_;
    tcp::acceptor acceptor_;
    tcp::endpoint endpoint_;
    std::map<std::string, std::shared_ptr<Room>> rooms_;
    std::atomic<std::size_t> rooms_running_{0};
    Counters counters_;
};

}  // namespace chokepoint::net

// A server with one room in a thread, and clients that speak the protocol by hand over blocking sockets: what
// the tests of rooms stand on. Nothing depends on how fast anything is.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include "engine/game/recorder.hpp"
#include "proto/net/client.hpp"
#include "proto/net/framing.hpp"
#include "proto/net/server.hpp"
#include "tests/net/small_game.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {

struct Records {
    JournalHeader header;
    std::vector<JournalRecord> list;
};

// A server with one room, in a thread, until the room is over or the test is.
class Host {
  public:
    explicit Host(std::vector<SeatId> open, std::function<void(net::RoomConfig&, net::ServerConfig&)> change = {});
    ~Host();
    // Waits for the end of the game by itself.
    const net::RoomResult& wait();

    std::optional<net::Server> server;
    std::optional<net::RoomResult> result;
    Records records;
    std::string code, facilitator_token;
    std::thread thread;
};

// A client by hand.
class Raw {
  public:
    explicit Raw(Host& host, int receive_buffer_bytes = 0);
    ~Raw() { close(); }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    // The server may hang up meanwhile: the test looks at what it said.
    void send_bytes(std::string_view bytes);
    void send(const wire::Body& body) { send_bytes(net::frame_of(body)); }

    // The next body that is no status or ping; nothing at the end of the connection.
    std::optional<wire::Body> receive();
    template <typename T>
    T expect() {
        auto body = receive();
        REQUIRE(body);
        if (const auto* problem = std::get_if<wire::Problem>(&*body); problem && !std::is_same_v<T, wire::Problem>)
            FAIL(problem->words);
        REQUIRE(std::holds_alternative<T>(*body));
        return std::get<T>(std::move(*body));
    }
    // Skips what comes before.
    template <typename T>
    T await() {
        for (;;) {
            auto body = receive();
            REQUIRE(body);
            if (std::holds_alternative<T>(*body)) return std::get<T>(std::move(*body));
        }
    }
    bool is_hung_up() {
        while (receive()) {
        }
        return true;
    }
    wire::Problem problem() { return expect<wire::Problem>(); }

    wire::Welcome join(Host& host, const std::string& role, const std::string& token = {});
    void pass(std::uint64_t phase_id) { send(wire::Reply{phase_id, std::nullopt, std::make_shared<Answer>()}); }
    void close();

    // Passes in every phase to the end; gives the bye.
    wire::Bye pass_to_the_end();

  private:
    int socket_;
    net::FrameReader reader_;
};

// The recorded game replays without a difference.
void check_replay(const Host& host);

// How many of the seat's recorded answers came about so.
std::size_t count_of_origin(const Host& host, SeatId seat, AnswerOrigin origin);

// Plays a seat with an agent, as a client of its own, to the end.
net::ClientReport play_with_agent(Host& host, const std::string& role, const std::string& strategy = {});

}  // namespace chokepoint::test

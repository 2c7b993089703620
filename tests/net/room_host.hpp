// A server with one room in a thread, and clients that speak the protocol by hand over blocking sockets: what
// the tests of rooms stand on. Nothing depends on how fast anything is.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <future>
#include <thread>

#include "engine/game/recorder.hpp"
#include "engine/game/replay.hpp"
#include "proto/codec/scenario_text.hpp"
#include "proto/net/client.hpp"
#include "proto/net/secrets.hpp"
#include "proto/net/server.hpp"
#include "tests/net/small_game.hpp"

namespace chokepoint::test {

using namespace std::chrono_literals;
using net::tcp;

struct Records {
    JournalHeader header;
    std::vector<JournalRecord> list;
};

class KeepRecords : public JournalWriter {
  public:
    explicit KeepRecords(Records& records) : records_(records) {}
    Status append(const JournalRecord& record) override {
        records_.list.push_back(record);
        return Done{};
    }

  private:
    Records& records_;
};

// A server with one room, in a thread, until the room is over or the test is.
class Host {
  public:
    explicit Host(std::vector<SeatId> open, std::function<void(net::RoomConfig&, net::ServerConfig&)> change = {}) {
        net::RoomConfig room;
        room.setup = small_setup();
        room.scenario_text = codec::scenario_text(room.setup->scenario);
        room.roster = jitter_roster();
        room.seed = 5;
        room.open = std::move(open);
        room.journal = [this](const JournalHeader& header) -> Result<std::unique_ptr<JournalWriter>> {
            records.header = header;
            return std::unique_ptr<JournalWriter>(new KeepRecords(records));
        };
        net::ServerConfig config;
        config.limits.farewell_max = 200ms;
        if (change) change(room, config);
        server.emplace(io, config);
        REQUIRE(server->listen().ok());
        auto added = server->add_room(std::move(room));
        if (!added) FAIL(to_string(added.errors()));
        code = (*added)->code();
        facilitator_token = (*added)->facilitator_token();
        server->start([this](const net::RoomResult& over) { result = over; });
        thread = std::thread([this] { io.run(); });
    }
    ~Host() {
        if (!thread.joinable()) return;
        server->stop("the test is over");
        thread.join();
    }
    // Waits for the end of the game by itself.
    const net::RoomResult& wait() {
        thread.join();
        REQUIRE(result);
        return *result;
    }

    boost::asio::io_context io{1};
    std::optional<net::Server> server;
    std::optional<net::RoomResult> result;
    Records records;
    std::string code, facilitator_token;
    std::thread thread;
};

// A client by hand.
class Raw {
  public:
    explicit Raw(Host& host, int receive_buffer_bytes = 0) : socket_(io_), reader_(std::size_t{16} << 20) {
        socket_.open(tcp::v4());
        if (receive_buffer_bytes > 0) socket_.set_option(tcp::socket::receive_buffer_size(receive_buffer_bytes));
        socket_.connect(host.server->endpoint());
    }

    void send_bytes(std::string_view bytes) {
        boost::system::error_code ignored;  // the server may have hung up already: the test looks at what it said
        boost::asio::write(socket_, boost::asio::buffer(bytes), ignored);
    }
    void send(const wire::Body& body) { send_bytes(net::frame_of(body)); }

    // The next body that is no status or ping; nothing at the end of the connection.
    std::optional<wire::Body> receive() {
        for (;;) {
            const auto content = reader_.next();
            REQUIRE(content.ok());
            if (*content) {
                wire::Decoded decoded = wire::decode(**content);
                if (const auto* fault = std::get_if<wire::Unreadable>(&decoded)) FAIL(fault->words);
                auto& body = std::get<wire::Body>(decoded);
                if (std::holds_alternative<wire::RoomStatus>(body) || std::holds_alternative<wire::Ping>(body)) continue;
                return std::move(body);
            }
            const std::span<char> space = reader_.space();
            boost::system::error_code error;
            const std::size_t count = socket_.read_some(boost::asio::buffer(space.data(), space.size()), error);
            if (error) return std::nullopt;
            reader_.filled(count);
        }
    }
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

    wire::Welcome join(Host& host, const std::string& role, const std::string& token = {}) {
        wire::Hello hello;
        hello.room = host.code;
        hello.role = role;
        hello.token = token;
        hello.name = "by hand";
        send(hello);
        return expect<wire::Welcome>();
    }
    void pass(std::uint64_t phase_id) { send(wire::Reply{phase_id, std::nullopt, std::make_shared<Answer>()}); }
    void close() { socket_.close(); }

    // Passes in every phase to the end; gives the bye.
    wire::Bye pass_to_the_end() {
        for (;;) {
            auto body = receive();
            REQUIRE(body);
            if (const auto* ask = std::get_if<wire::Ask>(&*body)) pass(ask->phase_id);
            if (auto* bye = std::get_if<wire::Bye>(&*body)) return *bye;
        }
    }

  private:
    boost::asio::io_context io_;
    tcp::socket socket_;
    net::FrameReader reader_;
};

// The recorded game replays without a difference.
inline void check_replay(const Host& host) {
    std::size_t at = 0;
    ReplayOptions options;
    options.roster = jitter_roster();
    const auto next = [&]() -> std::optional<JournalRecord> {
        if (at >= host.records.list.size()) return std::nullopt;
        return host.records.list[at++];
    };
    const auto report = replay(*small_setup(), host.records.header, next, options);
    if (!report) FAIL(to_string(report.errors()));
    if (report->mismatch) FAIL("week " << report->mismatch->week << ": " << report->mismatch->field);
    CHECK(report->answer_differences.empty());
    CHECK(report->digest == host.result->digest);
}

inline std::size_t count_of_origin(const Host& host, SeatId seat, AnswerOrigin origin) {
    std::size_t count = 0;
    for (const JournalRecord& record : host.records.list)
        if (const auto* phase = std::get_if<PhaseRecord>(&record))
            for (const SeatAnswer& answer : phase->answers) count += answer.seat == seat && answer.origin == origin;
    return count;
}

inline net::ClientReport play_with_agent(Host& host, const std::string& role, const std::string& strategy = {}) {
    boost::asio::io_context io;
    net::ClientConfig config;
    config.server = {"127.0.0.1", host.server->endpoint().port()};
    config.hello.room = host.code;
    config.hello.role = role;
    config.hello.strategy = strategy;
    net::ClientReport report;
    boost::asio::co_spawn(io, net::play_seat(config, jitter_roster(), std::make_shared<Mind>()),
                          [&report](const std::exception_ptr&, const net::ClientReport& over) { report = over; });
    io.run();
    return report;
}

}  // namespace chokepoint::test

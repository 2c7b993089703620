#include "tests/net/room_host.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine/game/replay.hpp"
#include "proto/codec/scenario_text.hpp"

namespace chokepoint::test {
namespace {

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

}  // namespace

Host::Host(std::vector<SeatId> open, std::function<void(net::RoomConfig&, net::ServerConfig&)> change) {
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
    config.limits.farewell_max = std::chrono::milliseconds(200);
    if (change) change(room, config);
    server.emplace(config);
    REQUIRE(server->listen().ok());
    const auto added = server->add_room(std::move(room));
    if (!added) FAIL(to_string(added.errors()));
    code = added->code;
    facilitator_token = added->facilitator_token;
    server->start([this](const net::RoomResult& over) { result = over; });
    thread = std::thread([this] { server->run(); });
}

Host::~Host() {
    if (!thread.joinable()) return;
    server->stop("the test is over");
    thread.join();
}

const net::RoomResult& Host::wait() {
    thread.join();
    REQUIRE(result);
    return *result;
}

Raw::Raw(Host& host, int receive_buffer_bytes)
    : socket_(socket(AF_INET, SOCK_STREAM, 0)), reader_(std::size_t{16} << 20) {
    if (receive_buffer_bytes > 0)
        setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(host.server->port());
    REQUIRE(connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
}

void Raw::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
}

void Raw::send_bytes(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::optional<wire::Body> Raw::receive() {
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
        const ssize_t count = recv(socket_, space.data(), space.size(), 0);
        if (count <= 0) return std::nullopt;
        reader_.filled(static_cast<std::size_t>(count));
    }
}

wire::Welcome Raw::join(Host& host, const std::string& role, const std::string& token) {
    wire::Hello hello;
    hello.room = host.code;
    hello.role = role;
    hello.token = token;
    hello.name = "by hand";
    send(hello);
    return expect<wire::Welcome>();
}

wire::Bye Raw::pass_to_the_end() {
    for (;;) {
        auto body = receive();
        REQUIRE(body);
        if (const auto* ask = std::get_if<wire::Ask>(&*body)) pass(ask->phase_id);
        if (auto* bye = std::get_if<wire::Bye>(&*body)) return *bye;
    }
}

void check_replay(const Host& host) {
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

std::size_t count_of_origin(const Host& host, SeatId seat, AnswerOrigin origin) {
    std::size_t count = 0;
    for (const JournalRecord& record : host.records.list)
        if (const auto* phase = std::get_if<PhaseRecord>(&record))
            for (const SeatAnswer& answer : phase->answers) count += answer.seat == seat && answer.origin == origin;
    return count;
}

net::ClientReport play_with_agent(Host& host, const std::string& role, const std::string& strategy) {
    net::ClientConfig config;
    config.server = {"127.0.0.1", host.server->port()};
    config.hello.room = host.code;
    config.hello.role = role;
    config.hello.strategy = strategy;
    return net::play_seat(config, jitter_roster());
}

}  // namespace chokepoint::test

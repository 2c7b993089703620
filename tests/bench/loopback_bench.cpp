// A round trip over loopback TCP, both ends in one thread: a server's session asks, a client reads the question and replies, the
// session reads the reply; all as rooms and clients do it, encoding and decoding included. `echoes` is the ratio to a bare Asio
// echo, in the same run, of the same number of bytes each way that nobody looks at. And a live round of a whole room.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "proto/net/loopback.hpp"
#include "proto/net/session.hpp"
#include "tests/bench/april.hpp"
#include "tests/bench/april_wire.hpp"
#include "tests/bench/counters.hpp"
#include "tests/support/players.hpp"

using namespace chokepoint;
using namespace chokepoint::bench;
using chokepoint::net::as_result;
using chokepoint::net::tcp;
namespace asio = boost::asio;

namespace {

constexpr int rounds_at_once = 64;

struct Pair {
    tcp::socket near, far;

    explicit Pair(asio::io_context& io) : near(io), far(io) {
        tcp::acceptor door(io, {asio::ip::address_v4::loopback(), 0});
        near.connect(door.local_endpoint());
        far = door.accept();
        for (tcp::socket* socket : {&near, &far}) socket->set_option(tcp::no_delay(true));
    }
};

// One end of the bare echo: writes so many bytes, then reads as many as the other writes; or the other way round.
asio::awaitable<void> echo(tcp::socket& socket, std::size_t written, std::size_t read, bool begins) {
    const std::string out(written, 'x');
    std::string in(read, ' ');
    for (int round = 0; round < rounds_at_once; ++round) {
        if (begins) co_await asio::async_write(socket, asio::buffer(out), as_result);
        co_await asio::async_read(socket, asio::buffer(in), as_result);
        if (!begins) co_await asio::async_write(socket, asio::buffer(out), as_result);
    }
}

class Echo {
  public:
    Echo(std::size_t ask_bytes, std::size_t reply_bytes) : ask_bytes_(ask_bytes), reply_bytes_(reply_bytes), pair_(io_) {}

    void run() {
        asio::co_spawn(io_, echo(pair_.near, ask_bytes_, reply_bytes_, true), asio::detached);
        asio::co_spawn(io_, echo(pair_.far, reply_bytes_, ask_bytes_, false), asio::detached);
        io_.restart();
        io_.run();
    }

  private:
    asio::io_context io_{1};
    std::size_t ask_bytes_, reply_bytes_;
    Pair pair_;
};

// Seconds of processor time for one bare round trip.
double echo_seconds(std::size_t ask_bytes, std::size_t reply_bytes) {
    Echo ends(ask_bytes, reply_bytes);
    return median_seconds([&] { ends.run(); }) / rounds_at_once;
}

std::size_t frame_bytes(const wire::Body& body) { return net::frame_of(body).size(); }

// A session and its client.
class Conversation {
  public:
    Conversation(wire::Body ask, wire::Body reply) : ask_(std::move(ask)), reply_(std::move(reply)) {
        Pair pair(io_);
        client_ = net::plain_stream(std::move(pair.far));
        net::Session::Handlers handlers;
        handlers.received = [this](const std::shared_ptr<net::Session>&, wire::Decoded&& decoded) { take(decoded); };
        session_ = std::make_shared<net::Session>(net::plain_stream(std::move(pair.near)), net::SessionLimits{}, counters_, std::move(handlers));
        session_->start();
        session_->welcome();
        asio::co_spawn(io_, answer(), asio::detached);
    }
    ~Conversation() {
        client_->close();
        io_.restart();
        io_.run();  // till the session has seen it
    }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    // False if an end did not get what it waited for.
    bool run(int rounds) {
        left_ = rounds;
        io_.restart();
        ask();
        io_.run();
        return left_ == 0;
    }

  private:
    void ask() { session_->send(std::make_shared<const std::string>(net::frame_of(ask_)), true); }

    void take(const wire::Decoded& decoded) {
        const auto* body = std::get_if<wire::Body>(&decoded);
        if (body == nullptr || !std::holds_alternative<wire::Reply>(*body) || --left_ == 0)
            io_.stop();
        else
            ask();
    }

    asio::awaitable<void> answer() {
        for (;;) {
            const net::ReadResult got = co_await client_->read_some(frames_.space());
            if (got.error) co_return;
            frames_.filled(got.count);
            while (const auto content = frames_.next()) {
                if (!*content) break;
                benchmark::DoNotOptimize(wire::decode(**content));
                if (co_await client_->write(net::frame_of(reply_))) co_return;
            }
        }
    }

    net::Counters counters_;
    asio::io_context io_{1};
    wire::Body ask_, reply_;
    std::unique_ptr<net::Stream> client_;
    net::FrameReader frames_{std::size_t{16} << 20};
    std::shared_ptr<net::Session> session_;
    int left_ = 0;
};

void round_trip(benchmark::State& state, const wire::Body& ask, const wire::Body& reply) {
    Conversation conversation(ask, reply);
    while (state.KeepRunningBatch(rounds_at_once))
        if (!conversation.run(rounds_at_once)) return state.SkipWithError("the session or its client did not get an answer");
    state.counters["bytes_out"] = static_cast<double>(frame_bytes(ask));
    state.counters["bytes_back"] = static_cast<double>(frame_bytes(reply));
    state.counters["echoes"] = times_of(echo_seconds(frame_bytes(ask), frame_bytes(reply)));
}

// What the U.S. is asked once in the thirteenth week, and what it says.
void round_trip_ask(benchmark::State& state) { round_trip(state, april_ask(), april_reply()); }
BENCHMARK(round_trip_ask)->Unit(benchmark::kMicrosecond);

// The least that a session can carry: an empty answer to a phase that has closed.
void round_trip_small(benchmark::State& state) {
    round_trip(state, wire::Closed{1, 13, 1, true}, wire::Reply{1, std::nullopt, std::make_shared<Answer>()});
}
BENCHMARK(round_trip_small)->Unit(benchmark::kMicrosecond);

// A live round: from the end of a phase to the last seat's answer in the next, all seats clients of one room over TCP, the room
// in one thread and they in another. They pass, so that nobody thinks; a week's first round, which begins the week, is left
// out. By the clock on the wall.
void live_round(benchmark::State& state) {
    using Clock = std::chrono::steady_clock;
    constexpr int weeks = 12;
    double rounds = 0.0, asked = 0.0;
    for (auto _ : state) {
        std::chrono::duration<double> taken{0.0};
        Clock::time_point closed;
        double here = 0.0;
        net::LoopbackGame game;
        game.setup = std::shared_ptr<const Setup>(&april(), [](const Setup*) {});  // lives to the end
        game.roster = test::players();
        game.seed = april_seed;
        game.weeks = weeks;
        game.strategies.assign(april().params.seats, "passive");
        game.hooks.answered = [&](const Game&, const Phase& phase, const Answers&) {
            if (phase.round == 1) return;
            taken += Clock::now() - closed;
            here += 1.0;
            for (SeatMask seats = phase.asked; seats != 0; seats &= seats - 1) asked += 1.0;
        };
        game.hooks.phase_closed = [&](const Game&) {
            closed = Clock::now();
            return true;
        };
        const auto result = net::play_over_tcp(std::move(game));
        if (!result) return state.SkipWithError(to_string(result.errors()).c_str());
        rounds += here;
        state.SetIterationTime(taken.count() / here);
    }
    state.counters["seats"] = asked / rounds;
    state.counters["echoes_a_seat"] =
        times_of(asked / rounds * echo_seconds(frame_bytes(april_ask()), frame_bytes(april_reply())));
}
// One game: its mean is over three dozen rounds, and a game takes much longer than what is timed in it.
BENCHMARK(live_round)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(1);

}  // namespace

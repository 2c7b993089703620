#include "proto/net/client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <mutex>
#include <thread>
#include <utility>

#include "proto/codec/scenario_text.hpp"
#include "proto/net/framing.hpp"
#include "proto/net/stream.hpp"

namespace chokepoint::net {
namespace {

// Closes the stream when nothing has been heard for too long. Shared with its coroutine, which may outlive the
// client's by one tick.
struct Watchman {
    std::shared_ptr<Stream> stream;
    asio::steady_timer timer;
    std::chrono::steady_clock::time_point heard_at = std::chrono::steady_clock::now();
    std::chrono::milliseconds silence_max;
    bool is_done = false;
    bool has_struck = false;

    Watchman(std::shared_ptr<Stream> watched, std::chrono::milliseconds silence)
        : stream(std::move(watched)), timer(stream->executor()), silence_max(silence) {}
};

asio::awaitable<void> keep_watch(std::shared_ptr<Watchman> man) {
    while (!man->is_done) {
        man->timer.expires_at(man->heard_at + man->silence_max);
        co_await man->timer.async_wait(as_result);
        if (man->is_done) break;
        if (std::chrono::steady_clock::now() - man->heard_at < man->silence_max) continue;
        man->has_struck = true;
        man->stream->close();
        break;
    }
}

// A connection seen from the client: frames out one by one, bodies in.
class Link {
  public:
    Link(std::shared_ptr<Stream> stream, const ClientConfig& config)
        : stream_(std::move(stream)),
          frames_(config.frame_bytes_max),
          watchman_(std::make_shared<Watchman>(stream_, config.silence_max)) {
        asio::co_spawn(stream_->executor(), keep_watch(watchman_), asio::detached);
    }
    ~Link() {
        watchman_->is_done = true;
        watchman_->timer.cancel();
        stream_->close();
    }
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    // The frame by name, never a temporary: GCC 12 destroys aggregates in a co_await expression twice.
    asio::awaitable<void> send(const std::string& frame) {
        const error_code ignored = co_await stream_->write(frame);
        static_cast<void>(ignored);  // the next receive says why
    }

    // The next body; nothing once the connection is gone or cannot be understood, and then why() says so.
    asio::awaitable<std::optional<wire::Body>> receive() {
        for (;;) {
            const auto content = frames_.next();
            if (!content) {
                why_ = "the server sent " + content.error().message;
                co_return std::nullopt;
            }
            if (*content) {
                wire::Decoded decoded = wire::decode(**content);
                if (auto* body = std::get_if<wire::Body>(&decoded)) co_return std::move(*body);
                why_ = "the server sent what cannot be understood: " + std::get<wire::Unreadable>(decoded).words;
                co_return std::nullopt;
            }
            const std::span<char> space = frames_.space();
            const ReadResult got = co_await stream_->read_some(space);
            if (got.error) {
                why_ = watchman_->has_struck ? "nothing heard from the server for too long"
                                             : "the connection was closed: " + got.error.message();
                co_return std::nullopt;
            }
            watchman_->heard_at = std::chrono::steady_clock::now();
            frames_.filled(got.count);
        }
    }

    const std::string& why() const { return why_; }

  private:
    std::shared_ptr<Stream> stream_;
    FrameReader frames_;
    std::shared_ptr<Watchman> watchman_;
    std::string why_;
};

struct Connected {
    std::shared_ptr<Stream> stream;  // null: failed
    std::string why;
};

asio::awaitable<Connected> connect(const ClientConfig& config) {
    Connected connected;
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const std::string port = std::to_string(config.server.port);
    const std::string where = config.server.host + ":" + port;
    tcp::resolver resolver(executor);
    const auto [unresolved, found] = co_await resolver.async_resolve(config.server.host, port, as_result);
    if (unresolved) {
        connected.why = "no such host: " + config.server.host + " (" + unresolved.message() + ")";
        co_return connected;
    }
    tcp::socket socket(executor);
    auto timer = std::make_shared<asio::steady_timer>(executor, config.connect_max);
    timer->async_wait([&socket, timer](const error_code& error) {
        error_code ignored;
        if (!error) socket.close(ignored);
    });
    const auto [refused, endpoint] = co_await asio::async_connect(socket, found, as_result);
    // Cancelled in time the handler does not touch the socket; it has run already otherwise.
    const bool in_time = timer->cancel() > 0;
    if (refused || !in_time) {
        connected.why = "cannot connect to " + where + ": " + (in_time ? refused.message() : "no answer") +
                        "; is the server running there, and does a firewall let its port through?";
        co_return connected;
    }
    if (config.tls)
        connected.stream = tls_client_stream(std::move(socket), config.tls, config.server.host);
    else
        connected.stream = plain_stream(std::move(socket));
    const error_code shaken = co_await connected.stream->handshake();
    if (shaken) {
        connected.stream.reset();
        connected.why = "TLS with " + where + " failed: " + shaken.message() +
                        "; check the authority's certificate and the server's name";
    }
    co_return connected;
}

// Bodies that every client treats alike. True: it is over.
bool is_last(const wire::Body& body, ClientReport& report) {
    if (const auto* problem = std::get_if<wire::Problem>(&body)) report.problem = *problem;
    if (const auto* bye = std::get_if<wire::Bye>(&body)) {
        report.ended = true;
        report.bye = *bye;
        return true;
    }
    return false;
}

void explain(const Link& link, ClientReport& report) {
    report.why = report.problem ? report.problem->words : link.why();
}

// What a player holds once it is seated.
struct Player {
    std::shared_ptr<const Scenario> scenario;
    std::unique_ptr<const Agent> agent;
};

Result<Player> seat_player(const ClientConfig& config, const wire::Welcome& welcome, const Roster& roster) {
    Player player{config.scenario, nullptr};
    if (!player.scenario) {
        auto read = codec::parse_scenario(welcome.scenario_text, "scenario of room " + welcome.room);
        if (!read) return read.errors();
        player.scenario = std::make_shared<const Scenario>(std::move(*read));
    }
    if (welcome.seat >= seat_count(*player.scenario)) return fail("the server gave a seat that its scenario does not have");
    const std::string strategy = config.hello.strategy.empty()
                                     ? std::string(strategy_of(*player.scenario, welcome.seat))
                                     : config.hello.strategy;
    auto agent = roster(*player.scenario, welcome.seat, strategy);
    if (!agent) return agent.errors();
    player.agent = std::move(*agent);
    return player;
}

asio::awaitable<ClientReport> play_one(ClientConfig config, Roster roster) {
    ClientReport report;
    const auto mind = config.mind ? config.mind : std::make_shared<Mind>();
    Connected connected = co_await connect(config);
    if (!connected.stream) {
        report.why = connected.why;
        co_return report;
    }
    Link link(connected.stream, config);
    wire::Hello hello = config.hello;
    hello.part = wire::Part::seat;
    if (hello.strategy.empty()) hello.strategy = "default";  // so that a replay can ask the same again
    const std::string greeting = frame_of(hello);
    co_await link.send(greeting);
    Player player;
    auto answer = std::make_shared<Answer>();
    std::uint64_t last_phase = 0;  // a question asked twice gets the same answer: the mind has moved on
    for (;;) {
        const std::optional<wire::Body> body = co_await link.receive();
        if (!body || is_last(*body, report)) break;
        if (const auto* ping = std::get_if<wire::Ping>(&*body)) {
            const std::string frame = frame_of(wire::Pong{ping->nonce});
            co_await link.send(frame);
        } else if (const auto* welcome = std::get_if<wire::Welcome>(&*body)) {
            report.welcome = *welcome;
            auto seated = seat_player(config, *welcome, roster);
            if (!seated) {
                report.why = to_string(seated.errors());
                co_return report;
            }
            player = std::move(*seated);
        } else if (const auto* ask = std::get_if<wire::Ask>(&*body); ask && player.agent) {
            if (ask->phase_id != last_phase) {
                answer->clear();
                answer->wants_rationale = ask->wants_rationale;
                player.agent->decide(*ask->observation, *mind, report.welcome.seat_key, *answer);
                last_phase = ask->phase_id;
            }
            ++report.answered;
            const std::string frame = frame_of(wire::Reply{ask->phase_id, report.welcome.seat, answer, {}});
            co_await link.send(frame);
        }
    }
    if (!report.ended) explain(link, report);
    co_return report;
}

struct WatchHooks {
    std::function<void(const wire::Welcome&)> welcome;
    std::function<void(const wire::SnapshotFrame&)> snapshot;
    std::function<void(const wire::RoomStatus&)> status;
};

asio::awaitable<ClientReport> watch(ClientConfig config, WatchHooks hooks) {
    ClientReport report;
    Connected connected = co_await connect(config);
    if (!connected.stream) {
        report.why = connected.why;
        co_return report;
    }
    Link link(connected.stream, config);
    wire::Hello hello = config.hello;
    hello.part = wire::Part::watcher;
    const std::string greeting = frame_of(hello);
    co_await link.send(greeting);
    for (;;) {
        const std::optional<wire::Body> body = co_await link.receive();
        if (!body || is_last(*body, report)) break;
        if (const auto* ping = std::get_if<wire::Ping>(&*body)) {
            const std::string frame = frame_of(wire::Pong{ping->nonce});
            co_await link.send(frame);
        } else if (const auto* welcome = std::get_if<wire::Welcome>(&*body)) {
            report.welcome = *welcome;
            if (hooks.welcome) hooks.welcome(*welcome);
        } else if (const auto* frame = std::get_if<wire::SnapshotFrame>(&*body)) {
            if (hooks.snapshot) hooks.snapshot(*frame);
        } else if (const auto* status = std::get_if<wire::RoomStatus>(&*body)) {
            if (hooks.status) hooks.status(*status);
        }
    }
    if (!report.ended) explain(link, report);
    co_return report;
}

}  // namespace

void play_seats(const std::vector<ClientConfig>& clients, const Roster& roster, const OnClientOver& over) {
    asio::io_context io(1);
    for (std::size_t i = 0; i < clients.size(); ++i) {
        asio::co_spawn(io, play_one(clients[i], roster), [&over, i](const std::exception_ptr& thrown, ClientReport report) {
            if (thrown) {
                report = {};
                report.why = "it threw";
            }
            over(i, report);
        });
    }
    io.run();
}

ClientReport play_seat(const ClientConfig& client, const Roster& roster) {
    ClientReport report;
    play_seats({client}, roster, [&report](std::size_t, const ClientReport& over) { report = over; });
    return report;
}

class Watcher::Ear {
  public:
    explicit Ear(ClientConfig config);
    ~Ear();

    View view() const;
    std::vector<std::shared_ptr<const Snapshot>> take_snapshots();
    std::vector<HeardSaying> take_sayings();

  private:
    static constexpr std::size_t waiting_max = 1024;

    asio::io_context io_;
    mutable std::mutex mutex_;
    View view_;
    std::vector<std::shared_ptr<const Snapshot>> waiting_;
    std::vector<HeardSaying> sayings_;
    std::uint64_t heard_ = 0;  // the newest saying so far
    std::thread thread_;
};

Watcher::Ear::Ear(ClientConfig config) {
    WatchHooks hooks;
    hooks.welcome = [this](const wire::Welcome& welcome) {
        const std::lock_guard lock(mutex_);
        view_.welcome = welcome;
    };
    hooks.snapshot = [this](const wire::SnapshotFrame& frame) {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() >= waiting_max) waiting_.erase(waiting_.begin());
        waiting_.push_back(frame.snapshot);
        view_.snapshot = frame.snapshot;
        ++view_.snapshots;
        for (const HeardSaying& heard : frame.heard) {
            if (heard.number <= heard_) continue;  // a week's sayings come with each of its snapshots
            heard_ = heard.number;
            sayings_.push_back(heard);
        }
    };
    hooks.status = [this](const wire::RoomStatus& status) {
        const std::lock_guard lock(mutex_);
        view_.status = status;
    };
    asio::co_spawn(io_, watch(std::move(config), std::move(hooks)),
                   [this](const std::exception_ptr&, const ClientReport& report) {
                       const std::lock_guard lock(mutex_);
                       view_.report = report;
                   });
    thread_ = std::thread([this] { io_.run(); });
}

Watcher::Ear::~Ear() {
    io_.stop();
    thread_.join();
}

Watcher::View Watcher::Ear::view() const {
    const std::lock_guard lock(mutex_);
    return view_;
}

std::vector<std::shared_ptr<const Snapshot>> Watcher::Ear::take_snapshots() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
}

std::vector<HeardSaying> Watcher::Ear::take_sayings() {
    const std::lock_guard lock(mutex_);
    return std::exchange(sayings_, {});
}

Watcher::Watcher(ClientConfig config) : ear_(std::make_unique<Ear>(std::move(config))) {}
Watcher::~Watcher() = default;

Watcher::View Watcher::view() const { return ear_->view(); }
std::vector<std::shared_ptr<const Snapshot>> Watcher::take_snapshots() { return ear_->take_snapshots(); }
std::vector<HeardSaying> Watcher::take_sayings() { return ear_->take_sayings(); }

}  // namespace chokepoint::net

#include "proto/net/server.hpp"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <csignal>
#include <map>
#include <optional>

#include "proto/net/room.hpp"

namespace chokepoint::net {
namespace {

// A connection and the room it is in, once it has said hello.
struct Guest {
    std::shared_ptr<Room> room;
};

}  // namespace

class Server::Door {
  public:
    explicit Door(ServerConfig config) : config_(std::move(config)), acceptor_(io_) {}

    Status listen();
    Result<RoomKeys> add_room(RoomConfig config);
    void start(OnRoomOver on_room_over);
    void stop_on_signals(const std::string& reason);
    void run() { io_.run(); }
    void stop(const std::string& reason);

    const tcp::endpoint& endpoint() const { return endpoint_; }
    const Counters& counters() const { return counters_; }

  private:
    asio::awaitable<void> accept();
    void greet(tcp::socket socket);
    void room_over();

    asio::io_context io_{1};  // one thread runs it; goes last, for its sessions count to the end
    ServerConfig config_;
    Counters counters_;
    tcp::acceptor acceptor_;
    tcp::endpoint endpoint_;
    std::optional<asio::signal_set> signals_;
    std::map<std::string, std::shared_ptr<Room>> rooms_;
    std::atomic<std::size_t> rooms_running_{0};
};

Status Server::Door::listen() {
    const auto fault = [this](const char* what, const error_code& error) {
        return fail(std::string(what) + " " + config_.listen.host + ":" + std::to_string(config_.listen.port) + ": " +
                    error.message());
    };
    error_code error;
    tcp::resolver resolver(io_);
    const auto found = resolver.resolve(config_.listen.host, std::to_string(config_.listen.port),
                                        tcp::resolver::passive | tcp::resolver::numeric_service, error);
    if (error || found.empty()) return fault("no such address", error);
    const tcp::endpoint wanted = found.begin()->endpoint();
    acceptor_.open(wanted.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(wanted, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return fault("cannot listen on", error);
    endpoint_ = acceptor_.local_endpoint(error);
    return Done{};
}

Result<RoomKeys> Server::Door::add_room(RoomConfig config) {
    auto room = Room::create(io_.get_executor(), std::move(config));
    if (!room) return room.errors();
    if (!rooms_.emplace((*room)->code(), *room).second) return fail("two rooms with the code " + (*room)->code());
    return RoomKeys{(*room)->code(), (*room)->facilitator_token()};
}

void Server::Door::start(OnRoomOver on_room_over) {
    rooms_running_ = rooms_.size();
    for (const auto& [code, room] : rooms_) {
        room->start([this, on_room_over](const RoomResult& result) {
            if (on_room_over) on_room_over(result);
            room_over();
        });
    }
    asio::co_spawn(io_, accept(), asio::detached);
}

void Server::Door::stop_on_signals(const std::string& reason) {
    signals_.emplace(io_, SIGINT, SIGTERM);
    signals_->async_wait([this, reason](const error_code& error, int) {
        if (!error) stop(reason);
    });
}

void Server::Door::room_over() {
    if (--rooms_running_ > 0) return;
    // Whatever else would keep the io_context at work.
    asio::post(io_, [this] {
        error_code ignored;
        acceptor_.close(ignored);
        if (signals_) signals_->cancel(ignored);
    });
}

void Server::Door::stop(const std::string& reason) {
    for (const auto& [code, room] : rooms_) room->stop(reason);
}

asio::awaitable<void> Server::Door::accept() {
    while (acceptor_.is_open()) {
        // Each connection on a strand of its own.
        const asio::any_io_executor strand = asio::make_strand(io_);
        auto [error, socket] = co_await acceptor_.async_accept(strand, as_result);
        if (!acceptor_.is_open()) break;
        if (error) {
            // Out of descriptors or memory: others must leave first.
            asio::steady_timer pause(io_, std::chrono::milliseconds(50));
            co_await pause.async_wait(as_result);
            continue;
        }
        if (counters_.connections_open >= config_.connections_max) {
            ++counters_.dropped;
            continue;  // the socket closes here
        }
        greet(std::move(socket));
    }
}

void Server::Door::greet(tcp::socket socket) {
    if (config_.send_buffer_bytes > 0) {
        error_code ignored;
        socket.set_option(tcp::socket::send_buffer_size(config_.send_buffer_bytes), ignored);
    }
    const auto guest = std::make_shared<Guest>();
    Session::Handlers handlers;
    handlers.received = [this, guest](const std::shared_ptr<Session>& session, wire::Decoded&& decoded) {
        if (guest->room) {
            guest->room->receive(session, std::move(decoded));
            return;
        }
        const auto* body = std::get_if<wire::Body>(&decoded);
        const auto* hello = body ? std::get_if<wire::Hello>(body) : nullptr;
        if (!hello) {
            const auto* unreadable = std::get_if<wire::Unreadable>(&decoded);
            session->refuse(wire::ProblemCode::bad_message,
                            unreadable ? unreadable->words : "the first frame must be a hello");
            return;
        }
        const auto room = rooms_.find(hello->room);
        if (room == rooms_.end()) {
            session->refuse(wire::ProblemCode::unknown_room,
                            "no room with the code '" + hello->room + "' here; check its letters with the facilitator");
            return;
        }
        guest->room = room->second;
        guest->room->join(session, *hello);
    };
    handlers.ended = [guest](const std::shared_ptr<Session>& session, const std::string&) {
        if (guest->room) guest->room->leave(session);
    };
    auto stream = config_.tls ? tls_server_stream(std::move(socket), config_.tls) : plain_stream(std::move(socket));
    std::make_shared<Session>(std::move(stream), config_.limits, counters_, std::move(handlers))->start();
}

// --- what others see of it ----------------------------------------------------------------------------------

Server::Server(ServerConfig config) : door_(std::make_unique<Door>(std::move(config))) {}
Server::~Server() = default;

Status Server::listen() { return door_->listen(); }
Result<RoomKeys> Server::add_room(RoomConfig config) { return door_->add_room(std::move(config)); }
void Server::start(OnRoomOver on_room_over) { door_->start(std::move(on_room_over)); }
void Server::stop_on_signals(const std::string& reason) { door_->stop_on_signals(reason); }
void Server::run() { door_->run(); }
void Server::stop(const std::string& reason) { door_->stop(reason); }

std::string Server::endpoint() const { return to_string(door_->endpoint()); }
std::uint16_t Server::port() const { return door_->endpoint().port(); }
bool Server::is_loopback() const { return door_->endpoint().address().is_loopback(); }
const Counters& Server::counters() const { return door_->counters(); }

}  // namespace chokepoint::net

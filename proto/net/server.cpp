#include "proto/net/server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace chokepoint::net {
namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

}  // namespace

struct Server::Guest {
    std::shared_ptr<Room> room;
};

Server::Server(asio::io_context& io, ServerConfig config) : io_(io), config_(std::move(config)), acceptor_(io) {}
Server::~Server() = default;

Status Server::listen() {
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

Result<std::shared_ptr<Room>> Server::add_room(RoomConfig config) {
    auto room = Room::create(io_.get_executor(), std::move(config));
    if (!room) return room.errors();
    if (!rooms_.emplace((*room)->code(), *room).second) return fail("two rooms with the code " + (*room)->code());
    return room;
}

void Server::start(OnRoomOver on_room_over) {
    rooms_running_ = rooms_.size();
    for (const auto& [code, room] : rooms_) {
        room->start([this, on_room_over](const RoomResult& result) {
            if (on_room_over) on_room_over(result);
            room_over();
        });
    }
    asio::co_spawn(io_, accept(), asio::detached);
}

void Server::room_over() {
    if (--rooms_running_ > 0) return;
    asio::post(io_, [this] {
        error_code ignored;
        acceptor_.close(ignored);
    });
}

void Server::stop(const std::string& reason) {
    for (const auto& [code, room] : rooms_) room->stop(reason);
}

asio::awaitable<void> Server::accept() {
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

void Server::greet(tcp::socket socket) {
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

}  // namespace chokepoint::net

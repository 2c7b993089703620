// What a session reads and writes, whichever transport carries it: TCP, or TLS 1.3 over TCP. Every operation
// runs on the stream's executor, at most one read and one write at a time.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "proto/net/address.hpp"

namespace chokepoint::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// How every operation is awaited: its error is a value, not an exception.
inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

struct ReadResult {
    error_code error;
    std::size_t count = 0;
};

class Stream {
  public:
    virtual ~Stream() = default;
    virtual asio::any_io_executor executor() = 0;
    virtual asio::awaitable<error_code> handshake() = 0;  // before the first read or write
    virtual asio::awaitable<ReadResult> read_some(std::span<char> space) = 0;
    virtual asio::awaitable<error_code> write(std::string_view bytes) = 0;  // all of them
    virtual void shut_sending() = 0;  // nothing more will be written; reading goes on
    virtual void close() = 0;         // ends whatever is under way
};

std::unique_ptr<Stream> plain_stream(tcp::socket socket);

std::unique_ptr<Stream> tls_server_stream(tcp::socket socket, TlsContext context);
// The server's certificate must be for `host`.
std::unique_ptr<Stream> tls_client_stream(tcp::socket socket, TlsContext context, const std::string& host);

// As an Address is written.
std::string to_string(const tcp::endpoint& endpoint);

}  // namespace chokepoint::net

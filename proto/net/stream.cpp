#include "proto/net/stream.hpp"

#include <openssl/ssl.h>

#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>

namespace chokepoint::net {
namespace {

void close_socket(tcp::socket& socket) {
    error_code ignored;
    socket.shutdown(tcp::socket::shutdown_both, ignored);
    socket.close(ignored);
}

void send_at_once(tcp::socket& socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
}

class PlainStream final : public Stream {
  public:
    explicit PlainStream(tcp::socket socket) : socket_(std::move(socket)) { send_at_once(socket_); }

    asio::any_io_executor executor() override { return socket_.get_executor(); }
    asio::awaitable<error_code> handshake() override { co_return error_code{}; }
    asio::awaitable<ReadResult> read_some(std::span<char> space) override {
        const auto [error, count] =
            co_await socket_.async_read_some(asio::buffer(space.data(), space.size()), as_result);
        co_return ReadResult{error, count};
    }
    asio::awaitable<error_code> write(std::string_view bytes) override {
        const auto [error, count] = co_await asio::async_write(socket_, asio::buffer(bytes), as_result);
        static_cast<void>(count);
        co_return error;
    }
    void shut_sending() override {
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
    }
    void close() override { close_socket(socket_); }

  private:
    tcp::socket socket_;
};

using Role = asio::ssl::stream_base::handshake_type;

class TlsStream final : public Stream {
  public:
    TlsStream(tcp::socket socket, TlsContext context, Role role)
        : context_(std::move(context)), stream_(std::move(socket), *context_), role_(role) {
        send_at_once(stream_.next_layer());
    }

    void expect(const std::string& host) {
        stream_.set_verify_mode(asio::ssl::verify_peer);
        stream_.set_verify_callback(asio::ssl::host_name_verification(host));
        SSL_set_tlsext_host_name(stream_.native_handle(), host.c_str());
    }

    asio::any_io_executor executor() override { return stream_.get_executor(); }
    asio::awaitable<error_code> handshake() override {
        const auto [error] = co_await stream_.async_handshake(role_, as_result);
        co_return error;
    }
    asio::awaitable<ReadResult> read_some(std::span<char> space) override {
        const auto [error, count] =
            co_await stream_.async_read_some(asio::buffer(space.data(), space.size()), as_result);
        co_return ReadResult{error, count};
    }
    asio::awaitable<error_code> write(std::string_view bytes) override {
        const auto [error, count] = co_await asio::async_write(stream_, asio::buffer(bytes), as_result);
        static_cast<void>(count);
        co_return error;
    }
    void shut_sending() override {
        // Without TLS's own farewell: frames carry their lengths, and the last one is a bye or a problem.
        error_code ignored;
        stream_.next_layer().shutdown(tcp::socket::shutdown_send, ignored);
    }
    void close() override { close_socket(stream_.next_layer()); }

  private:
    TlsContext context_;
    asio::ssl::stream<tcp::socket> stream_;
    Role role_;
};

TlsContext new_context(asio::ssl::context::method method) {
    auto context = std::make_shared<asio::ssl::context>(method);
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_3_VERSION);
    return context;
}

}  // namespace

std::unique_ptr<Stream> plain_stream(tcp::socket socket) { return std::make_unique<PlainStream>(std::move(socket)); }

Result<TlsContext> tls_for_server(const TlsFiles& files) {
    auto context = new_context(asio::ssl::context::tls_server);
    error_code error;
    context->use_certificate_chain_file(files.certificate, error);
    if (error) return Error{"cannot use this as a certificate chain in PEM: " + error.message(), files.certificate, 0};
    context->use_private_key_file(files.key, asio::ssl::context::pem, error);
    if (error) return Error{"cannot use this as the certificate's private key in PEM: " + error.message(), files.key, 0};
    return context;
}

Result<TlsContext> tls_for_client(const std::string& authority_file) {
    auto context = new_context(asio::ssl::context::tls_client);
    error_code error;
    context->load_verify_file(authority_file, error);
    if (error) return Error{"cannot use this as a certificate authority in PEM: " + error.message(), authority_file, 0};
    return context;
}

std::unique_ptr<Stream> tls_server_stream(tcp::socket socket, TlsContext context) {
    return std::make_unique<TlsStream>(std::move(socket), std::move(context), asio::ssl::stream_base::server);
}

std::unique_ptr<Stream> tls_client_stream(tcp::socket socket, TlsContext context, const std::string& host) {
    auto stream = std::make_unique<TlsStream>(std::move(socket), std::move(context), asio::ssl::stream_base::client);
    stream->expect(host);
    return stream;
}

std::string to_string(const tcp::endpoint& endpoint) {
    const std::string host = endpoint.address().to_string();
    const std::string port = std::to_string(endpoint.port());
    return endpoint.address().is_v6() ? "[" + host + "]:" + port : host + ":" + port;
}

}  // namespace chokepoint::net

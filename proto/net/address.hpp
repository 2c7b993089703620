// Where a server is and why it is trusted, without a socket: what configurations are made of.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace boost::asio::ssl {
class context;
}

namespace chokepoint::net {

struct Address {
    std::string host;
    std::uint16_t port = 0;
};
// "host:port", "[v6]:port"; the port may be 0.
Result<Address> parse_address(std::string_view text);

// Files of a server, both PEM.
struct TlsFiles {
    std::string certificate;  // the chain
    std::string key;
};
using TlsContext = std::shared_ptr<boost::asio::ssl::context>;
// For who listens. Errors name the file that cannot be used.
Result<TlsContext> tls_for_server(const TlsFiles& files);
// For who connects: the authority that it trusts, PEM.
Result<TlsContext> tls_for_client(const std::string& authority_file);

}  // namespace chokepoint::net

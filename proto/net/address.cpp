#include "proto/net/address.hpp"

#include <charconv>

namespace chokepoint::net {

Result<Address> parse_address(std::string_view text) {
    const auto wrong = [text] {
        return fail("'" + std::string(text) + "' is no address; HOST:PORT would be right, for example 127.0.0.1:7400");
    };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return wrong();
    std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return wrong();
    Address address{std::string(host), 0};
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (host.empty() || port.empty() || error != std::errc{} || end != port.data() + port.size()) return wrong();
    return address;
}

}  // namespace chokepoint::net

#include "engine/base/text.hpp"

#include <cstddef>
#include <cstdint>

namespace chokepoint {
namespace {

struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 0;  // 0: no character stands here
};

// What the first byte says: how many follow, its own bits, and the least code that needs so many.
struct Lead {
    std::size_t follow = 0;
    std::uint32_t bits = 0, least = 0;
    bool is_good = false;
};

Lead lead_of(std::uint8_t byte) {
    if (byte < 0x80) return {0, byte, 0, true};
    if ((byte & 0xE0) == 0xC0) return {1, byte & 0x1Fu, 0x80, true};
    if ((byte & 0xF0) == 0xE0) return {2, byte & 0x0Fu, 0x800, true};
    if ((byte & 0xF8) == 0xF0) return {3, byte & 0x07u, 0x10000, true};
    return {};
}

Character first_of(std::string_view bytes) {
    const Lead lead = lead_of(static_cast<std::uint8_t>(bytes[0]));
    if (!lead.is_good || lead.follow >= bytes.size()) return {};
    std::uint32_t code = lead.bits;
    for (std::size_t i = 1; i <= lead.follow; ++i) {
        const auto byte = static_cast<std::uint8_t>(bytes[i]);
        if ((byte & 0xC0) != 0x80) return {};
        code = code << 6 | (byte & 0x3Fu);
    }
    const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < lead.least || code > 0x10FFFF || is_surrogate) return {};
    return {code, lead.follow + 1};
}

bool is_control(std::uint32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

}  // namespace

bool is_plain_text(std::string_view bytes) {
    while (!bytes.empty()) {
        const Character next = first_of(bytes);
        if (next.bytes == 0 || (is_control(next.code) && next.code != '\n')) return false;
        bytes.remove_prefix(next.bytes);
    }
    return true;
}

}  // namespace chokepoint

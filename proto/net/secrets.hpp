// Tokens and room codes: from the system's random source, compared in constant time, never logged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint::net {

std::string draw_token();      // 128 bits, 32 hexadecimal digits
std::string draw_room_code();  // 6 letters and digits that cannot be mistaken for each other, about 30 bits
std::uint64_t draw_seed();

// Takes the same time wherever the two differ. An empty token equals nothing.
bool is_same_token(std::string_view given, std::string_view token);

}  // namespace chokepoint::net

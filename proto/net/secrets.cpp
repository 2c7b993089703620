#include "proto/net/secrets.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "engine/base/check.hpp"

namespace chokepoint::net {
namespace {

void draw(unsigned char* bytes, int count) { CHOKEPOINT_CHECK(RAND_bytes(bytes, count) == 1); }

}  // namespace

std::string draw_token() {
    unsigned char bytes[16];
    draw(bytes, sizeof bytes);
    std::string token;
    for (const unsigned char byte : bytes) {
        token.push_back("0123456789abcdef"[byte >> 4]);
        token.push_back("0123456789abcdef"[byte & 15]);
    }
    return token;
}

std::string draw_room_code() {
    constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";  // 32: a byte's low five bits
    unsigned char bytes[6];
    draw(bytes, sizeof bytes);
    std::string code;
    for (const unsigned char byte : bytes) code.push_back(letters[byte & 31]);
    return code;
}

std::uint64_t draw_seed() {
    std::uint64_t seed = 0;
    draw(reinterpret_cast<unsigned char*>(&seed), sizeof seed);
    return seed;
}

bool is_same_token(std::string_view given, std::string_view token) {
    if (token.empty() || given.size() != token.size()) return false;  // lengths are no secret
    return CRYPTO_memcmp(given.data(), token.data(), token.size()) == 0;
}

}  // namespace chokepoint::net

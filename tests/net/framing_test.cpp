// Bytes to frames to envelopes: every piece size, and all that can be wrong.
#include "proto/net/framing.hpp"

#include <algorithm>
#include <cstring>

#include "proto/net/address.hpp"
#include "proto/net/secrets.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using chokepoint::test::contains;

namespace {

// Feeds `bytes` in pieces and gathers the frames, or the error as the last one.
std::vector<std::string> frames_of(std::string_view bytes, std::size_t piece, std::size_t max) {
    net::FrameReader reader(max);
    std::vector<std::string> frames;
    while (!bytes.empty()) {
        const std::span<char> space = reader.space();
        const std::size_t count = std::min({piece, bytes.size(), space.size()});
        std::memcpy(space.data(), bytes.data(), count);
        reader.filled(count);
        bytes.remove_prefix(count);
        for (;;) {
            const auto frame = reader.next();
            if (!frame) {
                frames.push_back("error: " + frame.error().message);
                return frames;
            }
            if (!*frame) break;
            frames.emplace_back(**frame);
        }
    }
    return frames;
}

wire::Reply reply_with(const Message& message) {
    auto answer = std::make_shared<Answer>();
    REQUIRE(answer->messages.push(message));
    return {77, std::nullopt, answer};
}

}  // namespace

TEST_CASE("frames come out whole, whatever pieces they arrive in", "[net]") {
    std::string bytes;
    for (std::uint64_t nonce = 1; nonce <= 20; ++nonce) bytes += net::frame_of(wire::Ping{nonce});
    wire::Hello hello;
    hello.name = std::string(50'000, 'x');
    bytes += net::frame_of(hello);
    for (const std::size_t piece : {1u, 3u, 7u, 100'000u}) {
        CAPTURE(piece);
        const auto frames = frames_of(bytes, piece, 60'000);
        REQUIRE(frames.size() == 21);
        const wire::Decoded decoded = wire::decode(frames[9]);
        CHECK(std::get<wire::Ping>(std::get<wire::Body>(decoded)).nonce == 10);
        const wire::Decoded last = wire::decode(frames[20]);
        CHECK(std::get<wire::Hello>(std::get<wire::Body>(last)).name.size() == 50'000);
    }
}

TEST_CASE("a frame that is empty or too long ends the reading", "[net]") {
    CHECK_THAT(frames_of(std::string(4, '\0'), 4, 1000).at(0), contains("a frame of 0 bytes; 1 to 1000 are allowed"));
    CHECK_THAT(frames_of("GET / HTTP/1.1", 4, 1000).at(0), contains("error: a frame of 1195725856 bytes"));
    CHECK(frames_of(std::string("\0\0\0\5ab", 6), 6, 1000).empty());  // truncated: more may come
}

TEST_CASE("bytes that are no envelope are told apart from messages with a fault", "[net][codec]") {
    const auto fault = [](const std::string& bytes) {
        const wire::Decoded decoded = wire::decode(bytes);
        REQUIRE(std::holds_alternative<wire::Unreadable>(decoded));
        return std::get<wire::Unreadable>(decoded);
    };
    CHECK(fault("\xff\xff\xff garbage").code == wire::ProblemCode::bad_frame);
    CHECK(fault("").code == wire::ProblemCode::wrong_version);
    CHECK(fault(std::string("\x08\x01", 2)).code == wire::ProblemCode::bad_message);  // version 1, no body
    CHECK(fault(std::string("\x08\x63", 2)).code == wire::ProblemCode::wrong_version);

    // Truncation at any byte gives a fault or a shorter message, never a crash.
    std::string bytes;
    Message message;
    message.kind = MessageKind::propose;
    Term term;
    term.by = 1;
    REQUIRE(message.terms.push(term));
    wire::encode(reply_with(message), bytes);
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) static_cast<void>(wire::decode(bytes.substr(0, cut)));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string spoilt = bytes;
        spoilt[at] = static_cast<char>(spoilt[at] ^ 0x55);
        static_cast<void>(wire::decode(spoilt));
    }
}

TEST_CASE("an answer with an impossible value is refused with its path", "[net][codec]") {
    Message message;
    message.kind = static_cast<MessageKind>(200);
    std::string bytes;
    wire::encode(reply_with(message), bytes);
    const wire::Decoded decoded = wire::decode(bytes);
    const auto& unreadable = std::get<wire::Unreadable>(decoded);
    CHECK(unreadable.code == wire::ProblemCode::bad_message);
    CHECK_THAT(unreadable.words, contains("reply.answer.messages[0].kind: no such MessageKind"));
}

TEST_CASE("a reply survives the wire", "[net][codec]") {
    Message message;
    message.kind = MessageKind::order;
    message.order.kind = OrderKind::set_tariff;
    message.order.value = -0.1;
    message.order.regions = 5;
    message.statement.to = 3;
    std::string bytes;
    const wire::Reply reply = reply_with(message);
    wire::encode(reply, bytes);
    const wire::Decoded decoded = wire::decode(bytes);
    const auto& back = std::get<wire::Reply>(std::get<wire::Body>(decoded));
    CHECK(back.phase_id == 77);
    CHECK_FALSE(back.seat);
    CHECK(digest_of(*back.answer) == digest_of(*reply.answer));
}

TEST_CASE("tokens are drawn afresh and compared whole", "[net]") {
    const std::string token = net::draw_token();
    CHECK(token.size() == 32);
    CHECK(token != net::draw_token());
    CHECK(net::is_same_token(token, token));
    CHECK_FALSE(net::is_same_token(token.substr(1), token));
    CHECK_FALSE(net::is_same_token("", ""));
    CHECK(net::draw_room_code().size() == 6);
}

TEST_CASE("addresses are read, and wrong ones explained", "[net]") {
    CHECK(net::parse_address("127.0.0.1:7400")->port == 7400);
    CHECK(net::parse_address("[::1]:0")->host == "::1");
    CHECK(net::parse_address("teacher-laptop:65535")->host == "teacher-laptop");
    for (const char* wrong : {"", "localhost", "localhost:", ":7400", "localhost:70000", "localhost:12x", "::1:80", "a:-1"}) {
        CAPTURE(wrong);
        const auto address = net::parse_address(wrong);
        REQUIRE_FALSE(address.ok());
        CHECK_THAT(address.error().message, contains("HOST:PORT would be right"));
    }
}

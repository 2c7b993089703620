#include "proto/net/framing.hpp"

#include <cstring>

namespace chokepoint::net {
namespace {

constexpr std::size_t length_bytes = 4;
constexpr std::size_t space_min = 4096;

std::size_t length_at(const char* bytes) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) length = length << 8 | static_cast<unsigned char>(bytes[i]);
    return length;
}

}  // namespace

std::string frame_of(const wire::Body& body) {
    std::string frame(length_bytes, '\0');
    wire::encode(body, frame);
    const std::size_t length = frame.size() - length_bytes;
    for (std::size_t i = 0; i < length_bytes; ++i)
        frame[i] = static_cast<char>(length >> (8 * (length_bytes - 1 - i)) & 0xff);
    return frame;
}

std::span<char> FrameReader::space() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    // A frame under way gets room for its rest, but only as its bytes come: a length alone buys no memory.
    if (buffer_.size() < end_ + space_min) buffer_.resize(end_ + space_min);
    return {buffer_.data() + end_, buffer_.size() - end_};
}

void FrameReader::filled(std::size_t count) {
    CHOKEPOINT_CHECK(end_ + count <= buffer_.size());
    end_ += count;
}

Result<std::optional<std::string_view>> FrameReader::next() {
    const std::size_t held = end_ - begin_;
    if (held < length_bytes) return std::optional<std::string_view>{};
    const std::size_t length = length_at(buffer_.data() + begin_);
    if (length == 0 || length > frame_bytes_max_)
        return fail("a frame of " + std::to_string(length) + " bytes; 1 to " + std::to_string(frame_bytes_max_) +
                    " are allowed, after 4 bytes of length, big-endian");
    if (held < length_bytes + length) return std::optional<std::string_view>{};
    const std::string_view content(buffer_.data() + begin_ + length_bytes, length);
    begin_ += length_bytes + length;
    return std::optional<std::string_view>{content};
}

}  // namespace chokepoint::net

// Frames: 4 bytes length, big-endian, then that many bytes of one Envelope. Pure bytes, no sockets.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "proto/codec/wire.hpp"

namespace chokepoint::net {

// One whole frame.
std::string frame_of(const wire::Body& body);

// Cuts a stream of bytes into frames, whatever pieces they arrive in.
class FrameReader {
  public:
    explicit FrameReader(std::size_t frame_bytes_max) : frame_bytes_max_(frame_bytes_max) {}

    // Room for the next bytes; call filled() with how many were written.
    std::span<char> space();
    void filled(std::size_t count);

    // The next frame's content, nothing if it is not whole yet, or an error for a length of zero or beyond the
    // maximum: then the stream cannot be read on. The view holds until the next call of space().
    Result<std::optional<std::string_view>> next();

  private:
    std::string buffer_;
    std::size_t begin_ = 0;   // first byte not yet given out
    std::size_t end_ = 0;     // first byte not yet filled
    std::size_t frame_bytes_max_;
};

}  // namespace chokepoint::net

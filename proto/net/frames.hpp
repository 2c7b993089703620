// Small helpers of the room's files: frames that many sessions share, and values lent to the encoder.
#pragma once

#include <memory>
#include <string>

#include "proto/net/framing.hpp"
#include "proto/net/session.hpp"

namespace chokepoint::net {

inline Frame shared_frame(const wire::Body& body) { return std::make_shared<const std::string>(frame_of(body)); }

// A pointer for an encoder that is done with it before the owner moves on.
template <typename T>
std::shared_ptr<const T> borrowed(const T& object) {
    return {std::shared_ptr<const T>{}, &object};
}

}  // namespace chokepoint::net

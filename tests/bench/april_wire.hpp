// Every kind of envelope as a room of april-2025 sends and gets it.
#pragma once

#include <vector>

#include "proto/codec/wire.hpp"

namespace chokepoint::bench {

// By the alternative's place in wire::Body. Asks, replies and snapshots are those of a whole week, the thirteenth: every seat
// that is asked and what it says, and what the facilitator sees; there is one of each other kind.
const std::vector<wire::Body>& april_bodies(std::size_t kind);

// What the U.S. is asked in that week's phase in which it says most, and what it says.
const wire::Ask& april_ask();
const wire::Reply& april_reply();

}  // namespace chokepoint::bench

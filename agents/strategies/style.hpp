// A government strategy as data: how it concedes, how it answers, and what it adds to the hawkishness drawn.
#pragma once

#include <cstdint>

namespace chokepoint::agents {

enum class Concession : std::uint8_t { by_time, by_deed, minimal };

struct Style {
    Concession concession = Concession::by_time;
    double exponent = 1.0;      // by_time: see bargain::Aspiration
    double hawk_shift = 0.0;
    double reply_scale = 1.0;   // on the size of a retaliation
    bool forgives = false;      // takes back own rises when the rival takes back its own
};

}  // namespace chokepoint::agents

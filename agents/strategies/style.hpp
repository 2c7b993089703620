// A government strategy as data: how it concedes, how it answers, and what it adds to the hawkishness drawn.
#pragma once

#include <cstdint>

namespace chokepoint::agents {

enum class Concession : std::uint8_t {
    by_time,       // along a path from aspiration to reservation
    by_deed,       // what the other gave, given back
    minimal,       // as many bids as it has heard, and one more: MiCRO
    by_inference,  // what a posterior over the other's type makes of waiting (posterior.hpp)
    by_search,     // what rollouts of imagined worlds make of it (foresight.hpp)
};

struct Style {
    Concession concession = Concession::by_time;
    double exponent = 1.0;      // by_time: see bargain::Aspiration
    double hawk_shift = 0.0;
    double reply_scale = 1.0;   // on the size of a retaliation
    bool forgives = false;      // takes back own rises when the rival takes back its own
    bool learns = true;         // by_inference: false keeps the prior for ever, a yardstick for what inference is worth
    bool grim = false;          // once wronged, never again: no talks, no offers taken, snap-back at the first chance
    double keeps = 1.0;         // of what it would keep of a promise that nobody checks: what a type keeps, times this
    double grabs = 0.0;         // firms that it lists every quarter under a truce that nobody checks
};

}  // namespace chokepoint::agents

// A government strategy as data: how it concedes, how it answers, and what it adds to the hawkishness drawn. What each that
// ships has: agents/roster/numbers.cpp.
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

// What one who looks ahead may spend on one decision. Counted in rollouts, never in time: a slower machine plays the same game.
struct Budget {
    std::int32_t worlds = 8;
    std::int32_t rollouts = 48;       // in one search, those without a deal included
    std::int32_t rollout_weeks = 8;   // of each
    std::int32_t horizon_weeks = 26;  // over which a flow is taken to last
};

struct Style {
    Concession concession = Concession::by_time;
    double exponent = 1.0;      // by_time: see bargain::Aspiration
    double given_by_deadline = 0.5;  // by_deed: share of its way that time alone makes it go
    double hawk_shift = 0.0;    // added to the hawkishness drawn
    double reply_scale = 1.0;   // on the size of a retaliation
    bool forgives = false;      // takes back own rises when the rival takes back its own
    bool learns = true;         // by_inference: false keeps the prior for ever, a yardstick for what inference is worth
    bool grim = false;          // once wronged, never again: no talks, no offers taken, snap-back at the first chance
    double keeps = 1.0;         // of what it would keep of a promise that nobody checks: what a type keeps, times this
    double grabs = 0.0;         // firms that it lists every quarter under a truce that nobody checks
    Budget budget{};            // by_search
};

}  // namespace chokepoint::agents

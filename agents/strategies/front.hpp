// Customers who wait in one queue at the licensing desk and share what they have: what they weigh together, as China
// reads it from the public record. A government alone is a front of one, and weighs nothing beyond itself.
#pragma once

#include "agents/strategies/lens.hpp"

namespace chokepoint::agents {

struct Front {
    std::array<bool, limits::governments> holds{};
    double stock_usd_m = 0.0;  // pooled, as promised

    bool has(Government government) const { return holds[index_of(government)]; }
    bool is_shared() const;
};

// A front of one.
Front alone(Government government);
// The queue that a government waits in, by what agreements in force share.
Front front_of(const View& view, Government government);

// The one that two governments would make by sharing a queue.
Front joined(const Front& a, const Front& b);

// What half a year of magnets for a region cost before, USD million, by China's own customs: its weight as a customer.
double custom_of(const View& view, Region region);

// The share of the usual pressure that a front leaves worth applying, 0 to 1. Shared stock takes part of a squeeze away;
// and the larger the custom that would turn away together, the dearer the squeeze: a buyer alone cannot pay for another
// chain of supply, most buyers together can. 1 for a front of one.
double pressure_left(const View& view, const Front& front);

}  // namespace chokepoint::agents

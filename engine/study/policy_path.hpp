// The recorded course of measures as dated orders, to be imposed on a run in place of governments. Knows how
// a scenario writes an act; what an order does is the world's business.
#pragma once

#include <vector>

#include "engine/base/date.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint::study {

// An order and the day on which it takes effect.
struct DatedOrder {
    Day day = no_day;
    Government by = Government::us;
    Order order;
};

// The scenario's recorded_policy in order of date; acts of one day keep the order of the file. Errors: a date
// that does not exist, a name that the kind of order does not know; each names recorded_policy[i].
Result<std::vector<DatedOrder>> recorded_orders(const Scenario& scenario);

}  // namespace chokepoint::study

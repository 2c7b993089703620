// Firms: stocks, output, reports, lobbying, thrift, investment, and talks with governments and each other.
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

// A firm strategy as data.
struct FirmStyle {
    bool acts = true;               // false: standing orders as they are, no talks
    double alarm_multiple = 1.5;    // stock target while its parts are controlled
    double greed = 0.0;             // added to it as cover falls
    double report_when_short = 0.9; // factor on the own disclosure when a report may move the queue
    double lobby_effort = 0.6;
    double thrift_effort = 0.5;
};

std::unique_ptr<const Agent> make_firm(Facts facts, const FirmStyle& style, const Actors& actors);

}  // namespace chokepoint::agents

// A firm strategy as data. What each that ships has: agents/roster/numbers.cpp.
#pragma once

namespace chokepoint::agents {

struct FirmStyle {
    bool acts = true;               // false: standing orders as they are, no talks
    double alarm_multiple = 1.5;    // stock target while its parts are controlled
    double fear_multiple = 0.0;     // added to it as cover falls
    double report_when_short = 0.9; // factor on the own disclosure when a report may move the queue
    bool is_secretive = false;      // says so little whenever its parts are controlled, short or not
    double lobby_effort = 0.6;      // at losses that hurt in full
    double thrift_effort = 0.5;
    double exponent = 1.0;          // of concession in talks: see bargain::Aspiration
    double weeks_to_concede = 7.0;  // in talks
    double contracted_share = 0.5;  // of what a part takes in a year, wanted under one contract
};

}  // namespace chokepoint::agents

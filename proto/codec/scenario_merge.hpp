// Lays a derived scenario on its base, message by message. See scenario_base.hpp for what comes of it; this knows no
// files beyond their numbers. For proto/codec's own files only.
#pragma once

#include <string>
#include <vector>

#include "chokepoint/v1/scenario.pb.h"
#include "proto/codec/written.hpp"

namespace chokepoint::codec {

// A fault of a derived file and where in it.
struct MergeFault {
    Place place;
    std::string message;
};

// Changes `base` and its places by all that `derived` says, drop and replace included; derived is used up. On faults
// the base is half changed.
std::vector<MergeFault> merge_scenarios(v1::Scenario& base, Written& base_written, v1::Scenario& derived,
                                        const Written& derived_written);

}  // namespace chokepoint::codec

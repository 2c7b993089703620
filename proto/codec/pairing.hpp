// How a field table and a message type go together, found once by name and kept for good. Inside the codec only:
// this header shows Protobuf.
#pragma once

#include <google/protobuf/descriptor.h>

#include <vector>

#include "engine/base/fields.hpp"

namespace chokepoint::codec {

struct Plan;

struct Step {
    const Field* field;
    const google::protobuf::FieldDescriptor* wire;  // nullptr: a spare member, zeroed on arrival
    const Plan* child;                              // structures
    bool has_presence;                              // a scalar that is sent even when zero
};

struct Plan {
    std::vector<Step> steps;
};

// The plan for a pair; aborts, naming the first misfit, when schema and table do not agree.
const Plan& plan_for(const StructTable& table, const google::protobuf::Descriptor& descriptor);

}  // namespace chokepoint::codec

// Observations, answers and snapshots to bytes and back, as the schemas of proto/chokepoint/v1 say. Protobuf
// stays out of this header. Every call reuses message objects of its thread: no allocation once warm.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/domain/messages.hpp"
#include "engine/domain/observation.hpp"
#include "engine/domain/snapshot.hpp"

namespace chokepoint::codec {

// Appends to `out`.
void encode(const Observation& observation, std::string& out);
void encode(const Answer& answer, std::string& out);
void encode(const Snapshot& snapshot, std::string& out);

// Overwrites the object. Errors say which part is wrong and what would be right; the object is then half written.
// An answer may leave out what its messages do not need (see play.proto): it is filled in as documented there.
Status decode(std::string_view bytes, Observation& observation);
Status decode(std::string_view bytes, Answer& answer);
Status decode(std::string_view bytes, Snapshot& snapshot);

// Where the schemas and the field tables of engine/domain disagree, one line each. Empty: nowhere.
std::vector<std::string> play_schema_faults();

}  // namespace chokepoint::codec

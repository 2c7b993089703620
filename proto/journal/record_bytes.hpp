// Journal values to Protobuf bytes and back (journal.proto). Knows nothing of files.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/domain/journal.hpp"

namespace chokepoint::journal {

// What a record holds. The numbers stand in files: a new kind goes at the end.
enum class RecordKind : std::uint8_t { header = 1, phase = 2, digest = 3, end = 4 };

RecordKind kind_of(const JournalRecord& record);

void encode(const JournalHeader& header, std::string& out);  // appends
void encode(const JournalRecord& record, std::string& out);  // appends

Result<JournalHeader> decode_header(std::string_view bytes);
Result<JournalRecord> decode_record(RecordKind kind, std::string_view bytes);

// The week that a record belongs to; an end record's is the number of weeks played.
int week_of(const JournalRecord& record);

}  // namespace chokepoint::journal

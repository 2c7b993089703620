// Scenarios that are written as what differs from another: reads a file and the files it is based on, and lays them
// on each other into one complete message. Knows lists, names and places; what a scenario means is validate()'s
// business. For proto/codec's own files only: Protobuf shows.
//
//   base: "april-2025.textproto"              a file, relative to the folder of the file that says so
//   drop: "firms[ford-chicago]"               leaves out an entry of the base; also users[gm].needs[magnet_smco]
//   replace: "tariffs"                        empties a list of the base; also agendas[us-china].issues
//   firms { name: "suzuki" has_seat: false }  changes the base's entry of that name, or adds one behind the others
//
// Entries are known by the names that the schema gives (option known_by). Of an entry that both files write, what the
// derived one writes counts, field by field and list by list; a figure with its source, and a list of plain values,
// count as one value. First the base is dropped from and emptied, then the derived file's entries come in.
#pragma once

#include <string>
#include <vector>

#include "chokepoint/v1/scenario.pb.h"
#include "engine/base/result.hpp"
#include "proto/codec/written.hpp"

namespace chokepoint::codec {

// A complete message, and where each of its parts is written.
struct FlatScenario {
    v1::Scenario message;            // without base, drop and replace
    Written written;
    std::vector<std::string> files;  // by Place::file: the scenario's own first, then its base, the base's base ...
    Errors odd;                      // unknown fields: the message is read, but must not be taken
};

// From a file and its bases. Errors: what cannot be read or parsed, rings of bases, drops and replacements that lead
// nowhere, entries without a name or given twice; each with its file and line.
Result<FlatScenario> read_flat(const std::string& path);

// From a text that stands alone (a journal's header, a room's welcome): one with a base is refused.
Result<FlatScenario> read_alone(const std::string& text, const std::string& file_name);

// The fault with the file and line of what the path names (firms[2].stock_days in the whole scenario), saying also for
// which scenario it was read where that is not the scenario's own file.
Error placed(const FlatScenario& flat, const std::string& path, const std::string& message);

// In the order of the files, and of the lines in each.
Errors in_file_order(const FlatScenario& flat, Errors errors);

}  // namespace chokepoint::codec

// Files of sweep and tournament designs: Protobuf text format in, a design or faults with FILE:LINE out. The structs
// are those of engine/sweep and engine/study, on which the codec does not stand: one is handed in as an object with a
// field table that fits the schema's message of that name, and what makes a design sound as a function.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/fields.hpp"
#include "engine/base/result.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint::codec {

// Judges the design once it is filled: every fault as a path into it.
using JudgeDesign = std::function<std::vector<Fault>()>;

// Fills the design, freshly made. Faults come in line order and in three steps of which a faulty one hides
// the next: syntax; shape (unknown fields and names); meaning (what `judge` says).
Status parse_design(const std::string& text, const std::string& file_name, const StructTable& table,
                    void* design, const JudgeDesign& judge);

// The design as a file that parse_design reads back to the same values.
std::string design_text(const StructTable& table, const void* design);

template <typename Design>
Status parse_design(const std::string& text, const std::string& file_name, Design& design,
                    const JudgeDesign& judge) {
    return parse_design(text, file_name, table_of<Design>(), &design, judge);
}
template <typename Design>
std::string design_text(const Design& design) {
    return design_text(table_of<Design>(), &design);
}

// True when the text has a field that only designs of that kind have: how `check` tells files apart.
bool looks_like_a_design(const std::string& text);
bool looks_like_a_tournament(const std::string& text);

}  // namespace chokepoint::codec

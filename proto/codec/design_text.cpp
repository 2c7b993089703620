#include "proto/codec/design_text.hpp"

#include <google/protobuf/text_format.h>

#include <algorithm>

#include "chokepoint/v1/design.pb.h"
#include "proto/codec/reflect.hpp"
#include "proto/codec/text_file.hpp"

namespace chokepoint::codec {
namespace {

Errors in_line_order(Errors errors) {
    std::stable_sort(errors.begin(), errors.end(),
                     [](const Error& a, const Error& b) { return a.line < b.line; });
    return errors;
}

}  // namespace

Status parse_design(const std::string& text, const std::string& file_name, const StructTable& table,
                    void* design, const JudgeDesign& judge) {
    v1::SweepDesign message;
    const TextFile file(text, file_name, message);
    if (!file.is_parsed()) return in_line_order(file.faults());
    Errors errors = file.faults();
    for (const WireFault& fault : from_wire_all(table, message, design))
        errors.push_back(file.placed(fault.path, fault.message));
    if (errors.empty())
        for (const Fault& fault : judge()) errors.push_back(file.placed(fault.path, fault.message));
    if (!errors.empty()) return in_line_order(std::move(errors));
    return Done{};
}

std::string design_text(const StructTable& table, const void* design) {
    v1::SweepDesign message;
    to_wire(table, design, message);
    std::string text;
    google::protobuf::TextFormat::Printer printer;
    printer.SetUseUtf8StringEscaping(true);
    printer.PrintToString(message, &text);
    return text;
}

bool looks_like_a_design(const std::string& text) {
    // Top-level fields that no other kind of file has, at the start of a line.
    for (const char* field : {"factors", "sampling", "replicates", "common_random_numbers"}) {
        const std::string name = field;
        for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
            const std::size_t after = at + name.size();
            const bool is_first = at == 0 || text[at - 1] == '\n';
            if (is_first && after < text.size() && std::string(": {").find(text[after]) != std::string::npos)
                return true;
        }
    }
    return false;
}

}  // namespace chokepoint::codec

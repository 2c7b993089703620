#include "proto/codec/design_text.hpp"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <initializer_list>
#include <memory>

#include "chokepoint/v1/design.pb.h"
#include "engine/base/check.hpp"
#include "proto/codec/reflect.hpp"
#include "proto/codec/text_file.hpp"

namespace chokepoint::codec {
namespace {

Errors in_line_order(Errors errors) {
    std::stable_sort(errors.begin(), errors.end(),
                     [](const Error& a, const Error& b) { return a.line < b.line; });
    return errors;
}

// An empty message of the table's kind.
std::unique_ptr<google::protobuf::Message> message_for(const StructTable& table) {
    for (const google::protobuf::Message* kind : std::initializer_list<const google::protobuf::Message*>{
             &v1::SweepDesign::default_instance(), &v1::TournamentDesign::default_instance()})
        if (kind->GetDescriptor()->name() == table.name)
            return std::unique_ptr<google::protobuf::Message>(kind->New());
    CHOKEPOINT_CHECK(false);  // a design without a schema
    return nullptr;
}

// True when one of the fields begins a line, so at the top level of a file that is laid out as ours are.
bool begins_a_line(const std::string& text, std::initializer_list<const char*> fields) {
    for (const std::string name : fields) {
        for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
            const std::size_t after = at + name.size();
            const bool is_first = at == 0 || text[at - 1] == '\n';
            if (is_first && after < text.size() && std::string(": {").find(text[after]) != std::string::npos)
                return true;
        }
    }
    return false;
}

}  // namespace

Status parse_design(const std::string& text, const std::string& file_name, const StructTable& table,
                    void* design, const JudgeDesign& judge) {
    const auto message = message_for(table);
    const TextFile file(text, file_name, *message);
    if (!file.is_parsed()) return in_line_order(file.faults());
    Errors errors = file.faults();
    for (const WireFault& fault : from_wire_all(table, *message, design))
        errors.push_back(file.placed(fault.path, fault.message));
    if (errors.empty())
        for (const Fault& fault : judge()) errors.push_back(file.placed(fault.path, fault.message));
    if (!errors.empty()) return in_line_order(std::move(errors));
    return Done{};
}

std::string design_text(const StructTable& table, const void* design) {
    const auto message = message_for(table);
    to_wire(table, design, *message);
    std::string text;
    google::protobuf::TextFormat::Printer printer;
    printer.SetUseUtf8StringEscaping(true);
    printer.PrintToString(*message, &text);
    return text;
}

bool looks_like_a_design(const std::string& text) {
    return begins_a_line(text, {"factors", "sampling", "replicates", "common_random_numbers"});
}

bool looks_like_a_tournament(const std::string& text) {
    return begins_a_line(text, {"row", "column", "games"});
}

}  // namespace chokepoint::codec

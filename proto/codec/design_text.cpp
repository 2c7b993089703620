#include "proto/codec/design_text.hpp"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <memory>
#include <string_view>

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

bool is_of_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Past what begins at `at` and is no name: a comment, a text in quotes, or one character.
std::size_t past(const std::string& text, std::size_t at) {
    if (text[at] == '#') return std::min(text.find('\n', at), text.size());
    if (text[at] != '"' && text[at] != '\'') return at + 1;
    const char quote = text[at++];
    while (at < text.size() && text[at] != quote) at += text[at] == '\\' ? 2 : 1;
    return at + 1;
}

// True when one of the fields stands at the top level of a text, however it is laid out.
bool has_at_top(const std::string& text, std::initializer_list<std::string_view> fields) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_of_name(text[at])) {
            if (std::string_view("{<[").find(text[at]) != std::string_view::npos) ++depth;
            if (std::string_view("}>]").find(text[at]) != std::string_view::npos) --depth;
            at = past(text, at);
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_of_name(text[end])) ++end;
        const std::size_t after = text.find_first_not_of(" \t\r\n", end);
        const bool is_field = after != std::string::npos && std::string_view(":{<").find(text[after]) != std::string_view::npos;
        if (depth == 0 && is_field && std::find(fields.begin(), fields.end(), std::string_view(text).substr(at, end - at)) != fields.end()) return true;
        at = end;
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
    return has_at_top(text, {"factors", "sampling", "replicates", "common_random_numbers", "outcomes", "shard_size"});
}

bool looks_like_a_tournament(const std::string& text) {
    return has_at_top(text, {"row", "column", "games", "agents"});
}

}  // namespace chokepoint::codec

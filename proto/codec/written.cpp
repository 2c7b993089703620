#include "proto/codec/written.hpp"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "proto/codec/path.hpp"

namespace chokepoint::codec {
namespace {

namespace pb = google::protobuf;
using Tree = pb::TextFormat::ParseInfoTree;

Written written_message(const pb::Message& message, const Tree& tree, Place place);

Written written_item(const pb::Message& message, const pb::FieldDescriptor& field, const Tree& tree, int item,
                     Place place) {
    if (field.message_type() == nullptr) return {place, {}};
    const auto& reflection = *message.GetReflection();
    const Tree* nested = tree.GetTreeForNested(&field, item);
    if (nested == nullptr) return {place, {}};
    return written_message(item < 0 ? reflection.GetMessage(message, &field)
                                    : reflection.GetRepeatedMessage(message, &field, item),
                           *nested, place);
}

Written written_message(const pb::Message& message, const Tree& tree, Place place) {
    Written written{place, {}};
    const auto& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        const int count = field.is_repeated() ? message.GetReflection()->FieldSize(message, &field) : 1;
        for (int k = 0; k < count; ++k) {
            const int item = field.is_repeated() ? k : -1;
            auto location = tree.GetLocation(&field, item);
            // Of a list written [a, b, c] the parser notes the first place only.
            if (location.line < 0 && item > 0) location = tree.GetLocation(&field, 0);
            if (location.line < 0) break;
            written.at(&field).items.push_back(
                written_item(message, field, tree, item, {place.file, location.line + 1}));
        }
    }
    return written;
}

// Of a list's items the one that the most derived file writes, the first of several.
const Written& most_derived(const std::vector<Written>& items) {
    return *std::min_element(items.begin(), items.end(), [](const Written& left, const Written& right) {
        return left.place.file < right.place.file;
    });
}

}  // namespace

Written::Part* Written::find(const pb::FieldDescriptor* field) {
    for (Part& part : parts)
        if (part.field == field) return &part;
    return nullptr;
}

const Written::Part* Written::find(const pb::FieldDescriptor* field) const {
    for (const Part& part : parts)
        if (part.field == field) return &part;
    return nullptr;
}

Written::Part& Written::at(const pb::FieldDescriptor* field) {
    if (Part* part = find(field)) return *part;
    parts.push_back({field, {}});
    return parts.back();
}

Written written_in(const pb::Message& message, const Tree& tree, std::size_t file) {
    return written_message(message, tree, {file, 1});
}

Place place_of(const Written& written, const pb::Descriptor& type, std::string_view path) {
    const Written* here = &written;
    const pb::Descriptor* inside = &type;
    for (const PathStep& step : split_path(path)) {
        const auto* field = inside != nullptr ? inside->FindFieldByName(step.name) : nullptr;
        const Written::Part* part = field != nullptr ? here->find(field) : nullptr;
        if (part == nullptr || part->items.empty()) break;
        std::size_t index = 0;
        const bool has_index = parse_index(step.selector, index);
        if (has_index && index >= part->items.size()) break;
        if (field->is_repeated() && !has_index) return most_derived(part->items).place;
        here = &part->items[has_index ? index : 0];
        inside = field->message_type();
    }
    return here->place;
}

}  // namespace chokepoint::codec

#include "proto/codec/item_names.hpp"

namespace chokepoint::codec {
namespace {

bool is_name(const Field& field) {
    return field.shape == FieldShape::single && (field.kind == FieldKind::text || field.kind == FieldKind::enumeration);
}

}  // namespace

std::vector<std::string> names_of(const StructTable& table, const void* item) {
    std::vector<std::string> names;
    if (!is_name(table.fields[0])) return names;
    for (const Field& field : table.fields) {
        if (!is_name(field)) continue;
        const void* member = element_at(field, item, 0);
        names.push_back(field.kind == FieldKind::text ? *static_cast<const std::string*>(member) : leaf_text(field, member));
    }
    return names;
}

bool goes_by(const std::vector<std::string>& names, const std::vector<std::string>& words) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < names.size() && next < words.size(); ++i) {
        if (names[i] == words[next]) ++next;
        else if (i == 0) return false;
    }
    return next == words.size();
}

}  // namespace chokepoint::codec

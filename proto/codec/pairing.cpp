// See pairing.hpp; the drift check of reflect.hpp stands here too, since both ask what fits what.
#include "proto/codec/pairing.hpp"

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "chokepoint/v1/scenario.pb.h"
#include "proto/codec/reflect.hpp"

namespace chokepoint::codec {
namespace {

namespace pb = google::protobuf;
using Wire = pb::FieldDescriptor;

// spare, spare2: members that only fill a struct. A spare_capacity is none of them.
bool is_spare(const Field& field) {
    constexpr std::string_view word = "spare";
    return field.name.starts_with(word) &&
           field.name.find_first_not_of("0123456789", word.size()) == std::string_view::npos;
}

Wire::CppType cpp_type_for(FieldKind kind) {
    switch (kind) {
        case FieldKind::f64: return Wire::CPPTYPE_DOUBLE;
        case FieldKind::i64: return Wire::CPPTYPE_INT64;
        case FieldKind::u64: return Wire::CPPTYPE_UINT64;
        case FieldKind::i32:
        case FieldKind::i16: return Wire::CPPTYPE_INT32;
        case FieldKind::u32:
        case FieldKind::u16:
        case FieldKind::u8: return Wire::CPPTYPE_UINT32;
        case FieldKind::boolean: return Wire::CPPTYPE_BOOL;
        case FieldKind::enumeration: return Wire::CPPTYPE_ENUM;
        case FieldKind::text: return Wire::CPPTYPE_STRING;
        case FieldKind::structure: return Wire::CPPTYPE_MESSAGE;
    }
    return Wire::CPPTYPE_MESSAGE;
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return result;
}

// What keeps a wire enum from carrying a domain one: numbers must be the domain's plus one, names must end in
// the enumerators' own.
std::string enum_fault(const EnumTable& names, const pb::EnumDescriptor& wire) {
    if (static_cast<std::size_t>(wire.value_count()) != names.names.size() + 1)
        return "enum " + wire.full_name() + " has " + std::to_string(wire.value_count()) + " values, " +
               std::string(names.name) + " needs " + std::to_string(names.names.size() + 1);
    for (std::size_t i = 0; i < names.names.size(); ++i) {
        const auto* value = wire.FindValueByNumber(static_cast<int>(i) + 1);
        if (!value || !value->name().ends_with(upper(names.names[i])))
            return "enum " + wire.full_name() + " needs number " + std::to_string(i + 1) + " for " +
                   std::string(names.names[i]);
    }
    return {};
}

std::string pair_fault(const Field& field, const Wire* wire) {
    if (!wire) return "no such field in the schema";
    if (wire->is_repeated() != field.is_indexed())
        return wire->is_repeated() ? "repeated in the schema, single in the domain"
                                   : "single in the schema, a list or an array in the domain";
    if (field.shape == FieldShape::optional && !wire->has_presence())
        return "may be left out in the domain, but is not optional in the schema";
    const bool is_named = field.kind == FieldKind::enumeration && wire->cpp_type() == Wire::CPPTYPE_STRING;
    if (!is_named && wire->cpp_type() != cpp_type_for(field.kind))
        return std::string("the schema's type ") + wire->type_name() + " cannot hold it";
    if (field.kind == FieldKind::enumeration && !is_named)
        return enum_fault(*field.enumeration, *wire->enum_type());
    return {};
}

void collect_schema_faults(const StructTable& table, const pb::Descriptor& descriptor, const std::string& prefix,
                           std::vector<std::string>& faults) {
    for (const Field& field : table.fields) {
        if (is_spare(field)) continue;
        const Wire* wire = descriptor.FindFieldByName(std::string(field.name));
        const std::string path = prefix + "." + std::string(field.name);
        if (std::string fault = pair_fault(field, wire); !fault.empty()) {
            faults.push_back(path + ": " + fault);
        } else if (field.structure) {
            collect_schema_faults(*field.structure, *wire->message_type(), path, faults);
        }
    }
    for (int i = 0; i < descriptor.field_count(); ++i) {
        const Wire& wire = *descriptor.field(i);
        const bool is_file_only = wire.options().GetExtension(v1::file_only);
        if (!is_file_only && !table.find(wire.name())) faults.push_back(prefix + "." + wire.name() + ": no such field in the domain");
    }
}

// The plans made so far. They are never removed: pointers to them stay good.
class PlanBook {
  public:
    const Plan& find(const StructTable& table, const pb::Descriptor& descriptor) {
        const Key key{&table, &descriptor};
        {
            std::shared_lock lock(mutex_);
            if (const auto found = plans_.find(key); found != plans_.end()) return *found->second;
        }
        std::unique_lock lock(mutex_);
        return make(table, descriptor);
    }

  private:
    using Key = std::pair<const StructTable*, const pb::Descriptor*>;

    const Plan& make(const StructTable& table, const pb::Descriptor& descriptor) {
        const Key key{&table, &descriptor};
        if (const auto found = plans_.find(key); found != plans_.end()) return *found->second;
        auto plan = std::make_unique<Plan>();
        for (const Field& field : table.fields) {
            if (is_spare(field)) {
                plan->steps.push_back({&field, nullptr, nullptr, false});
                continue;
            }
            const Wire* wire = descriptor.FindFieldByName(std::string(field.name));
            if (const std::string fault = pair_fault(field, wire); !fault.empty()) {
                std::fprintf(stderr, "chokepoint: schema %s does not fit %.*s.%.*s: %s\n",
                             descriptor.full_name().c_str(), static_cast<int>(table.name.size()),
                             table.name.data(), static_cast<int>(field.name.size()), field.name.data(),
                             fault.c_str());
                std::abort();
            }
            const Plan* child = field.structure ? &make(*field.structure, *wire->message_type()) : nullptr;
            plan->steps.push_back({&field, wire, child, wire->has_presence()});
        }
        return *(plans_[key] = std::move(plan));
    }

    std::shared_mutex mutex_;
    std::map<Key, std::unique_ptr<Plan>> plans_;
};

}  // namespace

const Plan& plan_for(const StructTable& table, const pb::Descriptor& descriptor) {
    static PlanBook book;
    return book.find(table, descriptor);
}

std::vector<std::string> schema_faults(const StructTable& table, const pb::Descriptor& descriptor) {
    std::vector<std::string> faults;
    collect_schema_faults(table, descriptor, std::string(table.name), faults);
    return faults;
}

}  // namespace chokepoint::codec

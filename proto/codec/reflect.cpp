// See reflect.hpp. Copies by plan (pairing.hpp): neither names nor locks beyond one look-up per call.
#include "proto/codec/reflect.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/reflection.h>

#include <bit>
#include <cmath>
#include <limits>

#include "proto/codec/pairing.hpp"

namespace chokepoint::codec {
namespace {

namespace pb = google::protobuf;
using Wire = pb::FieldDescriptor;

// --- domain to wire -----------------------------------------------------------------------------------------

template <typename T>
T load(const void* from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

std::uint32_t load_u32(FieldKind kind, const void* from) {
    if (kind == FieldKind::u8) return load<std::uint8_t>(from);
    return kind == FieldKind::u16 ? load<std::uint16_t>(from) : load<std::uint32_t>(from);
}
std::int32_t load_i32(FieldKind kind, const void* from) {
    return kind == FieldKind::i16 ? load<std::int16_t>(from) : load<std::int32_t>(from);
}

std::string enum_name(const Field& field, const void* from) {
    const std::size_t number = load<std::uint8_t>(from);
    const auto names = field.enumeration->names;
    return std::string(number < names.size() ? names[number] : "?");
}

void encode(const Plan& plan, const void* object, pb::Message& message);

void encode_single(const Step& step, const pb::Reflection& reflection, const void* from, pb::Message& message) {
    const Field& field = *step.field;
    const Wire* wire = step.wire;
    switch (field.kind) {
        case FieldKind::f64:
            if (const auto value = load<double>(from); step.has_presence || std::bit_cast<std::uint64_t>(value) != 0)
                reflection.SetDouble(&message, wire, value);
            break;
        case FieldKind::i64:
            if (const auto value = load<std::int64_t>(from); step.has_presence || value != 0)
                reflection.SetInt64(&message, wire, value);
            break;
        case FieldKind::u64:
            if (const auto value = load<std::uint64_t>(from); step.has_presence || value != 0)
                reflection.SetUInt64(&message, wire, value);
            break;
        case FieldKind::i32:
        case FieldKind::i16:
            if (const auto value = load_i32(field.kind, from); step.has_presence || value != 0)
                reflection.SetInt32(&message, wire, value);
            break;
        case FieldKind::u32:
        case FieldKind::u16:
        case FieldKind::u8:
            if (const auto value = load_u32(field.kind, from); step.has_presence || value != 0)
                reflection.SetUInt32(&message, wire, value);
            break;
        case FieldKind::boolean:
            if (const auto value = load<bool>(from); step.has_presence || value)
                reflection.SetBool(&message, wire, value);
            break;
        case FieldKind::enumeration:
            if (wire->cpp_type() == Wire::CPPTYPE_STRING)
                reflection.SetString(&message, wire, enum_name(field, from));
            else
                reflection.SetEnumValue(&message, wire, load<std::uint8_t>(from) + 1);
            break;
        case FieldKind::text:
            if (const auto& value = *static_cast<const std::string*>(from); step.has_presence || !value.empty())
                reflection.SetString(&message, wire, value);
            break;
        case FieldKind::structure: encode(*step.child, from, *reflection.MutableMessage(&message, wire)); break;
    }
}

// Appends every element as the wire type W that `read` makes of it.
template <typename W, typename Read>
void append_all(const Step& step, const pb::Reflection& reflection, const std::byte* first, std::size_t count,
                pb::Message& message, Read read) {
    auto list = reflection.GetMutableRepeatedFieldRef<W>(&message, step.wire);
    for (std::size_t i = 0; i < count; ++i) list.Add(read(first + i * step.field->stride));
}

bool is_all_zero(const std::byte* first, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i)
        if (first[i] != std::byte{0}) return false;
    return true;
}

void encode_repeated(const Step& step, const pb::Reflection& reflection, const void* object, pb::Message& message) {
    const Field& field = *step.field;
    const std::size_t count = element_count(field, object);
    if (count == 0) return;
    const auto* first = static_cast<const std::byte*>(element_at(field, object, 0));
    const FieldKind kind = field.kind;
    const bool is_plain = kind != FieldKind::text && kind != FieldKind::structure;
    if (field.shape == FieldShape::array && is_plain && is_all_zero(first, count * field.stride)) return;
    const auto append = [&]<typename W>(W, auto read) {
        append_all<W>(step, reflection, first, count, message, read);
    };
    switch (kind) {
        case FieldKind::f64: append(double{}, [](const void* p) { return load<double>(p); }); break;
        case FieldKind::i64: append(std::int64_t{}, [](const void* p) { return load<std::int64_t>(p); }); break;
        case FieldKind::u64: append(std::uint64_t{}, [](const void* p) { return load<std::uint64_t>(p); }); break;
        case FieldKind::i32:
        case FieldKind::i16: append(std::int32_t{}, [kind](const void* p) { return load_i32(kind, p); }); break;
        case FieldKind::u32:
        case FieldKind::u16:
        case FieldKind::u8: append(std::uint32_t{}, [kind](const void* p) { return load_u32(kind, p); }); break;
        case FieldKind::boolean: append(bool{}, [](const void* p) { return load<bool>(p); }); break;
        case FieldKind::enumeration:
            if (step.wire->cpp_type() == Wire::CPPTYPE_STRING) {
                for (std::size_t i = 0; i < count; ++i)
                    reflection.AddString(&message, step.wire, enum_name(field, first + i * field.stride));
            } else {
                append(int{}, [](const void* p) { return load<std::uint8_t>(p) + 1; });
            }
            break;
        case FieldKind::text:
            for (std::size_t i = 0; i < count; ++i)
                reflection.AddString(&message, step.wire,
                                     *reinterpret_cast<const std::string*>(first + i * field.stride));
            break;
        case FieldKind::structure:
            for (std::size_t i = 0; i < count; ++i)
                encode(*step.child, first + i * field.stride, *reflection.AddMessage(&message, step.wire));
            break;
    }
}

void encode(const Plan& plan, const void* object, pb::Message& message) {
    const pb::Reflection& reflection = *message.GetReflection();
    for (const Step& step : plan.steps) {
        if (!step.wire) continue;
        if (step.field->is_indexed())
            encode_repeated(step, reflection, object, message);
        else if (element_count(*step.field, object) > 0)
            encode_single(step, reflection, element_at(*step.field, object, 0), message);
    }
}

// --- wire to domain -----------------------------------------------------------------------------------------

// Where the decoder stands: a chain of the fields above, spelt out only when something is wrong.
struct Stand {
    const Stand* above;
    const Field* field;
    std::size_t index;
};

std::string path_of(const Stand* place) {
    if (!place) return {};
    std::string path = path_of(place->above);
    if (!path.empty()) path += '.';
    path += place->field->name;
    if (place->index != SIZE_MAX) path += "[" + std::to_string(place->index) + "]";
    return path;
}

class Decoder {
  public:
    explicit Decoder(std::size_t faults_max) : faults_max_(faults_max) {}

    // False when the decoder has given up.
    bool decode(const Plan& plan, const pb::Message& message, void* object, const Stand* above) {
        const pb::Reflection& reflection = *message.GetReflection();
        for (const Step& step : plan.steps) {
            auto* member = static_cast<std::byte*>(object) + step.field->offset;
            bool goes_on = true;
            if (!step.wire) {
                std::memset(member, 0, step.field->bytes);
            } else if (step.field->shape == FieldShape::single) {
                goes_on = decode_single(step, reflection, message, member, above);
            } else if (step.field->shape == FieldShape::optional) {
                const bool is_set = reflection.HasField(message, step.wire);
                step.field->list->resize(member, is_set ? 1 : 0);
                if (is_set) goes_on = decode_single(step, reflection, message, step.field->list->data(member), above);
            } else {
                goes_on = decode_repeated(step, reflection, message, object, above);
            }
            if (!goes_on) return false;
        }
        return true;
    }

    std::vector<WireFault> faults;

  private:
    bool fault(const Stand& place, std::string message) {
        faults.push_back({path_of(&place), std::move(message)});
        return faults.size() < faults_max_;
    }

    bool store_double(double value, void* to, const Stand& place) {
        if (!std::isfinite(value)) return fault(place, "not a finite number");
        std::memcpy(to, &value, sizeof value);
        return true;
    }

    // Stores a wire integer in a domain one of at most its width.
    template <typename T, typename W>
    bool store_narrow(W value, void* to, const Stand& place) {
        if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max())
            return fault(place, std::to_string(value) + " is out of range; allowed are " +
                                    std::to_string(std::numeric_limits<T>::min()) + " to " +
                                    std::to_string(std::numeric_limits<T>::max()));
        const T narrow = static_cast<T>(value);
        std::memcpy(to, &narrow, sizeof narrow);
        return true;
    }
    bool store_u32(FieldKind kind, std::uint32_t value, void* to, const Stand& place) {
        if (kind == FieldKind::u8) return store_narrow<std::uint8_t>(value, to, place);
        if (kind == FieldKind::u16) return store_narrow<std::uint16_t>(value, to, place);
        return store_narrow<std::uint32_t>(value, to, place);
    }
    bool store_i32(FieldKind kind, std::int32_t value, void* to, const Stand& place) {
        if (kind == FieldKind::i16) return store_narrow<std::int16_t>(value, to, place);
        return store_narrow<std::int32_t>(value, to, place);
    }

    bool store_enum(const Field& field, int number, void* to, const Stand& place) {
        const int count = static_cast<int>(field.enumeration->names.size());
        if (number < 1 || number > count)
            return fault(place, "no such " + std::string(field.enumeration->name) + ": " + std::to_string(number) +
                                    "; allowed are 1 to " + std::to_string(count));
        const auto value = static_cast<std::uint8_t>(number - 1);
        std::memcpy(to, &value, 1);
        return true;
    }

    bool store_enum(const Field& field, std::string_view name, void* to, const Stand& place) {
        const auto names = field.enumeration->names;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i] != name) continue;
            const auto value = static_cast<std::uint8_t>(i);
            std::memcpy(to, &value, 1);
            return true;
        }
        std::string allowed;
        for (const auto known : names) allowed += (allowed.empty() ? "" : ", ") + std::string(known);
        return fault(place, (name.empty() ? "missing " + std::string(field.enumeration->name)
                                          : "unknown " + std::string(field.enumeration->name) + " '" +
                                                std::string(name) + "'") +
                                "; allowed are " + allowed);
    }

    bool decode_single(const Step& step, const pb::Reflection& reflection, const pb::Message& message, void* to,
                       const Stand* above) {
        const Field& field = *step.field;
        const Wire* wire = step.wire;
        const Stand place{above, &field, SIZE_MAX};
        switch (field.kind) {
            case FieldKind::f64: return store_double(reflection.GetDouble(message, wire), to, place);
            case FieldKind::i64: return store_narrow<std::int64_t>(reflection.GetInt64(message, wire), to, place);
            case FieldKind::u64: return store_narrow<std::uint64_t>(reflection.GetUInt64(message, wire), to, place);
            case FieldKind::i32:
            case FieldKind::i16: return store_i32(field.kind, reflection.GetInt32(message, wire), to, place);
            case FieldKind::u32:
            case FieldKind::u16:
            case FieldKind::u8: return store_u32(field.kind, reflection.GetUInt32(message, wire), to, place);
            case FieldKind::boolean: *static_cast<bool*>(to) = reflection.GetBool(message, wire); return true;
            case FieldKind::enumeration: {
                if (wire->cpp_type() == Wire::CPPTYPE_ENUM)
                    return store_enum(field, reflection.GetEnumValue(message, wire), to, place);
                std::string scratch;
                return store_enum(field, reflection.GetStringReference(message, wire, &scratch), to, place);
            }
            case FieldKind::text: *static_cast<std::string*>(to) = reflection.GetString(message, wire); return true;
            case FieldKind::structure:
                if (!reflection.HasField(message, wire)) return true;
                return decode(*step.child, reflection.GetMessage(message, wire), to, &place);
        }
        return true;
    }

    // Makes room for `count` elements; tells through `is_done` when there is nothing to copy.
    bool make_room(const Step& step, std::size_t count, void* object, const Stand& place, bool& is_done) {
        const Field& field = *step.field;
        auto* member = static_cast<std::byte*>(object) + field.offset;
        is_done = true;
        if (field.shape == FieldShape::list) {
            if (count > field.list->capacity)
                return fault(place, std::to_string(count) + " items; at most " +
                                        std::to_string(field.list->capacity) + " fit");
            // From empty, so that every element starts as a fresh one.
            field.list->resize(member, 0);
            field.list->resize(member, count);
            is_done = count == 0;
        } else if (count == 0) {
            const bool is_plain = field.kind != FieldKind::text && field.kind != FieldKind::structure;
            if (is_plain) std::memset(member, 0, field.bytes);
        } else if (count != field.count) {
            return fault(place, std::to_string(count) + " items; exactly " + std::to_string(field.count) +
                                    " belong here, or none");
        } else {
            is_done = false;
        }
        return true;
    }

    bool decode_repeated(const Step& step, const pb::Reflection& reflection, const pb::Message& message,
                         void* object, const Stand* above) {
        const auto count = static_cast<std::size_t>(reflection.FieldSize(message, step.wire));
        bool is_done = false;
        if (!make_room(step, count, object, Stand{above, step.field, SIZE_MAX}, is_done)) return false;
        if (is_done) return true;
        auto* first = static_cast<std::byte*>(element_at(*step.field, object, 0));
        for (std::size_t i = 0; i < count; ++i) {
            const Stand place{above, step.field, i};
            if (!decode_element(step, reflection, message, static_cast<int>(i), first + i * step.field->stride,
                                place))
                return false;
        }
        return true;
    }

    bool decode_element(const Step& step, const pb::Reflection& reflection, const pb::Message& message, int i,
                        void* to, const Stand& place) {
        const Field& field = *step.field;
        const Wire* wire = step.wire;
        switch (field.kind) {
            case FieldKind::f64: return store_double(reflection.GetRepeatedDouble(message, wire, i), to, place);
            case FieldKind::i64:
                return store_narrow<std::int64_t>(reflection.GetRepeatedInt64(message, wire, i), to, place);
            case FieldKind::u64:
                return store_narrow<std::uint64_t>(reflection.GetRepeatedUInt64(message, wire, i), to, place);
            case FieldKind::i32:
            case FieldKind::i16:
                return store_i32(field.kind, reflection.GetRepeatedInt32(message, wire, i), to, place);
            case FieldKind::u32:
            case FieldKind::u16:
            case FieldKind::u8:
                return store_u32(field.kind, reflection.GetRepeatedUInt32(message, wire, i), to, place);
            case FieldKind::boolean:
                *static_cast<bool*>(to) = reflection.GetRepeatedBool(message, wire, i);
                return true;
            case FieldKind::enumeration: {
                if (wire->cpp_type() == Wire::CPPTYPE_ENUM)
                    return store_enum(field, reflection.GetRepeatedEnumValue(message, wire, i), to, place);
                std::string scratch;
                return store_enum(field, reflection.GetRepeatedStringReference(message, wire, i, &scratch), to,
                                  place);
            }
            case FieldKind::text:
                *static_cast<std::string*>(to) = reflection.GetRepeatedString(message, wire, i);
                return true;
            case FieldKind::structure:
                return decode(*step.child, reflection.GetRepeatedMessage(message, wire, i), to, &place);
        }
        return true;
    }

    std::size_t faults_max_;
};

}  // namespace

void to_wire(const StructTable& table, const void* object, pb::Message& message) {
    message.Clear();
    encode(plan_for(table, *message.GetDescriptor()), object, message);
}

Status from_wire(const StructTable& table, const pb::Message& message, void* object) {
    Decoder decoder(1);
    decoder.decode(plan_for(table, *message.GetDescriptor()), message, object, nullptr);
    if (decoder.faults.empty()) return Done{};
    return fail(decoder.faults.front().path + ": " + decoder.faults.front().message);
}

std::vector<WireFault> from_wire_all(const StructTable& table, const pb::Message& message, void* object) {
    Decoder decoder(SIZE_MAX);
    decoder.decode(plan_for(table, *message.GetDescriptor()), message, object, nullptr);
    return std::move(decoder.faults);
}

}  // namespace chokepoint::codec

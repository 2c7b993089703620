// Field tables: one description per struct (name, place, kind, count) that drives the digest, "the first field
// that differs", the codec, paths such as firms[2].stock_days, and the test that every byte is accounted for.
// Members named spare... fill gaps: they are hashed and compared but not sent.
// A struct is described once, right below its definition: CHOKEPOINT_FIELDS(Struct, first, second, ...).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/enums.hpp"
#include "engine/base/fixed_vec.hpp"

namespace chokepoint {

enum class FieldKind : std::uint8_t { f64, i64, u64, i32, u32, i16, u16, u8, boolean, enumeration, text, structure };
enum class FieldShape : std::uint8_t { single, optional, array, list };

struct StructTable;

// How to work on a list (FixedVec or std::vector) without knowing its type. What may be left out (std::optional) is one of none
// or one.
struct ListOps {
    std::size_t capacity;                            // SIZE_MAX: unbounded
    std::size_t (*size)(const void* list);
    bool (*resize)(void* list, std::size_t count);   // false beyond the capacity
    void* (*data)(void* list);
};

struct Field {
    std::string_view name;
    std::size_t offset;                 // bytes from the start of the struct
    std::size_t bytes;                  // size of the member in the struct
    FieldKind kind;                     // of one element
    FieldShape shape;
    std::size_t count;                  // elements of an array (nested arrays counted flat); 1 for a single
    std::size_t stride;                 // bytes from one element to the next
    const StructTable* structure;       // kind structure
    const EnumTable* enumeration;       // kind enumeration
    const ListOps* list;                // shapes list and optional

    bool is_spare() const { return name.starts_with("spare"); }
    // Whether its elements are told apart by numbers, as in needs[12].
    bool is_indexed() const { return shape == FieldShape::array || shape == FieldShape::list; }
};

struct StructTable {
    std::string_view name;
    std::size_t bytes;
    std::span<const Field> fields;

    const Field* find(std::string_view field) const;
};

namespace detail {

template <typename T>
struct IsArray : std::false_type {};
template <typename T, std::size_t N>
struct IsArray<std::array<T, N>> : std::true_type {};

template <typename T>
struct IsList : std::false_type {};
template <typename T, std::size_t N>
struct IsList<FixedVec<T, N>> : std::true_type {
    static constexpr std::size_t capacity = N;
};
template <typename T>
struct IsList<std::vector<T>> : std::true_type {
    static constexpr std::size_t capacity = SIZE_MAX;
};

template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <typename Optional>
constexpr ListOps optional_ops{
    1,
    [](const void* optional) -> std::size_t { return static_cast<const Optional*>(optional)->has_value() ? 1 : 0; },
    [](void* optional, std::size_t count) {
        Optional& value = *static_cast<Optional*>(optional);
        if (count == 0) value.reset();
        else if (count == 1 && !value) value.emplace();
        return count <= 1;
    },
    [](void* optional) -> void* {
        Optional& value = *static_cast<Optional*>(optional);
        return value ? &*value : nullptr;
    },
};

template <typename List>
constexpr ListOps list_ops{
    IsList<List>::capacity,
    [](const void* list) { return static_cast<const List*>(list)->size(); },
    [](void* list, std::size_t count) {
        if (count > IsList<List>::capacity) return false;
        static_cast<List*>(list)->resize(count);
        return true;
    },
    [](void* list) -> void* { return static_cast<List*>(list)->data(); },
};

template <typename E>
const EnumTable* enum_table_of() {
    static constexpr EnumTable table = enum_table(E{});
    return &table;
}

template <typename T>
constexpr FieldKind kind_of() {
    if constexpr (std::is_same_v<T, double>) return FieldKind::f64;
    else if constexpr (std::is_same_v<T, std::int64_t>) return FieldKind::i64;
    else if constexpr (std::is_same_v<T, std::uint64_t>) return FieldKind::u64;
    else if constexpr (std::is_same_v<T, std::int32_t>) return FieldKind::i32;
    else if constexpr (std::is_same_v<T, std::uint32_t>) return FieldKind::u32;
    else if constexpr (std::is_same_v<T, std::int16_t>) return FieldKind::i16;
    else if constexpr (std::is_same_v<T, std::uint16_t>) return FieldKind::u16;
    else if constexpr (std::is_same_v<T, std::uint8_t>) return FieldKind::u8;
    else if constexpr (std::is_same_v<T, bool>) return FieldKind::boolean;
    else if constexpr (std::is_enum_v<T>) return FieldKind::enumeration;
    else if constexpr (std::is_same_v<T, std::string>) return FieldKind::text;
    else return FieldKind::structure;
}

template <typename T>
Field element_field() {
    Field field{};
    field.kind = kind_of<T>();
    field.shape = FieldShape::single;
    field.count = 1;
    field.stride = sizeof(T);
    if constexpr (kind_of<T>() == FieldKind::structure) field.structure = &struct_table(static_cast<const T*>(nullptr));
    if constexpr (kind_of<T>() == FieldKind::enumeration) field.enumeration = enum_table_of<T>();
    return field;
}

template <typename T>
Field shaped_field() {
    if constexpr (IsArray<T>::value) {
        Field field = shaped_field<typename T::value_type>();  // a list in an array is not supported
        field.shape = FieldShape::array;
        field.count *= std::tuple_size_v<T>;
        return field;
    } else if constexpr (IsList<T>::value) {
        Field field = element_field<typename T::value_type>();
        field.shape = FieldShape::list;
        field.list = &list_ops<T>;
        return field;
    } else if constexpr (IsOptional<T>::value) {
        Field field = element_field<typename T::value_type>();
        field.shape = FieldShape::optional;
        field.list = &optional_ops<T>;
        return field;
    } else {
        return element_field<T>();
    }
}

template <typename T>
Field make_field(std::string_view name, std::size_t offset) {
    Field field = shaped_field<T>();
    field.name = name;
    field.offset = offset;
    field.bytes = sizeof(T);
    return field;
}

}  // namespace detail

template <typename T>
const StructTable& table_of() {
    return struct_table(static_cast<const T*>(nullptr));
}

// True when the described members fill the struct: no padding, nothing forgotten.
bool covers_every_byte(const StructTable& table);

// The element `index` of a field inside the object; of a list or an optional one that is there.
inline void* element_at(const Field& field, void* object, std::size_t index) {
    auto* member = static_cast<std::byte*>(object) + field.offset;
    auto* first = field.list != nullptr ? static_cast<std::byte*>(field.list->data(member)) : member;
    return first + index * field.stride;
}
inline const void* element_at(const Field& field, const void* object, std::size_t index) {
    return element_at(field, const_cast<void*>(object), index);
}
// How many elements the field holds now.
inline std::size_t element_count(const Field& field, const void* object) {
    if (field.list == nullptr) return field.count;
    return field.list->size(static_cast<const std::byte*>(object) + field.offset);
}

// Makes `to` the same bytes as `from` by its field table, quicker than assigning it where lists are mostly empty: of a list only what
// it holds is written, and what falls away is cleared as FixedVec clears it. For structs of plain bytes (no text, no vectors) whose
// table covers every byte.
void copy_filled(const StructTable& table, void* to, const void* from);
template <typename T>
void copy_filled(T& to, const T& from) {
    static_assert(std::is_trivially_copyable_v<T>);
    copy_filled(table_of<T>(), &to, &from);
}

// 64-bit XXH3 over every leaf in table order; -0.0 counts as 0.0, a list as its size and its items.
std::uint64_t digest_of(const StructTable& table, const void* object);
template <typename T>
std::uint64_t digest_of(const T& object) {
    return digest_of(table_of<T>(), &object);
}

// 16 hexadecimal digits.
std::string format_digest(std::uint64_t digest);

// A field whose value differs between two objects of one type, as path and printed values.
struct Difference {
    std::string path;  // world.needs[12].stock_t[0]
    std::string left, right;
};
// The first difference in table order, or nothing (an empty path).
Difference first_difference(const StructTable& table, const void* left, const void* right);
template <typename T>
Difference first_difference(const T& left, const T& right) {
    return first_difference(table_of<T>(), &left, &right);
}

// One 32-bit hash per leaf row of the table (all elements of world.needs[].stock_t together), in table order:
// small enough to journal every week, fine enough to name the field in which two games part.
struct LeafHash {
    std::string path;  // world.needs[].stock_t
    std::uint32_t hash;
};
std::vector<LeafHash> leaf_hashes(const StructTable& table, const void* object);

// Calls visit(path, field, element) for every leaf element of the object, in table order.
using LeafVisitor = void (*)(void* context, const std::string& path, const Field& field, void* element);
void visit_leaves(const StructTable& table, void* object, LeafVisitor visit, void* context);

// The value of one leaf element as text: names for enumerations, shortest round-trip for numbers.
std::string leaf_text(const Field& field, const void* element);

}  // namespace chokepoint

// clang-format off
#define CHOKEPOINT_PARENS ()
#define CHOKEPOINT_EXPAND(...) CHOKEPOINT_EXPAND3(CHOKEPOINT_EXPAND3(CHOKEPOINT_EXPAND3(__VA_ARGS__)))
#define CHOKEPOINT_EXPAND3(...) CHOKEPOINT_EXPAND2(CHOKEPOINT_EXPAND2(CHOKEPOINT_EXPAND2(__VA_ARGS__)))
#define CHOKEPOINT_EXPAND2(...) CHOKEPOINT_EXPAND1(CHOKEPOINT_EXPAND1(CHOKEPOINT_EXPAND1(__VA_ARGS__)))
#define CHOKEPOINT_EXPAND1(...) __VA_ARGS__
#define CHOKEPOINT_EACH(...) __VA_OPT__(CHOKEPOINT_EXPAND(CHOKEPOINT_EACH_NEXT(__VA_ARGS__)))
#define CHOKEPOINT_EACH_NEXT(member, ...) \
    ::chokepoint::detail::make_field<decltype(Self::member)>(#member, offsetof(Self, member)), \
    __VA_OPT__(CHOKEPOINT_EACH_AGAIN CHOKEPOINT_PARENS (__VA_ARGS__))
#define CHOKEPOINT_EACH_AGAIN() CHOKEPOINT_EACH_NEXT
#define CHOKEPOINT_FIELDS(Type, ...)                                                     \
    inline const ::chokepoint::StructTable& struct_table(const Type*) {                  \
        using Self = Type;                                                               \
        static const auto fields = std::to_array<::chokepoint::Field>({CHOKEPOINT_EACH(__VA_ARGS__)}); \
        static const ::chokepoint::StructTable table{#Type, sizeof(Type), fields};       \
        return table;                                                                    \
    }
// clang-format on

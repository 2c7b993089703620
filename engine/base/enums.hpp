// Enumerations that know their names, for text formats, logs and error messages. The order is for good: the
// numbers stand in journals and on the wire.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace chokepoint {

// The names of one enumeration, by number.
struct EnumTable {
    std::string_view name;
    std::span<const std::string_view> names;
};

namespace detail {

constexpr std::size_t count_names(std::string_view list) {
    std::size_t count = list.empty() ? 0 : 1;
    for (char c : list) count += c == ',' ? 1 : 0;
    return count;
}

// Splits "a, b, c" as the preprocessor spells it.
template <std::size_t N>
constexpr std::array<std::string_view, N> split_names(std::string_view list) {
    std::array<std::string_view, N> names{};
    for (std::size_t i = 0; i < N; ++i) {
        const std::size_t comma = list.find(',');
        names[i] = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        while (!list.empty() && list.front() == ' ') list.remove_prefix(1);
    }
    return names;
}

}  // namespace detail

template <typename E>
constexpr std::size_t count_of = enum_table(E{}).names.size();

template <typename E>
constexpr std::string_view name_of(E value) {
    const auto names = enum_table(E{}).names;
    const auto index = static_cast<std::size_t>(value);
    return index < names.size() ? names[index] : std::string_view{"?"};
}

template <typename E>
constexpr std::optional<E> parse_enum(std::string_view name) {
    const auto names = enum_table(E{}).names;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<E>(i);
    return std::nullopt;
}

template <typename E>
constexpr std::size_t index_of(E value) {
    return static_cast<std::size_t>(value);
}

// Every value in order: for (Region region : all_of<Region>()).
template <typename E>
constexpr auto all_of() {
    std::array<E, count_of<E>> values{};
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<E>(i);
    return values;
}

}  // namespace chokepoint

#define CHOKEPOINT_ENUM(Name, ...)                                                                        \
    enum class Name : std::uint8_t { __VA_ARGS__ };                                                       \
    inline constexpr auto Name##_names =                                                                  \
        ::chokepoint::detail::split_names<::chokepoint::detail::count_names(#__VA_ARGS__)>(#__VA_ARGS__); \
    constexpr ::chokepoint::EnumTable enum_table(Name) {                                                  \
        return ::chokepoint::EnumTable{#Name, Name##_names};                                              \
    }

// The interface of every decision-maker. The same compiled agent runs inside a sweep and behind a socket; where
// it runs cannot change what it does.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <string_view>
#include <type_traits>

#include "engine/base/result.hpp"
#include "engine/domain/observation.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint {

// A seat's private memory between decisions: plain bytes, copied with a branch, never part of the digest.
class Mind {
  public:
    static constexpr std::size_t capacity = 1280;

    // The mind as a T; a fresh mind reads as all-zero bytes, so T's members should mean "unset" at zero.
    template <typename T>
    T load() const {
        static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= capacity);
        T value;
        std::memcpy(&value, bytes_.data(), sizeof value);
        return value;
    }
    template <typename T>
    void store(const T& value) {
        static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= capacity);
        std::memcpy(bytes_.data(), &value, sizeof value);
    }

  private:
    alignas(8) std::array<std::byte, capacity> bytes_{};
};

// A strategy in a seat. Immutable: all that it learns is in the mind, so one object serves any number of games.
class Agent {
  public:
    virtual ~Agent() = default;

    // Writes what the seat says and does in this phase into `out` (cleared by the caller). Random numbers come
    // from Rng(seat_key, week, Purpose::agent, round) only. Rationales are written when out.wants_rationale; the
    // messages are the same either way. Must give the same answer for the same four inputs, anywhere.
    virtual void decide(const Observation& observation, Mind& mind, std::uint64_t seat_key, Answer& out) const = 0;
};

// Makes the agent of a seat for a strategy by name; an unknown name is an error that lists the known ones.
using Roster =
    std::function<Result<std::unique_ptr<const Agent>>(const Scenario&, SeatId, std::string_view strategy)>;

}  // namespace chokepoint

// What every examination of something written by hand shares, be it a scenario, a sweep's design or a tournament's: the faults
// found so far, as paths and what would be right, and the plainest questions. Inside validate() functions only.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/domain/scenario.hpp"

namespace chokepoint::examining {

inline std::string at(const std::string& list, std::size_t index) { return list + "[" + std::to_string(index) + "]"; }

inline std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

// The roles of all seats, in their order.
inline std::vector<std::string> roles_of(const Scenario& scenario) {
    std::vector<std::string> roles;
    for (std::size_t i = 0; i < seat_count(scenario); ++i) roles.emplace_back(role_of(scenario, static_cast<SeatId>(i)));
    return roles;
}

// "us, china, japan"
inline std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

// The faults found so far.
class Findings {
  public:
    void fault(std::string path, std::string message) { faults.push_back({std::move(path), std::move(message)}); }

    // `zero` says what a zero stands for, where it stands for something: " (0: as the scenario says)".
    void whole_number(const char* path, std::int32_t value, std::int32_t least, std::int32_t most, const char* zero = "") {
        if (value < least || value > most)
            fault(path, "is " + std::to_string(value) + "; must be " + std::to_string(least) + " to " + std::to_string(most) + zero);
    }

    // Tells whether the name is new; one used before is a fault.
    template <typename Key>
    bool is_new(std::set<Key>& seen, Key key, const std::string& path, std::string_view shown) {
        if (seen.insert(std::move(key)).second) return true;
        fault(path, quoted(shown) + " appears twice; each may stand once");
        return false;
    }

    std::vector<Fault> faults;
};

}  // namespace chokepoint::examining

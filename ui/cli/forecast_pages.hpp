// What `chokepoint forecast` prints of a forecast: tables and fans for people, the document of --json.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/domain/forecast.hpp"
#include "engine/game/game.hpp"

namespace chokepoint::cli {

// Who plays a seat in the futures.
struct FutureSeat {
    std::string role;
    std::string strategy;
    bool stands_in = false;  // for a person or a program, or begins without knowing what was remembered in its seat
};

struct ForecastPages {
    const Setup& setup;
    const Forecast& forecast;
    const std::string& journal;            // its path
    const std::vector<FutureSeat>& seats;  // by seat number

    nlohmann::ordered_json json() const;
    // One row an indicator, then odds.
    std::string text() const;
    // Every week of one indicator with a fan beside it.
    std::string fan_text(const ForecastIndicator& indicator) const;
};

}  // namespace chokepoint::cli

// What may come of a game from one of its moments, as plain values: bands of indicators by week and how often something
// happened, over many futures. Declared here so that a screen or a server can ask and show without knowing who plays the
// futures: engine/game implements it (engine/game/forecast.hpp), the wiring hands it in.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/fields.hpp"
#include "engine/base/result.hpp"

namespace chokepoint {

// What is asked.
struct ForecastRequest {
    std::uint64_t seed = 1;      // of the futures' luck: future k has the seed derived from (seed, k)
    std::uint32_t futures = 256; // 1 to forecast_futures_max
    std::int32_t weeks = 0;      // ahead; 0 or more than are left: to the game's end
};

constexpr std::uint32_t forecast_futures_max = 1'000'000;

// The shares of futures that lie below the quantiles of a band.
constexpr std::array<double, 5> forecast_shares{0.05, 0.25, 0.5, 0.75, 0.95};

// An indicator after one week's resolve, over all futures so far, in the indicator's unit.
struct ForecastBand {
    std::array<double, forecast_shares.size()> quantiles{};  // by forecast_shares
    double least = 0.0;     // exact, as is greatest
    double greatest = 0.0;
};
CHOKEPOINT_FIELDS(ForecastBand, quantiles, least, greatest)

struct ForecastIndicator {
    std::string name;   // us_tariff_pct
    std::string title;  // "U.S. headline tariff on China"
    std::string unit;   // "%"
    double now = 0.0;   // at the moment that the futures branch from
    std::vector<ForecastBand> weeks;  // [0] is the first week ahead
};
CHOKEPOINT_FIELDS(ForecastIndicator, name, title, unit, now, weeks)

// Something that may happen. Counts, not shares, so that whoever shows it can tell how sure they make it.
struct ForecastOdds {
    std::string name;      // snap_back
    std::string question;  // "an agreement is snapped back"
    bool is_lasting = false;              // true: once it has happened it counts for every later week; false: it is as the week ends
    std::uint32_t count = 0;              // futures in which it is so at the end of the last week; of Forecast::futures
    std::vector<std::uint32_t> by_week;   // the same at the end of each week ahead
};
CHOKEPOINT_FIELDS(ForecastOdds, name, question, is_lasting, count, by_week)

// The estimate after `futures` futures: always the first so many of the request, whatever order they ended in.
struct Forecast {
    std::uint64_t seed = 0;
    std::int32_t after_week = 0;        // the futures branch after this week's resolve; 0: the start
    std::int32_t weeks = 0;             // ahead
    std::uint32_t futures_wanted = 0;
    std::uint32_t futures = 0;          // so far; with 0 the bands hold NaN
    bool done = false;                  // no more will come: all are in, or it was stopped
    std::vector<ForecastIndicator> indicators;
    std::vector<ForecastOdds> odds;
};
CHOKEPOINT_FIELDS(Forecast, seed, after_week, weeks, futures_wanted, futures, done, indicators, odds)

// Told of a forecast under way; any may be empty.
struct ForecastWatch {
    // A better estimate: after 1, 4, 16, ... futures and at the end (`done`). One call at a time, from whichever thread has it;
    // the workers wait meanwhile, so hand it on and return.
    std::function<void(const Forecast&)> refined;
    // True: give what there is. Asked by every worker after each phase of a week, from its own thread.
    std::function<bool()> stopped;
};

class ForecastSource {
  public:
    virtual ~ForecastSource() = default;

    // Plays the futures and returns when all are in or `stopped` said so; blocks its caller meanwhile. The same request gives the
    // same bytes on any number of threads; a stopped one is what a request for so many futures had given. May be called
    // again and from several threads. Errors: no futures or too many of them, a game that is over.
    virtual Result<Forecast> forecast(const ForecastRequest& request, const ForecastWatch& watch = {}) const = 0;
};

}  // namespace chokepoint

// Forecasts from the true state of a game, for facilitators and journals: many branches of one moment, each played to its end
// with luck of its own, counted as they come in. What a seat may foresee is something else: see imagination.hpp.
//
// A future is the state as it stands with another seed (future_seed): all that has happened stays, hidden types and stocks drawn
// at the start included; what is still to be drawn comes out anew: shocks, the desk's decisions, ratification, noise of prices,
// the bots' dice. It is what play() makes of that branch. Futures of one number share their luck from whatever week they
// branch, so that forecasts of two weeks can be compared.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/domain/forecast.hpp"
#include "engine/game/play.hpp"

namespace chokepoint {

// A number that a forecast follows: read between weeks, of the game as it stands.
struct ForecastMeasure {
    std::string name;   // us_tariff_pct: a key of JSON
    std::string title;  // for people
    std::string unit;
    std::function<double(const Setup&, const Game&)> value;  // finite; called from several threads
};

// Something that may happen: asked after every week, of the game that the future branched from and the future.
struct ForecastQuestion {
    std::string name;
    std::string question;     // for people: "an agreement is snapped back"
    bool is_lasting = false;  // once true it stays true; else it is as each week ends
    std::function<bool(const Setup&, const Game& now, const Game& then)> holds;  // called from several threads
};

// The numbers that the viewer charts, of the true state: headline tariffs, prices, exports and stopped plants of the week just
// resolved, approval and pain of every government, agreements in force, the desk's queue. Only what the scenario has: without the
// United States there is no tariff of theirs.
std::vector<ForecastMeasure> standard_measures(const Setup& setup);
// What a facilitator asks: truce, breach, snap-back, stopped plants, tariffs and prices against today's.
std::vector<ForecastQuestion> standard_questions(const Setup& setup);

// A moment of a game and who plays on from it.
struct ForecastMoment {
    std::shared_ptr<const Setup> setup;
    std::shared_ptr<const Game> game;  // never changed; between weeks, or a phase is played on as it stands
    std::vector<Mind> minds;           // by seat; those that are missing are fresh
    std::shared_ptr<const Cast> cast;  // an agent in every seat
};

struct ForecastSettings {
    unsigned jobs = 1;  // threads, the caller's among them; 1 or more
    std::vector<ForecastMeasure> measures;
    std::vector<ForecastQuestion> questions;
};

// The seed of a future's luck, from that of the request: a one-way derivation (Purpose::replicate), as in sweeps.
std::uint64_t future_seed(std::uint64_t seed, std::uint32_t future);

// How many weeks a game has left to be resolved, and after which one it stands.
int weeks_left(const Game& game);
int weeks_resolved(const Game& game);

// A source that plays the moment's futures on threads of its own, for as long as a call lasts. Each thread has one game and one
// set of minds and uses them again and again; what is counted does not grow with the number of futures (spread.hpp).
std::unique_ptr<const ForecastSource> make_forecast_source(ForecastMoment moment, ForecastSettings settings);

}  // namespace chokepoint

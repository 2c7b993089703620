// Bids of games, valued twice: by the closed form of the seat that might make them, and by rollouts of worlds that the seat
// imagines from what it sees. What follows from the pairs is in reservation.hpp.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/domain/agent.hpp"
#include "engine/domain/appraisal.hpp"

namespace chokepoint::study {

struct RolloutSettings {
    std::uint32_t games = 24;
    std::uint64_t seed = 1;
    std::vector<int> at_weeks{3, 6, 12, 20, 30};  // of each game: the first week from there on in which seats are asked
    std::size_t bids = 7;      // along a path of concessions
    std::size_t worlds = 16;   // imagined in each place
    int weeks = 26;            // that a rollout plays
    int horizon = 26;          // weeks over which a flow is taken to last, as governments do who look ahead
};

struct ValuedBid {
    std::uint32_t game = 0;
    std::int32_t week = 0;
    SeatId seat = no_seat;
    std::uint32_t agenda = 0;
    double closed = 0.0;           // worth over no deal by the closed form, point-weeks
    double best = 0.0;             // of the agenda's best bid
    // Value with the deal less that of the same world without, point-weeks; mean over the worlds in which it came into force, as
    // a closed form reckons: whether a deal passes at home is asked apart from what it is worth.
    double gain = 0.0;
    double error = 0.0;            // its standard error
    double in_force = 0.0;         // share of worlds in which it was ratified and came into force
    bool is_known = false;         // came into force in two worlds or more: gain and error exist
    double shortage_ahead = 0.0;   // point-weeks that the seat expects without an agreement

    bool operator==(const ValuedBid&) const = default;
};

// What the study needs from above the engine.
struct RolloutWiring {
    Roster roster;
    AppraiserMaker appraiser;
    unsigned jobs = 1;  // worker threads; any number gives the same bids
    // Called after each game, from any worker but never from two at once.
    std::function<void(std::uint32_t done, std::uint32_t of)> progress;
};

// Plays games by the scenario's default strategies. Every other game is one in which nobody's call for talks is passed on: old
// standoffs are otherwise too few. By game, week, seat, agenda, and down the path. Errors: an unsound scenario, a strategy that
// the roster does not know.
Result<std::vector<ValuedBid>> value_bids(const Scenario& scenario, const RolloutSettings& settings, const RolloutWiring& wiring);

}  // namespace chokepoint::study

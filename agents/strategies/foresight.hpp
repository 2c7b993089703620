// Looking ahead: rollouts of imagined worlds (engine/domain/imagination.hpp) under a restricted menu of lines, with
// stand-ins for the rival. What one gains is measured against the same world without a deal, so that chance cancels out.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "agents/strategies/minds.hpp"
#include "agents/strategies/opponent.hpp"
#include "agents/strategies/style.hpp"
#include "engine/domain/imagination.hpp"

namespace chokepoint::agents {

// The worlds of one decision and what they come to without a deal, made when first asked for: a seat with several tables
// looks ahead in the same ones.
struct ForeseenWorlds {
    std::unique_ptr<const ImaginedWorlds> worlds;
    std::vector<double> no_deal;  // to the seat, by world; empty: not played yet
};

// The means to look ahead in one decision.
struct Foresight {
    const Imagination& imagination;
    std::uint64_t key = 0;        // of the worlds: (seat, week, round)
    Budget budget{};
    ForeseenWorlds found{};       // grows with use
};

// What a search finds. Gains are point-weeks over no deal, means over worlds.
struct TalkPlan {
    double target = 1.0;          // own utility to hold out for
    bool takes_standing = false;  // the offer on the table is better than anything the search expects
    double gain = 0.0;            // of the line chosen
    double error = 0.0;           // its standard error
    int rollouts = 0;             // played
    Foreseen held;                // of the best line that holds out
    Foreseen standing;            // of the offer on the table; no rollouts: there is none
};

// Searches the weeks ahead in a talk with one other government: in each stage one holds out for a bid of the menu, taken
// from the own path of concessions; the rival of a world takes it once it has come down to it (opponent.hpp). Monte Carlo
// tree search over these lines (UCT, open loop); a line's worth is what its deal brings in the imagined world from the
// week of its signature on, ratification included. `standing`: the other's live offer, if any.
TalkPlan search(Foresight& foresight, const View& view, const Actors& actors, const Observation& observation,
                const Agenda& agenda, const Table& table, SeatId other, double weeks_gone, const TermList* standing);

// An agreement signed so many weeks from now, with what its parties are supposed to do to keep it.
Course course_of(const View& view, const PartyList& parties, const TermList& terms, int signed_week);

// What a course is worth to the own government over doing nothing.
Foreseen foreseen_gain(Foresight& foresight, const Observation& observation, const Course& course);

}  // namespace chokepoint::agents

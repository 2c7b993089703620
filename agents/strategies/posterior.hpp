// What a seat has come to believe of its rival's type, by Bayes' rule over a grid of patience, red line and stocks. The
// prior is the public scenario's: types are drawn from triangular ranges there. Evidence is every new offer: an evenly
// conceding rival of a type would have come so far by now, and offers what it does with an error.
#pragma once

#include <span>

#include "agents/strategies/opponent.hpp"

namespace chokepoint::agents {

using Belief = std::array<double, hypotheses>;  // weights that add up to 1

// As it is kept in a mind, and back; a mind without any stands for the prior.
std::array<std::uint16_t, hypotheses> kept(const Belief& belief);

// The types of the grid and their prior weights, which add up to 1.
struct Grid {
    std::array<SupposedType, hypotheses> types;
    Belief prior{};
};
Grid grid_of(const GovernmentFacts& rival, double hawkishness);  // believed; see evidence.hpp
double triangular_density(double low, double mode, double high, double at);  // up to scale, never 0
Belief recalled(const std::array<std::uint16_t, hypotheses>& kept, const Grid& grid);

// The belief after an offer worth `offered` to oneself, `rivals` being the grid's types in their order: each would by now
// have offered a bid of its own, and is the likelier the nearer that comes to what was heard. Compared in the own utility,
// which alone is known.
Belief after_offer(const Belief& before, const Table& table, std::span<const Opponent> rivals, double weeks_gone,
                   double offered);

// What a rival would offer now, as worth to oneself: of the bids on the own path that leave it what it holds out for, the
// best; the last one where none does.
double expected_offer(const Table& table, const Opponent& rival, double weeks_gone);

// Entropy in bits: falls as evidence sharpens the belief.
double entropy(const Belief& belief);

// What waiting costs: a deal is worth what is left of the game once it is there, discounted.
struct Waiting {
    double patience = 0.95;
    double weeks_left = 1e6;  // of the game

    double share_left(double wait) const;  // of what the deal would be worth now
};

// The utility to hold out for, `rivals` being the grid's types in their order: that of the step on the own path with the
// highest expected gain, each step being worth its gain over no deal from the week in which the rival would take it, by type.
double best_hold(const Table& table, std::span<const Opponent> rivals, const Belief& belief, double weeks_gone,
                 const Waiting& waiting);

}  // namespace chokepoint::agents

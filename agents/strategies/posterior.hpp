// What a seat has come to believe of its rival's type, by Bayes' rule over a grid of patience, red line and stocks. The
// prior is the public scenario's: types are drawn from triangular ranges there. Evidence is every new offer: an evenly
// conceding rival of a type would have asked for so much by now, and asks for what it does with an error.
#pragma once

#include "agents/strategies/opponent.hpp"

namespace chokepoint::agents {

using Belief = std::array<float, hypotheses>;

// The types of the grid and their prior weights, which add up to 1.
struct Grid {
    std::array<SupposedType, hypotheses> types;
    Belief prior{};
};
Grid grid_of(const GovernmentFacts& rival);

// The belief after hearing an offer worth `utility[h]` to the rival if it is of type h, when that type would have held out
// for target[h]. A belief that is all zero stands for the prior.
Belief after_offer(const Grid& grid, const Belief& before, const std::array<double, hypotheses>& utility,
                   const std::array<double, hypotheses>& target);

// Entropy in bits: falls as evidence sharpens the belief.
double entropy(const Belief& belief);

// The utility to hold out for: that of the step on the own path with the highest expected gain, each step being worth its
// gain over no deal from the week in which the rival would take it, by type and discounted at the own patience.
double best_hold(const Table& table, const std::array<Opponent, hypotheses>& rivals, const Belief& belief, double weeks_gone,
                 double patience);

}  // namespace chokepoint::agents

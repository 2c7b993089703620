// Supply at home: what governments do for projects on their own soil.
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

// Permits before others: they cost nothing. Called for by a control that reaches home.
void speed_up(const FirmFacts& firm, Pen& pen);

// Shares of a project's cost and of the purse: the smaller sum is given, where it is worth a grant.
struct Grant {
    double of_cost = 0.0;
    double of_purse = 0.0;
};
void give_aid(const Position& position, const FirmFacts& firm, const Grant& grant, Pen& pen);

}  // namespace chokepoint::agents

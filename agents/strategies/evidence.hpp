// What a rival's deeds tell of its type: a likelihood for each kind of deed, by the very formulas with which a government
// decides (escalation.hpp, desk.cpp, lens.cpp), under each type of the posterior's grid. Hawkishness has a small grid of its own,
// independent of the other: what a deed says of the one is averaged over what is believed of the other.
//
// Taken in once a week, before any talk: how large its answers to own rises are, whether it asks for talks or bears what it
// bears, how much its desk lets through, what is known of its users' shelves. At the table: the fate of own offers.
#pragma once

#include "agents/strategies/actor.hpp"
#include "agents/strategies/posterior.hpp"

namespace chokepoint::agents {

using Temper = std::array<double, tempers>;  // weights that add up to 1

struct TemperGrid {
    Temper hawkishness{}, prior{};
};
TemperGrid temper_grid(const GovernmentFacts& rival);
Temper recalled(const std::array<std::uint16_t, tempers>& kept, const TemperGrid& grid);

// Looks at the rival's deeds since the last week; to be called before follow(), which forgets how things stood then.
void watch(const Position& position, GovernmentMind& mind);

// Sets the rival's lens to what is believed of it, the mean type: what it is supposed to value, and so which bids it is offered
// and what a talk promises, follows. Of one who has learnt nothing that is the prior's mean.
void believe(View& view, SeatId self, const GovernmentMind& mind);

// The fate of the own offer last seen to stand: one that the other has had the time to take, and has not, was worth less to
// it than it holds out for. `rivals` are the grid's types in their order.
struct OwnOffers {
    const TalkView& talk;
    const Agenda& agenda;
    SeatId self = no_seat;
    int week = 0;
    double weeks_gone = 0.0;
};
Belief after_refusals(const Belief& before, const OwnOffers& table, std::span<const Opponent> rivals, Watch& watch);

// Where each type would be by what was seen at this table: above what it has refused, and no further than its own last bid,
// from which it comes down at the pace of its type.
void place(std::span<Opponent> rivals, const OwnOffers& table, const AgendaMemory& memory, const Watch& watch);

// A bid of the rival's, by what it leaves the rival: near what a type holds out for by now.
Belief after_bid(const Belief& before, const bargain::Bid& bid, std::span<const Opponent> rivals, double weeks_gone);

}  // namespace chokepoint::agents

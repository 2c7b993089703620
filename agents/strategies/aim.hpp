// What a seat holds out for at a table: the one door to the ways of conceding (concession.hpp, posterior.hpp,
// foresight.hpp).
#pragma once

#include "agents/strategies/concession.hpp"
#include "agents/strategies/table.hpp"

namespace chokepoint::agents {

// All that an aim may look at.
struct Seating {
    const View& view;
    const Actors& actors;
    const Observation& observation;
    const Agenda& agenda;
    const TalkView& talk;
    const Table& table;
    Clock clock;
    const Manner& manner;
};

struct Aim {
    double target = 1.0;          // own utility
    bool takes_standing = false;  // the other's offer is the best to be had, whatever its utility by the closed form
    Foreseen held, standing;      // by rollouts: of holding out, and of the other's offer; only of those who search
};

// `standing`: the best live offer of the others, or null. Those who infer or search do so with one other government; at
// other tables they concede with time.
Aim aim_at(const Seating& seating, const Offer* standing, AgendaMemory& memory);

}  // namespace chokepoint::agents

// Asking for a talk on an agenda of the scenario.
#pragma once

#include <algorithm>

#include "agents/strategies/lens.hpp"

namespace chokepoint::agents {

// Whether a seat is among the parties of a talk, an agenda or an agreement.
inline bool includes(const PartyList& parties, SeatId seat) {
    return std::find(parties.begin(), parties.end(), seat) != parties.end();
}

// Asks the agenda's other parties to talk about it.
Message ask_to_talk(const Agenda& agenda, std::size_t index, SeatId self);

}  // namespace chokepoint::agents

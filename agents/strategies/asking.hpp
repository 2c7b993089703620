// Asking for a talk on an agenda of the scenario: whether its parties have settled already, and the message.
#pragma once

#include <algorithm>

#include "agents/strategies/lens.hpp"

namespace chokepoint::agents {

// Whether a seat is among the parties of a talk, an agenda or an agreement.
inline bool includes(const PartyList& parties, SeatId seat) {
    return std::find(parties.begin(), parties.end(), seat) != parties.end();
}

// Whether an agreement of exactly these parties stands. One that is suspended holds nothing: it is for the caller to say
// whether it counts.
enum class Suspended { counts, counts_not };
bool have_settled(const PublicView& record, const PartyList& parties, Suspended suspended);

// Asks the agenda's other parties to talk about it.
Message ask_to_talk(const Agenda& agenda, std::size_t index, SeatId self);

}  // namespace chokepoint::agents

// A list of terms that somebody has written freely, as an agenda: what it asks can be shrunk step by step or left out, so that
// it is bargained over like an agenda of the scenario's.
#pragma once

#include "agents/strategies/lens.hpp"
#include "engine/domain/agenda.hpp"

namespace chokepoint::agents {

// One issue a clause: left out, in parts, or as it was written (the last step). Where the list leans on a word that is not
// believed, whether its giver lets himself be checked is an issue more.
Agenda agenda_from(const View& view, SeatId self, const PartyList& parties, const TermList& terms);

}  // namespace chokepoint::agents

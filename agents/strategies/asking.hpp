// Asking for a talk on an agenda of the scenario.
#pragma once

#include "agents/strategies/lens.hpp"

namespace chokepoint::agents {

// Asks the agenda's other parties to talk about it.
Message ask_to_talk(const Agenda& agenda, std::size_t index, SeatId self);

}  // namespace chokepoint::agents

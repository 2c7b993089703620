// The shipped agents as tests want them: with the game's own imagination.
#pragma once

#include "agents/roster/roster.hpp"
#include "engine/game/imagination.hpp"

namespace chokepoint::test {

inline Roster players() { return make_roster(make_imagination); }

}  // namespace chokepoint::test

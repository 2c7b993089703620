// What seats might say at their worst: every kind of message and order, legal ones at the ends of their ranges and
// garbage of every size, from every seat, in every phase. Enumerations are in range: the codec lets no others through.
#pragma once

#include "engine/base/rng.hpp"
#include "engine/game/game.hpp"

namespace chokepoint::test {

// Adds up to `most` messages of a seat to its answer. Looks at the game, as no agent can, to hit what exists.
void speak_at_random(const Setup& setup, const Game& game, PhaseKind phase, SeatId seat, std::size_t most, Rng& rng, Answer& answer);

// An order of this kind that the seat might be allowed to give.
Order likely_order(const Setup& setup, OrderKind kind, Rng& rng);

}  // namespace chokepoint::test

// The in-process loop over a game: ask every seat's agent, close the phase, until over.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/game/game.hpp"

namespace chokepoint {

// The agent of every seat, by seat number.
using Cast = std::vector<std::unique_ptr<const Agent>>;

// strategies[seat] overrides the scenario's default where not empty (may be shorter than the number of seats).
Result<Cast> make_cast(const Setup& setup, const Roster& roster, const std::vector<std::string>& strategies);

// The private generator key of a seat: derived one way from the game's seed, the same for local and remote agents.
std::uint64_t seat_key(std::uint64_t seed, SeatId seat);

// Called while a game runs; any may be empty. The order is: answered, then week_closed after the order phase.
struct PlayHooks {
    std::function<void(const Game&, const Phase&, const Answers&)> answered;  // before they take effect
    std::function<bool(const Game&)> phase_closed;  // false stops the game after this phase
    std::function<bool(const Game&)> week_closed;   // false stops the game after this week
    bool wants_rationales = false;
};

// Plays `game` from where it stands to its end. Minds hold one Mind a seat and are updated.
void play(const Setup& setup, Game& game, const Cast& cast, std::vector<Mind>& minds, const PlayHooks& hooks = {});

}  // namespace chokepoint

// A year of april-2025 in which one seat has another strategy than its own.
#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {

// `role` empty: nobody.
inline std::unique_ptr<Game> played(std::uint64_t seed, std::string_view role, std::string_view strategy, const PlayHooks& hooks = {}) {
    const auto& setup = april_setup();
    std::vector<std::string> strategies(setup->params.seats);
    if (!role.empty()) strategies[seat_of(setup->scenario, role)] = std::string(strategy);
    const auto cast = make_cast(*setup, players(), strategies);
    REQUIRE(cast.ok());
    auto game = std::make_unique<Game>(start_game(*setup, seed));
    std::vector<Mind> minds;
    play(*setup, *game, *cast, minds, hooks);
    return game;
}

}  // namespace chokepoint::test

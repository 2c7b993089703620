// Every scenario that ships, played to its end by the agents that it names: nothing is lost, nobody gets stuck.
#include <filesystem>

#include "engine/game/play.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"
#include "tests/support/shipped.hpp"

namespace chokepoint::test {
namespace {

std::shared_ptr<const Setup> setup_of(const std::string& file) {
    auto scenario = codec::load_scenario(file);
    if (!scenario) FAIL(to_string(scenario.errors()));
    auto setup = make_setup(std::move(*scenario));
    if (!setup) FAIL(to_string(setup.errors()));
    return *setup;
}

}  // namespace

TEST_CASE("every scenario that ships plays to its end and loses no mass", "[game][scenario][balance]") {
    for (const std::string& file : shipped_scenarios()) {
        const auto setup = setup_of(file);
        for (const char* strategy : {"", "random", "historical"}) {
            const std::uint64_t seed = 20251008;
            INFO(file << ", seed " << seed << ", strategy '" << strategy << "'");
            // `historical` is for governments: firms keep what the scenario says.
            std::vector<std::string> strategies(setup->params.seats, strategy);
            for (SeatId seat = 0; seat < setup->params.seats; ++seat)
                if (!setup->params.is_government(seat) && strategies[seat] == "historical") strategies[seat].clear();
            const auto cast = make_cast(*setup, players(), strategies);
            REQUIRE(cast.ok());
            auto game = std::make_unique<Game>(start_game(*setup, seed));
            std::vector<Mind> minds;
            play(*setup, *game, *cast, minds);
            CHECK(game->cursor.phase == PhaseKind::over);
            const Outcomes result = outcomes(*setup, *game);
            CHECK(result.weeks == setup->params.weeks);
            CHECK(result.mass_balance_rel_max <= 1e-9);
        }
    }
}

}  // namespace chokepoint::test

#include "tests/bench/april.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "proto/codec/scenario_text.hpp"
#include "tests/support/players.hpp"

namespace chokepoint::bench {
namespace {

template <typename T>
T demanded(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "%s\n", to_string(result.errors()).c_str());
    std::exit(EXIT_FAILURE);
}

}  // namespace

const Setup& april() {
    static const std::shared_ptr<const Setup> setup = demanded(make_setup(demanded(codec::load_scenario(
        std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/scenarios/april-2025.textproto"))));
    return *setup;
}

const Cast& april_cast() {
    static const Cast cast = demanded(make_cast(april(), test::players(), {}));
    return cast;
}

const Game& april_game() {
    static const std::unique_ptr<Game> game = [] {
        auto played = std::make_unique<Game>(start_game(april(), april_seed));
        std::vector<Mind> minds(april().params.seats);
        PlayHooks hooks;
        int weeks = 0;
        hooks.week_closed = [&](const Game&) { return ++weeks < april_weeks; };
        play(april(), *played, april_cast(), minds, hooks);
        return played;
    }();
    return *game;
}

}  // namespace chokepoint::bench

#include "tests/bench/april_year.hpp"

#include "tests/bench/april.hpp"

namespace chokepoint::bench {

const std::vector<PlayedPhase>& april_year() {
    static const std::vector<PlayedPhase> year = [] {
        std::vector<PlayedPhase> phases;
        const auto seats = static_cast<std::ptrdiff_t>(april().params.seats);
        auto game = std::make_unique<Game>(start_game(april(), april_seed));
        std::vector<Mind> minds;
        PlayHooks hooks;
        hooks.answered = [&](const Game& now, const Phase& phase, const Answers& answers) {
            phases.push_back({now, phase, {answers.begin(), answers.begin() + seats}});
        };
        play(april(), *game, april_cast(), minds, hooks);
        return phases;
    }();
    return year;
}

}  // namespace chokepoint::bench

#include "engine/game/play.hpp"

#include "engine/base/rng.hpp"

namespace chokepoint {

Result<Cast> make_cast(const Setup& setup, const Roster& roster, const std::vector<std::string>& strategies) {
    Cast cast;
    Errors errors;
    for (std::size_t i = 0; i < setup.params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        const bool chosen = i < strategies.size() && !strategies[i].empty();
        auto agent = roster(setup.scenario, seat, chosen ? strategies[i] : strategy_of(setup.scenario, seat));
        if (!agent) {
            errors.push_back(agent.error());
            continue;
        }
        cast.push_back(std::move(*agent));
    }
    if (!errors.empty()) return errors;
    return cast;
}

std::uint64_t seat_key(std::uint64_t seed, SeatId seat) { return derive_seed(seed, Purpose::seat_key, seat); }

void play(const Setup& setup, Game& game, const Cast& cast, std::vector<Mind>& minds, const PlayHooks& hooks) {
    minds.resize(setup.params.seats);
    const auto answers = std::make_unique<Answers>();
    const auto observation = std::make_unique<Observation>();
    for (;;) {
        const Phase phase = open_phase(setup, game);
        if (phase.kind == PhaseKind::over) return;
        bool is_first = true;
        for (std::size_t i = 0; i < setup.params.seats; ++i) {
            const auto seat = static_cast<SeatId>(i);
            Answer& answer = (*answers)[i];
            answer.clear();
            if ((phase.asked & bit(seat)) == 0) continue;
            answer.wants_rationale = hooks.wants_rationales;
            (is_first ? observe : observe_next)(setup, game, seat, *observation);
            is_first = false;
            cast[i]->decide(*observation, minds[i], seat_key(game.cursor.seed, seat), answer);
        }
        if (hooks.answered) hooks.answered(game, phase, *answers);
        close_phase(setup, game, *answers);
        if (hooks.phase_closed && !hooks.phase_closed(game)) return;
        const bool week_over = phase.kind == PhaseKind::orders;
        if (week_over && hooks.week_closed && !hooks.week_closed(game)) return;
    }
}

}  // namespace chokepoint

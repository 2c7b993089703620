#include "tests/support/players.hpp"
#include "tests/support/world_fixture.hpp"

#include <cstring>
#include <limits>

#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {
namespace {

template <typename T>
void step_whole(void* element, int variant) {
    T value;
    std::memcpy(&value, element, sizeof value);
    if (variant == 0) value = static_cast<T>(value > 0 ? value - 1 : value + 1);
    else value = static_cast<T>(value > 1 ? 0 : value + 1);
    std::memcpy(element, &value, sizeof value);
}

}  // namespace

const Scenario& april_2025() {
    static const Scenario scenario = [] {
        auto loaded = codec::load_scenario(std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/scenarios/april-2025.textproto");
        if (!loaded) FAIL(to_string(loaded.errors()));
        return std::move(*loaded);
    }();
    return scenario;
}

const std::shared_ptr<const Setup>& april_setup() {
    static const std::shared_ptr<const Setup> setup = [] {
        auto made = make_setup(april_2025());
        if (!made) FAIL(to_string(made.errors()));
        return *made;
    }();
    return setup;
}

std::shared_ptr<Setup> quiet_setup(Quiet quiet) {
    auto setup = std::make_shared<Setup>(*april_setup());
    Params& params = setup->params;
    params.shocks.clear();
    params.rules.prices.noise.value = 0.0;
    params.rules.supply.demand_growth.value = 0.0;
    params.rules.negotiation.breakdown_risk.value = 0.0;
    params.rules.negotiation.false_alarm.value = 0.0;
    if (!quiet.keeps_tariffs) {
        params.tariffs.clear();
        for (TradeFlowParams& flow : params.flows) flow.settled_pct = 0.0;
    }
    if (!quiet.keeps_controls) params.controls.clear();
    return setup;
}

Cast cast_of(const Setup& setup, const std::string& strategy) {
    auto cast = make_cast(setup, players(), std::vector<std::string>(setup.params.seats, strategy));
    if (!cast) FAIL(to_string(cast.errors()));
    return std::move(*cast);
}

void ask_all(const Setup& setup, const Game& game, const Phase& phase, const Cast& cast, std::vector<Mind>& minds,
             Answers& answers) {
    const auto observation = std::make_unique<Observation>();
    minds.resize(setup.params.seats);
    for (SeatId seat = 0; seat < setup.params.seats; ++seat) {
        answers[seat].clear();
        if ((phase.asked & bit(seat)) == 0) continue;
        observe(setup, game, seat, *observation);
        cast[seat]->decide(*observation, minds[seat], seat_key(game.cursor.seed, seat), answers[seat]);
    }
}

Played play_until(const Setup& setup, const Cast& cast, std::uint64_t seed, int weeks, int rounds) {
    Played played{std::make_unique<Game>(start_game(setup, seed)), {}};
    const auto answers = std::make_unique<Answers>();
    const int phases = weeks * (setup.params.rounds + 1) + rounds;
    for (int i = 0; i < phases; ++i) {
        const Phase phase = open_phase(setup, *played.game);
        if (phase.kind == PhaseKind::over) break;
        ask_all(setup, *played.game, phase, cast, played.minds, *answers);
        close_phase(setup, *played.game, *answers);
    }
    played.minds.resize(setup.params.seats);
    return played;
}

void change_leaf(const Field& field, void* element, int variant) {
    switch (field.kind) {
        case FieldKind::f64: {
            double value;
            std::memcpy(&value, element, sizeof value);
            if (variant == 0) value = 1.37 * value + 0.911;
            else value = value == 0.0 ? 123.0 : 0.0;
            std::memcpy(element, &value, sizeof value);
            return;
        }
        case FieldKind::i64: return step_whole<std::int64_t>(element, variant);
        case FieldKind::u64: return step_whole<std::uint64_t>(element, variant);
        case FieldKind::i32: return step_whole<std::int32_t>(element, variant);
        case FieldKind::u32: return step_whole<std::uint32_t>(element, variant);
        case FieldKind::i16: return step_whole<std::int16_t>(element, variant);
        case FieldKind::u16: return step_whole<std::uint16_t>(element, variant);
        case FieldKind::u8: return step_whole<std::uint8_t>(element, variant);
        case FieldKind::boolean: *static_cast<std::uint8_t*>(element) ^= 1; return;
        case FieldKind::enumeration: {
            auto& value = *static_cast<std::uint8_t*>(element);
            const auto count = static_cast<unsigned>(field.enumeration->names.size());
            value = static_cast<std::uint8_t>((value + 1u + static_cast<unsigned>(variant)) % count);
            return;
        }
        case FieldKind::text:
        case FieldKind::structure: break;
    }
}

}  // namespace chokepoint::test

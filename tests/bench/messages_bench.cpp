// What it costs to work out what seats see, and to hand on what they say, in the same process: over a year of april-2025 as it was
// played, without its rules and without the decisions. An observation is read where it lies, and costs nothing to hand over.
#include <memory>
#include <string>

#include "tests/bench/april.hpp"
#include "tests/bench/april_year.hpp"
#include "tests/bench/counters.hpp"

using namespace chokepoint;
using namespace chokepoint::bench;

namespace {

// Each phase a few times in a row: where a game is played its state was written a moment ago, and is not far away.
constexpr int times_handed = 4;

std::size_t write_observations(const PlayedPhase& played, Observation& observation) {
    std::size_t asked = 0;
    for (std::size_t i = 0; i < april().params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        if ((played.phase.asked & bit(seat)) == 0) continue;
        (asked++ == 0 ? observe : observe_next)(april(), played.game, seat, observation);
        benchmark::DoNotOptimize(observation);
    }
    return asked;
}

// All that is said in a phase: last phase's answers are cleared, and what each says is written down. Whoever reads it reads it there.
std::size_t write_answers(const PlayedPhase& played, Answers& answers) {
    std::size_t said = 0;
    for (std::size_t i = 0; i < april().params.seats; ++i) {
        answers[i].clear();
        for (const Message& message : played.answers[i].messages) said += answers[i].messages.push(message) ? 1 : 0;
    }
    benchmark::DoNotOptimize(answers);
    benchmark::ClobberMemory();
    return said;
}

// One iteration is one phase of the mean; whole years only. `counted` names the counter of what `hand` returns.
template <typename Hand>
void hand_over(benchmark::State& state, const std::string& counted, Hand hand) {
    const std::vector<PlayedPhase>& year = april_year();
    const auto phases = static_cast<double>(year.size());
    double count = 0.0;
    while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(year.size()) * times_handed))
        for (const PlayedPhase& played : year)
            for (int time = 0; time < times_handed; ++time) count += static_cast<double>(hand(played));
    state.counters[counted] = count / static_cast<double>(state.iterations());
    state.counters["s_per_game"] = seconds_for_one(1.0 / phases);
    state.counters["floors"] = floors(april().scenario.weeks / phases);
}

// What the seats asked see, a phase.
void observe_phase(benchmark::State& state) {
    const auto observation = std::make_unique<Observation>();
    hand_over(state, "seats", [&](const PlayedPhase& played) { return write_observations(played, *observation); });
}
BENCHMARK(observe_phase)->Unit(benchmark::kMicrosecond);

// What seats say, a phase.
void messages_phase(benchmark::State& state) {
    const auto answers = std::make_unique<Answers>();
    hand_over(state, "messages", [&](const PlayedPhase& played) { return write_answers(played, *answers); });
}
BENCHMARK(messages_phase)->Unit(benchmark::kMicrosecond);

// To compare: as many bare structs copied as there are observations, which is what handing each seat its own would take.
void copies_phase(benchmark::State& state) {
    const auto from = std::make_unique<Observation>(), to = std::make_unique<Observation>();
    hand_over(state, "seats", [&](const PlayedPhase& played) {
        std::size_t asked = 0;
        for (std::size_t i = 0; i < april().params.seats; ++i) {
            if ((played.phase.asked & bit(static_cast<SeatId>(i))) == 0) continue;
            *to = *from;
            benchmark::DoNotOptimize(*to);
            benchmark::ClobberMemory();
            ++asked;
        }
        return asked;
    });
}
BENCHMARK(copies_phase)->Unit(benchmark::kMicrosecond);

}  // namespace

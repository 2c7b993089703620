// What one decision of each strategy costs. The seat plays a game of april-2025 with it, everybody else their own; every
// question that it is asked from the fourth week to the thirtieth, with its mind as it was, is then put to it again in turn.
// Minds are copied before each call, so that each is the same work: `passive`, which decides nothing, shows what that takes.
#include <memory>
#include <string>
#include <vector>

#include "engine/domain/strategies.hpp"
#include "tests/bench/april.hpp"
#include "tests/bench/counters.hpp"
#include "tests/support/players.hpp"

using namespace chokepoint;
using namespace chokepoint::bench;

namespace {

constexpr int first_week_asked = 4, last_week_asked = 30;
// Each question is put a few times in a row: in a game an observation was written a moment ago, and is not far away.
constexpr int times_asked = 4;

struct Question {
    Observation observation;
    Mind mind;
};

// An agent that keeps what the one inside it is asked.
class Listener final : public Agent {
  public:
    Listener(std::unique_ptr<const Agent> inside, std::vector<Question>& heard) : inside_(std::move(inside)), heard_(heard) {}

    void decide(const Observation& observation, Mind& mind, std::uint64_t key, Answer& out) const override {
        if (observation.record.week >= first_week_asked) heard_.push_back({observation, mind});
        inside_->decide(observation, mind, key, out);
    }

  private:
    std::unique_ptr<const Agent> inside_;
    std::vector<Question>& heard_;
};

struct Played {
    std::string role, strategy;
    SeatId seat = no_seat;
    std::unique_ptr<const Agent> agent;
    std::vector<Question> questions;
};

SeatId seat_named(const std::string& role) {
    SeatId seat = 0;
    while (seat < seat_count(april().scenario) && role_of(april().scenario, seat) != role) ++seat;
    return seat;
}

Result<Played> play_with(const std::string& role, const std::string& strategy) {
    Played played{role, strategy, seat_named(role), nullptr, {}};
    std::vector<std::string> strategies(april().params.seats);
    if (played.seat >= strategies.size()) return fail("april-2025 has no seat " + role);
    strategies[played.seat] = strategy;
    auto cast = make_cast(april(), test::players(), strategies);
    auto again = make_cast(april(), test::players(), strategies);
    if (!cast || !again) return cast.errors();
    auto& agent = (*cast)[played.seat];
    agent = std::make_unique<Listener>(std::move(agent), played.questions);
    auto game = std::make_unique<Game>(start_game(april(), april_seed));
    std::vector<Mind> minds;
    PlayHooks hooks;
    int weeks = 0;
    hooks.week_closed = [&](const Game&) { return ++weeks < last_week_asked; };
    play(april(), *game, *cast, minds, hooks);
    played.agent = std::move((*again)[played.seat]);
    return played;
}

// The game of the benchmark that runs: kept for its repetitions, forgotten at the next.
const Result<Played>& played_with(const std::string& role, const std::string& strategy) {
    static Result<Played> last = fail("nothing was played yet");
    if (!last || last->role != role || last->strategy != strategy) last = play_with(role, strategy);
    return last;
}

// An empty strategy is the seat's own.
void decide(benchmark::State& state, const std::string& role, const std::string& strategy) {
    const Result<Played>& played = played_with(role, strategy);
    if (!played) return state.SkipWithError(to_string(played.errors()).c_str());
    const std::uint64_t key = seat_key(april_seed, played->seat);
    const auto answer = std::make_unique<Answer>();
    double messages = 0.0;
    const auto round = static_cast<benchmark::IterationCount>(played->questions.size()) * times_asked;
    while (state.KeepRunningBatch(round)) {  // whole rounds: no question weighs more than another
        for (const Question& question : played->questions) {
            for (int time = 0; time < times_asked; ++time) {
                Mind mind = question.mind;
                answer->clear();
                played->agent->decide(question.observation, mind, key, *answer);
                benchmark::DoNotOptimize(mind);
                messages += static_cast<double>(answer->messages.size());
            }
        }
    }
    state.counters["messages"] = messages / static_cast<double>(state.iterations());
    state.counters["floors"] = floors(1);
}

void add(const std::string& role, const std::string& strategy) {
    const std::string name = "decide/" + role + "/" + (strategy.empty() ? "own" : strategy);
    benchmark::RegisterBenchmark(name.c_str(), [role, strategy](benchmark::State& state) { decide(state, role, strategy); })
        ->Unit(benchmark::kMicrosecond);
}

// The two governments with every strategy, a miner and a user of magnets with every strategy of firms, an ally with its own.
[[maybe_unused]] const bool are_added = [] {
    for (const char* role : {"us", "china"})
        for (const StrategyInfo& strategy : strategies())
            if (strategy.for_governments) add(role, std::string(strategy.name));
    add("japan", "");
    for (const char* role : {"mp-materials", "ford-chicago"})
        for (const StrategyInfo& strategy : strategies())
            if (strategy.for_firms) add(role, std::string(strategy.name));
    return true;
}();

}  // namespace

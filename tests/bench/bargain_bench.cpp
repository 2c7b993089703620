// The bargaining core: three issues of ten levels, a deadline of a hundred rounds, boulware against conceder. Counters say how many
// negotiations and rounds a second that makes.
#include <benchmark/benchmark.h>

#include "engine/base/rng.hpp"
#include "engine/bargain/negotiation.hpp"

namespace chokepoint::bench {
namespace {

using namespace bargain;

constexpr int rounds = 100;
constexpr double boulware = 0.25, conceder = 4.0;

std::vector<Party> parties_of(std::uint64_t seed) {
    Rng rng(seed, 1, Purpose::noise);
    std::vector<Party> parties;
    for (bool rises : {true, false}) {
        std::vector<double> weights, levels;
        for (int i = 0; i < 3; ++i) weights.push_back(rng.uniform(0.1, 1.0));
        for (int l = 0; l < 10; ++l) levels.push_back(rises ? l / 9.0 : 1.0 - l / 9.0);
        parties.push_back({AdditiveUtility(weights, {levels, levels, levels}, 0.0)});
    }
    return parties;
}

void count(benchmark::State& state, double played, double of_rounds) {
    state.counters["negotiations"] = benchmark::Counter(played, benchmark::Counter::kIsRate);
    state.counters["rounds"] = benchmark::Counter(of_rounds, benchmark::Counter::kIsRate);
}

// Everything anew: utilities, ranked bids, lines of bids, the negotiation.
void negotiation(benchmark::State& state) {
    const Domain domain({10, 10, 10});
    double games = 0.0, all_rounds = 0.0;
    for (auto _ : state) {
        const std::vector<Party> parties = parties_of(static_cast<std::uint64_t>(games));
        const RankedBids first(domain, parties[0]), second(domain, parties[1]);
        const BidLine lines[] = {bid_line(first, 0.0, {boulware, 0.0}, rounds), bid_line(second, 0.0, {conceder, 0.0}, rounds)};
        const auto agreement = negotiate(lines);
        all_rounds += agreement ? agreement->round + 1 : rounds;
        games += 1.0;
    }
    count(state, games, all_rounds);
}
BENCHMARK(negotiation);

// The domain prepared: both parties' ranked bids and lines of bids.
void negotiation_prepared(benchmark::State& state) {
    const Domain domain({10, 10, 10});
    std::vector<RankedBids> ranked;
    for (std::uint64_t seed = 0; seed < 64; ++seed)
        for (const Party& party : parties_of(seed)) ranked.emplace_back(domain, party);
    std::vector<std::array<BidLine, 2>> prepared;
    for (std::size_t k = 0; k < ranked.size(); k += 2)
        prepared.push_back({bid_line(ranked[k], 0.0, {boulware, 0.0}, rounds), bid_line(ranked[k + 1], 0.0, {conceder, 0.0}, rounds)});
    double games = 0.0, all_rounds = 0.0;
    for (auto _ : state) {
        const auto agreement = negotiate(prepared[static_cast<std::size_t>(games) % prepared.size()]);
        all_rounds += agreement ? agreement->round + 1 : rounds;
        games += 1.0;
    }
    count(state, games, all_rounds);
}
BENCHMARK(negotiation_prepared);

}  // namespace
}  // namespace chokepoint::bench

// When to give in: how far down its path of concessions a seat is in a talk. Runs on weeks, never on rounds, so
// that a game with more rounds a week is not a game of softer parties.
#pragma once

#include "agents/strategies/minds.hpp"
#include "agents/strategies/style.hpp"
#include "engine/bargain/concession_path.hpp"

namespace chokepoint::agents {

struct Clock {
    double weeks_gone = 0.0;       // since the talks began
    double weeks_to_concede = 1.0; // from then to the reservation value

    double time() const;           // 0 to 1
};

// The utility that the seat holds out for now; never below its reservation value nor above its best bid.
double target_of(const Style& style, const Clock& clock, const AgendaMemory& memory,
                 const bargain::AdditiveUtility& own, const bargain::ConcessionPath& path);

// Takes in an offer heard, by its worth in own utility. Offers already heard (by id) change nothing.
void hear(AgendaMemory& memory, std::uint32_t offer, double utility);

}  // namespace chokepoint::agents

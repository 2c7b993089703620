// When to give in: how far down its path of concessions a seat is in a talk. Runs on weeks, never on rounds, so
// that a game with more rounds a week is not a game of softer parties.
#pragma once

#include <span>

#include "agents/strategies/lens.hpp"
#include "agents/strategies/minds.hpp"
#include "agents/strategies/style.hpp"
#include "engine/bargain/concession_path.hpp"

namespace chokepoint::agents {

struct Clock {
    double weeks_gone = 0.0;       // since the talks began
    double weeks_to_concede = 1.0; // from then to the reservation value

    double time() const;           // 0 to 1
};

// The utility that the seat holds out for now; never below its reservation value nor above what it began with:
// the path's bid at `first_step`. By time, by deed and minimal; those who infer or search aim elsewhere (aim.hpp).
double target_of(const Style& style, const Clock& clock, const AgendaMemory& memory,
                 const bargain::AdditiveUtility& own, const bargain::ConcessionPath& path,
                 std::size_t first_step = 0);

// What the others have given since their first offer, in own utility; below 0 where they ask for more than they did.
double given_so_far(const AgendaMemory& memory, const bargain::AdditiveUtility& own);

// Weeks from a talk's opening to the reservation value: the patient take longer, those in pain less; third parties want an
// answer sooner than rivals.
double weeks_to_concede(const Lens& self, bool with_rival);

// Bids that have been on a table, as digests, newest first: those heard, and those made. As many as there is room for are
// known again; where there is none, every bid is new.
using Digests = std::span<std::uint16_t>;

// Takes in an offer heard, as the nearest bid. Offers already taken in (by id, the oldest come first) change nothing; a bid
// made before is no new bid, whatever its number and whatever it gives. `among_several`: the own utility at a table of more than
// two, where the others count as one: what one of them asks for takes back nothing that another has offered.
void hear(AgendaMemory& memory, std::uint32_t offer, const bargain::Bid& bid, std::uint8_t agenda, Digests known,
          const bargain::AdditiveUtility* among_several = nullptr);

// The same of an own offer that has been tabled.
void recall_own(AgendaMemory& memory, std::uint32_t offer, const bargain::Bid& bid, std::uint8_t agenda, Digests known);

}  // namespace chokepoint::agents

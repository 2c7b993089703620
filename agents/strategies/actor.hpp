// What sets one government apart from another: how it values, and what it does on its own. The strategies
// (when to concede, when to accept) are shared; actors are handed in by the roster.
#pragma once

#include "agents/strategies/minds.hpp"
#include "agents/strategies/pen.hpp"
#include "agents/strategies/style.hpp"
#include "agents/strategies/worth.hpp"
#include "engine/base/rng.hpp"

namespace chokepoint::agents {

// All that a unilateral decision may look at.
struct Position {
    const View& view;
    const Observation& observation;
    const Lens& self;
    const Style& style;
};

struct Actor {
    // Worth of a term that this government gets or gives.
    Worth (*received)(const View&, const Lens& self, const Term&);
    Worth (*given)(const View&, const Lens& self, const Term&);
    // Measures, statements and standing orders of this phase.
    void (*act)(const Position&, GovernmentMind&, Rng&, Pen&);
    // The pressure to come to terms with the rival, and the pressure at which it asks for talks.
    bool (*ready_to_talk)(const Position&, const GovernmentMind&);
    // What terms are worth by what they make together, beside the worth of each, and whether a term counts in that at all; none
    // for most.
    Worth (*together)(const View&, const Lens& self, std::span<const Term>) = nullptr;
    bool (*counts_together)(const View&, const Lens& self, const Term&) = nullptr;
};

}  // namespace chokepoint::agents

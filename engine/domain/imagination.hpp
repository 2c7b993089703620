// Worlds as a seat may imagine them: sampled from what it has seen and from the public scenario, never from the true
// state. Declared here so that an agent can ask for them wherever it runs; engine/game implements it and the wiring
// hands it in (agents/roster). The same observation and key give the same worlds, in process and across a wire.
#pragma once

#include <memory>

#include "engine/domain/observation.hpp"

namespace chokepoint {

// Who a government may be. The imagining seat's own is exact, the others' are drawn anew in each world.
struct ImaginedType {
    double patience = 0.95;     // weekly discount factor
    double hawkishness = 0.5;   // 0-1
    double red_line = 0.3;      // 0-1
    std::array<double, count_of<Interest>> weights{};
};

struct SupposedOrder {
    int week = 0;  // from now; 0: the present one
    Government by = Government::us;
    Order order;
};

// What is supposed to happen in a rollout: orders of any government, and an agreement signed by its parties. What needs
// consent at home is still put to the vote there, what is promised is kept as far as the orders keep it.
struct Course {
    FixedVec<SupposedOrder, 12> orders;
    TermList terms;         // empty: no agreement is signed
    PartyList parties;      // governments
    int signed_week = 0;    // from now
};

// What came of a rollout, to the government that imagines it: its value by its own interests, in point-weeks, the
// very measure by which games are scored, discounted at its own patience: the weeks played, the last of them taken to last
// through the rest of `horizon` weeks, and what the end leaves in hand (stock, record).
struct Future {
    double value = 0.0;
    bool in_force = false;  // the agreement supposed was ratified
};

// Some worlds that fit one observation. Immutable: rollouts of the same world and course are the same, and courses played
// in the same world share its random numbers, so that they can be compared in pairs.
class ImaginedWorlds {
  public:
    virtual ~ImaginedWorlds() = default;

    virtual std::size_t size() const = 0;
    // `world` < size(); the government must sit in the scenario.
    virtual const ImaginedType& type_of(std::size_t world, Government government) const = 0;
    // Plays `weeks` weeks (1 or more) in a copy of the world. Orders and terms that the rules refuse have no effect.
    virtual Future play(std::size_t world, const Course& course, int weeks, int horizon) const = 0;
};

class Imagination {
  public:
    virtual ~Imagination() = default;

    // `count` worlds that fit the observation, a government's. Different keys draw different worlds.
    virtual std::unique_ptr<const ImaginedWorlds> imagine(const Observation& observation, std::uint64_t key,
                                                          std::size_t count) const = 0;
};

}  // namespace chokepoint

// Which targets no values of the parameters can meet together. By what the emulators say; knows no game.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/study/calibrate/posterior.hpp"

namespace chokepoint::study {

// Targets that cannot all be met, though those left after taking any one away can.
struct Conflict {
    std::vector<std::size_t> targets;  // by their numbers, rising; one: it cannot be met at all
    double best = 0.0;  // the least that the worst met of them is off, in tolerances; above met_within
};

struct Conflicts {
    std::vector<double> alone;   // by target: what it is off at best when no other counts; any figure to
                                 // met_within: it can be met
    double together = 0.0;       // the least that the worst met of all is off when all count
    std::vector<Conflict> sets;  // first single ones, then pairs, then larger sets; not every larger one
};

// Searches by walks that seek the best (posterior.hpp): a minimum that no walk finds is taken for a conflict.
Conflicts find_conflicts(const Fit& fit, std::size_t parameters, std::uint64_t seed);

}  // namespace chokepoint::study

// All equilibria of a game in a table whose two supports are equally large: for each pair of supports, the
// mixtures that make the other side indifferent, kept where they are probabilities and nobody has a better
// reply (Dickhaut and Kaplan 1991; dominated strategies are left out first). In a nondegenerate game these
// are all equilibria there are.
#pragma once

#include "engine/study/tournament/bimatrix.hpp"

namespace chokepoint::study {

struct SupportLimits {
    std::size_t largest = 5;             // strategies in a support
    std::size_t most_pairs = 2'000'000;  // of supports; sizes that would exceed it are not begun
};

struct SupportSearch {
    std::vector<Profile> found;  // small supports first
    std::size_t largest = 0;     // supports up to this size were all tried
    bool is_complete = false;    // that is as large as a support of both sides can be
};

// Payoffs must be normalised().
SupportSearch enumerate_supports(const Bimatrix& game, const SupportLimits& limits = {});

// The strategies that stay when those that another one beats against all that stays are taken away, again and
// again. No equilibrium has any of the others in its support.
struct Undominated {
    std::vector<std::size_t> rows, columns;
};
Undominated without_dominated(const Bimatrix& game);

}  // namespace chokepoint::study

// The game of choosing a strategy whose payoffs a tournament has measured: its equilibria, which of them is
// reported, how exploitable each strategy is, and where evolution would lead. Numbers only; their noise is
// tournament.hpp's business.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/base/enums.hpp"
#include "engine/study/tournament/bimatrix.hpp"
#include "engine/study/tournament/support_enumeration.hpp"

namespace chokepoint::study {

CHOKEPOINT_ENUM(SolvedBy, support_enumeration, lemke_howson, best_pure)

struct Equilibrium {
    Profile profile;
    BySide payoff;
    BySide regret;  // in the payoffs' unit; at most 1e-9 of their range, but for best_pure
    SolvedBy method = SolvedBy::support_enumeration;
};

// What solve() found. The first is the one to report: of all found the one with the greatest sum of both
// sides' payoffs, each counted as a share of its own range (of equal ones the one found first). Never empty.
struct Equilibria {
    std::vector<Equilibrium> found;
    std::size_t largest_support = 0;  // dominated strategies aside, supports up to this were all tried
    bool is_complete = false;    // these are all with supports of equal size: all, unless it is degenerate
    bool is_degenerate = false;  // one has more best replies than strategies in its support: more may exist
};

// By enumeration of supports, and Lemke and Howson's method from every label: the second always gives one,
// however large the supports. Each is kept only if its regret has been looked at and is at most 1e-9 of the
// range. Should rounding spoil all of them (never seen), the pure profile of least regret stands there, as
// best_pure, with the regret that it has.
Equilibria solve(const Bimatrix& game, const SupportLimits& limits = {});

// What playing a strategy of the row for sure costs it once the column knows.
//
// The column answers with the reply that is best for the column (of equally good ones with the one that is
// worst for the row). `payoff` is what the row then has; `exploitability` = its payoff in the equilibrium -
// `payoff`: how far the best reply holds it below the equilibrium. It may be negative, where committing pays.
// `reply_gain` = the column's payoff then - the column's in the equilibrium: what the column has of knowing.
// In a zero-sum game the two are equal and never negative.
struct Exploit {
    std::size_t reply = 0;  // of the column
    double payoff = 0.0;
    double exploitability = 0.0;
    double reply_gain = 0.0;
};
std::vector<Exploit> exploits(const Bimatrix& game, const BySide& in_equilibrium);

// alpha-rank (Omidshafiei et al. 2019) in the limit of strong selection (Rowland et al. 2019): a Markov chain
// over pairs of strategies in which one side at a time tries another strategy, all equally often, and keeps
// it almost surely if it pays more (probability 1 - 1e-6), almost never if less (1e-6), and in half the cases
// if the same. How much of the time each strategy is played. Only the order of payoffs counts, not their
// size.
Profile alpha_rank(const Bimatrix& game);

}  // namespace chokepoint::study

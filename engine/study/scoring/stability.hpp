// Whether the coalition of a game would have held: no member better off outside it, no outsider better off inside
// (d'Aspremont, Jacquemin, Gabszewicz and Weymark 1983). Asked of the game itself: the same seed goes on from the week in which the
// common front stood first, once for each government, with that one taken out or let in.
#pragma once

#include <optional>

#include "engine/game/play.hpp"

namespace chokepoint::study {

// One government that decides otherwise, and what becomes of it by the end.
struct Deviation {
    Government who = Government::us;
    bool joins = false;              // an outsider; else a member that leaves
    double gain = 0.0;               // of its value over the game as it was played, point-weeks (value.hpp)
    double magnets_t = 0.0;          // that reached its home from China in the last eight weeks, as it was played
    double magnets_if_t = 0.0;       // and if it had decided otherwise
};

struct Stability {
    int week = 0;                    // at whose end the front of most members first stood
    std::vector<Government> members;
    std::vector<Deviation> deviations;  // members first

    bool is_internally_stable() const;  // no member gains by leaving
    bool is_externally_stable() const;  // no outsider gains by joining
};

// The members of the largest queue that governments share by one agreement in force; empty where none do.
std::vector<Government> largest_front(const Setup& setup, const World& world);

// Nothing where no front stood at the end of any week. The game is played again by `strategies`, as in make_cast, so that it must be
// one of autonomous seats. Who is taken out is kept out; who is let in may leave again, and everybody else answers as it does. An
// outsider for whom the agreement has no room is left out of the report. Costs a game, and the rest of one for each government;
// `jobs` threads give the same results as one. Errors: a strategy that the roster does not know.
Result<std::optional<Stability>> stability_of(const Setup& setup, const Roster& roster, const std::vector<std::string>& strategies,
                                              const Game& played, unsigned jobs);

}  // namespace chokepoint::study

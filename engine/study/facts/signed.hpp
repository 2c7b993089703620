// An agreement laid into a run as if its parties had just accepted it: for experiments on what happens under
// one.
#pragma once

#include "engine/study/run.hpp"

namespace chokepoint::study {

// Signs the terms in the running week and has all parties ratify them, so that they enter into force after
// the usual lag. False where the state holds no more agreements. For Conduct::at_orders.
bool sign_for_all(Run& run, const TermList& terms, const std::vector<Government>& parties);

// The same for any seats, the first of them the one that offers.
bool sign_for_all(Run& run, const TermList& terms, const PartyList& parties);

// The first agreement that sign_for_all laid in a run, or nullptr where it laid none.
const Agreement* laid_agreement(const Run& run);

// A party walks out of it in the running week; nothing happens where it is not in force.
void leave_laid_agreement(Run& run, Government by);

// A term between two governments.
Term term_of(const Run& run, TermKind kind, Government by, Government to);

}  // namespace chokepoint::study

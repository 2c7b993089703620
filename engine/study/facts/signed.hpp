// An agreement laid into a run as if its parties had just accepted it: for experiments on what happens under
// one.
#pragma once

#include "engine/study/run.hpp"

namespace chokepoint::study {

// Signs the terms in the running week and has all parties ratify them, so that they enter into force after
// the usual lag. False where the state holds no more agreements. For Conduct::at_orders.
bool sign_for_all(Run& run, const TermList& terms, const std::vector<Government>& parties);

// The agreement that sign_for_all laid in a run in which nothing else was signed before it, or nullptr.
const Agreement* first_agreement(const Run& run);

// A term between two governments.
Term term_of(const Run& run, TermKind kind, Government by, Government to);

}  // namespace chokepoint::study

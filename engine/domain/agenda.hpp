// Agendas of a scenario as terms and ladders, ready for whoever bargains over them or asks what could have been agreed.
#pragma once

#include <vector>

#include "engine/domain/scenario.hpp"

namespace chokepoint {

// An issue as a term without its lever, and the lever's ladder.
struct Issue {
    Term term;
    Lever lever = Lever::amount;
    FixedVec<double, limits::ladder> ladder;  // [0]: the term is left out
};

struct Agenda {
    PartyList parties;
    TalkLevel level = TalkLevel::working;
    bool governments_only = true;
    FixedVec<Issue, limits::issues> issues;
};

// All of them, in the scenario's order.
std::vector<Agenda> agendas_of(const Scenario& scenario);

// The term that an issue's level stands for; level 0 stands for none.
Term term_at(const Issue& issue, std::size_t level);

// The number that an enumeration name stands for in a term's `what`; 0 where the kind has none
// or the name is unknown (the scenario's validation reports that).
std::uint8_t what_of(TermKind kind, std::string_view name);

}  // namespace chokepoint

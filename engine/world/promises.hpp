// How the rules that rely on agreements read them. Inside engine/world only.
#pragma once

#include "engine/world/rules.hpp"

namespace chokepoint {

// Calls visit(i, t) for every term of a kind that is due in the week of the world: term t of agreement i.
template <typename Visit>
void each_due_at(const Params& params, const World& world, TermKind kind, Visit visit) {
    const int week = week_of(params, world);
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        const Agreement& agreement = world.agreements[i];
        if (!is_in_force(agreement.state)) continue;
        for (std::size_t t = 0; t < agreement.terms.size(); ++t)
            if (agreement.terms[t].kind == kind && agreement.term_states[t] != TermState::waived &&
                is_due(agreement, agreement.terms[t], week))
                visit(i, t);
    }
}

// The same with visit(agreement, term, record); of a world that may change, the record may.
template <typename AnyWorld, typename Visit>
void each_due(const Params& params, AnyWorld& world, TermKind kind, Visit visit) {
    each_due_at(params, world, kind, [&](std::size_t i, std::size_t t) {
        visit(world.agreements[i], world.agreements[i].terms[t], world.records[i][t]);
    });
}

}  // namespace chokepoint

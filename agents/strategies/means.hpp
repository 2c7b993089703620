// What a party has the means to keep of what it promises, as the observer sees them: budgets, plants, stocks, who can be
// told to buy. A word that its giver can see to be empty is neither offered nor accepted. Of others it knows the public
// scenario and record; whether anybody wants to keep its word is not asked here.
#pragma once

#include "agents/strategies/lens.hpp"
#include "engine/domain/agenda.hpp"

namespace chokepoint::agents {

// Whether the giver of a term can keep it, beside all that it has promised under agreements that stand.
bool can_keep(const View& view, const Term& term);
// The same of all that a party gives by a list: what draws on one budget is added up, and tariffs that the list takes off
// no longer keep private buyers away.
bool can_keep(const View& view, SeatId giver, const TermList& terms);
// The list without what its author cannot keep, from the last term on.
TermList without_empty_words(const View& view, SeatId author, const TermList& terms);

// The agenda as far as the means of its parties go: ladders end with the last step that can be kept, and of a budget on
// which several issues draw each has an equal part.
Agenda within_means(const View& view, const Agenda& agenda);

// Public money that a government has left and has not promised yet, USD million: its own as it sees it, another's as its
// public budget says.
double free_money(const View& view, SeatId government);

// The public record as it would be without one of its agreements: what another term of it would rest on.
PublicView record_without(const PublicView& record, std::size_t agreement);

}  // namespace chokepoint::agents

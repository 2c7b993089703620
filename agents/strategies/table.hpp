// At the table: what to say in one talk. Shared by governments and firms; who they are comes in as worth.
#pragma once

#include "agents/strategies/actor.hpp"
#include "agents/strategies/asking.hpp"
#include "agents/strategies/bids.hpp"
#include "agents/strategies/concession.hpp"

namespace chokepoint::agents {

// An agenda in utilities: the own one, and the other parties' as imagined (the mean, where there are several).
struct Table {
    bargain::AdditiveUtility own;
    bargain::AdditiveUtility other;
    bargain::ConcessionPath path;
    std::size_t first_step = 0;  // of the path: the best bid that the others would rather take than no deal
    double gain = 0.0;  // worth over no deal of the best bid that the others would take, as far as seen
    double no_deal = 0.0;  // worth, by the closed form, of what only makes up for no deal

    // Of no deal, the red line included, in worth.
    double least_worth() const { return own.worth_of_utility(own.reservation()); }
};

// The reservation value is that of no deal. Every worth is measured against the course that the seat expects without an
// agreement, with this week's forecast of the shortage in it; what that closed form leaves out of no deal is fitted to imagined
// rollouts, as a share of the own best (no_deal_worth of the scenario; engine/study/reservation), and read where it was fitted:
// with the rival alone. On top a red line holds back its share of what lies between no deal and the own best.
Table lay_table(const View& view, const Actors& actors, const Agenda& agenda, SeatId self, double red_line);

// One party's utility of an agenda's bids, with a red line as above.
bargain::AdditiveUtility utility_for(const View& view, const Actors& actors, const Agenda& agenda, SeatId party, double red_line);

// How much of the largest deal a seat gives by a list, as its people count it: by the depth of its clauses (engine/domain/depth.hpp).
// The unit of win-sets.
double given_share(const View& view, const TermList& terms, SeatId self);

// Whether an agenda is between the seat's government and its rival, and nobody else.
bool is_with_rival_alone(const Facts& facts, const Agenda& agenda, SeatId self);

struct Foresight;

struct Manner {
    const Style& style;
    double weeks_to_concede = 10.0;
    double red_line = 0.0;
    GovernmentMind* mind = nullptr;  // a government's: what it has come to believe, and its plan
    Foresight* foresight = nullptr;  // of those who look ahead
};

// Remembers on which agendas an own offer was turned down because its maker is not believed.
void note_doubts(const Observation& observation, GovernmentMind& mind);

// Accepts, counters, proposes or rejects in one talk. Where a talk has no agenda, what others have written is bargained over as
// the agenda that it makes (lists.hpp); nothing is proposed there unasked.
void sit_down(const View& view, const Actors& actors, const Observation& observation, const TalkView& talk,
              const Manner& manner, AgendaMemory& memory, Pen& pen);

// The same over an agenda that the seat has made for itself, in a talk that has none. False where it has nothing to say.
bool bargain_over(const Agenda& agenda, const View& view, const Actors& actors, const Observation& observation,
                  const TalkView& talk, const Manner& manner, AgendaMemory& memory, Pen& pen);

}  // namespace chokepoint::agents

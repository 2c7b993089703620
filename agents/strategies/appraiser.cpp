#include "agents/strategies/appraiser.hpp"

#include <algorithm>

#include "agents/strategies/foresight.hpp"
#include "agents/strategies/means.hpp"

namespace chokepoint::agents {

namespace {

// Evenly down the path, and on from its end: what the other gives is left out, one issue after the other.
std::vector<bargain::Bid> bids_down(const Agenda& agenda, const bargain::ConcessionPath& path, SeatId self, std::size_t count) {
    std::vector<bargain::Bid> bids;
    const std::size_t tried = std::min(count, path.size());
    for (std::size_t i = 0; i < tried; ++i) bids.push_back(path.bid_at(tried > 1 ? i * (path.size() - 1) / (tried - 1) : 0));
    for (std::size_t i = 0; i < agenda.issues.size(); ++i) {
        if (agenda.issues[i].term.by == self || bids.back()[i] == 0) continue;
        bargain::Bid poorer = bids.back();
        poorer[i] = 0;
        bids.push_back(poorer);
    }
    return bids;
}

class ClosedForm final : public Appraiser {
  public:
    ClosedForm(Facts facts, const Actors& actors) : facts_(std::move(facts)), actors_(actors) {}

    Appraisal appraise(const Observation& observation, std::size_t index, std::size_t bids) const override {
        const SeatId self = observation.seat;
        Appraisal appraisal;
        if (!is_with_rival_alone(facts_, facts_.agendas.at(index), self)) return appraisal;
        const View view = look(facts_, observation, 0.0);  // a type as it is, with no style on top
        if (have_settled(view.standing, facts_.agendas[index].parties, Suspended::counts)) return appraisal;
        const Agenda agenda = within_means(view, facts_.agendas[index]);
        const Table table = lay_table(view, actors_, agenda, self, {});
        appraisal.best = table.own.worth_of_utility(1.0);
        appraisal.shortage_ahead = view.of(self).shortage_ahead;
        for (const bargain::Bid& bid : bids_down(agenda, table.path, self, bids)) {
            const TermList terms = terms_of(agenda, bid);
            if (terms.empty()) continue;
            appraisal.bids.push_back({course_of(view, agenda.parties, terms, 0), worth_of(view, actors_, self, terms).total()});
        }
        return appraisal;
    }

  private:
    Facts facts_;
    Actors actors_;
};

}  // namespace

std::unique_ptr<const Appraiser> make_appraiser(Facts facts, const Actors& actors) {
    return std::make_unique<ClosedForm>(std::move(facts), actors);
}

}  // namespace chokepoint::agents

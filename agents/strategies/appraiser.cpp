#include "agents/strategies/appraiser.hpp"

#include <algorithm>

#include "agents/strategies/foresight.hpp"
#include "agents/strategies/means.hpp"

namespace chokepoint::agents {

namespace {

class ClosedForm final : public Appraiser {
  public:
    ClosedForm(Facts facts, const Actors& actors) : facts_(std::move(facts)), actors_(actors) {}

    Appraisal appraise(const Observation& observation, std::size_t index, std::size_t bids) const override {
        const SeatId self = observation.seat;
        Appraisal appraisal;
        if (!is_open(observation, facts_.agendas.at(index))) return appraisal;
        const View view = look(facts_, observation, 0.0);  // a type as it is, with no style on top
        const Agenda agenda = within_means(view, facts_.agendas[index]);
        const Table table = lay_table(view, actors_, agenda, self, {});
        appraisal.best = table.own.worth_of_utility(1.0);
        appraisal.shortage_ahead = view.of(self).shortage_ahead;
        const std::size_t steps = table.path.size(), tried = std::min(bids, steps);
        for (std::size_t i = 0; i < tried; ++i) {
            const std::size_t step = tried > 1 ? i * (steps - 1) / (tried - 1) : 0;
            const TermList terms = terms_of(agenda, table.path.bid_at(step));
            if (terms.empty()) continue;
            appraisal.bids.push_back({course_of(view, agenda.parties, terms, 0), worth_of(view, actors_, self, terms).total()});
        }
        return appraisal;
    }

  private:
    bool is_open(const Observation& observation, const Agenda& agenda) const {
        const bool is_own = includes(agenda.parties, observation.seat) && sole_opponent(facts_, agenda, observation.seat) != no_seat;
        return is_own && !have_settled(observation.record, agenda.parties, Suspended::counts);
    }

    Facts facts_;
    Actors actors_;
};

}  // namespace

std::unique_ptr<const Appraiser> make_appraiser(Facts facts, const Actors& actors) {
    return std::make_unique<ClosedForm>(std::move(facts), actors);
}

}  // namespace chokepoint::agents

#include "agents/strategies/opponent.hpp"

#include <algorithm>

#include "agents/strategies/concession.hpp"
#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

double Opponent::target_at(double weeks_gone) const {
    const double floor = std::min(opening, utility.reservation());
    return std::min(would_take, opening - (opening - floor) * math::clamp((weeks_gone - late) / weeks, 0.0, 1.0));
}

double Opponent::wait_for(const bargain::Bid& bid, double weeks_gone) const {
    const double offered = utility.of(bid);
    const double floor = std::min(opening, utility.reservation());
    if (offered >= would_take - 1e-12) return 0.0;
    if (offered < floor - 1e-12) return -1.0;
    return std::max(0.0, comes_down_to(offered) + late - weeks_gone);
}

double Opponent::comes_down_to(double offered) const {
    const double floor = std::min(opening, utility.reservation());
    return opening - floor > 0.0 ? weeks * std::max(0.0, opening - offered) / (opening - floor) : 0.0;
}

Opponent suppose(const View& view, const Actors& actors, const Agenda& agenda, const Table& own, SeatId other,
                 const SupposedType& type) {
    View supposed = view;
    Lens& lens = supposed.lenses[index_of(view.facts.government_of(other))];
    lens.patience = type.patience;
    lens.hawk = type.hawkishness;
    lens.red_line = type.red_line;
    lens.annuity = annuity(lens.patience, judgement::horizon_weeks);
    lens.shortage_ahead *= math::ratio(type.shortage_scale, lens.shortage_scale, 1.0);
    lens.shortage_scale = type.shortage_scale;
    Opponent opponent{utility_for(supposed, actors, agenda, other, type.red_line), 0.0, weeks_to_concede(lens, true), 0.0, 2.0};
    for (std::size_t step = 0; step < own.path.size(); ++step)
        if (own.path.own_at(step) >= own.own.reservation() - 1e-12)
            opponent.opening = std::max(opponent.opening, opponent.utility.of(own.path.bid_at(step)));
    return opponent;
}

SeatId sole_opponent(const Facts& facts, const Agenda& agenda, SeatId self) {
    if (agenda.parties.size() != 2 || !agenda.governments_only) return no_seat;
    const SeatId other = agenda.parties[0] == self ? agenda.parties[1] : agenda.parties[0];
    return facts.is_government(other) ? other : no_seat;
}

}  // namespace chokepoint::agents

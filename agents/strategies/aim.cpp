#include "agents/strategies/aim.hpp"

#include <algorithm>
#include <array>

#include "agents/strategies/bids.hpp"
#include "agents/strategies/evidence.hpp"
#include "agents/strategies/foresight.hpp"
#include "agents/strategies/posterior.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

using Rivals = std::array<Opponent, hypotheses>;

Rivals rivals_of(const Seating& seating, const Grid& grid, SeatId other) {
    Rivals rivals;
    for (std::size_t h = 0; h < hypotheses; ++h)
        rivals[h] = suppose(seating.view, seating.actors, seating.agenda, seating.table, other, grid.types[h]);
    return rivals;
}

// The newest offer of the other side that the belief has not taken in yet.
const Offer* news(const Seating& seating, SeatId other, std::uint32_t heard) {
    const Offer* newest = nullptr;
    for (const Offer& offer : seating.talk.offers)
        if (offer.by == other && offer.id > heard) newest = &offer;
    return newest;
}

Aim aim_by_inference(const Seating& seating, SeatId other, const AgendaMemory& memory, GovernmentMind& mind) {
    const Government rival = seating.view.facts.government_of(other);
    const Grid grid = grid_of(seating.view.facts.of(rival), seating.view.of(rival).hawk);
    Rivals rivals = rivals_of(seating, grid, other);
    Belief belief = recalled(mind.belief, grid);
    if (seating.manner.style.learns) {
        const double weeks_gone = seating.clock.weeks_gone;
        const OwnOffers own{seating.talk, seating.agenda, seating.observation.seat, seating.observation.record.week, weeks_gone};
        belief = after_refusals(belief, own, rivals, mind.watch);
        if (const Offer* offer = news(seating, other, mind.belief_offer)) {
            const bargain::Bid bid = bid_of(seating.agenda, offer->terms).bid;
            belief = after_offer(belief, seating.table, rivals, weeks_gone, seating.table.own.of(bid));
            belief = after_bid(belief, bid, rivals, weeks_gone);
            mind.belief_offer = offer->id;
        }
        mind.belief = kept(belief);
        place(rivals, own, memory, mind.watch);
    }
    const double patience = seating.view.of(seating.observation.seat).patience;
    const PublicView& record = seating.observation.record;
    const double weeks_left = std::max(1, record.weeks - record.week);
    return {best_hold(seating.table, rivals, belief, seating.clock.weeks_gone, {patience, weeks_left}), false, {}, {}};
}

// The plan of this week for the table, unless another offer has come since.
const TablePlan* standing_plan(const GovernmentMind& mind, int week, std::uint8_t agenda, const Offer* standing) {
    for (const TablePlan& plan : mind.plans)
        if (plan.week == week && plan.agenda == agenda && (standing == nullptr || standing->id == plan.offer)) return &plan;
    return nullptr;
}

void keep_plan(GovernmentMind& mind, const TablePlan& plan) {
    auto place = std::find_if(mind.plans.begin(), mind.plans.end(), [&](const TablePlan& old) { return old.agenda == plan.agenda; });
    if (place == mind.plans.end()) --place;
    std::copy_backward(mind.plans.begin(), place, place + 1);
    mind.plans.front() = plan;
}

Aim aim_by_search(const Seating& seating, const Offer* standing, SeatId other, GovernmentMind& mind) {
    const int week = seating.observation.record.week;
    const std::uint8_t agenda = seating.talk.agenda;
    if (const TablePlan* plan = standing_plan(mind, week, agenda, standing)) return {static_cast<double>(plan->target), false, plan->held, {}};
    const TalkPlan found = search(*seating.manner.foresight, seating.view, seating.actors, seating.observation, seating.agenda,
                              seating.table, other, seating.clock.weeks_gone, standing != nullptr ? &standing->terms : nullptr);
    keep_plan(mind, {static_cast<float>(found.target), static_cast<std::int16_t>(week), agenda, 0, standing != nullptr ? standing->id : 0, found.held});
    return {found.target, found.takes_standing, found.held, found.standing};
}

// Tit for tat of a third party. Its steps are few and some large (forswearing a front costs all at once), so that a gift smaller
// than the first of them would never be answered: it answers with that step, however small the gift.
double step_for_a_gift(const Seating& seating, const AgendaMemory& memory, double target) {
    const Table& table = seating.table;
    const std::size_t first = table.first_step + 1;
    if (given_so_far(memory, table.own) <= 0.0 || first >= table.path.size()) return target;
    const double step = table.path.own_at(first);
    return step < table.own.reservation() ? target : std::min(target, step);
}

bool is_third_party(const Facts& facts, SeatId seat) {
    if (!facts.is_government(seat)) return false;
    const Government self = facts.government_of(seat);
    return self != Government::us && self != Government::china;
}

}  // namespace

Aim aim_at(const Seating& seating, const Offer* standing, AgendaMemory& memory) {
    const Style& style = seating.manner.style;
    GovernmentMind* mind = seating.manner.mind;
    const SeatId other = sole_opponent(seating.view.facts, seating.agenda, seating.observation.seat);
    if (mind != nullptr && other != no_seat) {
        // One belief to a mind: about the rival.
        const bool is_rival = seating.view.facts.government_of(other) ==
                              rival_of(seating.view.facts.government_of(seating.observation.seat));
        if (style.concession == Concession::by_inference && is_rival) return aim_by_inference(seating, other, memory, *mind);
        if (style.concession == Concession::by_search && seating.manner.foresight != nullptr)
            return aim_by_search(seating, standing, other, *mind);
    }
    const double target = target_of(style, seating.clock, memory, seating.table.own, seating.table.path, seating.table.first_step);
    const bool answers_gifts = style.concession == Concession::by_deed && is_third_party(seating.view.facts, seating.observation.seat);
    return {answers_gifts ? step_for_a_gift(seating, memory, target) : target, false, {}, {}};
}

}  // namespace chokepoint::agents

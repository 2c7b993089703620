#include "agents/ally/ally.hpp"

#include <algorithm>

#include "agents/strategies/front.hpp"
#include "agents/strategies/home_supply.hpp"
#include "agents/strategies/levers.hpp"
#include "agents/strategies/means.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Judgement.
constexpr double aid_share = 0.05;         // of what is left, to a project at a time
constexpr int aid_every_weeks = 6;
constexpr double front_relief = 0.5;       // of the shortage ahead that a front which nobody can press would lift
constexpr double bought_relief = 0.5;      // of what China sold to who forswore all fronts, that a tie with others puts at risk
constexpr double standing_apart = 0.05;    // point-weeks of cohesion that any private licence costs
constexpr double standing_deserted = 0.15; // and what leaving others in a queue that was shared adds
constexpr double broken_word = 0.10;       // point-weeks of credibility: an agreement left before its time
constexpr double stock_t = 2.0;            // of dysprosium oxide at a time: what a thin market bears
constexpr int stock_every_weeks = 6;
constexpr double calm_days = 40.0;         // of cover at home: then stock is bought, not used
constexpr double alarmed_share = 0.1;      // of plants at home stopped: then it is sold

SeatId seat_of_china(const View& view) { return view.facts.seat_of(Government::china); }

bool is_private_licence(const View& view, const Term& term) {
    return term.by == seat_of_china(view) && term.kind == TermKind::licence;
}

// Joining others: one queue, or the same controls.
bool joins(const View& view, const Term& term) {
    return (term.kind == TermKind::shared_queue || term.kind == TermKind::aligned_control) && view.facts.is_government(term.to) &&
           view.facts.government_of(term.to) != Government::china;
}

bool counts_in_a_front(const View& view, const Lens& self, const Term& term) { return term.by == self.seat && joins(view, term); }

// What China asks of who takes a licence apart: to keep out of fronts.
bool forswears_fronts(const View& view, const Lens& self, const Term& term) {
    return term.kind == TermKind::side_term && term.by == self.seat && term.to == seat_of_china(view);
}

bool has_forsworn(const View& view, const Lens& self, const Agreement& agreement) {
    return std::any_of(agreement.terms.begin(), agreement.terms.end(), [&](const Term& term) { return forswears_fronts(view, self, term); });
}

// What licences are worth to it that it has by forswearing fronts.
double licences_bought(const View& view, const Lens& self) {
    double worth = 0.0;
    for (const StandingAgreement& stands : view.standing) {
        if (!stands.is_between(self.seat, seat_of_china(view)) || !has_forsworn(view, self, *stands.agreement)) continue;
        for (const Term& term : stands.agreement->terms)
            if (term.to == self.seat && is_private_licence(view, term)) worth += std::max(0.0, received(view, self, term).total());
    }
    return worth;
}

double cost_of_leaving(const Lens& self) {
    return broken_word * self.w(Interest::credibility) + standing_deserted * self.w(Interest::cohesion);
}

// Alignment costs an exposed ally more the more of its shortage China could lift, unless it waits in a queue with others:
// then China cannot single it out. Who forswears a queue while in it gives up what it brings, and its word.
Worth ally_given(const View& view, const Lens& self, const Term& term) {
    Worth worth = given(view, self, term);
    const bool forswears = forswears_fronts(view, self, term);
    if (term.kind != TermKind::aligned_control && !forswears) return worth;
    const Front now = front_of(view, self.government);
    if (term.kind == TermKind::aligned_control && !now.is_shared())
        worth.add(RationaleKind::shortage, -0.25 * self.shortage_ahead * (1.0 - 0.5 * self.hawk));
    if (forswears && now.is_shared()) {
        worth.add(RationaleKind::shortage, -front_relief * (1.0 - pressure_left(view, now)) * self.shortage_ahead);
        worth.add(RationaleKind::credibility, -cost_of_leaving(self));
    }
    return worth;
}

// A front is one, by however many clauses it is joined: it is worth the pressure that it takes off all who wait in it, and
// puts at risk, once, what was bought by staying apart.
Worth ally_together(const View& view, const Lens& self, std::span<const Term> terms) {
    Worth worth;
    bool joins_others = false;
    FixedVec<Government, limits::governments> queue;  // each once
    for (const Term& term : terms) {
        if (!counts_in_a_front(view, self, term)) continue;
        joins_others = true;
        const Government other = view.facts.government_of(term.to);
        if (term.kind == TermKind::shared_queue && std::find(queue.begin(), queue.end(), other) == queue.end()) queue.push_back(other);
    }
    if (joins_others) worth.add(RationaleKind::leverage, -bought_relief * licences_bought(view, self));
    if (queue.empty()) return worth;
    Front before = front_of(view, self.government);
    // Who shares with one of them already compares with standing alone again.
    if (std::any_of(queue.begin(), queue.end(), [&](Government other) { return before.has(other); })) before = alone(self.government);
    Front after = before;
    for (Government other : queue) {
        const Front theirs = front_of(view, other);
        if (!after.has(other)) after = joined(after, theirs);
    }
    worth.add(RationaleKind::shortage, front_relief * (pressure_left(view, before) - pressure_left(view, after)) * self.shortage_ahead);
    return worth.add(RationaleKind::audience, 0.01 * self.w(Interest::cohesion) * self.annuity);
}

// A private licence is worth the part of its relief that a front has not brought already, less what it costs in standing
// with the others, most with those who share a queue.
Worth ally_received(const View& view, const Lens& self, const Term& term) {
    Worth worth = received(view, self, term);
    if (!is_private_licence(view, term)) return worth;
    const Front front = front_of(view, self.government);
    worth.of(RationaleKind::shortage) *= 1.0 - front_relief * (1.0 - pressure_left(view, front));
    return worth.add(RationaleKind::credibility, -standing_apart * self.w(Interest::cohesion));
}

Worth worth_to(const View& view, const Lens& self, std::span<const Term> terms) {
    Worth worth = ally_together(view, self, terms);
    for (const Term& term : terms) {
        if (term.kind == TermKind::truce) continue;  // calm on either side: it does not tell the two apart
        if (term.to == self.seat) worth += ally_received(view, self, term);
        if (term.by == self.seat) worth += ally_given(view, self, term);
    }
    return worth;
}

// A member weighs the common deal against the best side offer whenever one lies on its table: what forswearing the front
// costs is in the worth of that offer. Where it has taken one all the same, what it shares puts at risk what it bought,
// and it leaves once the front costs more than leaving does: all the agreements that make it, since half a front is one too.
void weigh_the_front(const Position& position, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (licences_bought(position.view, position.self) <= 0.0) return;
    FixedVec<std::uint8_t, limits::agreements> memberships;
    FixedVec<Term, limits::agreements * limits::terms> shared;
    for (std::size_t i = 0; i < record.agreements.size(); ++i) {
        const Agreement& front = record.agreements[i];
        const bool is_member = std::any_of(front.terms.begin(), front.terms.end(), [&](const Term& term) {
            return counts_in_a_front(position.view, position.self, term);
        });
        if (!is_in_force(front.state) || !is_member) continue;
        memberships.push_back(static_cast<std::uint8_t>(i));
        for (const Term& term : front.terms) shared.push_back(term);
    }
    Worth leaving;  // what all of them together are worth, given up
    const Worth kept = worth_to(position.view, position.self, {shared.begin(), shared.end()});
    for (std::size_t i = 0; i < Worth::parts; ++i) leaving.part[i] = -kept.part[i];
    leaving.add(RationaleKind::credibility, -cost_of_leaving(position.self));
    if (memberships.empty() || leaving.total() <= 0.0) return;
    for (std::uint8_t agreement : memberships) {
        Message message;
        message.kind = MessageKind::terminate;
        message.agreement = agreement;
        pen.write(message, {leaving, RationaleUnit::point_weeks, 0.0});
    }
}

// Own supply: permits and money for projects at home once the controls bite.
void aid_projects(const Position& position, GovernmentMind& mind, Pen& pen) {
    const int week = position.observation.record.week;
    if (mind.aid_week != 0 && week < mind.aid_week + aid_every_weeks) return;
    const bool first = mind.aid_week == 0;
    mind.aid_week = static_cast<std::int16_t>(week);
    for (const FirmFacts& firm : position.view.facts.firms) {
        if (!firm.has_project || firm.project_region != home_of(position.self.government)) continue;
        if (first) speed_up(firm, pen);
        give_aid(position, firm, {0.05, aid_share}, pen);
    }
}

// A hedge of its own: stock bought while the shelves at home are full, sold when plants stand still.
void keep_stock(const Position& position, GovernmentMind& mind, Pen& pen) {
    const int week = position.observation.record.week;
    if (mind.stock_week != 0 && week < mind.stock_week + stock_every_weeks) return;
    const bool is_alarmed = position.self.stopped_share > alarmed_share;
    const bool is_calm = position.self.stopped_share <= 0.0 && 7.0 * position.self.cover_weeks > calm_days;
    if (is_alarmed == is_calm) return;  // neither: what there is, is kept
    mind.stock_week = static_cast<std::int16_t>(week);
    const auto dysprosium = static_cast<std::uint8_t>(index_of(Product::oxide_dy));
    const Reason reason = is_calm ? Reason(RationaleKind::stock_cover, 7.0 * position.self.cover_weeks, RationaleUnit::days, calm_days)
                                  : Reason(RationaleKind::shortage, position.self.stopped_share, RationaleUnit::share, alarmed_share);
    pen.order(OrderKind::stockpile, dysprosium, 0, is_calm ? stock_t : -stock_t, reason);
}

void act(const Position& position, GovernmentMind& mind, Rng&, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (record.phase == PhaseKind::orders) weigh_the_front(position, pen);
    if (record.phase != PhaseKind::orders || !position.self.controlled) return;
    aid_projects(position, mind, pen);
    keep_stock(position, mind, pen);
    pay_for_research(position, mind, pen);
    ease_plants_abroad(position, mind, pen);
}

bool ready(const Position&, const GovernmentMind&) { return true; }

}  // namespace

const Actor& ally_actor() {
    static constexpr Actor actor{ally_received, ally_given, act, ready, ally_together, counts_in_a_front};
    return actor;
}

}  // namespace chokepoint::agents

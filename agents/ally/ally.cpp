#include "agents/ally/ally.hpp"

#include <algorithm>

#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr double aid_share = 0.05;       // of what is left, to a project at a time
constexpr int aid_every_weeks = 6;

// Alignment costs an exposed ally more the more of its shortage China could lift.
Worth ally_given(const View& view, const Lens& self, const Term& term) {
    Worth worth = given(view, self, term);
    if (term.kind == TermKind::aligned_control)
        worth.add(RationaleKind::shortage, -0.25 * self.shortage_ahead * (1.0 - 0.5 * self.hawk));
    return worth;
}

// A private licence is worth its relief less what it costs in standing with the other allies.
Worth ally_received(const View& view, const Lens& self, const Term& term) {
    Worth worth = received(view, self, term);
    if (term.by == view.facts.seat_of(Government::china) && term.kind == TermKind::licence)
        worth.add(RationaleKind::credibility, -0.05 * self.w(Interest::cohesion));
    return worth;
}

// Own supply: permits and money for projects at home once the controls bite.
void act(const Position& position, GovernmentMind& mind, Rng&, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (record.phase != PhaseKind::orders || !position.self.controlled) return;
    if (mind.aid_week != 0 && record.week < mind.aid_week + aid_every_weeks) return;
    const bool first = mind.aid_week == 0;
    mind.aid_week = static_cast<std::int16_t>(record.week);
    for (const FirmFacts& firm : position.view.facts.firms) {
        if (!firm.has_project || firm.project_region != home_of(position.self.government)) continue;
        if (first) pen.order(OrderKind::permit_priority, 0, firm.project, 1.0);
        const double money = std::min(0.05 * firm.project_cost, aid_share * 1000.0 * position.self.aid_left_usd_bn);
        if (money >= 1.0) pen.order(OrderKind::project_aid, 0, firm.project, money);
    }
}

bool ready(const Position&, const GovernmentMind&) { return true; }

}  // namespace

const Actor& ally_actor() {
    static constexpr Actor actor{ally_received, ally_given, act, ready};
    return actor;
}

}  // namespace chokepoint::agents

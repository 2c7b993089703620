#include "agents/us/us.hpp"

#include <algorithm>

#include "agents/strategies/escalation.hpp"
#include "agents/strategies/home_supply.hpp"
#include "agents/strategies/judgement.hpp"
#include "agents/strategies/levers.hpp"
#include "agents/strategies/means.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr double listed_firms = 25.0;          // at a time
constexpr double exemption_stress = 45.0;      // stress at which goods nobody else makes are let in
constexpr double exemption_coverage = 0.8;     // of the trade that the reciprocal rate falls on after it
constexpr double aid_share = 0.04;             // of what is left, to a project at a time
constexpr int aid_every_weeks = 4;
constexpr int weeks_between_grabs = 13;
constexpr double provocation = 0.5;            // unanswered measures, in major ones, that call for an answer

// American executives answer in public first: the threat names the figure, the order follows in the week.
void answer_rises(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (mind.last_rise_week == record.week) return;
    const Rise rise = best_rise(position, mind);
    if (rise.points <= 0.0) return;
    if (mind.threat_value <= 0.0F && record.phase == PhaseKind::talk) {
        mind.threat_value = static_cast<float>(rise.points);
        mind.threat_due_week = static_cast<std::int16_t>(record.week + 1);
        write_rise(statement(position, StatementKind::threat, rise.points, record.week + 1, true), rise, pen);
        return;
    }
    if (record.phase != PhaseKind::orders && record.week < mind.threat_due_week) return;
    const double rate =
        orderable_rate(record, Government::us, Region::china, TariffComponent::reciprocal) + rise.points;
    if (!write_rise(tariff_order(Region::china, TariffComponent::reciprocal, rate), rise, pen)) return;
    mind.last_rise_week = static_cast<std::int16_t>(record.week);
    mind.unanswered_tariff = 0.0;
    mind.threat_value = 0.0F;
    mind.own_raised += rise.points;
}

// Controls are answered in kind: first chips, then lists.
void answer_controls(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (mind.unanswered_controls < provocation || record.phase != PhaseKind::orders) return;
    const Reason reason(RationaleKind::retaliation, mind.unanswered_controls, RationaleUnit::measures, provocation);
    const Lens& self = position.self;
    const double resolve = self.hawk * 0.7 + 0.3 * self.w(Interest::technology) * 0.7;
    if (resolve > judgement::control_answer * 0.6 &&
        !has_control(record, Government::us, ControlKind::chips, Region::china)) {
        pen.write(control_order(ControlKind::chips, 0, bit(Region::china), 1.0, true), reason);
        mind.unanswered_controls = 0.0;
    } else if (self.hawk > judgement::listing_answer && list_firms(position, mind, listed_firms, reason, pen)) {
        mind.unanswered_controls = 0.0;
    }
}

// When markets hurt: words first, then exemptions for what only the rival makes.
void soften(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    const Lens& self = position.self;
    if (wants_talks(position, mind) && mind.softened_week == 0) {
        mind.softened_week = static_cast<std::int16_t>(record.week);
        pen.write(statement(position, StatementKind::assurance, 0.0, record.week + 4, true),
                  {pressure(position, mind), RationaleUnit::pressure, pressure_to_ask(position)});
    }
    const double rate = orderable_rate(record, Government::us, Region::china, TariffComponent::reciprocal);
    Worth alarm;  // a dove's sounds louder
    alarm.add(RationaleKind::stress, self.stress).add(RationaleKind::temper, self.stress * (0.3 - 0.6 * self.hawk));
    if (alarm.total() > exemption_stress && mind.exemption_week == 0 && rate > 40.0 &&
        record.phase == PhaseKind::orders && mind.last_rise_week < record.week) {
        mind.exemption_week = static_cast<std::int16_t>(record.week);
        // A change of coverage needs a change of rate to be a new measure: one point less says so.
        pen.write(tariff_order(Region::china, TariffComponent::reciprocal, rate - 1.0, exemption_coverage),
                  {alarm, RationaleUnit::stress, exemption_stress});
    }
}

// Supply at home: permits first (they cost nothing), money where it is short.
void build_supply(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (record.phase != PhaseKind::orders || !position.self.controlled) return;
    if (mind.aid_week != 0 && record.week < mind.aid_week + aid_every_weeks) return;
    const bool first = mind.aid_week == 0;
    mind.aid_week = static_cast<std::int16_t>(record.week);
    for (const FirmFacts& firm : position.view.facts.firms) {
        if (!firm.has_project || firm.project_region != Region::us) continue;
        if (first) speed_up(firm, pen);
        give_aid(position, firm, {0.1, aid_share}, pen);
    }
}

// What nobody checks can be stretched: some names more on the lists while the truce holds.
void grab_under_truce(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    const Agreement* truce = agreement_between(position.view.standing, position.self.seat, position.view.facts.seat_of(Government::china), true);
    if (position.style.grabs <= 0.0 || record.phase != PhaseKind::orders || truce == nullptr) return;
    if (truce->monitoring >= Monitoring::joint || truce->in_force_week == 0) return;
    if (record.week < std::max(truce->in_force_week, mind.grab_week) + weeks_between_grabs) return;
    mind.grab_week = static_cast<std::int16_t>(record.week);
    pen.order(OrderKind::list_firms, 0, 0, position.style.grabs, {RationaleKind::leverage, position.style.grabs, RationaleUnit::firms, 0.0});
}

// The shortage lasts: more money, faster permits, research, and in the end a floor for those who build.
void outlast_shortage(const Position& position, GovernmentMind& mind, Pen& pen) {
    if (position.observation.record.phase != PhaseKind::orders) return;
    seek_funds(position, pen);
    wave_plants_through(position, pen);
    pay_for_research(position, mind, pen);
    hold_a_floor(position, mind, pen);
}

void act(const Position& position, GovernmentMind& mind, Rng&, Pen& pen) {
    build_supply(position, mind, pen);
    outlast_shortage(position, mind, pen);
    if (is_frozen(position)) {
        grab_under_truce(position, mind, pen);
        mind.threat_value = 0.0F;
        mind.softened_week = 0;
        return;
    }
    if (!take_back(position, mind, TariffComponent::reciprocal, pen)) answer_rises(position, mind, pen);
    answer_controls(position, mind, pen);
    soften(position, mind, pen);
    seek_summit(position, mind, pen);
}

}  // namespace

const Actor& us_actor() {
    static constexpr Actor actor{received, given, act, wants_talks};
    return actor;
}

}  // namespace chokepoint::agents

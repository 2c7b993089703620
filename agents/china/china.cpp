#include "agents/china/china.hpp"

#include <algorithm>

#include "agents/china/desk.hpp"
#include "agents/china/supply.hpp"
#include "agents/strategies/front.hpp"
#include "agents/strategies/escalation.hpp"
#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr double reply_chance = 0.75;          // per phase: an answer takes a meeting
constexpr double listed_firms = 27.0;
constexpr double listed_arms_makers = 15.0;    // for an arms sale
constexpr double cut_farm_share = 0.5;         // of normal purchases, in a standoff
constexpr double extension_answer = 0.55;      // hawkishness at which listings are answered with more materials
constexpr double extension_per_measure = 0.05; // by which each unanswered major measure lowers it
constexpr double least_content_pct = 0.1;      // of foreign goods that fall under the rule
constexpr double worth_a_word = 3.0;           // tariff points unanswered
constexpr double provocation = 0.8;            // unanswered measures, in major ones, that call for an answer
constexpr double leverage_per_shock = 1.0 / 60.0;  // a tariff point's share of a full trade war

bool has_licence_control(const Position& position, MaterialMask scope) {
    for (const ControlMeasure& control : position.observation.record.controls)
        if (control.by == Government::china && control.kind == ControlKind::licence &&
            control.until_day > position.observation.record.today && (control.materials & scope) == scope)
            return true;
    return false;
}

void answer_rises(const Position& position, GovernmentMind& mind, Rng& rng, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (mind.last_rise_week == record.week) return;
    const bool meets = rng.chance(reply_chance);
    if (!meets && record.phase == PhaseKind::talk) return;
    const Rise rise = best_rise(position, mind);
    if (rise.points > 0.0) {
        const double rate =
            orderable_rate(record, Government::china, Region::us, TariffComponent::retaliation) + rise.points;
        if (!write_rise(tariff_order(Region::us, TariffComponent::retaliation, rate), rise, pen)) return;
        mind.last_rise_week = static_cast<std::int16_t>(record.week);
        mind.unanswered_tariff = 0.0;
        mind.own_raised += rise.points;
    } else if (mind.unanswered_tariff > worth_a_word && mind.own_raised > 0.0 && !mind.closed_statement) {
        // No more trade to tax: say that further rises will go unanswered.
        pen.write(statement(position, StatementKind::red_line, 0.0, record.week + 4, true),
                  {RationaleKind::retaliation, mind.unanswered_tariff, RationaleUnit::tariff_points, worth_a_word});
        mind.closed_statement = true;
        mind.unanswered_tariff = 0.0;
    }
}

// The next step of control: more materials, then foreign goods that hold them.
bool reach_further(const Position& position, const Reason& reason, Pen& pen) {
    if (!has_licence_control(position, second_scope))
        return pen.write(control_order(ControlKind::licence, second_scope, free_regions(position), 1.0, true), reason);
    for (const ControlMeasure& control : position.observation.record.controls)
        if (control.by == Government::china && control.kind == ControlKind::extraterritorial_rule &&
            control.until_day > position.observation.record.today)
            return false;
    return pen.write(
        control_order(ControlKind::extraterritorial_rule, 0, free_regions(position), least_content_pct, true), reason);
}

// The tariff shock decides whether the customers' trust is spent: the leverage is dear and works once.
void answer_with_controls(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    const Lens& self = position.self;
    const double needed = judgement::control_shock_points * (1.4 - 0.8 * self.hawk);
    if (mind.shock >= needed && !has_licence_control(position, first_scope)) {
        Worth worth = control_worth(position);
        worth.add(RationaleKind::retaliation, mind.shock * leverage_per_shock * self.w(Interest::credibility));
        const Reason reason(worth, RationaleUnit::point_weeks, 0.0);
        if (worth.total() > 0.0 &&
            pen.write(control_order(ControlKind::licence, first_scope, free_regions(position), 1.0, true), reason)) {
            pen.note(RationaleKind::provocation, mind.shock, RationaleUnit::tariff_points);
            mind.control_week = static_cast<std::int16_t>(record.week);
            list_firms(position, mind, listed_firms, reason, pen);
        }
        return;
    }
    if (record.phase != PhaseKind::orders || mind.control_week == 0 || record.week < mind.control_week + 4) return;
    // New lists and technology controls are answered by reaching further.
    if (mind.unanswered_controls < provocation) return;
    const Reason reason(RationaleKind::retaliation, mind.unanswered_controls, RationaleUnit::measures, provocation);
    bool answered = false;
    // The graver the provocation, the less of a hawk it takes.
    if (self.hawk > extension_answer - extension_per_measure * mind.unanswered_controls)
        answered = reach_further(position, reason, pen);
    if (!answered) answered = list_firms(position, mind, listed_firms, reason, pen);
    if (answered) mind.unanswered_controls = 0.0;
}

// An arms sale is answered with a list of those who make the arms, and no truce is given up for it.
void answer_arms_sale(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (record.arms_sale && record.phase == PhaseKind::orders)
        list_firms(position, mind, listed_arms_makers, {RationaleKind::retaliation, 1.0, RationaleUnit::count, 1.0}, pen);
}

// The one who began must take the first step, unless waiting has become dear.
double pressure_to_begin(const Position& position) {
    return (rival_signalled(position) ? 1.0 : 1.3) * pressure_to_ask(position);
}

bool ready(const Position& position, const GovernmentMind& mind) {
    return wants_talks(position, mind) &&
           (rival_signalled(position) || pressure(position, mind).total() > pressure_to_begin(position));
}

void soften(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (mind.softened_week != 0 || !ready(position, mind)) return;
    mind.softened_week = static_cast<std::int16_t>(record.week);
    pen.write(statement(position, StatementKind::assurance, 0.0, record.week + 4, true),
              {pressure(position, mind), RationaleUnit::pressure, pressure_to_begin(position)});
}

// A share of normal purchases, of which a softer hand makes more.
void order_farm_goods(const Position& position, double least, double more, Pen& pen) {
    Worth share;
    share.add(RationaleKind::normal, least).add(RationaleKind::temper, more * (1.0 - position.self.hawk));
    pen.order(OrderKind::farm_goods, 0, 0, share.total(), {share, RationaleUnit::share});
}

bool owes_farm_goods(const Position& position) {
    for (const Agreement& agreement : position.observation.record.agreements)
        for (const Term& term : agreement.terms)
            if (is_in_force(agreement.state) && term.kind == TermKind::purchase && term.by == position.self.seat &&
                static_cast<Good>(term.what) == Good::farm_goods)
                return true;
    return false;
}

// Farm goods are bought elsewhere while the tariffs stand, and again once a truce
// promises it: in full where that was pledged.
void buy_farm_goods(const Position& position, bool frozen, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (record.phase != PhaseKind::orders) return;
    const bool owes = owes_farm_goods(position);
    if (!frozen && !owes && mind.exemption_week == 0 && mind.own_raised > 20.0) {
        mind.exemption_week = static_cast<std::int16_t>(record.week);
        order_farm_goods(position, cut_farm_share, 0.3, pen);
    } else if ((frozen || owes) && mind.exemption_week != 0) {
        mind.exemption_week = 0;
        order_farm_goods(position, owes ? 1.0 : 0.85, owes ? 0.0 : 0.15, pen);
    }
}

void act(const Position& position, GovernmentMind& mind, Rng& rng, Pen& pen) {
    const bool frozen = is_frozen(position);
    if (position.observation.record.phase == PhaseKind::orders) {
        if (position.observation.sees_desk) run_desk(position, pen);
        buy_farm_goods(position, frozen, mind, pen);
        steer_supply(position, mind, pen);
    }
    if (frozen) {
        mind.softened_week = 0;
        return;
    }
    if (!take_back(position, mind, TariffComponent::retaliation, pen)) answer_rises(position, mind, rng, pen);
    answer_arms_sale(position, mind, pen);
    answer_with_controls(position, mind, pen);
    soften(position, mind, pen);
    seek_summit(position, mind, pen);
}

// What a licence gives away is leverage, and of that a front leaves less; what it keeps is customers, and those who would
// turn away together count for more.
Worth china_given(const View& view, const Lens& self, const Term& term) {
    Worth worth = given(view, self, term);
    if (term.kind != TermKind::licence || !view.facts.is_government(term.to)) return worth;
    if (static_cast<EndUse>(term.what) == EndUse::military) return worth;
    const double left = pressure_left(view, front_of(view, view.facts.government_of(term.to)));
    double& leverage = worth.of(RationaleKind::leverage);
    double& customers = worth.of(RationaleKind::price);
    leverage *= left;
    customers *= 2.0 - left;
    return worth;
}

}  // namespace

Worth control_worth(const Position& position) {
    const Lens& self = position.self;
    Worth worth;
    // What the rival would lose over the horizon with the control and half of its needs refused.
    const GovernmentFacts& rival = position.view.facts.of(Government::us);
    const double bite = 0.5 * judgement::stopped_per_deficit * rival.full_stop_pain *
                        std::max(0.0, self.annuity - annuity(self.patience, judgement::assumed_cover_weeks));
    worth.add(RationaleKind::leverage, rivalry(self) * bite);
    // Customers who learn that supply can stop build their own: a cost that grows with the future's weight.
    worth.add(RationaleKind::price, -self.w(Interest::market_share) * judgement::customers_kept * self.annuity);
    return worth;
}

const Actor& china_actor() {
    static constexpr Actor actor{received, china_given, act, ready};
    return actor;
}

}  // namespace chokepoint::agents

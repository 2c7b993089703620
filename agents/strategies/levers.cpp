#include "agents/strategies/levers.hpp"

#include <algorithm>

#include "agents/strategies/judgement.hpp"
#include "agents/strategies/means.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr double usd_m_per_bn = 1000.0;
constexpr double least_research_usd_m = 10.0, least_diplomacy_usd_m = 1.0;  // under which no order is taken

// A part of the purse, within the purse.
Reason of_purse(double money, double least) { return {RationaleKind::plans, money, RationaleUnit::usd_m, least}; }

bool is_due(int last_week, int week) { return last_week == 0 || week >= last_week + judgement::weeks_between_levers; }

double yearly_budget(const Position& position) { return position.view.facts.of(position.self.government).aid_budget_usd_m; }

bool has_own_floor(const Position& position) {
    for (const StandingAgreement& stands : position.view.standing)
        for (const Term& term : stands.agreement->terms)
            if (term.kind == TermKind::price_floor && term.by == position.self.seat) return true;
    return false;
}

// Tonnes a year of a product that plants at home make or are planned to.
double home_output_t(const Position& position, Product product) {
    double tonnes = 0.0;
    for (const FirmFacts& firm : position.view.facts.firms)
        for (const Output& output : firm.outputs)
            if (output.product == product && output.region == home_of(position.self.government)) tonnes += output.t;
    return tonnes;
}

}  // namespace

void seek_funds(const Position& position, Pen& pen) {
    const GovernmentView& own = position.observation.government;
    const double budget = yearly_budget(position), left = usd_m_per_bn * own.aid_left_usd_bn;
    if (!position.self.controlled || own.funds_asked_usd_bn > 0.0 || budget <= 0.0) return;
    const bool lapses = own.appropriation_until < position.observation.record.today + 7 * judgement::weeks_between_levers;
    const double low = judgement::funds_low * budget;
    if (!lapses && left >= low) return;
    pen.order(OrderKind::request_funds, 0, 0, math::clamp(budget / usd_m_per_bn, 0.01, 100.0), of_purse(budget, 0.0));
}

void wave_plants_through(const Position& position, Pen& pen) {
    const Lens& self = position.self;
    const bool is_on = position.observation.government.emergency_permits;
    const bool calls = self.controlled && self.stopped_share >= judgement::emergency_stopped;
    const auto has_plan = [&](const FirmFacts& firm) { return firm.has_project && firm.project_region == home_of(self.government); };
    const auto& firms = position.view.facts.firms;
    if (!is_on && calls && std::any_of(firms.begin(), firms.end(), has_plan))
        pen.order(OrderKind::emergency_permits, 0, 0, 1.0,
                  {RationaleKind::shortage, self.stopped_share, RationaleUnit::share, judgement::emergency_stopped});
    if (is_on && !self.controlled)
        pen.order(OrderKind::emergency_permits, 0, 0, 0.0, {RationaleKind::normal, 0.0, RationaleUnit::share});
}

void pay_for_research(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    const double money = judgement::research_share * free_money(position.view, position.self.seat);
    if (weeks_controlled(record, home_of(position.self.government)) < judgement::lasting_weeks) return;
    if (money < least_research_usd_m || !is_due(mind.research_week, record.week)) return;
    if (record.today >= position.self.appropriation_until) return;
    if (pen.order(OrderKind::research, 0, 0, std::min(20.0, money / usd_m_per_bn), of_purse(money, least_research_usd_m)))
        mind.research_week = static_cast<std::int16_t>(record.week);
}

void hold_a_floor(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    const Region home = home_of(position.self.government);
    if (mind.floor_week != 0 || weeks_controlled(record, home) < judgement::long_weeks || has_own_floor(position)) return;
    if (position.self.deficit < judgement::long_deficit) return;
    const auto product = static_cast<std::uint8_t>(index_of(Product::oxide_ndpr));
    const double quote = record.price_outside[product];
    const double floor = judgement::floor_over_opening * position.view.facts.opening_price_outside[product];
    const double purse = judgement::floor_share * free_money(position.view, position.self.seat);
    const double tonnes = std::min(home_output_t(position, Product::oxide_ndpr), math::ratio(usd_m_per_bn * purse, floor - quote, 0.0));
    if (quote >= floor || tonnes <= 0.0) return;
    Message message = order_of(OrderKind::price_floor, product, 0, floor);
    message.order.second = tonnes;
    if (!pen.write(message, of_purse((floor - quote) * tonnes / usd_m_per_bn, 0.0))) return;
    mind.floor_week = static_cast<std::int16_t>(record.week);
}

void ease_plants_abroad(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    const Region home = home_of(position.self.government);
    if (weeks_controlled(record, home) < judgement::lasting_weeks || !is_due(mind.diplomacy_week, record.week)) return;
    const double money = std::min(judgement::diplomacy_most_usd_m, judgement::diplomacy_share * free_money(position.view, position.self.seat));
    if (money < least_diplomacy_usd_m || record.today >= position.self.appropriation_until) return;
    std::array<double, count_of<Region>> planned_t{};
    for (const FirmFacts& firm : position.view.facts.firms)
        for (const Output& output : firm.outputs)
            if (output.is_planned && firm.has_project && firm.project_region == output.region) planned_t[index_of(output.region)] += output.t;
    planned_t[index_of(home)] = planned_t[index_of(Region::china)] = 0.0;
    const auto best = std::max_element(planned_t.begin(), planned_t.end());
    if (*best <= 0.0) return;
    if (pen.order(OrderKind::diplomacy, 0, static_cast<std::uint8_t>(best - planned_t.begin()), money, of_purse(money, least_diplomacy_usd_m)))
        mind.diplomacy_week = static_cast<std::int16_t>(record.week);
}

}  // namespace chokepoint::agents

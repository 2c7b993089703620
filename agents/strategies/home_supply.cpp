#include "agents/strategies/home_supply.hpp"

#include <algorithm>

#include "agents/strategies/means.hpp"

namespace chokepoint::agents {

namespace {

constexpr double least_grant_usd_m = 1.0;

}  // namespace

void speed_up(const FirmFacts& firm, Pen& pen) {
    pen.order(OrderKind::permit_priority, 0, firm.project, 1.0, {RationaleKind::threats, 1.0, RationaleUnit::measures, 1.0});
}

void give_aid(const Position& position, const FirmFacts& firm, const Grant& grant, Pen& pen) {
    const double wanted = grant.of_cost * firm.project_cost;
    const double money = std::min(wanted, grant.of_purse * free_money(position.view, position.self.seat));
    if (money < least_grant_usd_m) return;
    Worth parts;
    parts.add(RationaleKind::plans, wanted).add(RationaleKind::bounds, money - wanted);
    pen.order(OrderKind::project_aid, 0, firm.project, money, {parts, RationaleUnit::usd_m, least_grant_usd_m});
}

}  // namespace chokepoint::agents

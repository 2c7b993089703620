#include "tests/support/invariants.hpp"

#include <cmath>
#include <cstring>

#include "engine/world/rules.hpp"

namespace chokepoint::test {
namespace {

bool sound(double value) { return std::isfinite(value) && value >= 0.0; }
bool is_share(double value) { return value >= 0.0 && value <= 1.0; }
std::string at(const char* list, std::size_t index) { return std::string(list) + "[" + std::to_string(index) + "]."; }

std::string fault_in_needs(const World& world) {
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const Need& need = world.needs[i];
        const auto fault = [&](const char* what) { return at("needs", i) + what; };
        for (double t : need.stock_t) if (!sound(t)) return fault("stock_t");
        for (double t : need.transit_t) if (!sound(t)) return fault("transit_t");
        for (double t : need.shipped_t) if (!sound(t)) return fault("shipped_t");
        for (double t : need.licensed_t) if (!sound(t)) return fault("licensed_t");
        if (!sound(need.pending_t)) return fault("pending_t");
        if (!sound(need.held_t)) return fault("held_t");
        if (!sound(need.wanted_t)) return fault("wanted_t");
        if (!sound(need.extra_t)) return fault("extra_t");
        if (!(need.unit_cost > 0.0) || !std::isfinite(need.unit_cost)) return fault("unit_cost");
        if (need.licence_shipped_t > need.granted_total_t * (1.0 + 1e-12)) return fault("licence_shipped_t above granted_total_t");
        if (need.licensed() + need.licence_shipped_t > need.granted_total_t * (1.0 + 1e-9) + 1e-12) return fault("licensed above granted");
    }
    return "";
}

std::string fault_in_market(const Params& params, const World& world) {
    const Market& market = world.market;
    for (std::size_t p = 0; p < count_of<Product>; ++p) {
        const auto fault = [&](const char* what) { return std::string(name_of(static_cast<Product>(p))) + " " + what; };
        for (double t : market.stock_t[p]) if (!sound(t)) return fault("stock_t");
        for (double t : market.outflow_t[p]) if (!sound(t)) return fault("outflow_t");
        if (!sound(market.output_t[p])) return fault("output_t");
        if (!sound(market.unfilled_inside_t[p]) || !sound(market.unfilled_outside_t[p])) return fault("unfilled");
        if (!sound(world.ledger.produced_t[p]) || !sound(world.ledger.used_t[p]) || !sound(world.ledger.lost_t[p])) return fault("ledger");
        if (!params.products[p].known) continue;
        const double outside = market.price_outside[p], inside = market.price_inside[p];
        if (!(outside > 0.0 && outside <= std::max(1e-3, params.products[p].choke_price))) return fault("price_outside");
        if (!(inside > 0.0 && std::isfinite(inside))) return fault("price_inside");
    }
    const Desk& desk = world.desk;
    if (!sound(desk.throughput) || !sound(desk.credit)) return "desk";
    for (const Application& application : desk.queue)
        if (!sound(application.tonnes) || application.need >= world.needs.size()) return "desk.queue";
    const SupplyPolicy& supply = world.supply;
    if (!sound(supply.quota) || !is_share(supply.flood) || !is_share(supply.flood_memory) || !is_share(supply.enforcement)) return "supply";
    return "";
}

std::string fault_in_makers(const Params& params, const World& world) {
    for (std::size_t i = 0; i < world.firms.size(); ++i) {
        const Firm& firm = world.firms[i];
        for (double share : firm.output) if (!sound(share) || share > 1.5) return at("firms", i) + "output";
        for (double weeks : firm.owed) if (!sound(weeks)) return at("firms", i) + "owed";
        if (!is_share(firm.thrift)) return at("firms", i) + "thrift";
        if (!sound(firm.price_floor) || !sound(firm.floor_t) || !sound(firm.petition_t)) return at("firms", i) + "sums";
    }
    for (std::size_t i = 0; i < world.facilities.size(); ++i) {
        const Facility& site = world.facilities[i];
        if (!sound(site.output_t) || !sound(site.capacity_t)) return at("facilities", i) + "output_t or capacity_t";
        if (site.output_t > site.capacity_t * (1.0 + 1e-12)) return at("facilities", i) + "output_t above capacity_t";
        if (!is_share(site.waste)) return at("facilities", i) + "waste";
    }
    for (std::size_t i = 0; i < world.projects.size(); ++i) {
        const Project& project = world.projects[i];
        if (!sound(project.funded) || !sound(project.pledged) || !sound(project.charged) || !sound(project.recoverable))
            return at("projects", i) + "money";
        if (!is_share(project.ramped) || !is_share(project.offtake) || !is_share(project.priority)) return at("projects", i) + "shares";
        if (index_of(project.state) >= count_of<ProjectState>) return at("projects", i) + "state";
        if (project.built > params.projects[i].repeats) return at("projects", i) + "built";
    }
    return "";
}

std::string fault_in_governments(const Params& params, const World& world) {
    for (Government government : all_of<Government>()) {
        if (!params.of(government).present) continue;
        const GovernmentState& state = world.of(government);
        const auto fault = [&](const char* what) { return std::string(name_of(government)) + " " + what; };
        for (double pain : state.pain) if (!sound(pain)) return fault("pain");
        for (double t : state.reserve_t) if (!sound(t)) return fault("reserve_t");
        if (!sound(state.approval_pct) || state.approval_pct > 100.0) return fault("approval_pct");
        if (!sound(state.stress) || state.stress > 100.0) return fault("stress");
        if (!sound(state.aid_left_usd_bn)) return fault("aid_left_usd_bn");
        if (!sound(state.floor_paid_usd_bn) || !sound(state.funds_asked_usd_bn) || !sound(state.research)) return fault("money");
        if (!is_share(state.agency_capacity) || !is_share(state.farm_share) || !is_share(state.alarm)) return fault("shares");
        for (double share : state.goodwill) if (!is_share(share)) return fault("goodwill");
        for (double share : state.eased) if (!is_share(share)) return fault("eased");
        double revenue = 0.0;  // value x rate, over all that it imports
        for (std::size_t i = 0; i < params.flows.size(); ++i)
            if (params.flows[i].to == home_of(government))
                revenue += params.flows[i].value * world.flows[i].ratio * world.flows[i].paid_pct / 100.0;
        if (std::abs(revenue - state.revenue_usd_bn) > 1e-9 * (1.0 + revenue)) return fault("revenue_usd_bn");
    }
    for (const TradeFlow& flow : world.flows)
        if (!sound(flow.ratio) || !sound(flow.rate_pct) || !sound(flow.paid_pct)) return "flows";
    for (const TariffMeasure& tariff : world.tariffs) {
        if (!sound(tariff.rate_pct)) return "tariffs rate_pct";
        if (!is_share(tariff.coverage)) return "tariffs coverage";
        if (tariff.agreement != 255 && tariff.agreement >= world.agreements.size()) return "tariffs agreement";
    }
    for (const ControlMeasure& control : world.controls)
        if (!sound(control.strength) || (control.agreement != 255 && control.agreement >= world.agreements.size())) return "controls";
    return "";
}

// Which states a term may be in follows from its agreement's state.
bool is_legal(const Agreement& agreement, const Term& term, TermState state, int week) {
    if (state == TermState::waived)  // for good, once the agreement has bound
        return agreement.state != AgreementState::accepted && agreement.state != AgreementState::not_ratified;
    switch (agreement.state) {
        case AgreementState::accepted:
        case AgreementState::not_ratified: return state == TermState::not_due;
        case AgreementState::suspended: return state == TermState::suspended || week >= last_week_of(agreement, term);
        case AgreementState::expired:
        case AgreementState::terminated: return true;  // also while it was suspended
        case AgreementState::in_force:
        case AgreementState::renewed:
            if (week < agreement.in_force_week + term.from_week) return state == TermState::not_due;
            return state != TermState::not_due && state != TermState::suspended;
        default: return state != TermState::suspended;
    }
}

std::string fault_in_agreements(const World& world, int week) {
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        const Agreement& agreement = world.agreements[i];
        if (index_of(agreement.state) >= count_of<AgreementState>) return at("agreements", i) + "state";
        const bool in_force = is_in_force(agreement.state);
        if (in_force && agreement.in_force_week <= 0) return at("agreements", i) + "in force without a week";
        if ((in_force || agreement.state == AgreementState::suspended) && agreement.expiry_week <= week) return at("agreements", i) + "in force past its expiry";
        for (std::size_t t = 0; t < limits::terms; ++t) {
            if (!is_share(agreement.shortfall[t])) return at("agreements", i) + "shortfall";
            if (!is_share(world.seen_shortfall[i][t])) return at("agreements", i) + "seen_shortfall";
            if (!is_share(world.seen_by_giver[i])) return at("agreements", i) + "seen_by_giver";
            const TermState state = agreement.term_states[t];
            if (index_of(state) >= count_of<TermState>) return at("agreements", i) + "term_states";
            if (t >= agreement.terms.size() && state != TermState::not_due) return at("agreements", i) + "a term that is not there has a state";
            if (t < agreement.terms.size() && !is_legal(agreement, agreement.terms[t], state, week))
                return at("agreements", i) + std::string(name_of(agreement.state)) + " with a term " + std::string(name_of(state));
        }
    }
    return "";
}

bool is_finite(const Field& field, const void* element) {
    if (field.kind != FieldKind::f64) return true;
    double value;
    std::memcpy(&value, element, sizeof value);
    return std::isfinite(value);
}

}  // namespace

std::string fault_in(const Setup& setup, const Game& game) {
    const Params& params = setup.params;
    const World& world = game.world;
    const int week = world.tally.weeks;  // the last one resolved
    for (const std::string& fault : {fault_in_needs(world), fault_in_market(params, world), fault_in_makers(params, world),
                                     fault_in_governments(params, world), fault_in_agreements(world, week)})
        if (!fault.empty()) return fault;
    const double error = mass_balance_error(params, world);
    if (!(error <= 1e-9) || !(world.tally.mass_balance_rel_max <= 1e-9)) return "mass balance " + std::to_string(error);
    return "";
}

std::string not_finite_in(const StructTable& table, const void* object) {
    for (const Field& field : table.fields)
        for (std::size_t i = 0, count = element_count(field, object); i < count; ++i) {
            const void* element = element_at(field, object, i);
            if (field.kind == FieldKind::structure) {
                const std::string below = not_finite_in(*field.structure, element);
                if (!below.empty()) return std::string(field.name) + "[" + std::to_string(i) + "]." + below;
            } else if (!is_finite(field, element)) {
                return std::string(field.name) + "[" + std::to_string(i) + "]";
            }
        }
    return "";
}

}  // namespace chokepoint::test

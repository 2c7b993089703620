#include "engine/domain/agenda.hpp"

namespace chokepoint {
namespace {

template <typename E>
std::uint8_t place_of(std::string_view name) {
    const auto value = parse_enum<E>(name);
    return value ? static_cast<std::uint8_t>(index_of(*value)) : std::uint8_t{0};
}

Issue issue_of(const Scenario& scenario, const IssueSpec& spec) {
    Issue issue;
    issue.term.kind = spec.kind;
    issue.term.by = seat_of(scenario, spec.by);
    issue.term.to = seat_of(scenario, spec.to);
    issue.term.what = what_of(spec.kind, spec.what);
    for (Material material : spec.scope) issue.term.scope |= bit(material);
    issue.term.amount = spec.amount;
    issue.term.limit = spec.limit;
    issue.term.until_week = static_cast<std::int16_t>(spec.weeks);
    issue.lever = spec.lever;
    for (double value : spec.ladder) issue.ladder.push_back(value);
    if (issue.ladder.empty()) issue.ladder.push_back(0.0);
    return issue;
}

}  // namespace

std::vector<Agenda> agendas_of(const Scenario& scenario) {
    std::vector<Agenda> agendas;
    for (const AgendaSpec& spec : scenario.agendas) {
        Agenda agenda;
        agenda.level = spec.level;
        for (const std::string& role : spec.parties) {
            const SeatId party = seat_of(scenario, role);
            if (party == no_seat || !agenda.parties.push(party)) continue;
            agenda.governments_only = agenda.governments_only && is_government(scenario, party);
        }
        for (const IssueSpec& issue : spec.issues) agenda.issues.push_back(issue_of(scenario, issue));
        agendas.push_back(std::move(agenda));
    }
    return agendas;
}

Term term_at(const Issue& issue, std::size_t level) {
    Term term = issue.term;
    const double value = issue.ladder[level];
    switch (issue.lever) {
        case Lever::amount: term.amount = value; break;
        case Lever::limit: term.limit = value; break;
        case Lever::weeks: term.until_week = static_cast<std::int16_t>(value); break;
    }
    return term;
}

std::uint8_t what_of(TermKind kind, std::string_view name) {
    switch (kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension: return place_of<TariffComponent>(name);
        case TermKind::licence: return place_of<EndUse>(name);
        case TermKind::control_suspension:
        case TermKind::aligned_control: return place_of<ControlKind>(name);
        case TermKind::purchase: return place_of<Good>(name);
        case TermKind::monitoring: return place_of<Monitoring>(name);
        case TermKind::offtake:
        case TermKind::price_floor:
        case TermKind::pooled_stockpile:
        case TermKind::supply_contract: return place_of<Product>(name);
        case TermKind::joint_investment: return place_of<Stage>(name);
        default: return 0;
    }
}

}  // namespace chokepoint

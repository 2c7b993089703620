// What makes a scenario sound, one function per subject. Knows the meaning of scenarios, not how they are
// written: faults carry a path, and the codec finds the line. Everything is reported, nothing is mended.
#include <optional>

#include "engine/domain/examination.hpp"
#include "engine/domain/examine_chain.hpp"
#include "engine/domain/examine_rules.hpp"
#include "engine/domain/examine_strategies.hpp"

namespace chokepoint {
namespace {

using namespace examining;

// --- every figure -------------------------------------------------------------------------------------------

void check_figure(Examination& exam, const Figure& figure, const std::string& path) {
    if (figure.unit.empty()) exam.fault(path, "has no unit");
    if (figure.source.empty()) exam.fault(path, "has no source; judgement needs its reasoning");
    if (!std::isfinite(figure.value) || !std::isfinite(figure.low) || !std::isfinite(figure.high)) {
        exam.fault(path, "is not finite");
    } else if (figure.low > figure.high) {
        exam.fault(path, "low " + number(figure.low) + " is above high " + number(figure.high));
    } else if (figure.value < figure.low || figure.value > figure.high) {
        exam.fault(path, "value " + number(figure.value) + " is outside low " + number(figure.low) + " to high " +
                             number(figure.high));
    }
}

void check_figures(Examination& exam, const StructTable& table, const void* object, const std::string& prefix) {
    for (const Field& field : table.fields) {
        if (!field.structure) continue;
        const std::string name = prefix + (prefix.empty() ? "" : ".") + std::string(field.name);
        for (std::size_t i = 0; i < element_count(field, object); ++i) {
            const void* part = element_at(field, object, i);
            const std::string path = field.shape == FieldShape::list ? at(name.c_str(), i) : name;
            if (field.structure == &table_of<Figure>())
                check_figure(exam, *static_cast<const Figure*>(part), path);
            else
                check_figures(exam, *field.structure, part, path);
        }
    }
}

// --- the scenario's own -------------------------------------------------------------------------------------

void check_head(Examination& exam) {
    const Scenario& scenario = exam.scenario;
    if (!is_role_name(scenario.name)) exam.fault("name", "must be lower-case letters, digits and dashes");
    exam.not_empty(scenario.title, "title");
    exam.not_empty(scenario.summary, "summary");
    if (!parse_day(scenario.start))
        exam.fault("start", quoted(scenario.start) + " is no date; write YYYY-MM-DD of a day that exists");
    if (!scenario.peace_until.empty() && !parse_day(scenario.peace_until))
        exam.fault("peace_until", quoted(scenario.peace_until) + " is no date; write YYYY-MM-DD of a day that exists");
    if (scenario.weeks < 1 || scenario.weeks > 5200)
        exam.fault("weeks", "is " + std::to_string(scenario.weeks) + "; must be 1 to 5200");
    if (scenario.rounds_per_week < 1 || scenario.rounds_per_week > 8)
        exam.fault("rounds_per_week", "is " + std::to_string(scenario.rounds_per_week) + "; must be 1 to 8");
    if (scenario.weeks_per_turn < 1 || scenario.weeks_per_turn > 26)
        exam.fault("weeks_per_turn", "is " + std::to_string(scenario.weeks_per_turn) + "; must be 1 to 26");
}

// --- actors -------------------------------------------------------------------------------------------------

// Which names that the scenario does not make itself are known is the roster's business, whose strategies may be others' too.
void check_strategy(Examination& exam, const std::string& strategy, bool governs, const std::string& path) {
    if (strategy.empty()) exam.fault(path, "is empty; a seat needs a default strategy");
    if (strategy == "historical")
        exam.fault(path, "is 'historical', which plays the record; no seat may default to it");
    const StrategyInfo* own = strategy_entry(exam.scenario, strategy) != nullptr ? strategy_played(exam.scenario, strategy) : nullptr;
    if (own != nullptr && !(governs ? own->for_governments : own->for_firms))
        exam.fault(path, "is " + quoted(strategy) + ", which plays " + (governs ? "firms" : "governments") + " as " + quoted(own->name) + " does");
}

void check_day(Examination& exam, const std::string& date, const std::string& path) {
    if (!parse_day(date)) exam.fault(path, quoted(date) + " is no date; write YYYY-MM-DD of a day that exists");
}

void check_firms(Examination& exam) {
    exam.at_most(exam.scenario.firms.size(), limits::firms, "firms");
    exam.at_most(seat_count(exam.scenario), limits::seats, "firms");
    std::set<std::string> names;
    for (Government government : all_of<Government>()) names.emplace(name_of(government));
    for (std::size_t i = 0; i < exam.scenario.firms.size(); ++i) {
        const FirmSpec& firm = exam.scenario.firms[i];
        const std::string path = at("firms", i);
        if (!is_role_name(firm.name))
            exam.fault(path + ".name", quoted(firm.name) + " must be lower-case letters, digits and dashes");
        exam.is_new(names, firm.name, path + ".name", firm.name);
        exam.not_empty(firm.title, path + ".title");
        if (firm.has_seat) {
            check_strategy(exam, firm.strategy, false, path + ".strategy");
            exam.not_empty(firm.brief, path + ".brief");
        } else if (!firm.strategy.empty()) {
            exam.fault(path + ".strategy", "is set but the firm has no seat; set has_seat or leave it out");
        }
        exam.within(firm.lobby_weight, 0.0, 100.0, path + ".lobby_weight");
        exam.within(firm.disclosure, 0.3, 1.5, path + ".disclosure");
    }
}

void check_users(Examination& exam) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < exam.scenario.users.size(); ++i) {
        const UserSpec& user = exam.scenario.users[i];
        const std::string path = at("users", i);
        if (!exam.firm(user.firm)) exam.fault(path + ".firm", "no firm " + quoted(user.firm));
        exam.is_new(names, user.firm, path + ".firm", user.firm);
        exam.within(user.plants, 1.0, 1e6, path + ".plants");
        exam.within(user.stock_days, 1.0, 1000.0, path + ".stock_days");
        exam.within(user.stock_cv, 0.0, 3.0, path + ".stock_cv");
        exam.not_negative(user.value_added, path + ".value_added");
        exam.within(user.catch_up, 0.0, 100.0, path + ".catch_up");
        if (user.needs.empty()) exam.fault(path + ".needs", "is empty; a user needs at least one product");
        std::set<Product> products;
        for (std::size_t k = 0; k < user.needs.size(); ++k) {
            const NeedSpec& need = user.needs[k];
            exam.is_new(products, need.product, path + "." + at("needs", k), name_of(need.product));
            exam.positive(need.use, path + "." + at("needs", k) + ".use");
        }
    }
}

void check_governments(Examination& exam) {
    if (exam.scenario.governments.size() < 2) exam.fault("governments", "at least two governments must have seats");
    std::set<Government> seen;
    for (std::size_t i = 0; i < exam.scenario.governments.size(); ++i) {
        const GovernmentSpec& government = exam.scenario.governments[i];
        const std::string path = at("governments", i);
        exam.is_new(seen, government.government, path, name_of(government.government));
        exam.not_empty(government.title, path + ".title");
        exam.not_empty(government.brief, path + ".brief");
        check_strategy(exam, government.strategy, true, path + ".strategy");
        exam.positive(government.gdp, path + ".gdp");
        exam.within(government.approval, 0.0, 100.0, path + ".approval");
        exam.within(government.patience, 0.5, 1.0, path + ".patience");
        exam.within(government.hawkishness, 0.0, 1.0, path + ".hawkishness");
        exam.within(government.red_line, 0.0, 1.0, path + ".red_line");
        exam.within(government.no_deal_worth, least_no_deal_worth, most_no_deal_worth, path + ".no_deal_worth");
        exam.within(government.goodwill, 0.0, 1.0, path + ".goodwill");
        exam.not_negative(government.aid_budget, path + ".aid_budget");
        exam.within(government.agency_capacity, 0.0, 1.0, path + ".agency_capacity");
        exam.within(government.funds_chance, 0.0, 100.0, path + ".funds_chance");
        exam.within(government.release_alarm, 0.0, 1.0, path + ".release_alarm");
        if (!government.appropriation_until.empty()) check_day(exam, government.appropriation_until, path + ".appropriation_until");
        std::set<Product> reserves;
        for (std::size_t k = 0; k < government.reserves.size(); ++k) {
            const std::string reserve_path = path + "." + at("reserves", k);
            exam.is_new(reserves, government.reserves[k].product, reserve_path, name_of(government.reserves[k].product));
            exam.not_negative(government.reserves[k].stock, reserve_path + ".stock");
        }
        if (government.interests.empty()) exam.fault(path + ".interests", "is empty; a government wants something");
        std::set<Interest> interests;
        for (std::size_t k = 0; k < government.interests.size(); ++k) {
            const InterestWeight& weight = government.interests[k];
            const std::string weight_path = path + "." + at("interests", k);
            exam.is_new(interests, weight.interest, weight_path, name_of(weight.interest));
            exam.not_negative(weight.weight, weight_path + ".weight");
        }
    }
}

void check_trade(Examination& exam) {
    exam.at_most(exam.scenario.trade.size(), limits::flows, "trade");
    std::set<std::pair<Region, Region>> seen;
    for (std::size_t i = 0; i < exam.scenario.trade.size(); ++i) {
        const TradeFlowSpec& flow = exam.scenario.trade[i];
        const std::string path = at("trade", i);
        if (flow.from == flow.to) exam.fault(path, "from and to are one region; name two");
        exam.is_new(seen, {flow.from, flow.to}, path,
                    std::string(name_of(flow.from)) + " to " + std::string(name_of(flow.to)));
        exam.not_negative(flow.value, path + ".value");
    }
}

// --- policy -------------------------------------------------------------------------------------------------

void check_span(Examination& exam, const std::string& from, const std::string& until, const std::string& path) {
    const auto first = parse_day(from);
    const auto last = until.empty() ? std::optional<Day>(far_day) : parse_day(until);
    if (!first) exam.fault(path + ".from", quoted(from) + " is no date; write YYYY-MM-DD of a day that exists");
    if (!last) exam.fault(path + ".until", quoted(until) + " is no date; write YYYY-MM-DD of a day that exists");
    if (first && last && *first >= *last) exam.fault(path + ".until", "is not after from");
}

void check_tariffs(Examination& exam) {
    exam.at_most(exam.scenario.tariffs.size(), limits::tariffs, "tariffs");
    for (std::size_t i = 0; i < exam.scenario.tariffs.size(); ++i) {
        const TariffSpec& tariff = exam.scenario.tariffs[i];
        const std::string path = at("tariffs", i);
        if (home_of(tariff.by) == tariff.on) exam.fault(path + ".on", "a government puts no tariff on its own goods");
        exam.within(tariff.rate, 0.0, 1000.0, path + ".rate");
        exam.within(tariff.coverage, 0.0, 100.0, path + ".coverage");
        check_span(exam, tariff.from, tariff.until, path);
    }
}

void check_controls(Examination& exam) {
    exam.at_most(exam.scenario.controls.size(), limits::controls, "controls");
    for (std::size_t i = 0; i < exam.scenario.controls.size(); ++i) {
        const ControlSpec& control = exam.scenario.controls[i];
        const std::string path = at("controls", i);
        const bool needs_scope = control.kind == ControlKind::licence || control.kind == ControlKind::ban;
        if (needs_scope && control.materials.empty())
            exam.fault(path + ".materials", "is empty; a " + std::string(name_of(control.kind)) + " names materials");
        exam.not_negative(control.strength, path + ".strength");
        check_span(exam, control.from, control.until, path);
    }
}

void check_effects(Examination& exam) {
    std::set<std::pair<ControlKind, Government>> seen;
    for (std::size_t i = 0; i < exam.scenario.effects.size(); ++i) {
        const MeasureEffect& effect = exam.scenario.effects[i];
        const std::string path = at("effects", i);
        exam.is_new(seen, {effect.kind, effect.by}, path,
                    std::string(name_of(effect.kind)) + " by " + std::string(name_of(effect.by)));
        exam.not_negative(effect.target_pain, path + ".target_pain");
        exam.not_negative(effect.own_pain, path + ".own_pain");
        exam.within(effect.half_life_weeks, 0.1, 1000.0, path + ".half_life_weeks");
    }
}

void check_aid(Examination& exam) {
    std::set<AidKind> seen;
    for (std::size_t i = 0; i < exam.scenario.aid.size(); ++i) {
        const AidSpec& aid = exam.scenario.aid[i];
        const std::string path = at("aid", i);
        exam.is_new(seen, aid.kind, path, name_of(aid.kind));
        exam.within(aid.budget_share, 0.0, 100.0, path + ".budget_share");
        exam.within(aid.weeks, 0.0, 520.0, path + ".weeks");
        exam.within(aid.recovered, 0.0, 100.0, path + ".recovered");
    }
}

template <typename E>
bool is_a(std::string_view name) {
    return parse_enum<E>(name).has_value();
}

// Whether the name is what an act of this kind says in `what`.
bool fits_order(OrderKind kind, std::string_view what) {
    switch (kind) {
        case OrderKind::set_tariff: return is_a<TariffComponent>(what);
        case OrderKind::set_control: return is_a<ControlKind>(what);
        case OrderKind::desk_priority: return what.empty() || is_a<EndUse>(what);
        case OrderKind::stockpile:
        case OrderKind::price_floor:
        case OrderKind::apply:
        case OrderKind::substitute: return is_a<Product>(what);
        case OrderKind::lobby: return is_a<Interest>(what);
        case OrderKind::project_aid: return is_a<AidKind>(what);
        default: return what.empty();
    }
}

void check_act(Examination& exam, const RecordedAct& act, const std::string& path) {
    if (!fits_order(act.kind, act.what))
        exam.fault(path + ".what", quoted(act.what) + " is not what a " + std::string(name_of(act.kind)) +
                                       " asks for (see the table of orders)");
    if (act.kind == OrderKind::set_tariff) exam.within(act.value, 0.0, 1000.0, path + ".value");
}

void check_opening(Examination& exam) {
    const auto start = parse_day(exam.scenario.start);
    for (std::size_t i = 0; i < exam.scenario.opening.size(); ++i) {
        const RecordedAct& act = exam.scenario.opening[i];
        const std::string path = at("opening", i);
        const auto day = parse_day(act.date);
        if (!day)
            exam.fault(path + ".date", quoted(act.date) + " is no date; write YYYY-MM-DD of a day that exists");
        else if (start && *day >= *start)
            exam.fault(path + ".date", "is not before the start; what was decided later stands in recorded_policy");
        if (act.kind == OrderKind::set_tariff || act.kind == OrderKind::set_control)
            exam.fault(path + ".kind", "tariffs and controls in force at the start stand in their own lists");
        check_act(exam, act, path);
    }
}

void check_recorded_policy(Examination& exam) {
    Day previous = no_day;
    for (std::size_t i = 0; i < exam.scenario.recorded_policy.size(); ++i) {
        const RecordedAct& act = exam.scenario.recorded_policy[i];
        const std::string path = at("recorded_policy", i);
        const auto day = parse_day(act.date);
        if (!day) {
            exam.fault(path + ".date", quoted(act.date) + " is no date; write YYYY-MM-DD of a day that exists");
        } else {
            const auto start = parse_day(exam.scenario.start);
            if (start && *day < *start)
                exam.fault(path + ".date", "is before the start; what was in force then stands in tariffs and controls");
            if (*day < previous) exam.fault(path + ".date", "is earlier than the act before; keep the order of dates");
            previous = *day;
        }
        check_act(exam, act, path);
    }
}

void check_projects(Examination& exam) {
    exam.at_most(exam.scenario.projects.size(), limits::projects, "projects");
    std::set<std::string> names;
    for (std::size_t i = 0; i < exam.scenario.projects.size(); ++i) {
        const ProjectSpec& project = exam.scenario.projects[i];
        const std::string path = at("projects", i);
        exam.not_empty(project.name, path + ".name");
        exam.is_new(names, project.name, path + ".name", project.name);
        if (!exam.firm(project.firm)) exam.fault(path + ".firm", "no firm " + quoted(project.firm));
        if (!exam.recipe(project.recipe)) exam.fault(path + ".recipe", "no recipe " + quoted(project.recipe));
        exam.positive(project.capacity, path + ".capacity");
        exam.not_negative(project.cost, path + ".cost");
        exam.not_negative(project.weeks_left, path + ".weeks_left");
        exam.not_negative(project.hurdle, path + ".hurdle");
        if (project.repeats < 0 || project.repeats > 250)
            exam.fault(path + ".repeats", "is " + std::to_string(project.repeats) + "; must be 0 to 250");
    }
}

// --- negotiation --------------------------------------------------------------------------------------------

bool fits_term(TermKind kind, std::string_view what) {
    switch (kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension: return is_a<TariffComponent>(what);
        case TermKind::licence: return is_a<EndUse>(what);
        case TermKind::control_suspension:
        case TermKind::aligned_control: return is_a<ControlKind>(what);
        case TermKind::purchase: return is_a<Good>(what);
        case TermKind::monitoring: return is_a<Monitoring>(what);
        case TermKind::joint_investment: return is_a<Stage>(what);
        case TermKind::offtake:
        case TermKind::price_floor:
        case TermKind::pooled_stockpile:
        case TermKind::supply_contract: return is_a<Product>(what);
        default: return what.empty();
    }
}

void check_ladder(Examination& exam, const IssueSpec& issue, const std::string& path) {
    if (issue.ladder.size() < 2 || issue.ladder.size() > limits::ladder)
        exam.fault(path + ".ladder", std::to_string(issue.ladder.size()) + " values; must be 2 to " +
                                         std::to_string(limits::ladder));
    std::set<double> values;
    for (std::size_t k = 0; k < issue.ladder.size(); ++k) {
        const double value = issue.ladder[k];
        if (!std::isfinite(value) || value < 0.0)
            exam.fault(path + "." + at("ladder", k), "is " + number(value) + "; must not be negative");
        exam.is_new(values, value, path + "." + at("ladder", k), number(value));
    }
}

void check_issue(Examination& exam, const AgendaSpec& agenda, const IssueSpec& issue, const std::string& path) {
    const auto is_party = [&](const std::string& role) {
        return std::find(agenda.parties.begin(), agenda.parties.end(), role) != agenda.parties.end();
    };
    exam.not_empty(issue.name, path + ".name");
    if (!is_party(issue.by)) exam.fault(path + ".by", quoted(issue.by) + " is no party of this agenda");
    if (!is_party(issue.to)) exam.fault(path + ".to", quoted(issue.to) + " is no party of this agenda");
    if (issue.by == issue.to) exam.fault(path + ".to", "nobody owes a term to themselves; name another party");
    if (!fits_term(issue.kind, issue.what))
        exam.fault(path + ".what", quoted(issue.what) + " is not what a " + std::string(name_of(issue.kind)) +
                                       " asks for (see the table of terms)");
    const bool lifts_materials = issue.kind == TermKind::control_suspension &&
                                 (issue.what == "licence" || issue.what == "ban" || issue.what == "customs_checks");
    if ((issue.kind == TermKind::licence || lifts_materials) && issue.scope.empty())
        exam.fault(path + ".scope", "is empty; name the materials it covers");
    check_ladder(exam, issue, path);
}

void check_agendas(Examination& exam) {
    exam.at_most(exam.scenario.agendas.size(), limits::agendas, "agendas");
    std::set<std::string> names;
    for (std::size_t i = 0; i < exam.scenario.agendas.size(); ++i) {
        const AgendaSpec& agenda = exam.scenario.agendas[i];
        const std::string path = at("agendas", i);
        exam.not_empty(agenda.name, path + ".name");
        exam.is_new(names, agenda.name, path + ".name", agenda.name);
        if (agenda.parties.size() < 2 || agenda.parties.size() > limits::parties)
            exam.fault(path + ".parties", "must be 2 to " + std::to_string(limits::parties) + " roles");
        std::set<std::string> parties;
        for (std::size_t k = 0; k < agenda.parties.size(); ++k) {
            const std::string party_path = path + "." + at("parties", k);
            exam.is_new(parties, agenda.parties[k], party_path, agenda.parties[k]);
            if (!exam.is_role(agenda.parties[k])) exam.fault(party_path, quoted(agenda.parties[k]) + " has no seat");
        }
        if (agenda.issues.empty()) exam.fault(path + ".issues", "is empty; name something to bargain over");
        exam.at_most(agenda.issues.size(), limits::issues, path + ".issues");
        std::set<std::string> issues;
        for (std::size_t k = 0; k < agenda.issues.size(); ++k) {
            const std::string issue_path = path + "." + at("issues", k);
            exam.is_new(issues, agenda.issues[k].name, issue_path + ".name", agenda.issues[k].name);
            check_issue(exam, agenda, agenda.issues[k], issue_path);
        }
    }
}

void check_shocks(Examination& exam) {
    for (std::size_t i = 0; i < exam.scenario.shocks.size(); ++i) {
        const ShockSpec& shock = exam.scenario.shocks[i];
        if (!shock.date.empty()) check_day(exam, shock.date, at("shocks", i) + ".date");
        exam.within(shock.rate, 0.0, 52.0, at("shocks", i) + ".rate");
        exam.not_negative(shock.size, at("shocks", i) + ".size");
        exam.within(shock.weeks, 1.0, 520.0, at("shocks", i) + ".weeks");
    }
}

}  // namespace

std::vector<Fault> validate(const Scenario& scenario) {
    Examination exam(scenario);
    check_head(exam);
    check_figures(exam, table_of<Scenario>(), &scenario, "");
    check_deposits(exam);
    check_products(exam);
    check_recipes(exam);
    check_records(exam);
    check_firms(exam);
    check_facilities(exam);
    check_users(exam);
    check_sourcing(exam);
    check_needs(exam);
    check_transits(exam);
    check_governments(exam);
    check_trade(exam);
    check_tariffs(exam);
    check_controls(exam);
    check_effects(exam);
    check_aid(exam);
    check_opening(exam);
    check_recorded_policy(exam);
    check_projects(exam);
    check_agendas(exam);
    check_strategies(exam);
    check_shocks(exam);
    check_parameters(exam);
    return std::move(exam.faults);
}

}  // namespace chokepoint

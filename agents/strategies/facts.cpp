#include "agents/strategies/facts.hpp"

#include <algorithm>

#include "agents/strategies/judgement.hpp"
#include "agents/strategies/lens.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

bool is_scarce_magnet(Product product) {
    return product == Product::magnet_ndfeb_ht || product == Product::magnet_smco;
}

void read_governments(const Scenario& scenario, Facts& facts) {
    facts.government_seats = scenario.governments.size();
    for (std::size_t i = 0; i < scenario.governments.size(); ++i) {
        const GovernmentSpec& spec = scenario.governments[i];
        GovernmentFacts& government = facts.governments[index_of(spec.government)];
        facts.government_in_seat[i] = spec.government;
        government.seat = static_cast<SeatId>(i);
        government.gdp = std::max(1.0, spec.gdp.value);
        government.approval = spec.approval.value;
        government.patience = spec.patience.value;
        government.annuity = annuity(government.patience, judgement::horizon_weeks);
        government.hawkishness = spec.hawkishness.value;
        government.red_line = spec.red_line.value;
        government.no_deal_worth = spec.no_deal_worth.value;
        government.hawkishness_low = spec.hawkishness.low;
        government.hawkishness_high = spec.hawkishness.high;
        government.patience_low = spec.patience.low;
        government.patience_high = spec.patience.high;
        government.red_line_low = spec.red_line.low;
        government.red_line_high = spec.red_line.high;
        government.aid_budget_usd_m = 1000.0 * spec.aid_budget.value;
        for (const ReserveSpec& reserve : spec.reserves) government.reserve_t[index_of(reserve.product)] = reserve.stock.value;
        double sum = 0.0;
        for (const InterestWeight& interest : spec.interests) sum += interest.weight.value;
        government.weights.fill(spec.interests.empty() ? 1.0 : 0.0);
        const double mean = sum > 0.0 ? sum / static_cast<double>(spec.interests.size()) : 1.0;
        for (const InterestWeight& interest : spec.interests)
            government.weights[index_of(interest.interest)] = interest.weight.value / mean;
        for (const TradeFlowSpec& flow : scenario.trade) {
            if (flow.from != home_of(spec.government)) continue;
            government.exports_to[index_of(flow.to)] += flow.value.value;
            if (flow.to == Region::us) government.exports_to_us += flow.value.value;
            if (flow.to == Region::china) government.exports_to_china += flow.value.value;
        }
    }
}

void add_input(FirmFacts& firm, Product product, double t) {
    const auto known = std::find_if(firm.inputs.begin(), firm.inputs.end(),
                                    [&](const Input& input) { return input.product == product; });
    if (known == firm.inputs.end()) firm.inputs.push_back({product, t});
    else known->t += t;
}

void add_output(FirmFacts& firm, const Output& made) {
    const auto known = std::find_if(firm.outputs.begin(), firm.outputs.end(), [&](const Output& output) {
        return output.product == made.product && output.region == made.region && output.is_planned == made.is_planned;
    });
    if (known == firm.outputs.end()) firm.outputs.push_back(made);
    else known->t += made.t, known->usual_t += made.usual_t;
}

// What a plant of a recipe takes in and puts out at a capacity. A separation is counted in concentrate and puts out the
// oxides in it. What stands still is a plan.
void read_plant(const Scenario& scenario, const RecipeSpec& recipe, Region region, double capacity_t, double utilisation,
                FirmFacts& firm) {
    const bool is_planned = utilisation <= 0.0;
    const double dearer = region == Region::china ? 0.0 : recipe.premium_outside.value;
    Output made{recipe.output, region, capacity_t, recipe.unit_cost.value * (1.0 + dearer / 100.0), is_planned, capacity_t * utilisation};
    if (recipe.stage != Stage::separation) {
        add_output(firm, made);
        for (const RecipeInput& input : recipe.inputs) add_input(firm, input.product, capacity_t * input.t_per_t.value);
        return;
    }
    add_input(firm, recipe.output, capacity_t);
    for (const DepositSpec& deposit : scenario.deposits) {
        if (deposit.concentrate != recipe.output) continue;
        for (const MaterialShare& part : deposit.composition) {
            if (part.material > Material::sc) continue;
            made.product = oxide_of(part.material);
            made.t = capacity_t * part.share.value / 100.0 * recipe.yield.value / 100.0;
            made.usual_t = made.t * utilisation;
            if (made.t > 0.0) add_output(firm, made);
        }
    }
}

void read_users(const Scenario& scenario, Facts& facts) {
    constexpr double weeks_a_year = 365.25 / 7.0;
    for (const UserSpec& user : scenario.users) {
        const auto firm = std::find_if(scenario.firms.begin(), scenario.firms.end(),
                                       [&](const FirmSpec& f) { return f.name == user.firm; });
        if (firm == scenario.firms.end()) continue;
        double magnets = 0.0;
        double scarce = 0.0;
        for (const NeedSpec& need : user.needs) {
            if (is_magnet(need.product)) magnets += need.use.value / weeks_a_year;
            if (is_scarce_magnet(need.product)) scarce += need.use.value / weeks_a_year;
        }
        FirmFacts& own = facts.firms[static_cast<std::size_t>(firm - scenario.firms.begin())];
        own.value_added += 1000.0 * user.value_added.value / weeks_a_year;
        own.part_use_t += magnets;
        own.makes_arms = own.makes_arms || user.end_use == EndUse::military;
        for (const NeedSpec& need : user.needs) add_input(own, need.product, need.use.value);
        for (GovernmentFacts& government : facts.governments) {
            if (government.seat == no_seat) continue;
            const Government g = facts.government_in_seat[government.seat];
            if (home_of(g) != firm->region) continue;
            government.plants += user.plants.value;
            government.magnet_use_t += scarce;
            // Only users of controlled parts stop; the world scales the loss by the same multiplier.
            if (scarce > 0.0)
                government.full_stop_pain +=
                    100.0 * user.value_added.value * facts.shortage_multiplier / government.gdp;
        }
    }
}

void read_makers(const Scenario& scenario, Facts& facts) {
    const auto firm_named = [&](const std::string& name) {
        const auto found = std::find_if(scenario.firms.begin(), scenario.firms.end(),
                                        [&](const FirmSpec& f) { return f.name == name; });
        return static_cast<std::size_t>(found - scenario.firms.begin());
    };
    const auto recipe_named = [&](const std::string& name) {
        const auto found = std::find_if(scenario.recipes.begin(), scenario.recipes.end(),
                                        [&](const RecipeSpec& r) { return r.name == name; });
        return found == scenario.recipes.end() ? nullptr : &*found;
    };
    for (const FacilitySpec& facility : scenario.facilities) {
        const std::size_t i = firm_named(facility.firm);
        const RecipeSpec* recipe = recipe_named(facility.recipe);
        if (i >= facts.firms.size() || recipe == nullptr) continue;
        FirmFacts& firm = facts.firms[i];
        if (recipe->stage != Stage::mine && recipe->stage != Stage::separation) firm.output = recipe->output;
        firm.output_t += facility.capacity.value;
        firm.unit_cost = std::max(firm.unit_cost, recipe->unit_cost.value);
        read_plant(scenario, *recipe, facility.region, facility.capacity.value, std::max(0.01, facility.utilisation.value / 100.0), firm);
    }
    for (std::size_t p = 0; p < scenario.projects.size(); ++p) {
        const ProjectSpec& project = scenario.projects[p];
        const std::size_t i = firm_named(project.firm);
        const RecipeSpec* recipe = recipe_named(project.recipe);
        if (i >= facts.firms.size() || recipe == nullptr) continue;
        FirmFacts& firm = facts.firms[i];
        if (project.state != ProjectState::operating) {
            read_plant(scenario, *recipe, project.region, project.capacity.value, 0.0, firm);
            FirmFacts alone;
            read_plant(scenario, *recipe, project.region, project.capacity.value, 0.0, alone);
            firm.plans.push_back({static_cast<std::uint8_t>(p), project.cost.value, project.hurdle.value, std::move(alone.outputs)});
        }
        if (firm.has_project) continue;
        firm.has_project = true;
        firm.project = static_cast<std::uint8_t>(p);
        firm.project_region = project.region;
        firm.project_hurdle = project.hurdle.value;
        firm.project_cost = project.cost.value;
        firm.project_output = recipe->stage == Stage::separation || recipe->stage == Stage::mine
                                  ? Product::oxide_ndpr  // what a separation project lives on
                                  : recipe->output;
        firm.output_t += project.capacity.value;
    }
}

void read_agendas(const Scenario& scenario, Facts& facts) {
    facts.agendas = agendas_of(scenario);
    for (const Agenda& agenda : facts.agendas) {
        const bool is_own = is_party(agenda.parties, facts.seat);
        for (SeatId party : agenda.parties) {
            if (const int firm = firm_of(scenario, party); firm >= 0) facts.firms[static_cast<std::size_t>(firm)].has_agenda = true;
            if (is_own) facts.sits_with |= bit(party);
        }
    }
}

void read_recorded(const Scenario& scenario, Facts& facts) {
    for (const RecordedAct& act : scenario.recorded_policy) {
        const auto day = parse_day(act.date);
        if (!day) continue;
        facts.recorded.push_back({*day, act.by, order_of(act)});
    }
    std::stable_sort(facts.recorded.begin(), facts.recorded.end(),
                     [](const DatedAct& a, const DatedAct& b) { return a.day < b.day; });
}

// What all makers put out, and what a government can lay hands on.
void read_output(Facts& facts) {
    constexpr double half_a_year = 0.5;
    for (GovernmentFacts& government : facts.governments) government.half_a_year_t = government.reserve_t;
    for (const FirmFacts& firm : facts.firms)
        for (const Output& output : firm.outputs) {
            const std::size_t p = index_of(output.product);
            facts.usual_output_t[p][index_of(output.region)] += output.usual_t;
            if (const Government* home = government_at(output.region))
                facts.governments[index_of(*home)].half_a_year_t[p] += half_a_year * output.usual_t;
        }
}

}  // namespace

Facts make_facts(const Scenario& scenario, SeatId seat) {
    Facts facts;
    facts.seat = seat;
    facts.seats = seat_count(scenario);
    if (const auto start = parse_day(scenario.start)) facts.start = *start;
    facts.weeks_per_turn = scenario.weeks_per_turn;
    const Rules& rules = scenario.rules;
    if (rules.licensing.nominal_weeks.value > 0.0) facts.nominal_days = 7.0 * rules.licensing.nominal_weeks.value;
    if (rules.licensing.ripe_chance.value > 0.0) {
        facts.ripe_chance = rules.licensing.ripe_chance.value / 100.0;
    }
    if (rules.licensing.throughput.value > 0.0) facts.throughput = rules.licensing.throughput.value;
    facts.audit_cost = rules.negotiation.audit_cost.value;
    facts.study_cost = rules.negotiation.study_cost.value;
    facts.inspection_cost = rules.negotiation.inspection_cost.value;
    facts.monitoring_cost[index_of(Monitoring::joint)] = rules.negotiation.joint_cost.value;
    facts.monitoring_cost[index_of(Monitoring::third_party)] = rules.negotiation.third_party_cost.value;
    if (rules.negotiation.tolerance.value > 0.0) facts.tolerance = rules.negotiation.tolerance.value / 100.0;
    if (rules.trade.elasticity_short.value > 0.0) facts.elasticity = rules.trade.elasticity_short.value;
    if (rules.macro.shortage_multiplier.value > 0.0)
        facts.shortage_multiplier = rules.macro.shortage_multiplier.value;
    if (rules.macro.us_tariff_drag.value > 0.0) facts.us_tariff_drag = rules.macro.us_tariff_drag.value;
    if (rules.macro.china_tariff_drag.value > 0.0) facts.china_tariff_drag = rules.macro.china_tariff_drag.value;
    if (rules.macro.stress_per_point.value > 0.0) facts.stress_per_point = rules.macro.stress_per_point.value;
    for (const ProductSpec& product : scenario.products) {
        facts.opening_price_outside[index_of(product.product)] = product.price_outside.value;
        facts.opening_price_inside[index_of(product.product)] = product.price_inside.value;
    }

    const Figure* const directed[] = {&rules.trade.state_farm, &rules.trade.state_energy, &rules.trade.state_aircraft,
                                      &rules.trade.state_manufactures, &rules.trade.state_services};
    for (std::size_t good = 0; good < facts.state_buys.size(); ++good) facts.state_buys[good] = directed[good]->value / 100.0;
    read_governments(scenario, facts);
    facts.firms.resize(scenario.firms.size());
    facts.firm_in_seat.assign(facts.seats, -1);
    for (std::size_t i = 0; i < scenario.firms.size(); ++i) {
        const FirmSpec& spec = scenario.firms[i];
        FirmFacts& firm = facts.firms[i];
        firm.region = spec.region;
        firm.kind = spec.kind;
        firm.seat = seat_of_firm(scenario, i);
        firm.disclosure = spec.disclosure.value;
        if (firm.seat != no_seat) facts.firm_in_seat[firm.seat] = static_cast<int>(i);
        for (const GovernmentSpec& government : scenario.governments)
            if (home_of(government.government) == spec.region)
                firm.home_government = facts.seat_of(government.government);
    }
    read_users(scenario, facts);
    read_makers(scenario, facts);
    read_output(facts);
    read_agendas(scenario, facts);
    read_recorded(scenario, facts);
    return facts;
}

}  // namespace chokepoint::agents

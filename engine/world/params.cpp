// Prepares a scenario: the only place that turns names into indices, years into weeks and percent into fractions.
#include "engine/world/params.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

std::size_t firm_index(const Scenario& scenario, const std::string& name) {
    for (std::size_t i = 0; i < scenario.firms.size(); ++i)
        if (scenario.firms[i].name == name) return i;
    CHOKEPOINT_CHECK(false && "firm is validated");
    return 0;
}

std::size_t recipe_index(const Scenario& scenario, const std::string& name) {
    for (std::size_t i = 0; i < scenario.recipes.size(); ++i)
        if (scenario.recipes[i].name == name) return i;
    CHOKEPOINT_CHECK(false && "recipe is validated");
    return 0;
}

Day day_or(const std::string& text, Day otherwise) { return text.empty() ? otherwise : *parse_day(text); }

double fraction(const Figure& percent) { return percent.value / 100.0; }
double per_week(const Figure& per_year) { return per_year.value / weeks_per_year; }

void prepare_products(const Scenario& scenario, Params& params) {
    for (const ProductSpec& spec : scenario.products) {
        ProductParams& product = params.products[index_of(spec.product)];
        product = {spec.price_inside.value,
                   spec.price_outside.value,
                   spec.demand_elasticity.value,
                   spec.elasticity_long.value,
                   spec.price_outside.value * spec.choke_multiple.value,
                   true};
    }
}

RecipeParams prepare_recipe(const Scenario& scenario, const RecipeSpec& spec) {
    RecipeParams recipe;
    recipe.stage = spec.stage;
    recipe.output = spec.output;
    recipe.unit_cost = spec.unit_cost.value;
    recipe.premium_outside = fraction(spec.premium_outside);
    recipe.learning_exponent = -math::log(1.0 - fraction(spec.learning)) / math::log(2.0);
    recipe.chinese_technology = fraction(spec.chinese_technology);
    recipe.pollution = spec.pollution.value;
    if (spec.stage == Stage::separation) {
        recipe.inputs[0] = spec.output;
        recipe.t_per_t[0] = 1.0;
        recipe.input_count = 1;
        for (const DepositSpec& deposit : scenario.deposits)
            if (deposit.concentrate == spec.output)
                for (const MaterialShare& part : deposit.composition)
                    recipe.oxides[index_of(part.material)] = fraction(part.share) * fraction(spec.yield);
        return recipe;
    }
    for (const RecipeInput& input : spec.inputs) {
        recipe.inputs[recipe.input_count] = input.product;
        recipe.t_per_t[recipe.input_count++] = input.t_per_t.value;
    }
    return recipe;
}

int transit_weeks(const Scenario& scenario, Region from, Region to) {
    if (from == to) return 0;
    double weeks = scenario.rules.trade.transit_default.value;
    for (const TransitSpec& spec : scenario.transits)
        if ((spec.from == from && spec.to == to) || (spec.from == to && spec.to == from)) weeks = spec.weeks.value;
    const int rounded = static_cast<int>(std::floor(weeks + 0.5));
    return std::clamp(rounded, 0, static_cast<int>(limits::transit_weeks) - 1);
}

void prepare_sourcing(const Scenario& scenario, NeedParams& need) {
    for (const SourcingSpec& row : scenario.sourcing) {
        if (row.product != need.product || row.to != need.region) continue;
        double sum = 0.0;
        for (const RegionShare& from : row.from) sum += from.share.value;
        for (const RegionShare& from : row.from) {
            const std::size_t i = need.origin_count++;
            need.origins[i] = from.region;
            need.shares[i] = from.share.value / sum;
            need.transit[i] = transit_weeks(scenario, from.region, need.region);
        }
        return;
    }
    need.origins[0] = need.region;  // nothing said: bought at home
    need.shares[0] = 1.0;
    need.origin_count = 1;
}

// The firm's need of a product, made where it has none yet.
std::size_t need_of(const Scenario& scenario, Params& params, std::size_t firm, Product product, Region region) {
    for (std::size_t need : params.firms[firm].needs)
        if (params.needs[need].product == product && params.needs[need].region == region) return need;
    NeedParams need;
    need.firm = firm;
    need.product = product;
    need.region = region;
    prepare_sourcing(scenario, need);
    params.firms[firm].needs.push_back(params.needs.size());
    params.needs.push_back(need);
    return params.needs.size() - 1;
}

void prepare_firms(const Scenario& scenario, Params& params) {
    for (std::size_t i = 0; i < scenario.firms.size(); ++i) {
        const FirmSpec& spec = scenario.firms[i];
        FirmParams firm;
        firm.region = spec.region;
        firm.kind = spec.kind;
        firm.seat = seat_of_firm(scenario, i);
        firm.lobby_weight = fraction(spec.lobby_weight);
        firm.disclosure = spec.disclosure.value;
        firm.cohort_share[0] = 1.0;  // a maker is one group; users are shared out later
        firm.cohort_draws[0] = 1;
        if (const Government* home = government_at(firm.region)) params.governments[index_of(*home)].firms.push_back(i);
        params.firms.push_back(firm);
    }
}

void prepare_facilities(const Scenario& scenario, Params& params) {
    for (const FacilitySpec& spec : scenario.facilities) {
        FacilityParams site;
        site.firm = firm_index(scenario, spec.firm);
        site.recipe = recipe_index(scenario, spec.recipe);
        site.region = spec.region;
        site.capacity_t = per_week(spec.capacity);
        site.base_t = site.capacity_t * fraction(spec.utilisation);
        const RecipeParams& recipe = params.recipes[site.recipe];
        for (std::size_t k = 0; k < recipe.input_count; ++k) {
            site.needs[k] = need_of(scenario, params, site.firm, recipe.inputs[k], spec.region);
            NeedParams& need = params.needs[site.needs[k]];
            need.base_t += site.base_t * recipe.t_per_t[k];
            need.target_days = scenario.rules.supply.input_cover_days.value;
        }
        params.firms[site.firm].facilities.push_back(params.facilities.size());
        params.facilities.push_back(site);
    }
}

// A new site of a project: no capacity until it comes on stream.
void prepare_project_sites(const Scenario& scenario, Params& params) {
    for (ProjectParams& project : params.projects) {
        const auto same = [&](const FacilityParams& site) {
            return site.firm == project.firm && site.recipe == project.recipe && site.region == project.region;
        };
        const auto found = std::find_if(params.facilities.begin(), params.facilities.end(), same);
        project.facility = static_cast<std::size_t>(found - params.facilities.begin());
        if (found != params.facilities.end()) continue;
        FacilityParams site;
        site.firm = project.firm;
        site.recipe = project.recipe;
        site.region = project.region;
        const RecipeParams& recipe = params.recipes[site.recipe];
        for (std::size_t k = 0; k < recipe.input_count; ++k) {
            site.needs[k] = need_of(scenario, params, site.firm, recipe.inputs[k], site.region);
            params.needs[site.needs[k]].target_days = scenario.rules.supply.input_cover_days.value;
        }
        params.firms[site.firm].facilities.push_back(params.facilities.size());
        params.facilities.push_back(site);
    }
}

// Many plants are held as six groups by how lean they run: the leanest few stand for themselves, since the first
// stops are theirs. Few plants each make a group.
void share_out_plants(double plants, FirmParams& firm) {
    constexpr std::array<std::size_t, limits::cohorts> lean_first{1, 3, 8, 12, 18, 22};
    const bool is_many = plants > static_cast<double>(limits::cohorts);
    std::size_t all = 0;
    for (std::size_t c = 0; c < firm.cohorts; ++c) all += firm.cohort_draws[c] = is_many ? lean_first[c] : 1;
    for (std::size_t c = 0; c < firm.cohorts; ++c)
        firm.cohort_share[c] = static_cast<double>(firm.cohort_draws[c]) / static_cast<double>(all);
}

void prepare_users(const Scenario& scenario, Params& params) {
    for (const UserSpec& spec : scenario.users) {
        const std::size_t index = firm_index(scenario, spec.firm);
        FirmParams& firm = params.firms[index];
        firm.sector = spec.sector;
        firm.end_use = spec.end_use;
        firm.plants = spec.plants.value;
        const double groups = std::floor(spec.plants.value);
        firm.cohorts = static_cast<std::size_t>(std::clamp(groups, 1.0, static_cast<double>(limits::cohorts)));
        share_out_plants(groups, firm);
        firm.stock_days = spec.stock_days.value;
        firm.stock_cv = spec.stock_cv.value;
        firm.value_added = per_week(spec.value_added);
        firm.catch_up = fraction(spec.catch_up);
        firm.counts_plants = spec.sector != Sector::other_uses;
        for (const NeedSpec& part : spec.needs) {
            const std::size_t need = need_of(scenario, params, index, part.product, params.firms[index].region);
            params.needs[need].base_t += per_week(part.use);
            params.needs[need].target_days = spec.stock_days.value;
            params.needs[need].is_user = true;
        }
        for (std::size_t need : params.firms[index].needs)
            if (params.needs[need].is_user) params.firms[index].uses.push_back(need);
    }
}

// What each origin cost where it landed before the start: later prices count against it.
void prepare_landed(Params& params) {
    const TariffTable tariffs = goods_tariffs(params.tariffs, params.start - 7);
    for (NeedParams& need : params.needs)
        for (std::size_t k = 0; k < need.origin_count; ++k) {
            const ProductParams& product = params.products[index_of(need.product)];
            const double price = zone_of(need.origins[k]) == Zone::inside ? product.price_inside : product.price_outside;
            need.opening_landed[k] = landed_price(params, need, need.origins[k], price, tariffs, home_premium(params, need, tariffs));
            need.opening_cost += need.shares[k] * need.opening_landed[k];
            need.pipeline_weeks += need.shares[k] * (need.transit[k] + 1);
        }
}

// Shares of each importer's trade, and the rates that it had settled to.
void prepare_trade(const Scenario& scenario, Params& params) {
    std::array<double, count_of<Region>> all{};
    for (auto& from : params.flow_between) from.fill(-1);
    for (const TradeFlowSpec& spec : scenario.trade) all[index_of(spec.to)] += spec.value.value;
    for (const TradeFlowSpec& spec : scenario.trade) {
        TradeFlowParams flow{spec.from, spec.to, spec.value.value, math::ratio(spec.value.value, all[index_of(spec.to)], 0.0), 0.0};
        if (const Government* by = government_at(spec.to)) flow.settled_pct = weighted_pct(params.tariffs, *by, spec.from, params.peace);
        params.flow_between[index_of(spec.from)][index_of(spec.to)] = static_cast<int>(params.flows.size());
        params.flows.push_back(flow);
    }
}

void prepare_redesign(Params& params) {
    for (const FirmParams& firm : params.firms)
        for (const std::size_t heavy : firm.needs)
            for (const std::size_t plain : firm.needs)
                if (params.needs[heavy].is_user && params.needs[heavy].product == Product::magnet_ndfeb_ht &&
                    params.needs[plain].is_user && params.needs[plain].product == Product::magnet_ndfeb) {
                    params.needs[heavy].plain_need = static_cast<int>(plain);
                    params.needs[plain].heavy_need = static_cast<int>(heavy);
                }
}

void prepare_outflow(Params& params) {
    for (const NeedParams& need : params.needs)
        for (std::size_t i = 0; i < need.origin_count; ++i)
            params.base_outflow_t[index_of(need.product)][index_of(need.origins[i])] += need.base_t * need.shares[i];
}

// Who uses a product in a region, and what of its makers' sales stays there. Makers that are yet to come will sell at home.
void prepare_buyers(Params& params) {
    std::array<std::array<double, count_of<Region>>, count_of<Product>> used{}, at_home{};
    for (const NeedParams& need : params.needs) {
        const std::size_t p = index_of(need.product), r = index_of(need.region);
        used[p][r] += need.base_t;
        for (std::size_t i = 0; i < need.origin_count; ++i)
            if (need.origins[i] == need.region) at_home[p][r] += need.base_t * need.shares[i];
    }
    for (std::size_t index = 0; index < params.needs.size(); ++index) {
        const NeedParams& need = params.needs[index];
        const std::size_t p = index_of(need.product), r = index_of(need.region);
        if (need.base_t > 0.0) params.buyers[p][r].push_back({index, need.base_t / used[p][r]});
    }
    for (std::size_t p = 0; p < used.size(); ++p)
        for (std::size_t r = 0; r < used[p].size(); ++r)
            params.home_share[p][r] = math::ratio(at_home[p][r], params.base_outflow_t[p][r], 1.0);
}

void prepare_chinese_share(Params& params) {
    std::array<double, count_of<Product>> all{};
    for (const NeedParams& need : params.needs) {
        if (zone_of(need.region) == Zone::inside) continue;
        for (std::size_t i = 0; i < need.origin_count; ++i) {
            all[index_of(need.product)] += need.base_t * need.shares[i];
            if (need.origins[i] == Region::china) params.chinese_share[index_of(need.product)] += need.base_t * need.shares[i];
        }
    }
    for (std::size_t p = 0; p < all.size(); ++p) params.chinese_share[p] = math::ratio(params.chinese_share[p], all[p], 0.0);
}

void prepare_governments(const Scenario& scenario, Params& params) {
    for (std::size_t i = 0; i < scenario.governments.size(); ++i) {
        const GovernmentSpec& spec = scenario.governments[i];
        GovernmentParams& government = params.governments[index_of(spec.government)];
        government.present = true;
        government.seat = static_cast<SeatId>(i);
        government.gdp = spec.gdp.value;
        government.approval = spec.approval.value;
        government.patience = range_of(spec.patience);
        government.hawkishness = range_of(spec.hawkishness);
        government.red_line = range_of(spec.red_line);
        government.goodwill = spec.goodwill.value;
        government.aid_budget = spec.aid_budget.value;
        government.agency_capacity = spec.agency_capacity.value;
        government.funds_chance = fraction(spec.funds_chance);
        government.release_alarm = spec.release_alarm.value;
        government.appropriation_until = day_or(spec.appropriation_until, far_day);
        for (const ReserveSpec& reserve : spec.reserves)
            government.reserve_t[index_of(reserve.product)] = reserve.stock.value;
        for (const InterestWeight& weight : spec.interests)
            government.weights[index_of(weight.interest)] = range_of(weight.weight);
    }
}

void prepare_measures(const Scenario& scenario, Params& params) {
    for (const TariffSpec& spec : scenario.tariffs) {
        TariffMeasure tariff;
        tariff.rate_pct = spec.rate.value;
        tariff.coverage = fraction(spec.coverage);
        tariff.from_day = day_or(spec.from, params.start);
        tariff.until_day = day_or(spec.until, far_day);
        tariff.by = spec.by;
        tariff.on = spec.on;
        tariff.component = spec.component;
        for (ProductClass kind : spec.covers) tariff.classes |= bit(kind);
        params.tariffs.push_back(tariff);
    }
    for (const ControlSpec& spec : scenario.controls) {
        ControlMeasure control;
        control.strength = spec.strength.value;
        for (Material material : spec.materials) control.materials |= bit(material);
        if (!spec.destinations.empty()) control.destinations = 0;
        for (Region region : spec.destinations) control.destinations |= bit(region);
        control.from_day = day_or(spec.from, params.start);
        control.until_day = day_or(spec.until, far_day);
        control.by = spec.by;
        control.kind = spec.kind;
        params.controls.push_back(control);
    }
}

// What a measure does, by who takes it. An ally that the scenario has no row for bears what the United States bears.
void prepare_effects(const Scenario& scenario, Params& params) {
    std::array<std::array<EffectParams, limits::governments>, count_of<ControlKind>> rows{};
    for (const MeasureEffect& spec : scenario.effects)
        rows[index_of(spec.kind)][index_of(spec.by)] = {spec.target_pain.value, spec.own_pain.value, fading(spec.half_life_weeks.value)};
    for (Government government : all_of<Government>())
        for (ControlKind kind : all_of<ControlKind>()) {
            const auto& row = rows[index_of(kind)];
            const EffectParams &theirs = row[index_of(adversary_of(government))], &own = row[index_of(government)];
            const bool has_row = own.target_pain > 0.0 || own.own_pain > 0.0 || government == Government::china;
            const EffectParams& ours = has_row ? own : row[index_of(Government::us)];
            if (theirs.target_pain > 0.0 || ours.own_pain > 0.0) params.governments[index_of(government)].effects.push_back({kind, theirs, ours});
        }
}

Fadings prepare_fadings(const Rules& rules) {
    constexpr double quarter_weeks = 13.0;
    Fadings kept;
    kept.elasticity = fading(rules.prices.elasticity_half_life.value);
    kept.contract_price = fading(rules.prices.contract_half_life.value);
    kept.trade = fading(rules.trade.half_life_weeks.value);
    kept.ahead = fading(rules.trade.ahead_half_life_weeks.value);
    kept.wary = fading(rules.trade.wary_half_life.value);
    kept.alarm = fading(rules.supply.alarm_half_life_weeks.value);
    kept.waste = fading(rules.supply.waste_half_life.value);
    kept.thrift = fading(rules.supply.thrift_half_life_weeks.value);
    kept.stress = fading(rules.macro.stress_half_life_weeks.value);
    kept.reputation = fading(rules.negotiation.reputation_half_life.value);
    kept.flood_memory = fading(rules.projects.flood_memory.value);
    kept.quarter = fading(quarter_weeks);
    return kept;
}

void prepare_rest(const Scenario& scenario, Params& params) {
    for (const ProjectSpec& spec : scenario.projects)
        params.projects.push_back({firm_index(scenario, spec.firm), recipe_index(scenario, spec.recipe), spec.region,
                                   spec.state, per_week(spec.capacity), spec.cost.value, spec.weeks_left.value,
                                   spec.hurdle.value, 0, spec.repeats});
    for (const ShockSpec& spec : scenario.shocks)
        params.shocks.push_back({spec.kind, spec.region, day_or(spec.date, no_day),
                                 spec.date.empty() ? spec.rate.value / weeks_per_year : 0.0, spec.size.value,
                                 static_cast<int>(std::floor(spec.weeks.value + 0.5))});
    for (const AgendaSpec& spec : scenario.agendas) {
        AgendaParams agenda;
        agenda.level = spec.level;
        for (const std::string& role : spec.parties) CHOKEPOINT_CHECK(agenda.parties.push(seat_of(scenario, role)));
        params.agendas.push_back(agenda);
    }
    for (const AidSpec& spec : scenario.aid)
        params.aid[index_of(spec.kind)] = {fraction(spec.budget_share), spec.weeks.value, fraction(spec.recovered)};
    params.seats = seat_count(scenario);
    for (std::size_t seat = 0; seat < params.seats; ++seat)
        params.firm_of_seat.push_back(firm_of(scenario, static_cast<SeatId>(seat)));
    for (Government government : all_of<Government>())
        if (params.of(government).present) params.government_of_seat[params.of(government).seat] = government;
}

void prepare_traded(Params& params) {
    std::array<bool, count_of<Product>> traded{};
    for (Product product : all_of<Product>()) traded[index_of(product)] = params.products[index_of(product)].known;
    for (const RecipeParams& recipe : params.recipes) each_output(recipe, [&](Product product, double) { traded[index_of(product)] = true; });
    for (std::size_t i = 0; i < params.needs.size(); ++i) {
        traded[index_of(params.needs[i].product)] = true;
        params.needs_for[index_of(params.needs[i].product)].push_back(i);
    }
    for (Product product : all_of<Product>())
        if (traded[index_of(product)]) params.traded.push_back(product);
}

void prepare_experience(Params& params) {
    for (const FacilityParams& site : params.facilities) {
        RecipeParams& recipe = params.recipes[site.recipe];
        (zone_of(site.region) == Zone::inside ? recipe.base_inside_t : recipe.base_outside_t) += site.base_t;
    }
}

// The share of an input that is Chinese: bought there, or bought from makers abroad who depend on China.
double chinese_input(const Params& params, const NeedParams& need) {
    double share = 0.0;
    for (std::size_t k = 0; k < need.origin_count; ++k)
        share += need.shares[k] * (need.origins[k] == Region::china
                                       ? 1.0
                                       : params.chinese_content[index_of(need.product)][index_of(need.origins[k])]);
    return share;
}

// Content travels down the chain: each pass carries it one stage further.
void prepare_content(Params& params) {
    for (std::size_t stage = 0; stage < count_of<Stage>; ++stage)
        for (std::size_t p = 0; p < count_of<Product>; ++p)
            for (std::size_t r = 0; r < count_of<Region>; ++r) {
                double reached = 0.0, all = 0.0;
                for (const FacilityParams& site : params.facilities) {
                    const RecipeParams& recipe = params.recipes[site.recipe];
                    if (index_of(site.region) != r || made_per_tonne(recipe, static_cast<Product>(p)) <= 0.0) continue;
                    double content = recipe.chinese_technology;
                    for (std::size_t k = 0; k < recipe.input_count; ++k)
                        content = std::max(content, chinese_input(params, params.needs[site.needs[k]]));
                    all += site.base_t;
                    reached += site.base_t * content;
                }
                if (all > 0.0) params.chinese_content[p][r] = std::min(1.0, reached / all);
            }
}

}  // namespace

Result<Params> prepare(const Scenario& scenario) {
    Params params;
    params.start = *parse_day(scenario.start);
    params.peace = day_or(scenario.peace_until, params.start - 7);
    params.weeks = scenario.weeks;
    params.rounds = scenario.rounds_per_week;
    params.weeks_per_turn = scenario.weeks_per_turn;
    params.rules = scenario.rules;
    params.fadings = prepare_fadings(params.rules);
    params.switched_off = scenario.switched_off;
    prepare_products(scenario, params);
    for (const RecipeSpec& spec : scenario.recipes) params.recipes.push_back(prepare_recipe(scenario, spec));
    prepare_firms(scenario, params);
    prepare_facilities(scenario, params);
    prepare_users(scenario, params);
    prepare_redesign(params);
    prepare_outflow(params);
    prepare_buyers(params);
    prepare_governments(scenario, params);
    prepare_measures(scenario, params);
    prepare_trade(scenario, params);
    prepare_effects(scenario, params);
    prepare_rest(scenario, params);
    prepare_project_sites(scenario, params);
    prepare_traded(params);
    prepare_experience(params);
    prepare_chinese_share(params);
    prepare_content(params);
    prepare_landed(params);
    if (params.recipes.size() > limits::recipes)
        return fail("there are " + std::to_string(params.recipes.size()) + " recipes, and the state holds at most " +
                    std::to_string(limits::recipes));
    if (params.facilities.size() > limits::facilities)
        return fail("facilities and projects together make " + std::to_string(params.facilities.size()) +
                    " sites, and the state holds at most " + std::to_string(limits::facilities));
    if (params.needs.size() > limits::needs)
        return fail("the firms together need " + std::to_string(params.needs.size()) +
                    " products, and the state holds at most " + std::to_string(limits::needs) +
                    ": merge background firms");
    return params;
}

}  // namespace chokepoint

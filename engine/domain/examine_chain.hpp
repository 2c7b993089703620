// The checks of validate() on the physical chain: deposits, products, recipes, sites, records, sourcing, needs.
// Inside validate() only.
#pragma once

#include <array>
#include <tuple>

#include "engine/domain/examination.hpp"

namespace chokepoint::examining {

inline void check_deposits(Examination& exam) {
    std::set<Product> seen;
    for (std::size_t i = 0; i < exam.scenario.deposits.size(); ++i) {
        const DepositSpec& deposit = exam.scenario.deposits[i];
        const std::string path = at("deposits", i);
        exam.is_new(seen, deposit.concentrate, path, name_of(deposit.concentrate));
        if (class_of(deposit.concentrate) != ProductClass::concentrate)
            exam.fault(path + ".concentrate", quoted(name_of(deposit.concentrate)) + " is no concentrate");
        std::set<Material> materials;
        double sum = 0.0;
        for (std::size_t k = 0; k < deposit.composition.size(); ++k) {
            const MaterialShare& part = deposit.composition[k];
            const std::string part_path = path + "." + at("composition", k);
            exam.is_new(materials, part.material, part_path, name_of(part.material));
            if (part.material > Material::sc)
                exam.fault(part_path + ".material", quoted(name_of(part.material)) + " is no rare earth");
            exam.within(part.share, 0.0, 100.0, part_path + ".share");
            sum += part.share.value;
        }
        exam.adds_up(sum, path + ".composition");
    }
}

inline void check_products(Examination& exam) {
    std::set<Product> seen;
    for (std::size_t i = 0; i < exam.scenario.products.size(); ++i) {
        const ProductSpec& product = exam.scenario.products[i];
        const std::string path = at("products", i);
        exam.is_new(seen, product.product, path, name_of(product.product));
        exam.positive(product.price_inside, path + ".price_inside");
        exam.positive(product.price_outside, path + ".price_outside");
        exam.within(product.demand_elasticity, 0.0, 5.0, path + ".demand_elasticity");
        exam.within(product.elasticity_long, 0.0, 10.0, path + ".elasticity_long");
        exam.within(product.choke_multiple, 1.0, 1000.0, path + ".choke_multiple");
    }
}

inline bool may_make(Stage stage, Product output) {
    const ProductClass kind = class_of(output);
    switch (stage) {
        case Stage::mine:
        case Stage::separation: return kind == ProductClass::concentrate;
        case Stage::metal:
            return kind == ProductClass::metal || output == Product::minor_metals ||
                   output == Product::battery_materials;
        case Stage::magnet: return kind == ProductClass::magnet;
        case Stage::recycling:
            return output == Product::recycled_feed || kind == ProductClass::oxide || kind == ProductClass::magnet;
        case Stage::assembly: return output == Product::motor_assembly;
    }
    return false;
}

inline void check_recipe_inputs(Examination& exam, const RecipeSpec& recipe, const std::string& path) {
    const bool is_plain = recipe.stage == Stage::mine || recipe.stage == Stage::separation;
    if (is_plain && !recipe.inputs.empty())
        exam.fault(path + ".inputs", "stage " + std::string(name_of(recipe.stage)) + " lists no inputs");
    std::set<Product> inputs;
    for (std::size_t k = 0; k < recipe.inputs.size(); ++k) {
        const RecipeInput& input = recipe.inputs[k];
        const std::string input_path = path + "." + at("inputs", k);
        exam.is_new(inputs, input.product, input_path, name_of(input.product));
        exam.positive(input.t_per_t, input_path + ".t_per_t");
        if (input.product == recipe.output) exam.fault(input_path, "a recipe cannot take in what it makes");
        if (!exam.has_price(input.product))
            exam.fault(input_path, quoted(name_of(input.product)) + " has no entry in products");
    }
}

inline void check_recipes(Examination& exam) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < exam.scenario.recipes.size(); ++i) {
        const RecipeSpec& recipe = exam.scenario.recipes[i];
        const std::string path = at("recipes", i);
        exam.not_empty(recipe.name, path + ".name");
        exam.is_new(names, recipe.name, path + ".name", recipe.name);
        if (!may_make(recipe.stage, recipe.output))
            exam.fault(path + ".output", "a recipe of stage " + std::string(name_of(recipe.stage)) + " cannot have output " +
                                             quoted(name_of(recipe.output)));
        if (!exam.has_price(recipe.output))
            exam.fault(path + ".output", quoted(name_of(recipe.output)) + " has no entry in products");
        if (recipe.stage == Stage::separation &&
            std::none_of(exam.scenario.deposits.begin(), exam.scenario.deposits.end(),
                         [&](const DepositSpec& deposit) { return deposit.concentrate == recipe.output; }))
            exam.fault(path + ".output", quoted(name_of(recipe.output)) + " has no entry in deposits");
        check_recipe_inputs(exam, recipe, path);
        exam.within(recipe.yield, 0.1, 100.0, path + ".yield");
        exam.not_negative(recipe.unit_cost, path + ".unit_cost");
        exam.not_negative(recipe.premium_outside, path + ".premium_outside");
        exam.within(recipe.learning, 0.0, 60.0, path + ".learning");
        exam.within(recipe.chinese_technology, 0.0, 100.0, path + ".chinese_technology");
        exam.within(recipe.pollution, 0.0, 1.0, path + ".pollution");
    }
}

inline void check_facilities(Examination& exam) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < exam.scenario.facilities.size(); ++i) {
        const FacilitySpec& facility = exam.scenario.facilities[i];
        const std::string path = at("facilities", i);
        exam.not_empty(facility.name, path + ".name");
        exam.is_new(names, facility.name, path + ".name", facility.name);
        if (!exam.firm(facility.firm)) exam.fault(path + ".firm", "no firm " + quoted(facility.firm));
        if (!exam.recipe(facility.recipe)) exam.fault(path + ".recipe", "no recipe " + quoted(facility.recipe));
        exam.positive(facility.capacity, path + ".capacity");
        exam.within(facility.utilisation, 0.0, 120.0, path + ".utilisation");
    }
}

// Whether a facility counts in a record: mines and magnet works all, a separation by the oxide that the record
// names, the rest by their product.
inline double recorded_output(const Examination& exam, const StageRecord& record, const FacilitySpec& facility) {
    const RecipeSpec* recipe = exam.recipe(facility.recipe);
    if (!recipe || recipe->stage != record.stage) return 0.0;
    const bool counts_all = record.stage == Stage::mine || record.stage == Stage::magnet;
    return exam.output_of(facility, counts_all ? recipe->output : record.output);
}

inline void check_record_against_facilities(Examination& exam, const StageRecord& record, const std::string& path) {
    std::array<double, count_of<Region>> made{};
    double total = 0.0;
    for (const FacilitySpec& facility : exam.scenario.facilities) {
        const double output = recorded_output(exam, record, facility);
        made[index_of(facility.region)] += output;
        total += output;
    }
    if (total <= 0.0) return exam.fault(path, "no facility makes what this record counts");
    const double tolerance = record.tolerance.value;
    const double gap_pct = 100.0 * std::abs(total / record.world_output.value - 1.0);
    if (gap_pct > std::max(tolerance, 1.0))
        exam.fault(path + ".world_output", "is " + number(record.world_output.value) + " but facilities make " +
                                               number(std::round(total)) + " t/yr; tolerance is " +
                                               number(tolerance) + " percent");
    for (Region region : all_of<Region>()) {
        double recorded = 0.0;
        for (const RegionShare& share : record.shares)
            if (share.region == region) recorded += share.share.value;
        const double share = 100.0 * made[index_of(region)] / total;
        if (std::abs(share - recorded) > tolerance)
            exam.fault(path + ".shares", std::string(name_of(region)) + " is recorded with " + number(recorded) +
                                             " percent but its facilities make " +
                                             number(std::round(share * 10.0) / 10.0) + "; tolerance is " +
                                             number(tolerance) + " points");
    }
}

inline void check_records(Examination& exam) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < exam.scenario.records.size(); ++i) {
        const StageRecord& record = exam.scenario.records[i];
        const std::string path = at("records", i);
        exam.not_empty(record.name, path + ".name");
        exam.is_new(names, record.name, path + ".name", record.name);
        exam.positive(record.world_output, path + ".world_output");
        exam.within(record.tolerance, 0.0, 20.0, path + ".tolerance");
        if (record.stage == Stage::separation && !is_oxide(record.output))
            exam.fault(path + ".output", "a record of separation names an oxide, not " +
                                             quoted(name_of(record.output)));
        std::set<Region> regions;
        double sum = 0.0;
        for (std::size_t k = 0; k < record.shares.size(); ++k) {
            const RegionShare& share = record.shares[k];
            exam.is_new(regions, share.region, path + "." + at("shares", k), name_of(share.region));
            exam.within(share.share, 0.0, 100.0, path + "." + at("shares", k) + ".share");
            sum += share.share.value;
        }
        exam.adds_up(sum, path + ".shares");
        check_record_against_facilities(exam, record, path);
    }
}

inline void check_sourcing(Examination& exam) {
    std::set<std::pair<Product, Region>> seen;
    for (std::size_t i = 0; i < exam.scenario.sourcing.size(); ++i) {
        const SourcingSpec& row = exam.scenario.sourcing[i];
        const std::string path = at("sourcing", i);
        exam.is_new(seen, {row.product, row.to}, path,
                    std::string(name_of(row.product)) + " to " + std::string(name_of(row.to)));
        exam.at_most(row.from.size(), limits::origins, path + ".from");
        std::set<Region> regions;
        double sum = 0.0;
        for (std::size_t k = 0; k < row.from.size(); ++k) {
            const RegionShare& origin = row.from[k];
            const std::string origin_path = path + "." + at("from", k);
            exam.is_new(regions, origin.region, origin_path, name_of(origin.region));
            exam.within(origin.share, 0.0, 100.0, origin_path + ".share");
            sum += origin.share.value;
            if (!exam.is_made_in(row.product, origin.region))
                exam.fault(origin_path, "no facility in " + std::string(name_of(origin.region)) + " makes " +
                                            std::string(name_of(row.product)));
        }
        exam.adds_up(sum, path + ".from");
    }
}

// What is needed where must have a price and a row that says where it is bought.
inline void check_need(Examination& exam, Product product, Region region, const std::string& path) {
    if (!exam.has_price(product)) exam.fault(path, quoted(name_of(product)) + " has no entry in products");
    const auto& rows = exam.scenario.sourcing;
    if (std::none_of(rows.begin(), rows.end(),
                     [&](const SourcingSpec& row) { return row.product == product && row.to == region; }))
        exam.fault(path, std::string(name_of(product)) + " is needed in " + std::string(name_of(region)) +
                             " but no sourcing row says where it is bought");
}

// A firm's demand for one product in one place takes one slot of the state.
using NeedKey = std::tuple<std::string, Product, Region>;

inline void check_site_needs(Examination& exam, const std::string& firm, const std::string& recipe_name, Region region,
                      const std::string& path, std::set<NeedKey>& needs) {
    const RecipeSpec* recipe = exam.recipe(recipe_name);
    if (!recipe) return;
    std::vector<Product> inputs;
    for (const RecipeInput& input : recipe->inputs) inputs.push_back(input.product);
    if (recipe->stage == Stage::separation) inputs.push_back(recipe->output);
    for (Product input : inputs) {
        needs.insert({firm, input, region});
        check_need(exam, input, region, path);
    }
}

inline void check_needs(Examination& exam) {
    const Scenario& scenario = exam.scenario;
    std::set<NeedKey> needs;
    std::set<std::tuple<std::string, std::string, Region>> sites;
    for (std::size_t i = 0; i < scenario.facilities.size(); ++i) {
        const FacilitySpec& site = scenario.facilities[i];
        check_site_needs(exam, site.firm, site.recipe, site.region, at("facilities", i), needs);
        sites.insert({site.firm, site.recipe, site.region});
    }
    std::size_t new_sites = 0;
    for (std::size_t i = 0; i < scenario.projects.size(); ++i) {
        const ProjectSpec& site = scenario.projects[i];
        check_site_needs(exam, site.firm, site.recipe, site.region, at("projects", i), needs);
        if (sites.insert({site.firm, site.recipe, site.region}).second) ++new_sites;  // one site for all of a kind
    }
    for (std::size_t i = 0; i < scenario.users.size(); ++i) {
        const UserSpec& user = scenario.users[i];
        const FirmSpec* firm = exam.firm(user.firm);
        for (std::size_t k = 0; firm && k < user.needs.size(); ++k) {
            needs.insert({user.firm, user.needs[k].product, firm->region});
            check_need(exam, user.needs[k].product, firm->region, at("users", i) + "." + at("needs", k));
        }
    }
    exam.at_most(needs.size(), limits::needs, "users");
    exam.at_most(scenario.facilities.size() + new_sites, limits::facilities, "projects");
}

inline void check_transits(Examination& exam) {
    std::set<std::pair<Region, Region>> seen;
    for (std::size_t i = 0; i < exam.scenario.transits.size(); ++i) {
        const TransitSpec& transit = exam.scenario.transits[i];
        const std::string path = at("transits", i);
        if (transit.from == transit.to) exam.fault(path, "from and to are one region; name two");
        exam.is_new(seen, std::minmax({transit.from, transit.to}), path,
                    std::string(name_of(transit.from)) + " to " + std::string(name_of(transit.to)));
        exam.within(transit.weeks, 0.0, static_cast<double>(limits::transit_weeks), path + ".weeks");
    }
}

}  // namespace chokepoint::examining

#include "engine/game/coarse.hpp"

#include <algorithm>
#include <iterator>

namespace chokepoint {
namespace {

bool is_kept(Product product) { return product == Product::magnet_ndfeb_ht || product == Product::magnet_smco; }

FirmSpec plain_firm(std::string name, Region region, FirmKind kind) {
    FirmSpec firm;
    firm.name = std::move(name);
    firm.region = region;
    firm.kind = kind;
    firm.disclosure.value = 1.0;
    return firm;
}

Region region_of(const Scenario& scenario, const std::string& firm) {
    const auto found = std::find_if(scenario.firms.begin(), scenario.firms.end(), [&](const FirmSpec& spec) { return spec.name == firm; });
    return found == scenario.firms.end() ? Region::rest_of_world : found->region;
}

// Adds a user to a group; what is no sum is a mean by value added, which is what a stop costs.
void merge(const UserSpec& user, UserSpec& group) {
    const double before = group.value_added.value, own = user.value_added.value;
    const double share = before + own > 0.0 ? own / (before + own) : 1.0;
    const auto mean = [&](Figure& into, const Figure& from) { into.value += share * (from.value - into.value); };
    mean(group.stock_days, user.stock_days);
    mean(group.stock_cv, user.stock_cv);
    mean(group.catch_up, user.catch_up);
    group.value_added.value += own;
    group.plants.value += user.plants.value;
    for (const NeedSpec& need : user.needs) {
        if (!is_kept(need.product)) continue;
        const auto same = std::find_if(group.needs.begin(), group.needs.end(), [&](const NeedSpec& other) { return other.product == need.product; });
        if (same == group.needs.end()) group.needs.push_back(need);
        else same->use.value += need.use.value;
    }
}

void merge_users(const Scenario& scenario, Scenario& small) {
    for (const UserSpec& user : scenario.users) {
        if (std::none_of(user.needs.begin(), user.needs.end(), [](const NeedSpec& need) { return is_kept(need.product); })) continue;
        const Region region = region_of(scenario, user.firm);
        const bool arms = user.sector == Sector::defence;
        const std::string name = (arms ? "arms-" : "users-") + std::string(name_of(region));
        auto group = std::find_if(small.users.begin(), small.users.end(), [&](const UserSpec& other) { return other.firm == name; });
        if (group == small.users.end()) {
            small.firms.push_back(plain_firm(name, region, FirmKind::user));
            UserSpec fresh;
            fresh.firm = name;
            fresh.sector = user.sector;
            fresh.end_use = user.end_use;
            small.users.push_back(fresh);
            group = std::prev(small.users.end());
        }
        merge(user, *group);
    }
}

void merge_makers(const Scenario& scenario, Scenario& small) {
    for (const RecipeSpec& recipe : scenario.recipes) {
        if (!is_kept(recipe.output)) continue;
        small.recipes.push_back(recipe);
        small.recipes.back().inputs.clear();
        for (const FacilitySpec& facility : scenario.facilities) {
            if (facility.recipe != recipe.name) continue;
            const std::string name = "makers-" + std::string(name_of(facility.region));
            if (std::none_of(small.firms.begin(), small.firms.end(), [&](const FirmSpec& firm) { return firm.name == name; }))
                small.firms.push_back(plain_firm(name, facility.region, FirmKind::magnet_maker));
            const auto same = std::find_if(small.facilities.begin(), small.facilities.end(), [&](const FacilitySpec& other) {
                return other.firm == name && other.recipe == recipe.name;
            });
            if (same == small.facilities.end()) {
                small.facilities.push_back(facility);
                small.facilities.back().firm = name;
                continue;
            }
            const double output = same->capacity.value * same->utilisation.value + facility.capacity.value * facility.utilisation.value;
            same->capacity.value += facility.capacity.value;
            same->utilisation.value = same->capacity.value > 0.0 ? output / same->capacity.value : 0.0;
        }
    }
}

}  // namespace

Scenario coarse(const Scenario& scenario) {
    Scenario small = scenario;
    small.deposits.clear();
    small.recipes.clear();
    small.records.clear();
    small.firms.clear();
    small.facilities.clear();
    small.users.clear();
    small.projects.clear();
    small.agendas.clear();
    small.shocks.clear();
    small.opening.clear();
    small.recorded_policy.clear();
    std::erase_if(small.products, [](const ProductSpec& product) { return !is_kept(product.product); });
    std::erase_if(small.sourcing, [](const SourcingSpec& row) { return !is_kept(row.product); });
    merge_makers(scenario, small);
    merge_users(scenario, small);
    return small;
}

}  // namespace chokepoint

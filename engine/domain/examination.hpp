// What the checks of a scenario's validate() share: the scenario under examination, the faults found, and the questions
// that many checks ask. Inside that validate() only; what designs are asked as well is in findings.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "engine/domain/findings.hpp"

namespace chokepoint::examining {

// A number as people write it: 98.5, not 98.500000.
inline std::string number(double value) {
    std::string text = std::to_string(value);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

inline Material material_of(Product oxide) {
    return static_cast<Material>(index_of(oxide) - index_of(Product::oxide_la_ce));
}

inline bool is_role_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

// The scenario under examination and what has been found so far.
class Examination : public Findings {
  public:
    explicit Examination(const Scenario& examined) : scenario(examined) {}

    // The figure's value must lie in least..most; what lies outside low..high is check_figures' business.
    void within(const Figure& figure, double least, double most, const std::string& path) {
        if (!std::isfinite(figure.value) || (figure.value >= least && figure.value <= most)) return;
        fault(path, "is " + number(figure.value) + "; must be " + number(least) + " to " + number(most));
    }
    void positive(const Figure& figure, const std::string& path) {
        if (std::isfinite(figure.value) && figure.value <= 0.0)
            fault(path, "is " + number(figure.value) + "; must be above 0");
    }
    void not_negative(const Figure& figure, const std::string& path) {
        if (std::isfinite(figure.value) && figure.value < 0.0)
            fault(path, "is " + number(figure.value) + "; must not be negative");
    }
    void not_empty(const std::string& text, const std::string& path) {
        if (text.empty()) fault(path, "is empty; write a text");
    }
    void at_most(std::size_t count, std::size_t most, const std::string& path) {
        if (count > most) fault(path, std::to_string(count) + " items; at most " + std::to_string(most) + " fit");
    }
    void adds_up(double sum, const std::string& path) {
        if (std::abs(sum - 100.0) > 0.5) fault(path, "shares add up to " + number(sum) + "; must be 100 within 0.5");
    }

    const FirmSpec* firm(std::string_view name) const {
        for (const FirmSpec& firm : scenario.firms)
            if (firm.name == name) return &firm;
        return nullptr;
    }
    const RecipeSpec* recipe(std::string_view name) const {
        for (const RecipeSpec& recipe : scenario.recipes)
            if (recipe.name == name) return &recipe;
        return nullptr;
    }
    bool is_role(std::string_view name) const {
        for (const GovernmentSpec& government : scenario.governments)
            if (name_of(government.government) == name) return true;
        const FirmSpec* found = firm(name);
        return found && found->has_seat;
    }
    // Percent of the material in the concentrate; 0 without a deposit.
    double content(Product concentrate, Material material) const {
        for (const DepositSpec& deposit : scenario.deposits)
            if (deposit.concentrate == concentrate)
                for (const MaterialShare& part : deposit.composition)
                    if (part.material == material) return part.share.value;
        return 0.0;
    }
    // Tonnes a year of the product that a site makes at the start.
    double output_of(const FacilitySpec& facility, Product product) const {
        const RecipeSpec* made = recipe(facility.recipe);
        if (!made) return 0.0;
        const double run = facility.capacity.value * facility.utilisation.value / 100.0;
        if (made->stage != Stage::separation) return made->output == product ? run : 0.0;
        if (!is_oxide(product)) return 0.0;
        return run * made->yield.value / 100.0 * content(made->output, material_of(product)) / 100.0;
    }
    bool makes(const RecipeSpec& made, Product product) const {
        if (made.stage != Stage::separation) return made.output == product;
        return is_oxide(product) && content(made.output, material_of(product)) > 0.0;
    }
    // By a facility, or by a project once it is built.
    bool is_made_in(Product product, Region region) const {
        const auto is_maker = [&](const auto& site) {
            const RecipeSpec* made = recipe(site.recipe);
            return site.region == region && made && makes(*made, product);
        };
        return std::any_of(scenario.facilities.begin(), scenario.facilities.end(), is_maker) ||
               std::any_of(scenario.projects.begin(), scenario.projects.end(), is_maker);
    }
    bool has_price(Product product) const {
        return std::any_of(scenario.products.begin(), scenario.products.end(),
                           [&](const ProductSpec& spec) { return spec.product == product; });
    }

    const Scenario& scenario;
};

}  // namespace chokepoint::examining

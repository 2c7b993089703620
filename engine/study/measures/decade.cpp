#include "engine/study/measures/decade.hpp"

#include <algorithm>
#include <array>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint::study {
namespace {

constexpr std::array magnet_materials{Material::ndpr, Material::dy, Material::tb};
constexpr std::array chain{Stage::mine, Stage::separation, Stage::metal, Stage::magnet};

// Tonnes of an element's oxide that went into a tonne of a product, through the recipes that make it.
double content(const Params& params, Product product, Material material, int depth = 0) {
    if (is_oxide(product)) return product == oxide_of(material) ? 1.0 : 0.0;
    if (depth > 4) return 0.0;  // a recipe that feeds on itself, such as recycling
    for (const RecipeParams& recipe : params.recipes) {
        if (recipe.output != product || recipe.stage == Stage::separation || recipe.stage == Stage::mine)
            continue;
        double sum = 0.0;
        for (std::size_t k = 0; k < recipe.input_count; ++k)
            sum += recipe.t_per_t[k] * content(params, recipe.inputs[k], material, depth + 1);
        if (sum > 0.0) return sum;
    }
    return 0.0;
}

// Tonnes of an element's oxide that passes through a recipe's capacity of one tonne.
double throughput(const Scenario& scenario, const Params& params, const RecipeParams& recipe,
                  Material material) {
    if (recipe.stage == Stage::separation) return recipe.oxides[index_of(material)];
    if (recipe.stage != Stage::mine) return content(params, recipe.output, material);
    for (const DepositSpec& deposit : scenario.deposits) {
        if (deposit.concentrate != recipe.output) continue;
        for (const MaterialShare& part : deposit.composition)
            if (part.material == material) return part.share.value / 100.0;
    }
    return 0.0;
}

// What users outside China need of an element in a week, as oxide.
double demand_outside(const Params& params, const World& world, Material material) {
    double sum = 0.0;
    for (std::size_t i = 0; i < params.needs.size(); ++i) {
        const NeedParams& need = params.needs[i];
        if (!need.is_user || zone_of(need.region) == Zone::inside) continue;
        sum += full_use(params, world, i) * content(params, need.product, material);
    }
    return sum;
}

// The least ratio of capacity outside China to demand there over three elements and four stages; metals other
// than those of a magnet's own recipe have no capacity of their own and are counted with what they hold.
double independence_ratio(const Scenario& scenario, const Params& params, const World& world) {
    double least = 1e9;
    for (const Material material : magnet_materials) {
        std::array<double, count_of<Stage>> capacity{};
        for (std::size_t i = 0; i < params.facilities.size(); ++i) {
            if (zone_of(params.facilities[i].region) == Zone::inside) continue;
            const RecipeParams& recipe = params.recipes[params.facilities[i].recipe];
            capacity[index_of(recipe.stage)] +=
                world.facilities[i].capacity_t * throughput(scenario, params, recipe, material);
        }
        const double demand = demand_outside(params, world, material);
        for (const Stage stage : chain)
            least = std::min(least, math::ratio(capacity[index_of(stage)], demand, 0.0));
    }
    return least;
}

// Oxide of the three elements that separators outside China can make in a week.
double outside_capacity_t(const Params& params, const World& world) {
    double sum = 0.0;
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        if (zone_of(params.facilities[i].region) == Zone::inside) continue;
        const RecipeParams& recipe = params.recipes[params.facilities[i].recipe];
        if (recipe.stage != Stage::separation) continue;
        for (const Material material : magnet_materials)
            sum += world.facilities[i].capacity_t * recipe.oxides[index_of(material)];
    }
    return sum;
}

// China's share of what all separators take in, percent.
double refining_share_pct(const Params& params, const World& world) {
    double inside = 0.0, everywhere = 0.0;
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        const RecipeParams& recipe = params.recipes[params.facilities[i].recipe];
        if (recipe.stage != Stage::separation) continue;
        double oxides = 0.0;
        for (const double share : recipe.oxides) oxides += share * world.facilities[i].output_t;
        everywhere += oxides;
        if (zone_of(params.facilities[i].region) == Zone::inside) inside += oxides;
    }
    return 100.0 * math::ratio(inside, everywhere, 0.0);
}

}  // namespace

Decade decade_of(Run& run) {
    Decade decade;
    const Params& params = run.setup().params;
    const Day begin = day_from_civil(2030, 1, 1), end = day_from_civil(2031, 1, 1);
    double weeks_2030 = 0.0;
    while (run.play_week()) {
        const World& world = run.game().world;
        if (run.week() == ten_years) decade.capacity_t = outside_capacity_t(params, world);
        if (run.first_day() >= begin && run.first_day() < end) {
            decade.refining_2030_pct += refining_share_pct(params, world);
            weeks_2030 += 1.0;
        }
        // A quarter's step is fine enough for years.
        if (decade.independent_year == 0.0 && run.week() % 13 == 0 &&
            independence_ratio(run.setup().scenario, params, world) >= independent_at)
            decade.independent_year = run.week() / weeks_per_year;
    }
    decade.refining_2030_pct = math::ratio(decade.refining_2030_pct, weeks_2030, 0.0);
    if (decade.independent_year == 0.0) decade.independent_year = run.weeks() / weeks_per_year + 1.0;
    return decade;
}

}  // namespace chokepoint::study

// Ten and more years: how far squeezing now builds a chain outside China, and when it stands on its own.
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/math.hpp"
#include "engine/study/facts/facts.hpp"
#include "engine/study/facts/treatments.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint::study {
namespace {

constexpr int ten_years = 522, sixteen_years = 835;
constexpr double independent_at = 0.8;
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

struct Decade {
    double capacity_t = 0.0;         // at the end of the tenth year
    double refining_2030_pct = 0.0;  // mean over the year
    double independent_year = 0.0;   // years from the start; beyond the end where it never comes
};

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

// A ban on every rare earth for everybody, for two years.
void add_squeeze(const Scenario& scenario, Arm& arm) {
    constexpr int first_week = 2, last_week = 106;
    Order control;
    control.kind = OrderKind::set_control;
    control.what = static_cast<std::uint8_t>(ControlKind::ban);
    control.value = 1.0;
    control.second = 1.0;
    for (const Material material : all_of<Material>())
        if (material <= Material::sc) control.scope |= bit(material);
    arm.conduct.orders.push_back({day_of_week(scenario, first_week), Government::china, control});
    control.second = 0.0;
    arm.conduct.orders.push_back({day_of_week(scenario, last_week), Government::china, control});
}

// The government that pays for a project: its own, or the United States where the scenario has none there.
Government sponsor_of(const Scenario& scenario, const ProjectSpec& project) {
    for (const Government government : allies(scenario))
        if (home_of(government) == project.region) return government;
    return Government::us;
}

// What governments outside China can do for a chain of their own, again every year: money asked for and spent
// on every project, permits, research, and ease for mines abroad; and floors, which stand once they are
// given.
void add_all_measures(const Scenario& scenario, Arm& arm) {
    constexpr int years = 12;
    constexpr std::array mine_regions{Region::africa, Region::brazil, Region::malaysia_vietnam};
    std::vector<DatedOrder>& orders = arm.conduct.orders;
    for (int year = 0; year < years; ++year) {
        const Day day = day_of_week(scenario, 3 + 52 * year);
        for (const Government government : allies(scenario)) {
            orders.push_back({day, government, order_of(OrderKind::request_funds, 5.0)});
            orders.push_back({day, government, order_of(OrderKind::emergency_permits, 1.0)});
            orders.push_back({day, government, order_of(OrderKind::research, 0.5)});
            for (const auto& [product, floor] :
                 {std::pair{Product::oxide_ndpr, 110.0}, std::pair{Product::metal_ndpr, 125.0},
                  std::pair{Product::magnet_ndfeb, 90.0}})
                orders.push_back({day, government, price_floor_order(product, floor, 50000.0)});
        }
        for (const Region region : mine_regions) {
            Order ease = order_of(OrderKind::diplomacy, 200.0);
            ease.target = static_cast<std::uint8_t>(region);
            orders.push_back({day, Government::us, ease});
        }
        for (std::size_t i = 0; i < scenario.projects.size(); ++i)
            for (const OrderKind kind : {OrderKind::project_aid, OrderKind::permit_priority}) {
                Order order = order_of(kind, 0.5 * scenario.projects[i].cost.value);
                order.target = static_cast<std::uint8_t>(i);
                orders.push_back({day, sponsor_of(scenario, scenario.projects[i]), order});
            }
    }
}

std::vector<double> all(const std::vector<Decade>& runs, double Decade::*member) {
    std::vector<double> values;
    for (const Decade& run : runs) values.push_back(run.*member);
    return values;
}

}  // namespace

Result<Finding> independence(Case& tested) {
    const auto scenario = tested.lab().scenario_named("long-run");
    if (!scenario) return Finding{{}, "not yet possible: " + scenario.error().message};
    const Arm plain = still_arm("ten years without measures", ten_years);
    Arm squeeze = still_arm("ten years after a squeeze", ten_years);
    add_squeeze(*scenario, squeeze);
    Arm measures = still_arm("sixteen years with all measures", sixteen_years);
    add_all_measures(*scenario, measures);
    const auto run_arm = [&](const Arm& arm) { return tested.lab().each<Decade>(*scenario, arm, decade_of); };
    const auto without = run_arm(plain), squeezed = run_arm(squeeze), helped = run_arm(measures);
    for (const auto* arm : {&without, &squeezed, &helped})
        if (!*arm) return arm->errors();
    Finding finding;
    finding.parts.push_back(
        sure_above("outside separation of NdPr, Dy and Tb in ten years, squeezed less not", "t/week",
                   paired_shift(all(*squeezed, &Decade::capacity_t), all(*without, &Decade::capacity_t)), 0));
    finding.parts.push_back(within("independence with all measures after", "years",
                                   median_of(all(*helped, &Decade::independent_year)), 8, 15));
    finding.parts.push_back(within("China's share of refining in 2030 without measures", "percent",
                                   median_of(all(*without, &Decade::refining_2030_pct)), 70, 85));
    return finding;
}

}  // namespace chokepoint::study

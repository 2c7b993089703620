// Ten and more years: how far squeezing now builds a chain outside China, and when it stands on its own.
#include <array>
#include <utility>

#include "engine/study/facts/facts.hpp"
#include "engine/study/measures/decade.hpp"
#include "engine/study/treatments.hpp"

namespace chokepoint::study {
namespace {

constexpr int sixteen_years = 835;

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

// Half of a project's cost as a loan, a sure buyer for a year's output, and its papers first.
void help_project(const Scenario& scenario, std::size_t project, Day day, std::vector<DatedOrder>& orders) {
    const ProjectSpec& spec = scenario.projects[project];
    const auto give = [&](OrderKind kind, AidKind aid, double usd_m) {
        Order order = order_of(kind, usd_m);
        order.target = static_cast<std::uint8_t>(project);
        order.what = static_cast<std::uint8_t>(aid);
        orders.push_back({day, sponsor_of(scenario, spec), order});
    };
    give(OrderKind::project_aid, AidKind::loan, 0.5 * spec.cost.value);
    give(OrderKind::project_aid, AidKind::offtake, spec.capacity.value * spec.hurdle.value / 1000.0);
    give(OrderKind::permit_priority, {}, 1.0);
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
        for (std::size_t i = 0; i < scenario.projects.size(); ++i) help_project(scenario, i, day, orders);
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

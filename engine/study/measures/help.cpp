#include "engine/study/measures/help.hpp"

#include <array>
#include <utility>

#include "engine/study/treatments.hpp"

namespace chokepoint::study {
namespace {

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
void add_all_measures(const Scenario& scenario, std::vector<DatedOrder>& orders) {
    constexpr int years = 12;
    constexpr std::array mine_regions{Region::africa, Region::brazil, Region::malaysia_vietnam};
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

}  // namespace

Arm helped_arm(const Scenario& scenario, std::string name, int weeks) {
    Arm arm = still_arm(std::move(name), weeks);
    add_all_measures(scenario, arm.conduct.orders);
    return arm;
}

double public_usd_bn(const World& world) {
    double paid = 0.0;
    for (const GovernmentState& government : world.governments) paid += government.floor_paid_usd_bn;
    for (const Project& project : world.projects) paid += project.charged / 1000.0;
    return paid;
}

}  // namespace chokepoint::study

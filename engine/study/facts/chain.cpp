// Outside China's chain: projects under flooding and floors, and a tariff on what magnet makers need.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/study/facts/facts.hpp"
#include "engine/study/measures/help.hpp"
#include "engine/study/treatments.hpp"

namespace chokepoint::study {
namespace {

// --- flooding and floors ---

constexpr int flood_weeks = 156;
constexpr double covered_t_per_year = 20000.0;
constexpr double idle_below = 0.1;  // of capacity: a site that runs less has shut

struct Survival {
    double share_pct = 0.0;  // of the scenario's projects outside China: under way or producing at the end
    double public_usd_bn = 0.0;  // paid under floors and charged for aid
};

Survival survival_of(Run& run) {
    while (run.play_week()) {
    }
    const Params& params = run.setup().params;
    const World& world = run.game().world;
    double alive = 0.0, count = 0.0;
    for (std::size_t i = 0; i < run.setup().scenario.projects.size(); ++i) {
        if (params.projects[i].region == Region::china) continue;
        count += 1.0;
        const Project& project = world.projects[i];
        const Facility& site = world.facilities[params.projects[i].facility];
        const bool is_under_way = project.state == ProjectState::building;
        const bool produces =
            (project.state == ProjectState::ramping || project.state == ProjectState::operating) &&
            site.output_t >= idle_below * site.capacity_t;
        alive += is_under_way || produces ? 1.0 : 0.0;
    }
    Survival survival;
    survival.share_pct = 100.0 * math::ratio(alive, count, 0.0);
    survival.public_usd_bn = public_usd_bn(world);
    return survival;
}

// Flooding of a depth and a floor at home in every country that has makers, both from the second month on.
Arm flooded(const Scenario& scenario, double depth_pct, double floor_usd) {
    Arm arm = still_arm("flood " + std::to_string(static_cast<int>(depth_pct)) + " percent, floor " +
                            std::to_string(static_cast<int>(floor_usd)) + " USD/kg",
                        flood_weeks, drop_controls);
    const Day day = day_of_week(scenario, 5);
    if (depth_pct > 0.0)
        arm.conduct.orders.push_back({day, Government::china, order_of(OrderKind::flood, depth_pct)});
    if (floor_usd > 0.0)
        for (const Government government : allies(scenario))
            arm.conduct.orders.push_back(
                {day, government, price_floor_order(Product::oxide_ndpr, floor_usd, covered_t_per_year)});
    return arm;
}

// --- a tariff on minerals ---

constexpr int tariff_weeks = 104, settled_week = 52;
constexpr double mineral_tariff_pct = 50.0;

struct Magnets {
    double us_t = 0.0;  // made in the United States, mean a week after settling
};

Magnets magnets_of(Run& run) {
    Magnets made;
    while (run.play_week())
        if (run.week() > settled_week)
            made.us_t += output_t(run.setup(), run.game().world, Stage::magnet, Region::us) /
                         (tariff_weeks - settled_week);
    return made;
}

Arm with_mineral_tariff(const Scenario& scenario) {
    Arm arm = still_arm("tariff on minerals", tariff_weeks, drop_controls);
    for (const Region region : all_of<Region>()) {
        if (region == Region::us) continue;
        Order order;
        order.kind = OrderKind::set_tariff;
        order.what = static_cast<std::uint8_t>(TariffComponent::section_232);
        order.target = static_cast<std::uint8_t>(region);
        order.value = mineral_tariff_pct;
        order.second = 0.001;  // of all goods: minerals are a sliver of trade
        for (const ProductClass goods : {ProductClass::concentrate, ProductClass::oxide, ProductClass::metal})
            order.scope |= bit(goods);
        arm.conduct.orders.push_back({day_of_week(scenario, 2), Government::us, order});
    }
    return arm;
}

// --- a floor that is announced ---

constexpr int floor_weeks = 104;
constexpr int announced_week = 5;

struct Investment {
    double decisions = 0.0;  // of private owners to go ahead, with no output from the project yet
};

// Beginning a planned project and financing one with its permits are what private owners decide; permits are
// not.
Investment investment_of(Run& run) {
    const Params& params = run.setup().params;
    std::vector<ProjectState> before;
    for (const Project& project : run.game().world.projects) before.push_back(project.state);
    Investment found;
    while (run.play_week())
        for (std::size_t i = 0; i < before.size(); ++i) {
            const Project& project = run.game().world.projects[i];
            const bool is_begun =
                before[i] == ProjectState::planned && project.state == ProjectState::permitting;
            const bool is_financed =
                before[i] == ProjectState::financing && project.state == ProjectState::building;
            before[i] = project.state;
            if (params.projects[i].region == Region::us && (is_begun || is_financed) && project.ramped == 0.0)
                found.decisions += 1.0;
        }
    return found;
}

}  // namespace

Result<Finding> flooding_and_floors(Case& tested) {
    const Scenario& scenario = tested.scenario();
    const std::vector<double> floors{0.0, 70.0, 90.0, 110.0}, depths{0.0, 30.0, 50.0};
    std::vector<std::vector<std::vector<Survival>>> found;  // by depth, by floor
    for (const double depth : depths) {
        found.emplace_back();
        for (const double floor : floors) {
            auto runs = tested.lab().each<Survival>(scenario, flooded(scenario, depth, floor), survival_of);
            if (!runs) return runs.errors();
            found.back().push_back(std::move(*runs));
        }
    }
    Finding finding;
    const auto& deepest = found.back();
    finding.parts.push_back(sure_above(
        "survival under the deepest flood, floor of 110 against none", "points",
        paired_shift(column(deepest[3], &Survival::share_pct), column(deepest[0], &Survival::share_pct)), 0));
    finding.parts.push_back(sure_below(
        "survival without a floor, deepest flood against none", "points",
        paired_shift(column(deepest[0], &Survival::share_pct), column(found[0][0], &Survival::share_pct)), 0));
    for (std::size_t d = 0; d < depths.size(); ++d)
        for (std::size_t f = 0; f < floors.size(); ++f) {
            const std::string where = "flood " + std::to_string(static_cast<int>(depths[d])) + ", floor " +
                                      std::to_string(static_cast<int>(floors[f]));
            finding.parts.push_back(
                reported("survival, " + where, "percent", mean_of(column(found[d][f], &Survival::share_pct))));
            finding.parts.push_back(reported("public cost, " + where, "USD bn",
                                             mean_of(column(found[d][f], &Survival::public_usd_bn))));
        }
    return finding;
}

Result<Finding> mineral_tariff(Case& tested) {
    const Scenario& scenario = tested.scenario();
    const auto without = tested.lab().each<Magnets>(
        scenario, still_arm("no tariff on minerals", tariff_weeks, drop_controls), magnets_of);
    if (!without) return without.errors();
    const auto with = tested.lab().each<Magnets>(scenario, with_mineral_tariff(scenario), magnets_of);
    if (!with) return with.errors();
    Finding finding;
    finding.parts.push_back(
        sure_below("U.S. magnet output under a tariff of 50 percent on minerals, less without", "t/week",
                   paired_shift(column(*with, &Magnets::us_t), column(*without, &Magnets::us_t)), 0));
    finding.parts.push_back(
        reported("U.S. magnet output without", "t/week", mean_of(column(*without, &Magnets::us_t))));
    return finding;
}

Result<Finding> announced_floor(Case& tested) {
    const Scenario& scenario = tested.scenario();
    const Arm plain = still_arm("no floor", floor_weeks, drop_controls);
    Arm floor = still_arm("a floor of 110", floor_weeks, drop_controls);
    floor.conduct.orders.push_back({day_of_week(scenario, announced_week), Government::us,
                                    price_floor_order(Product::oxide_ndpr, 110.0, 6000.0)});
    const auto without = tested.lab().each<Investment>(scenario, plain, investment_of);
    if (!without) return without.errors();
    const auto with = tested.lab().each<Investment>(scenario, floor, investment_of);
    if (!with) return with.errors();
    Finding finding;
    finding.parts.push_back(sure_above(
        "decisions to go ahead with U.S. projects in two years, with the floor less without", "decisions",
        paired_shift(column(*with, &Investment::decisions), column(*without, &Investment::decisions)), 0));
    finding.parts.push_back(
        reported("decisions without a floor", "decisions", mean_of(column(*without, &Investment::decisions))));
    return finding;
}

}  // namespace chokepoint::study

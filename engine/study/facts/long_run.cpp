// Ten and more years: how far squeezing now builds a chain outside China, and when it stands on its own.
#include "engine/study/facts/facts.hpp"
#include "engine/study/measures/decade.hpp"
#include "engine/study/measures/help.hpp"
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

}  // namespace

Result<Finding> independence(Case& tested) {
    const auto scenario = tested.lab().scenario_named("long-run");
    if (!scenario) return Finding{{}, "not yet possible: " + scenario.error().message};
    const Arm plain = still_arm("ten years without measures", ten_years);
    Arm squeeze = still_arm("ten years after a squeeze", ten_years);
    add_squeeze(*scenario, squeeze);
    const Arm measures = helped_arm(*scenario, "sixteen years with all measures", sixteen_years);
    const auto run_arm = [&](const Arm& arm) { return tested.lab().each<Decade>(*scenario, arm, decade_of); };
    const auto without = run_arm(plain), squeezed = run_arm(squeeze), helped = run_arm(measures);
    for (const auto* arm : {&without, &squeezed, &helped})
        if (!*arm) return arm->errors();
    Finding finding;
    finding.parts.push_back(
        sure_above("outside separation of NdPr, Dy and Tb in ten years, squeezed less not", "t/week",
                   paired_shift(column(*squeezed, &Decade::capacity_t), column(*without, &Decade::capacity_t)), 0));
    finding.parts.push_back(within("independence with all measures after", "years",
                                   median_of(column(*helped, &Decade::independent_year)), 8, 15));
    finding.parts.push_back(within("China's share of refining in 2030 without measures", "percent",
                                   median_of(column(*without, &Decade::refining_2030_pct)), 70, 85));
    return finding;
}

}  // namespace chokepoint::study

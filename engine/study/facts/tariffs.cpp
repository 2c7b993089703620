// Goods trade under tariffs: the revenue peak, and hurry before a dated rise.
#include "engine/study/facts/facts.hpp"
#include "engine/study/measures/books.hpp"
#include "engine/study/treatments.hpp"

namespace chokepoint::study {
namespace {

constexpr int dated_week = 20;
constexpr int hurry_weeks = 4, lull_weeks = 8;

// Mean imports of the United States from China over the opening, before and after the dated week.
struct Imports {
    double before = 0.0, after = 0.0;
};

Imports imports_of(Run& run) {
    std::size_t flow = 0;
    const auto& flows = run.setup().params.flows;
    while (flow < flows.size() && !(flows[flow].from == Region::china && flows[flow].to == Region::us))
        ++flow;
    Imports imports;
    while (run.play_week()) {
        if (flow == flows.size()) continue;
        const double ratio = run.game().world.flows[flow].ratio;
        const int week = run.week();
        if (week >= dated_week - hurry_weeks && week < dated_week) imports.before += ratio / hurry_weeks;
        if (week >= dated_week && week < dated_week + lull_weeks) imports.after += ratio / lull_weeks;
    }
    return imports;
}

}  // namespace

Result<Finding> revenue_peak(Case& tested) {
    const auto high =
        tested.lab().each<Books>(tested.scenario(), held_tariffs("145 percent held", 125.0, 125.0), books_of);
    if (!high) return high.errors();
    const auto low =
        tested.lab().each<Books>(tested.scenario(), held_tariffs("30 percent held", 10.0, 10.0), books_of);
    if (!low) return low.errors();
    std::vector<double> relief;
    for (std::size_t k = 0; k < high->size(); ++k)
        relief.push_back(100.0 * (1.0 - (*low)[k].damage / (*high)[k].damage));
    Finding finding;
    finding.parts.push_back(
        sure_above("U.S. tariff revenue at 30 less at 145", "USD bn/yr",
                   paired_shift(column(*low, &Books::revenue_usd_bn), column(*high, &Books::revenue_usd_bn)), 0));
    finding.parts.push_back(within("damage at 30 is lower by", "percent", median_of(relief), 25, 55));
    return finding;
}

Result<Finding> front_loading(Case& tested) {
    const std::string from = format_day(day_of_week(tested.scenario(), dated_week));
    const Arm plain = still_arm("no dated rise", dated_week + lull_weeks, drop_controls);
    const Arm dated = still_arm("a rise dated week 20", dated_week + lull_weeks, [from](Scenario& scenario) {
        drop_controls(scenario);
        set_tariff(scenario, {Government::us, Region::china, TariffComponent::threatened, 50.0, 100.0, from});
    });
    const auto without = tested.lab().each<Imports>(tested.scenario(), plain, imports_of);
    if (!without) return without.errors();
    const auto with = tested.lab().each<Imports>(tested.scenario(), dated, imports_of);
    if (!with) return with.errors();
    Finding finding;
    finding.parts.push_back(
        sure_above("imports in the four weeks before, against no rise", "of the opening",
                   paired_shift(column(*with, &Imports::before), column(*without, &Imports::before)), 0));
    finding.parts.push_back(
        sure_below("imports in the eight weeks after, against no rise", "of the opening",
                   paired_shift(column(*with, &Imports::after), column(*without, &Imports::after)), 0));
    return finding;
}

}  // namespace chokepoint::study

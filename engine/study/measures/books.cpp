#include "engine/study/measures/books.hpp"

#include "engine/study/treatments.hpp"

namespace chokepoint::study {
namespace {

constexpr int adjusted_week = 52, last_week = 104;

}  // namespace

Arm held_tariffs(std::string name, double us_reciprocal_pct, double china_retaliation_pct) {
    return still_arm(std::move(name), last_week, [=](Scenario& scenario) {
        drop_controls(scenario);
        set_tariff(
            scenario,
            {Government::us, Region::china, TariffComponent::reciprocal, us_reciprocal_pct, 100.0, {}});
        set_tariff(
            scenario,
            {Government::china, Region::us, TariffComponent::retaliation, china_retaliation_pct, 100.0, {}});
    });
}

Books books_of(Run& run) {
    Books books;
    while (run.play_week()) {
        if (run.week() <= adjusted_week) continue;
        const GovernmentState& us = run.game().world.of(Government::us);
        constexpr double weight = 1.0 / (last_week - adjusted_week);
        books.revenue_usd_bn += weight * us.revenue_usd_bn;
        for (const PainCause cause :
             {PainCause::tariff_costs, PainCause::export_losses, PainCause::inflation})
            books.damage += weight * us.pain[index_of(cause)];
    }
    return books;
}

}  // namespace chokepoint::study

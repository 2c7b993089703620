#include "engine/study/treatments.hpp"

namespace chokepoint::study {

Figure fixed(double value, std::string unit) {
    return {value, value, value, std::move(unit), "derived: set by an experiment", FigureStatus::derived};
}

void drop_controls(Scenario& scenario) { scenario.controls.clear(); }

void set_tariff(Scenario& scenario, const TariffTreatment& tariff) {
    TariffSpec spec;
    spec.by = tariff.by;
    spec.on = tariff.on;
    spec.component = tariff.component;
    spec.coverage = fixed(tariff.coverage_pct, "percent of imports");
    std::erase_if(scenario.tariffs, [&](const TariffSpec& other) {
        const bool is_same =
            other.by == tariff.by && other.on == tariff.on && other.component == tariff.component;
        if (is_same) spec = other;
        return is_same;
    });
    spec.rate = fixed(tariff.rate_pct, "percent");
    spec.from = tariff.from.empty() ? scenario.start : tariff.from;
    spec.until.clear();
    scenario.tariffs.push_back(std::move(spec));
}

Order order_of(OrderKind kind, double value) {
    Order order;
    order.kind = kind;
    order.value = value;
    return order;
}

Order price_floor_order(Product product, double usd_per_kg, double t_per_year) {
    Order order;
    order.kind = OrderKind::price_floor;
    order.what = static_cast<std::uint8_t>(product);
    order.value = usd_per_kg;
    order.second = t_per_year;
    return order;
}

Day day_of_week(const Scenario& scenario, int week) { return *parse_day(scenario.start) + 7 * (week - 1); }

std::vector<Government> allies(const Scenario& scenario) {
    std::vector<Government> found;
    for (const GovernmentSpec& spec : scenario.governments)
        if (spec.government != Government::china) found.push_back(spec.government);
    return found;
}

}  // namespace chokepoint::study

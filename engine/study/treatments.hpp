// Treatments that several experiments share.
#pragma once

#include <string>
#include <vector>

#include "engine/study/run.hpp"

namespace chokepoint::study {

// A figure that an experiment sets: no range.
Figure fixed(double value, std::string unit);

// No measure of anybody stands at the opening beside tariffs.
void drop_controls(Scenario& scenario);

// Sets one tariff of a government from the first day on, in place of what the scenario has of that component.
struct TariffTreatment {
    Government by = Government::us;
    Region on = Region::china;
    TariffComponent component = TariffComponent::reciprocal;
    double rate_pct = 0.0;
    double coverage_pct = 100.0;  // where the scenario has none of that component
    std::string from;             // empty: the first day
};
void set_tariff(Scenario& scenario, const TariffTreatment& tariff);

Order order_of(OrderKind kind, double value);
Order price_floor_order(Product product, double usd_per_kg, double t_per_year);

// The first day of a week, 1 or later.
Day day_of_week(const Scenario& scenario, int week);

// Governments other than China's that the scenario has.
std::vector<Government> allies(const Scenario& scenario);

}  // namespace chokepoint::study

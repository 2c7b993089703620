#include "tests/support/random_scenario.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/base/rng.hpp"
#include "tests/support/any_of.hpp"

namespace chokepoint::test {
namespace {

// A figure of the scenario, where it stands and what it was.
struct Place {
    std::string path;
    Figure* figure;
    Figure base;
};

void find_figures(const StructTable& table, void* object, const std::string& prefix, std::vector<Place>& places) {
    for (const Field& field : table.fields) {
        if (field.kind != FieldKind::structure) continue;
        for (std::size_t i = 0, count = element_count(field, object); i < count; ++i) {
            void* element = element_at(field, object, i);
            std::string path = prefix + (prefix.empty() ? "" : ".") + std::string(field.name);
            if (field.shape == FieldShape::list) path += "[" + std::to_string(i) + "]";
            if (field.structure == &table_of<Figure>()) {
                auto* figure = static_cast<Figure*>(element);
                places.push_back({path, figure, *figure});
            } else {
                find_figures(*field.structure, element, path, places);
            }
        }
    }
}

// Within its range mostly; else a tenth to ten times of it, a thousandth to a thousand times, or nothing at all.
double other_value(const Figure& figure, double boldness, Rng& rng) {
    const double draw = rng.uniform();
    if (draw >= boldness) return rng.uniform(figure.low, figure.high);
    if (draw < 0.1 * boldness) return 0.0;
    const double decades = draw < 0.3 * boldness ? 3.0 : 1.0;
    return figure.value * std::exp(rng.uniform(-decades, decades) * std::log(10.0));
}

void set(Figure& figure, double value) {
    figure.value = value;
    figure.low = std::min(figure.low, value);
    figure.high = std::max(figure.high, value);
}

// Shares add up to 100 again.
template <typename List>
void complete(List& shares) {
    double sum = 0.0;
    for (const auto& part : shares) sum += part.share.value;
    if (sum <= 0.0) return;
    for (auto& part : shares) set(part.share, 100.0 * part.share.value / sum);
}

// Takes back what validate() does not allow, by the paths that it names; everything if that is not enough.
void make_sound(Scenario& scenario, const std::vector<Place>& places) {
    for (int attempt = 0; attempt < 4; ++attempt) {
        const std::vector<Fault> faults = validate(scenario);
        if (faults.empty()) return;
        for (const Fault& fault : faults)
            for (const Place& place : places)
                if (place.path.starts_with(fault.path)) *place.figure = place.base;
    }
    for (const Place& place : places) *place.figure = place.base;
}

template <typename List>
void shuffle(List& list, Rng& rng) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[rng.below(static_cast<std::uint32_t>(i))]);
}

Figure figure_of(double value) { return {value, value, value, "any", "test", FigureStatus::judgement}; }

void add_measures(Scenario& scenario, Rng& rng) {
    const auto government = [&] {
        return scenario.governments[rng.below(static_cast<std::uint32_t>(scenario.governments.size()))].government;
    };
    for (std::uint32_t i = rng.below(10); i > 0 && scenario.tariffs.size() < limits::tariffs; --i) {
        TariffSpec tariff;
        tariff.by = government();
        tariff.on = any_of<Region>(rng);
        tariff.component = any_of<TariffComponent>(rng);
        tariff.rate = figure_of(rng.chance(0.2) ? 1000.0 : rng.uniform(0.0, 200.0));
        tariff.coverage = figure_of(rng.uniform(0.0, 100.0));
        tariff.covers = {any_of<ProductClass>(rng)};
        tariff.from = "2025-0" + std::to_string(1 + rng.below(9)) + "-15";
        if (rng.chance(0.5)) tariff.until = "2025-1" + std::to_string(rng.below(3)) + "-01";
        if (tariff.on != home_of(tariff.by)) scenario.tariffs.push_back(tariff);
    }
    for (std::uint32_t i = rng.below(10); i > 0 && scenario.controls.size() < limits::controls; --i) {
        ControlSpec control;
        control.by = rng.chance(0.6) ? Government::china : government();
        control.kind = any_of<ControlKind>(rng);
        control.materials = {any_of<Material>(rng), any_of<Material>(rng)};
        if (rng.chance(0.5)) control.destinations = {any_of<Region>(rng)};
        control.strength = figure_of(rng.chance(0.2) ? 1000.0 : rng.uniform(0.0, 2.0));
        control.from = "2025-0" + std::to_string(1 + rng.below(9)) + "-10";
        scenario.controls.push_back(control);
    }
}

}  // namespace

Scenario random_scenario(const Scenario& base, std::uint64_t seed) {
    Scenario scenario = base;
    Rng rng(seed, 0, Purpose::start);
    scenario.records.clear();  // what is recorded need not agree with what is imagined
    scenario.recorded_policy.clear();
    shuffle(scenario.firms, rng);
    shuffle(scenario.facilities, rng);
    shuffle(scenario.users, rng);
    shuffle(scenario.sourcing, rng);
    shuffle(scenario.recipes, rng);
    shuffle(scenario.governments, rng);
    for (SourcingSpec& row : scenario.sourcing) shuffle(row.from, rng);
    if (rng.chance(0.3)) scenario.tariffs.clear();
    if (rng.chance(0.3)) scenario.controls.clear();
    add_measures(scenario, rng);
    scenario.rounds_per_week = static_cast<std::int32_t>(1 + rng.below(3));

    std::vector<Place> places;
    find_figures(table_of<Scenario>(), &scenario, "", places);
    const double share = rng.uniform(), boldness = rng.chance(0.3) ? 0.0 : rng.uniform(0.0, 0.6);
    for (Place& place : places)
        if (rng.chance(share)) set(*place.figure, other_value(place.base, boldness, rng));
    for (DepositSpec& deposit : scenario.deposits) complete(deposit.composition);
    for (SourcingSpec& row : scenario.sourcing) complete(row.from);
    make_sound(scenario, places);
    return scenario;
}

}  // namespace chokepoint::test

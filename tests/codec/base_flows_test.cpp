// The base flows of every scenario that ships: uses, walked up the chain, are met by the sites that it names.
#include <array>
#include <cmath>
#include <map>

#include "proto/codec/scenario_text.hpp"
#include "tests/codec/april.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shipped.hpp"

using namespace chokepoint;
using chokepoint::test::april;

namespace {

using Flows = std::map<std::pair<Product, Region>, double>;  // t/yr by product and place

const RecipeSpec& recipe_of(const Scenario& scenario, const FacilitySpec& facility) {
    for (const RecipeSpec& recipe : scenario.recipes)
        if (recipe.name == facility.recipe) return recipe;
    FAIL("no such recipe");
    return scenario.recipes[0];
}

double run_t(const FacilitySpec& facility) { return facility.capacity.value * facility.utilisation.value / 100.0; }

Flows supply_of(const Scenario& scenario) {
    Flows made;
    for (const FacilitySpec& facility : scenario.facilities) {
        const RecipeSpec& recipe = recipe_of(scenario, facility);
        if (recipe.stage != Stage::separation) {
            made[{recipe.output, facility.region}] += run_t(facility);
            continue;
        }
        for (const DepositSpec& deposit : scenario.deposits)
            if (deposit.concentrate == recipe.output)
                for (const MaterialShare& part : deposit.composition)
                    made[{oxide_of(part.material), facility.region}] +=
                        run_t(facility) * recipe.yield.value / 100.0 * part.share.value / 100.0;
    }
    return made;
}

Flows demand_of(const Scenario& scenario) {
    Flows used;
    for (const FacilitySpec& facility : scenario.facilities) {
        const RecipeSpec& recipe = recipe_of(scenario, facility);
        if (recipe.stage == Stage::separation) used[{recipe.output, facility.region}] += run_t(facility);
        for (const RecipeInput& input : recipe.inputs)
            used[{input.product, facility.region}] += run_t(facility) * input.t_per_t.value;
    }
    for (const UserSpec& user : scenario.users)
        for (const FirmSpec& firm : scenario.firms)
            if (firm.name == user.firm)
                for (const NeedSpec& need : user.needs) used[{need.product, firm.region}] += need.use.value;
    return used;
}

// What buyers ask of each origin.
Flows asked_of(const Scenario& scenario, const Flows& used) {
    Flows asked;
    for (const SourcingSpec& row : scenario.sourcing)
        if (const auto need = used.find({row.product, row.to}); need != used.end())
            for (const RegionShare& from : row.from)
                asked[{row.product, from.region}] += need->second * from.share.value / 100.0;
    return asked;
}

double exports_t(const Scenario& scenario, const Flows& used, Product product, Region to) {
    for (const SourcingSpec& row : scenario.sourcing)
        if (row.product == product && row.to == to)
            for (const RegionShare& from : row.from)
                if (from.region == Region::china && used.count({product, to}))
                    return used.at({product, to}) * from.share.value / 100.0;
    return 0.0;
}

}  // namespace

namespace {

void check_balance(const Scenario& scenario) {
    const Flows made = supply_of(scenario);
    const Flows asked = asked_of(scenario, demand_of(scenario));
    for (const auto& [key, wanted] : asked) {
        INFO(name_of(key.first) << " from " << name_of(key.second));
        const auto found = made.find(key);
        const double supply = found == made.end() ? 0.0 : found->second;
        if (key.first == Product::oxide_la_ce) {
            CHECK(supply >= wanted * 0.98);  // a glut
        } else {
            CHECK(std::abs(supply - wanted) <= 0.02 * wanted + 0.5);
        }
    }
    for (const auto& [key, supply] : made) {
        INFO(name_of(key.first) << " made in " << name_of(key.second));
        if (key.first != Product::oxide_la_ce && supply > 1.0) CHECK(asked.count(key) == 1);
    }
}

}  // namespace

TEST_CASE("each origin makes what is asked of it", "[scenario][balance]") {
    for (const std::string& file : test::shipped_scenarios()) {
        INFO(file);
        const auto scenario = codec::load_scenario(file);
        REQUIRE(scenario.ok());
        check_balance(*scenario);
    }
}

TEST_CASE("in 2010 China exports its quota of 2009, more than half of it to Japan", "[scenario][balance]") {
    const auto scenario = codec::load_scenario(CHOKEPOINT_SOURCE_DIR "/configs/scenarios/japan-2010.textproto");
    REQUIRE(scenario.ok());
    const Flows used = demand_of(*scenario);
    const std::map<Product, double> oxide_per_metal{
        {Product::metal_ndpr, 1.19}, {Product::metal_dy, 1.17}, {Product::metal_tb, 1.18}};
    double total = 0.0, to_japan = 0.0;
    for (const SourcingSpec& row : scenario->sourcing) {
        if (row.to == Region::china || !(is_oxide(row.product) || oxide_per_metal.count(row.product))) continue;
        const double oxide = oxide_per_metal.count(row.product) ? oxide_per_metal.at(row.product) : 1.0;
        const double flow = exports_t(*scenario, used, row.product, row.to) * oxide;
        total += flow;
        if (row.to == Region::japan) to_japan += flow;
    }
    CHECK(total == Approx(50145).epsilon(0.01));
    CHECK(to_japan / total > 0.5);
    CHECK(to_japan / total < 0.6);
}

TEST_CASE("Chinese magnet exports of april-2025 are those of 2024", "[scenario][balance]") {
    const Flows used = demand_of(april());
    double total = 0.0, to_us = 0.0;
    for (Product product : {Product::magnet_ndfeb, Product::magnet_ndfeb_ht, Product::magnet_smco})
        for (Region region : all_of<Region>()) {
            if (region == Region::china) continue;
            const double flow = exports_t(april(), used, product, region);
            total += flow;
            if (region == Region::us) to_us += flow;
        }
    CHECK(total == Approx(58152).epsilon(0.01));
    CHECK(to_us == Approx(7444).epsilon(0.01));
}

TEST_CASE("seats of april-2025 stand on both sides", "[scenario]") {
    CHECK(seat_count(april()) >= 19);
    for (const char* role : {"us", "china", "japan", "eu", "australia", "mp-materials", "lynas", "energy-fuels",
                             "noveon", "neo-performance", "vacuumschmelze", "shin-etsu", "northern-rare-earth",
                             "china-rare-earth-group", "jl-mag", "ford-chicago", "suzuki", "volkswagen",
                             "general-motors", "lockheed-martin", "siemens-gamesa"}) {
        INFO(role);
        CHECK(seat_of(april(), role) != no_seat);
    }
}

TEST_CASE("the peak of the recorded tariffs gives the recorded averages", "[scenario]") {
    double us = 0.0, china = 0.0;
    for (const TariffSpec& tariff : april().tariffs) {
        const double part = tariff.rate.value * tariff.coverage.value / 100.0;
        if (tariff.by == Government::us && tariff.on == Region::china &&
            tariff.component != TariffComponent::reciprocal)
            us += part;
        if (tariff.by == Government::china && tariff.on == Region::us) china += part;
    }
    CHECK(us + 125.0 * 0.662 == Approx(124.1).margin(0.5));
    CHECK(china + 125.0 == Approx(147.6).margin(0.5));
}

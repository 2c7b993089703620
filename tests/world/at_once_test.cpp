// What rules ask of all needs or sites at once, in vector lanes or with parts summed before: the same bits as asked one by one.
#include "engine/base/rng.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {

TEST_CASE("what every need takes is the same asked at once or one by one", "[world][supply]") {
    WorldRun run(april_setup(), 8);
    run.run_weeks(12);
    REQUIRE(run.world.shocks.push({0.3, 4, ShockKind::demand_boom, Region::eu, {}}));
    run.world.firms[0].thrift = 0.1;
    const PerNeed uses = full_uses(run.params(), run.world);
    for (std::size_t i = 0; i < run.world.needs.size(); ++i) {
        CAPTURE(i);
        CHECK(uses[i] == full_use(run.params(), run.world, i));
    }
}

TEST_CASE("what makers at home add under tariffs is the same asked at once or one by one", "[world][price][tariff]") {
    const Params& params = april_setup()->params;
    const std::uint64_t seed = 21;
    CAPTURE(seed);
    Rng rng(seed, 1, Purpose::noise, 0);
    TariffTable tariffs{};
    for (auto& of_class : tariffs)
        for (auto& on_imports_of : of_class)
            for (double& pct : on_imports_of) pct = rng.chance(0.4) ? 100.0 * rng.uniform() : 0.0;
    PerNeed premiums;
    home_premiums(params, params.needs, tariffs, premiums);
    std::size_t taxed = 0;
    for (std::size_t i = 0; i < params.needs.size(); ++i) {
        CAPTURE(i);
        CHECK(premiums[i] == home_premium(params, params.needs[i], tariffs));
        taxed += premiums[i] > 0.0 ? 1 : 0;
    }
    CHECK(taxed > 0);
    CHECK(taxed < params.needs.size());
}

TEST_CASE("what a tonne costs at each site is the same asked at once or one by one", "[world][supply]") {
    auto setup = quiet_setup();
    if (GENERATE(true, false)) setup->params.rules.supply.experience_years.value = 0.0;  // nobody knows more for having made more
    WorldRun run(setup, 9);
    run.run_weeks(8);
    const Params& params = run.params();
    const SiteCosts costs = produce(params, run.world, capacity_growth(params, run.world), sale_terms(params, run.world));
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        CAPTURE(i);
        CHECK(costs[i] == full_cost(params, run.world, i));
    }
}

}  // namespace chokepoint::test

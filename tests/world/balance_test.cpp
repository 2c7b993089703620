// What must hold in every week of every game, whoever plays: no tonne appears or vanishes, nothing is negative,
// licences ship no more than they grant, prices stay in their bounds, every term is in one state.
#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/invariants.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

constexpr std::uint64_t seeds = 200;

}  // namespace

TEST_CASE("mass, money and terms add up in every week of 200 games", "[world][balance][invariant]") {
    const std::string strategy = GENERATE("", "random");
    const Setup& setup = *april_setup();
    const Cast cast = cast_of(setup, strategy);
    int weeks = 0, agreements = 0;
    double licensed = 0.0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        auto game = std::make_unique<Game>(start_game(setup, seed));
        std::vector<Mind> minds;
        std::string fault;
        PlayHooks hooks;
        hooks.week_closed = [&](const Game& now) {
            ++weeks;
            fault = fault_in(setup, now);
            return fault.empty();
        };
        play(setup, *game, cast, minds, hooks);
        if (fault.empty()) fault = not_finite_in(*game);
        const int week = game->cursor.week - 1;
        CAPTURE(strategy, seed, week, fault);
        REQUIRE(fault.empty());
        agreements += outcomes(setup, *game).agreements;
        for (const Need& need : game->world.needs) licensed += need.licence_shipped_t;
    }
    // The games were worth looking at.
    CHECK(weeks == static_cast<int>(seeds) * setup.params.weeks);
    CHECK(licensed > 0.0);
    CHECK(agreements > 0);
}

TEST_CASE("each product's tonnes add up by region and over the sea", "[world][balance][invariant]") {
    // An account kept apart from the ledger: what a week's shipments take out of market stocks stands in pipelines.
    const std::uint64_t seed = 17;
    CAPTURE(seed);
    WorldRun run(april_setup(), seed);
    for (int week = 0; week < 30; ++week) {
        const World before = run.world;
        grow_demand(run.params(), run.world);
        ship(run.params(), run.world, rules_of(run), capacity_growth(run.params(), run.world), full_uses(run.params(), run.world), run.resolve());
        PerProduct<double> left{}, shipped{}, arrived{}, travelling{};
        for (std::size_t p = 0; p < count_of<Product>; ++p)
            for (std::size_t r = 0; r < count_of<Region>; ++r) left[p] += before.market.stock_t[p][r] - run.world.market.stock_t[p][r];
        for (std::size_t i = 0; i < run.world.needs.size(); ++i) {
            const std::size_t p = index_of(run.params().needs[i].product);
            for (double t : run.world.needs[i].shipped_t) shipped[p] += t;
            arrived[p] += run.world.needs[i].stock() - before.needs[i].stock();
            travelling[p] += run.world.needs[i].transit() - before.needs[i].transit();
            CHECK(run.world.needs[i].stock() - before.needs[i].stock() == Approx(before.needs[i].transit_t[0]).margin(1e-9));
        }
        for (std::size_t p = 0; p < count_of<Product>; ++p) {
            CAPTURE(run.week, name_of(static_cast<Product>(p)));
            CHECK(left[p] == Approx(shipped[p]).margin(1e-8));
            CHECK(arrived[p] + travelling[p] == Approx(shipped[p]).margin(1e-8));
        }
        run.world = before;
        run.run_weeks(1);
    }
}

}  // namespace chokepoint::test

// Stocks, stops, shocks and by-products: the physical side.
#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

// A user whose plants are counted and that has at least two parts.
std::size_t car_maker(const Params& params) {
    for (std::size_t i = 0; i < params.firms.size(); ++i) {
        int parts = 0;
        for (std::size_t need : params.firms[i].needs) parts += params.needs[need].is_user ? 1 : 0;
        if (params.firms[i].counts_plants && params.firms[i].region != Region::china && parts >= 2) return i;
    }
    FAIL("no user with two parts");
    return 0;
}

void set_stock(World& world, std::size_t need, double tonnes) {
    world.needs[need].stock_t.fill(0.0);
    world.needs[need].stock_t[0] = tonnes;
}

}  // namespace

TEST_CASE("the opening state rests: without measures, shocks and noise little moves in a quarter", "[world][supply]") {
    WorldRun run(quiet_setup());
    const Market before = run.world.market;
    run.run_weeks(13);
    CHECK(run.world.tally.plants_stopped == 0.0);
    for (Product product : {Product::oxide_ndpr, Product::oxide_dy, Product::oxide_tb, Product::magnet_ndfeb, Product::magnet_ndfeb_ht}) {
        CAPTURE(name_of(product));
        CHECK(run.world.market.price_inside[index_of(product)] == Approx(before.price_inside[index_of(product)]).epsilon(0.15));
        CHECK(run.world.market.price_outside[index_of(product)] == Approx(before.price_outside[index_of(product)]).epsilon(0.15));
    }
}

TEST_CASE("a line stops when its scarcest part runs out and runs again when parts come", "[world][supply]") {
    WorldRun run(quiet_setup());
    const Params& params = run.params();
    const std::size_t firm = car_maker(params);
    std::vector<std::size_t> parts;
    for (std::size_t need : params.firms[firm].needs)
        if (params.needs[need].is_user) parts.push_back(need);
    for (std::size_t c = 0; c < params.firms[firm].cohorts; ++c)
        for (std::size_t need : parts) run.world.needs[need].stock_t[c] = 100.0 * params.needs[need].base_t;
    const double plenty = run.world.needs[parts[1]].stock_t[0];
    run.world.needs[parts[0]].stock_t.fill(0.0);  // one part of several

    consume(params, run.world, full_uses(params, run.world), run.resolve());
    for (std::size_t c = 0; c < params.firms[firm].cohorts; ++c) {
        CAPTURE(c);
        CHECK(run.world.firms[firm].output[c] == 0.0);
        CHECK(run.world.firms[firm].stopped_weeks[c] == 1);
        CHECK(run.world.firms[firm].ever_stopped[c]);
        CHECK(run.world.firms[firm].owed[c] > 0.0);
    }
    CHECK(run.world.needs[parts[1]].stock_t[0] == plenty);  // a line that stands uses nothing
    CHECK(run.world.tally.first_stop_week == run.week);
    ++run.week;
    consume(params, run.world, full_uses(params, run.world), run.resolve());
    CHECK(run.world.firms[firm].stopped_weeks[0] == 2);

    for (std::size_t c = 0; c < params.firms[firm].cohorts; ++c) run.world.needs[parts[0]].stock_t[c] = 100.0 * params.needs[parts[0]].base_t;
    ++run.week;
    consume(params, run.world, full_uses(params, run.world), run.resolve());
    for (std::size_t c = 0; c < params.firms[firm].cohorts; ++c) {
        CHECK(run.world.firms[firm].stopped_weeks[c] == 0);
        CHECK(run.world.firms[firm].output[c] > 1.0);  // lost output is caught up
    }
    CHECK(run.world.tally.first_stop_week == run.week - 2);
}

TEST_CASE("a line runs as far as its scarcest part, and no further", "[world][supply]") {
    auto setup = quiet_setup();
    setup->params.rules.supply.stretch_weeks.value = 0.0;  // no shift is cut to save parts
    WorldRun run(setup);
    const Params& params = run.params();
    const std::size_t firm = car_maker(params);
    std::size_t scarce = SIZE_MAX;
    for (std::size_t need : params.firms[firm].needs) {
        if (!params.needs[need].is_user) continue;
        for (std::size_t c = 0; c < params.firms[firm].cohorts; ++c) run.world.needs[need].stock_t[c] = 10.0 * params.needs[need].base_t;
        scarce = need;
    }
    const FirmParams& maker = params.firms[firm];
    const double week = 0.6 * params.needs[scarce].base_t;
    for (std::size_t c = 0; c < maker.cohorts; ++c) run.world.needs[scarce].stock_t[c] = week * maker.cohort_share[c];
    const double used_before = run.world.ledger.used_t[index_of(params.needs[scarce].product)];
    consume(params, run.world, full_uses(params, run.world), run.resolve());
    CHECK(run.world.firms[firm].output[0] == Approx(0.6));
    CHECK(run.world.needs[scarce].stock_t[0] == Approx(0.0).margin(1e-12));
    CHECK(run.world.ledger.used_t[index_of(params.needs[scarce].product)] >= used_before + week * 0.999);
}

TEST_CASE("a factory without an input makes nothing", "[world][supply]") {
    WorldRun run(quiet_setup());
    const Params& params = run.params();
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        const RecipeParams& recipe = params.recipes[params.facilities[i].recipe];
        if (recipe.input_count == 0 || params.facilities[i].base_t <= 0.0) continue;
        World world = run.world;
        set_stock(world, params.facilities[i].needs[0], 0.0);
        produce(params, world, capacity_growth(params, world), sale_terms(params, world));
        CAPTURE(i);
        CHECK(world.facilities[i].output_t == 0.0);
    }
}

TEST_CASE("a plant short of a part cuts shifts before it stops", "[world][supply]") {
    WorldRun run(quiet_setup());
    const Params& params = run.params();
    const std::size_t firm = car_maker(params);
    const FirmParams& maker = params.firms[firm];
    for (std::size_t need : maker.needs)
        for (std::size_t c = 0; c < maker.cohorts; ++c)
            if (params.needs[need].is_user)
                run.world.needs[need].stock_t[c] = 1.0 * params.needs[need].base_t * maker.cohort_share[c];
    consume(params, run.world, full_uses(params, run.world), run.resolve());
    const double stretched = 1.0 / params.rules.supply.stretch_weeks.value;
    REQUIRE(stretched > percent(params.rules.supply.stop_threshold));
    CHECK(run.world.firms[firm].output[0] == Approx(stretched));
    CHECK(run.world.firms[firm].stopped_weeks[0] == 0);
}

TEST_CASE("many plants are held by how lean they run, and the leanest hold the least", "[world][supply]") {
    WorldRun run(quiet_setup(), 5);
    const Params& params = run.params();
    int firms = 0;
    for (const FirmParams& firm : params.firms) {
        double all = 0.0;
        for (std::size_t c = 0; c < firm.cohorts; ++c) all += firm.cohort_share[c];
        if (firm.plants <= 6.0) continue;
        ++firms;
        CHECK(all == Approx(1.0));
        for (std::size_t need : firm.needs) {
            if (!params.needs[need].is_user) continue;
            for (std::size_t c = 1; c < firm.cohorts; ++c)
                CHECK(run.world.needs[need].stock_t[c - 1] / firm.cohort_share[c - 1] <=
                      run.world.needs[need].stock_t[c] / firm.cohort_share[c]);
        }
    }
    CHECK(firms > 5);
}

TEST_CASE("what one material lacks does not stop the uses of another where uses are many", "[world][supply]") {
    WorldRun run(quiet_setup(), 5);
    const Params& params = run.params();
    std::size_t index = 0;
    while (params.firms[index].counts_plants || params.firms[index].needs.size() < 2) ++index;
    const FirmParams& firm = params.firms[index];
    const std::size_t lacking = firm.needs[0], plenty = firm.needs[1];
    for (double& tonnes : run.world.needs[lacking].stock_t) tonnes = 0.0;
    const double before = run.world.needs[plenty].stock();
    consume(params, run.world, full_uses(params, run.world), run.resolve());
    CHECK(before - run.world.needs[plenty].stock() == Approx(params.needs[plenty].base_t).epsilon(0.01));
    CHECK(run.world.needs[lacking].stock() == 0.0);
}

TEST_CASE("a production quota binds Chinese separators only, and no government but China floods or sets it", "[world][supply][orders]") {
    WorldRun run(quiet_setup(), 5);
    WorldRun free = run;
    const Order quota = make_order(OrderKind::production_quota, 50.0);
    REQUIRE(run.order(Government::china, quota) == Refusal::none);
    CHECK(run.order(Government::us, quota) == Refusal::not_yours_to_do);
    CHECK(run.order(Government::china, make_order(OrderKind::flood, 61.0)) == Refusal::value_out_of_range);
    run.run_weeks(8);
    free.run_weeks(8);
    double here = 0.0, there = 0.0;
    for (std::size_t i = 0; i < run.params().facilities.size(); ++i) {
        const FacilityParams& site = run.params().facilities[i];
        if (run.params().recipes[site.recipe].stage != Stage::separation) continue;
        (zone_of(site.region) == Zone::inside ? here : there) +=
            run.world.facilities[i].output_t - free.world.facilities[i].output_t;
    }
    CHECK(here < 0.0);
    CHECK(there >= -1e-6 * -here);
}

TEST_CASE("an accident takes its share of a region's mines and of nothing else, and passes", "[world][shock]") {
    WorldRun run(quiet_setup());
    const Params& params = run.params();
    const Region struck = Region::australia;
    World hit = run.world;
    REQUIRE(hit.shocks.push({0.5, 3, ShockKind::mine_accident, struck, {}}));
    CHECK(shock_size(hit, ShockKind::mine_accident, struck) == 0.5);
    CHECK(shock_size(hit, ShockKind::mine_accident, Region::us) == 0.0);
    CHECK(shock_size(hit, ShockKind::border_closure, struck) == 0.0);
    produce(params, run.world, capacity_growth(params, run.world), sale_terms(params, run.world));
    produce(params, hit, capacity_growth(params, hit), sale_terms(params, hit));
    int mines = 0;
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        CAPTURE(i);
        const bool mine = params.recipes[params.facilities[i].recipe].stage == Stage::mine && params.facilities[i].region == struck;
        if (!mine || params.facilities[i].base_t <= 0.0) {
            // Elsewhere only what is learnt from making less of the same in the world differs.
            CHECK(hit.facilities[i].output_t == Approx(run.world.facilities[i].output_t).epsilon(1e-5));
            continue;
        }
        ++mines;
        CHECK(hit.facilities[i].output_t < 0.7 * run.world.facilities[i].output_t);
    }
    CHECK(mines > 0);
    for (int week = 2; week <= 4; ++week) begin_week(params, hit, {1, week, 0, params.day_of(week)});
    CHECK(hit.shocks.empty());
}

TEST_CASE("shocks strike at their yearly rate", "[world][shock]") {
    auto setup = quiet_setup();
    ShockParams boom;
    boom.kind = ShockKind::demand_boom;
    boom.region = Region::eu;
    boom.weekly_chance = 0.1;
    boom.size = 0.2;
    boom.weeks = 1;
    setup->params.shocks = {boom};
    int struck = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        WorldRun run(setup, seed);
        for (int week = 1; week <= 50; ++week) {
            begin_week(run.params(), run.world, {seed, week, 0, run.params().day_of(week)});
            const double size = shock_size(run.world, ShockKind::demand_boom, Region::eu);
            struck += size > 0.0 ? 1 : 0;
            if (size > 0.0) CHECK((size >= 0.2 * 0.6 && size <= 0.2 * 1.4));
        }
    }
    CHECK(struck == Approx(200).margin(50));
}

TEST_CASE("by-products above the cover that anyone would hold are written off, and the ledger says so", "[world][supply]") {
    WorldRun run(quiet_setup());
    const Params& params = run.params();
    const std::size_t p = index_of(Product::oxide_la_ce), r = index_of(Region::china);
    const double limit = params.rules.supply.write_off_cover_days.value / 7.0 * params.base_outflow_t[p][r];
    run.world.market.stock_t[p][r] = limit + 100.0;
    run.world.ledger.opening_t[p] += 0.0;
    const Ledger before = run.world.ledger;
    const Market market = run.world.market;
    write_off(params, run.world);
    CHECK(run.world.market.stock_t[p][r] == Approx(limit));
    CHECK(run.world.ledger.lost_t[p] - before.lost_t[p] == Approx(100.0));
    const std::size_t other = index_of(Product::oxide_dy);
    CHECK(run.world.market.stock_t[other] == market.stock_t[other]);
}

TEST_CASE("a stockpile order moves tonnes between market and reserve for money, and no further than either", "[world][supply]") {
    WorldRun run(quiet_setup());
    const std::size_t p = index_of(Product::magnet_ndfeb);
    GovernmentState& state = run.world.of(Government::us);
    double& market = run.world.market.stock_t[p][index_of(Region::us)];
    market = 50.0;
    Order order = make_order(OrderKind::stockpile, 20.0, Product::magnet_ndfeb);
    const double money = state.aid_left_usd_bn, price = run.world.market.price_outside[p];
    REQUIRE(run.order(Government::us, order) == Refusal::none);
    CHECK(market == 30.0);
    CHECK(state.reserve_t[p] == 20.0);
    CHECK(money - state.aid_left_usd_bn == Approx(20.0 * price * 1e-6));
    order.value = 1000.0;
    REQUIRE(run.order(Government::us, order) == Refusal::none);
    CHECK(market == 0.0);
    CHECK(state.reserve_t[p] == 50.0);
    state.alarm = 1.0;  // what the law asks for
    order.value = -1000.0;
    REQUIRE(run.order(Government::us, order) == Refusal::none);
    CHECK(market == 50.0);
    CHECK(state.reserve_t[p] == 0.0);
    state.aid_left_usd_bn = 0.0;
    order.value = 10.0;
    CHECK(run.order(Government::us, order) == Refusal::budget_exhausted);
}

TEST_CASE("thrift takes time, grows with effort and stops at what redesign can save", "[world][supply]") {
    WorldRun run(quiet_setup());
    const std::size_t lazy = car_maker(run.params());
    WorldRun keen = run;
    keen.world.firms[lazy].thrift_effort = 1.0;
    run.run_weeks(10);
    keen.run_weeks(10);
    CHECK(run.world.firms[lazy].thrift == 0.0);
    const double early = keen.world.firms[lazy].thrift;
    CHECK(early > 0.0);
    keen.run_weeks(200);
    CHECK(keen.world.firms[lazy].thrift > early);
    CHECK(keen.world.firms[lazy].thrift <= percent(run.params().rules.supply.thrift_max));
}

TEST_CASE("a plant that came later pays today's prices for what it takes in", "[world][supply]") {
    const std::uint64_t seed = 3;
    CAPTURE(seed);
    WorldRun run(quiet_setup(), seed);
    std::size_t index = 0;
    while (index < run.params().needs.size() && run.params().needs[index].base_t > 0.0) ++index;
    REQUIRE(index < run.params().needs.size());
    const std::size_t product = index_of(run.params().needs[index].product);
    Need& need = run.world.needs[index];
    need.extra_t = 1.0;  // a week, now that it runs
    const double before = need.unit_cost;
    run.world.market.price_inside[product] *= 2.0;
    run.world.market.price_outside[product] *= 2.0;
    run.run_weeks(6);
    CHECK(need.unit_cost > 1.05 * before);
}

}  // namespace chokepoint::test

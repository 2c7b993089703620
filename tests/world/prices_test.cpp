// Two zones of price, moved by goods and money and by no decree.
#include <cmath>

#include "engine/base/math.hpp"
#include "tests/support/catch.hpp"
#include "tests/world/from_china.hpp"

namespace chokepoint::test {

TEST_CASE("blocked goods grow dear outside and not inside", "[world][price]") {
    const std::uint64_t seed = GENERATE(1ULL, 2ULL);
    CAPTURE(seed);
    WorldRun run(quiet_setup(), seed);
    WorldRun free = run;
    REQUIRE(run.order(Government::china, licence_order(heavies)) == Refusal::none);
    run.run_weeks(8);
    free.run_weeks(8);
    for (Product product : {Product::oxide_dy, Product::oxide_tb}) {
        const std::size_t p = index_of(product);
        CAPTURE(name_of(product));
        CHECK(run.world.market.price_outside[p] > 1.5 * free.world.market.price_outside[p]);
        CHECK(run.world.market.price_inside[p] <= 1.1 * free.world.market.price_inside[p]);
    }
    const std::size_t la_ce = index_of(Product::oxide_la_ce);  // not blocked
    CHECK(run.world.market.price_outside[la_ce] == Approx(free.world.market.price_outside[la_ce]).epsilon(0.1));
}

TEST_CASE("a price reads no control: one that binds nobody leaves the whole world as it was", "[world][price][invariant]") {
    WorldRun run(quiet_setup(), 3);
    run.run_weeks(2);
    WorldRun decreed = run;
    ControlMeasure control;
    control.from_day = run.resolve().today;
    control.materials = (MaterialMask{1} << count_of<Material>) - 1;
    SECTION("nobody there buys from China") {
        RegionMask buyers = 0;
        for (const NeedParams& need : run.params().needs)
            for (std::size_t k = 0; k < need.origin_count; ++k)
                if (need.origins[k] == Region::china) buyers |= bit(need.region);
        control.destinations = every_region & ~buyers & ~bit(Region::china);
        REQUIRE(control.destinations != 0);
    }
    SECTION("everybody holds a general licence") {
        for (Firm& firm : run.world.firms) firm.general_licence = true;
        for (Firm& firm : decreed.world.firms) firm.general_licence = true;
    }
    SECTION("it is suspended") { control.suspended_until = far_day; }
    SECTION("it has ended") { control.until_day = control.from_day; }
    for (ControlKind kind : {ControlKind::licence, ControlKind::licence}) {
        control.kind = kind;
        REQUIRE(decreed.world.controls.push(control));
    }
    for (int week = 0; week < 12; ++week) {
        run.run_weeks(1);
        decreed.run_weeks(1);
        World without = decreed.world;
        without.controls = run.world.controls;
        CAPTURE(week);
        REQUIRE(first_difference(run.world, without).path == "");
    }
}

TEST_CASE("prices move on excess demand and cover alone", "[world][price]") {
    WorldRun run(quiet_setup(), 4);
    run.run_weeks(1);
    const std::size_t p = index_of(Product::oxide_dy);
    const auto outside_after = [&](auto change) {
        World world = run.world;
        change(world);
        move_prices(run.params(), world, full_uses(run.params(), world), run.resolve());
        return world.market.price_outside[p];
    };
    const double rest = outside_after([](World&) {});
    CHECK(outside_after([&](World& w) { w.market.unfilled_outside_t[p] = w.market.use_outside_t[p]; }) > rest);
    CHECK(outside_after([&](World& w) { w.market.rest_outside_weeks[p] *= 3.0; }) > rest);
    CHECK(outside_after([&](World& w) { w.market.rest_outside_weeks[p] /= 3.0; }) < rest);
    CHECK(outside_after([&](World& w) { w.market.price_inside[p] *= 2.0; }) > rest);
    CHECK(outside_after([](World& w) { w.controls.clear(); w.tariffs.clear(); w.agreements.clear(); }) == rest);
    CHECK(outside_after([](World& w) {
              ControlMeasure ban;
              ban.kind = ControlKind::ban;
              ban.materials = ~MaterialMask{0};
              ban.from_day = 0;
              CHECK(w.controls.push(ban));
          }) == rest);
}

TEST_CASE("no scarcity drives a quote past what the last user pays, nor a week past its cap", "[world][price][invariant]") {
    WorldRun run(quiet_setup(), 5);
    const Params& params = run.params();
    const double limit = params.rules.prices.max_weekly_move.value;
    Market& market = run.world.market;
    for (int week = 0; week < 60; ++week) {
        const Market before = market;
        for (std::size_t p = 0; p < count_of<Product>; ++p) {
            market.use_outside_t[p] = 1.0;
            market.unfilled_outside_t[p] = 10.0;  // hoarders order ten times what they use and get nothing
            market.rest_outside_weeks[p] = 1e6;
        }
        move_prices(params, run.world, full_uses(params, run.world), run.resolve());
        for (std::size_t p = 0; p < count_of<Product>; ++p) {
            if (!params.products[p].known) continue;
            CAPTURE(week, name_of(static_cast<Product>(p)));
            CHECK(market.price_outside[p] <= params.products[p].choke_price);
            CHECK(std::abs(math::log(market.price_outside[p] / before.price_outside[p])) <= limit * (1.0 + 1e-9));
        }
    }
    CHECK(market.price_outside[index_of(Product::oxide_dy)] == params.products[index_of(Product::oxide_dy)].choke_price);
}

TEST_CASE("a tariff makes dearer what it covers where it lands, and under its cover what is made at home", "[world][price][tariff]") {
    WorldRun run(quiet_setup(), 6);
    TariffTable none{}, hundred{};
    hundred[index_of(ProductClass::magnet)][index_of(Region::us)][index_of(Region::china)] = 100.0;
    const double pass = percent(run.params().rules.trade.pass_through);
    int magnets = 0;
    for (std::size_t i = 0; i < run.params().needs.size(); ++i) {
        const NeedParams& need = run.params().needs[i];
        if (need.region != Region::us) continue;
        const double before = landed_price(run.params(), run.world, i, Region::china, none);
        const double after = landed_price(run.params(), run.world, i, Region::china, hundred);
        const double price = run.world.market.price_inside[index_of(need.product)];
        CAPTURE(name_of(need.product));
        if (is_magnet(need.product)) {
            ++magnets;
            CHECK(after - before == Approx(price * pass));
        } else if (is_oxide(need.product)) {
            CHECK(after == before);
        }
        const double premium = home_premium(run.params(), need, hundred);
        CHECK(home_premium(run.params(), need, none) == 0.0);
        if (is_magnet(need.product)) {
            CHECK(premium > 0.0);
            CHECK(premium < pass);  // as far as imports were what a neighbour's goods competed with
        } else {
            CHECK(premium == 0.0);
        }
        // A tariff elsewhere is no cover.
        CHECK(landed_price(run.params(), run.world, i, Region::japan, hundred) == landed_price(run.params(), run.world, i, Region::japan, none));
    }
    CHECK(magnets > 0);
}

TEST_CASE("home makers use a tariff's cover no further than their sales allow", "[world][price][tariff]") {
    WorldRun run(quiet_setup(), 6);
    WorldRun free = run;
    Order tariff = tariff_order(Region::china, TariffComponent::section_232, 145.0);
    tariff.scope = bit(ProductClass::magnet);
    REQUIRE(run.order(Government::us, tariff) == Refusal::none);
    const auto ordered_at_home = [](WorldRun& of) {
        of.run_weeks(1);
        double sum = 0.0;
        for (std::size_t i = 0; i < of.params().needs.size(); ++i) {
            const NeedParams& need = of.params().needs[i];
            for (std::size_t k = 0; k < need.origin_count; ++k)
                if (is_magnet(need.product) && need.region == Region::us && need.origins[k] == Region::us) sum += of.world.needs[i].shipped_t[k];
        }
        return sum;
    };
    CHECK(ordered_at_home(run) >= ordered_at_home(free));
}

TEST_CASE("a tariff on a stage's output raises its makers' margin and the next stage's costs", "[world][price][tariff]") {
    WorldRun run(quiet_setup(), 6);
    WorldRun free = run;
    for (Region from : all_of<Region>()) {
        TariffMeasure tariff;
        tariff.by = Government::japan;
        tariff.on = from;
        tariff.component = TariffComponent::section_232;
        tariff.rate_pct = 50.0;
        tariff.classes = bit(ProductClass::metal);
        tariff.from_day = run.params().start;
        if (from != Region::japan) REQUIRE(run.world.tariffs.push(tariff));
    }
    run.run_weeks(6);
    free.run_weeks(6);
    const auto earns = [](const WorldRun& of, std::size_t site) { return revenue_ratio(of.params(), of.world, sale_terms(of.params(), of.world), site); };
    int metals = 0, magnets = 0;
    for (std::size_t i = 0; i < run.params().facilities.size(); ++i) {
        const FacilityParams& site = run.params().facilities[i];
        const Product made = run.params().recipes[site.recipe].output;
        if (site.region != Region::japan || site.base_t <= 0.0) continue;
        CAPTURE(name_of(made));
        if (class_of(made) == ProductClass::metal) {
            ++metals;
            CHECK(earns(run, i) > 1.1 * earns(free, i));
        } else if (is_magnet(made)) {
            ++magnets;
            CHECK(full_cost(run.params(), run.world, i) > 1.01 * full_cost(free.params(), free.world, i));
            CHECK(earns(run, i) < earns(free, i));
        }
    }
    CHECK((metals > 0 && magnets > 0));
}

}  // namespace chokepoint::test

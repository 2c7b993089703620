// Tariff stacks as arithmetic: what stands on a day, weighted by days and by coverage, and what orders do to it.
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

TariffMeasure measure(TariffComponent component, double rate, double coverage, Day from, Day until = far_day) {
    TariffMeasure tariff;
    tariff.component = component;
    tariff.rate_pct = rate;
    tariff.coverage = coverage;
    tariff.from_day = from;
    tariff.until_day = until;
    return tariff;
}

// A world whose only tariffs are the test's own.
struct Stack {
    WorldRun run{quiet_setup()};
    Day first = run.params().day_of(1);

    void add(const TariffMeasure& tariff) { REQUIRE(run.world.tariffs.push(tariff)); }
    double headline(Day day) const { return headline_pct(run.world, Government::us, Region::china, day); }
    double weighted(Day week_start) const { return weighted_pct(run.world, Government::us, Region::china, week_start); }
};

}  // namespace

TEST_CASE("what a rule with a threshold costs does not grow with the threshold, a list's cost grows with its firms", "[world][measures]") {
    const auto counted = [](ControlKind kind, double strength) {
        WorldRun run{quiet_setup()};
        ControlMeasure control;
        control.by = Government::us;
        control.kind = kind;
        control.strength = strength;
        control.destinations = bit(Region::china);
        control.from_day = run.params().day_of(1);
        REQUIRE(run.world.controls.push(control));
        return measure_strength(run.world, Government::us, kind, Region::china, run.params().day_of(1));
    };
    CHECK(counted(ControlKind::affiliates_rule, 50.0) == 1.0);
    CHECK(counted(ControlKind::affiliates_rule, 0.0) == 0.0);
    CHECK(counted(ControlKind::extraterritorial_rule, 0.1) == 1.0);
    CHECK(counted(ControlKind::entity_listing, 140.0) == 1.4);
    CHECK(counted(ControlKind::chips, 0.6) == 0.6);
}

TEST_CASE("components add up; a headline counts the across-the-board ones, the weighted rate all by coverage", "[world][tariff]") {
    Stack at;
    at.add(measure(TariffComponent::section_301, 25.0, 0.6, at.first - 1000));
    at.add(measure(TariffComponent::fentanyl, 20.0, 1.0, at.first - 10));
    at.add(measure(TariffComponent::reciprocal, 34.0, 0.5, at.first - 10));
    CHECK(at.headline(at.first) == Approx(54.0));
    CHECK(at.weighted(at.first) == Approx(15.0 + 20.0 + 17.0));
    CHECK(headline_pct(at.run.world, Government::us, Region::eu, at.first) == 0.0);
    CHECK(headline_pct(at.run.world, Government::china, Region::us, at.first) == 0.0);
}

TEST_CASE("a tariff counts from its first day up to the day it ends, pro rata in its week", "[world][tariff]") {
    Stack at;
    const int from = GENERATE(0, 1, 3, 6), until = GENERATE(7, 5, 4);
    if (from >= until) return;
    CAPTURE(from, until);
    at.add(measure(TariffComponent::reciprocal, 70.0, 0.5, at.first + from, at.first + until));
    for (int day = -2; day < 9; ++day) CHECK(at.headline(at.first + day) == (day >= from && day < until ? 70.0 : 0.0));
    CHECK(at.weighted(at.first) == Approx(70.0 * 0.5 * (until - from) / 7.0));
    at.run.world.tariffs[0].classes = bit(ProductClass::magnet);
    const TariffTable goods = goods_tariffs(at.run.world, at.first);
    const auto paid = [&](ProductClass kind) { return goods[index_of(kind)][index_of(Region::us)][index_of(Region::china)]; };
    CHECK(paid(ProductClass::magnet) == Approx(70.0 * (until - from) / 7.0));
    CHECK(paid(ProductClass::oxide) == 0.0);
}

TEST_CASE("a suspended tariff is out until its day and returns on it", "[world][tariff]") {
    Stack at;
    TariffMeasure tariff = measure(TariffComponent::reciprocal, 24.0, 1.0, at.first - 30);
    tariff.suspended_until = at.first + 2;
    at.add(tariff);
    CHECK(at.headline(at.first + 1) == 0.0);
    CHECK(at.headline(at.first + 2) == 24.0);
    CHECK(at.weighted(at.first) == Approx(24.0 * 5.0 / 7.0));
    CHECK(at.weighted(at.first + 7) == Approx(24.0));
}

TEST_CASE("a tariff order sets the component's rate, whatever pieces it stood in before", "[world][tariff]") {
    Stack at;
    const Day today = at.run.orders().today;
    SECTION("one piece") { at.add(measure(TariffComponent::reciprocal, 34.0, 0.66, at.first - 30)); }
    SECTION("a dated rise to come") {
        at.add(measure(TariffComponent::reciprocal, 10.0, 0.66, at.first, today + 3));
        at.add(measure(TariffComponent::reciprocal, 34.0, 0.66, today + 3));
    }
    SECTION("two pieces, as a truce leaves them that has run out") {
        at.add(measure(TariffComponent::reciprocal, 10.0, 0.66, at.first - 30));
        at.add(measure(TariffComponent::reciprocal, 24.0, 0.66, at.first - 30));
    }
    at.add(measure(TariffComponent::fentanyl, 20.0, 1.0, at.first - 10));
    const double before = at.headline(today - 1);
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 84.0)) == Refusal::none);
    CHECK(at.headline(today - 1) == before);  // the past stays
    for (int day : {0, 1, 2, 3, 4, 20}) {
        CAPTURE(day);
        CHECK(at.headline(today + day) == Approx(104.0));
        CHECK(at.weighted(today + day) == Approx(84.0 * 0.66 + 20.0));  // coverage stays where none is named
    }
    CHECK(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 84.0)) == Refusal::already_done);
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 0.0)) == Refusal::none);
    CHECK(at.headline(today) == Approx(20.0));
}

TEST_CASE("a control lifted for some goods and some buyers stands for all the others", "[world][control]") {
    WorldRun run(quiet_setup());
    const MaterialMask dy = bit(Material::dy), sm = bit(Material::sm);
    REQUIRE(run.order(Government::china, licence_order(dy | sm)) == Refusal::none);
    REQUIRE(run.order(Government::china, licence_order(dy, bit(Region::us), false)) == Refusal::none);
    const Day day = run.resolve().today;
    CHECK_FALSE(export_rule(run.params(), run.world, Product::oxide_dy, Region::us, day).needs_licence);
    CHECK(export_rule(run.params(), run.world, Product::oxide_sm, Region::us, day).needs_licence);
    CHECK(export_rule(run.params(), run.world, Product::oxide_dy, Region::japan, day).needs_licence);
    CHECK(export_rule(run.params(), run.world, Product::oxide_sm, Region::japan, day).needs_licence);
    for (Region region : all_of<Region>())
        for (Product product : all_of<Product>()) {
            CAPTURE(std::string(name_of(region)), std::string(name_of(product)));
            CHECK(needs_licence(run.world, product, region, day) == export_rule(run.params(), run.world, product, region, day).needs_licence);
        }
    REQUIRE(run.order(Government::china, licence_order(dy | sm, every_region, false)) == Refusal::none);
    for (Region region : all_of<Region>())
        for (Product product : all_of<Product>()) CHECK_FALSE(needs_licence(run.world, product, region, day));
    CHECK(run.order(Government::china, licence_order(dy, every_region, false)) == Refusal::already_done);
}

TEST_CASE("an order sets a control's strength, up or down, for the goods and buyers that it names", "[world][control]") {
    WorldRun run(quiet_setup());
    const auto strength = [&] { return control_strength(run.world, Government::us, ControlKind::chips, Region::china, run.resolve().today); };
    const auto set = [&](double wanted) {
        return run.order(Government::us, control_order(ControlKind::chips, wanted, 0, bit(Region::china)));
    };
    for (double wanted : {0.4, 0.8, 0.3}) {
        REQUIRE(set(wanted) == Refusal::none);
        CHECK(strength() == wanted);
    }
    CHECK(set(0.3) == Refusal::already_done);
    CHECK(set(1.1) == Refusal::value_out_of_range);  // more than all chips

    const MaterialMask dy = bit(Material::dy), tb = bit(Material::tb);
    REQUIRE(run.order(Government::china, control_order(ControlKind::export_quota, 0.3, dy | tb)) == Refusal::none);
    REQUIRE(run.order(Government::china, control_order(ControlKind::export_quota, 0.6, dy, bit(Region::us))) == Refusal::none);
    const auto let_out = [&](Product product, Region to) {
        return export_rule(run.params(), run.world, product, to, run.resolve().today).quota;
    };
    CHECK(let_out(Product::oxide_dy, Region::us) == 0.6);
    CHECK(let_out(Product::oxide_tb, Region::us) == 0.3);
    CHECK(let_out(Product::oxide_dy, Region::japan) == 0.3);
}

TEST_CASE("firms come off a list again, those of orders and those that stood before", "[world][measures]") {
    WorldRun run(quiet_setup());
    ControlMeasure old;
    old.by = Government::us;
    old.kind = ControlKind::entity_listing;
    old.strength = 40.0;
    old.destinations = bit(Region::china);
    old.from_day = run.params().start - 100;
    REQUIRE(run.world.controls.push(old));
    const auto listed = [&](double change) {
        REQUIRE(run.order(Government::us, make_order(OrderKind::list_firms, change)) == Refusal::none);
        return 100.0 * measure_strength(run.world, Government::us, ControlKind::entity_listing, Region::china, run.resolve().today);
    };
    CHECK(listed(10.0) == Approx(50.0));
    CHECK(listed(-30.0) == Approx(20.0));
    CHECK(listed(-100.0) == Approx(0.0).margin(1e-12));
    CHECK(run.order(Government::us, make_order(OrderKind::list_firms, -100.0)) == Refusal::already_done);
}

TEST_CASE("a ruling of the court suspends reciprocal tariffs for its weeks and nothing else", "[world][tariff][shock]") {
    auto setup = quiet_setup({.keeps_tariffs = true});
    ShockParams ruling;
    ruling.kind = ShockKind::court_ruling;
    ruling.region = Region::us;
    ruling.weekly_chance = 1.0;
    ruling.size = 1.0;
    ruling.weeks = 3;
    setup->params.shocks = {ruling};
    WorldRun run(setup);
    const Day today = run.params().day_of(5);
    const World before = run.world;
    begin_week(run.params(), run.world, {1, 5, 0, today});
    for (Government by : {Government::us, Government::china})
        for (Region on : {Region::us, Region::china, Region::eu}) {
            CAPTURE(name_of(by), name_of(on));
            double reciprocal = 0.0;
            for (const TariffMeasure& tariff : before.tariffs)
                if (tariff.by == by && tariff.on == on && tariff.component == TariffComponent::reciprocal && tariff.in_force(today))
                    reciprocal += tariff.rate_pct;
            const double cut = by == Government::us ? reciprocal : 0.0;
            CHECK(headline_pct(run.world, by, on, today + 1) == Approx(headline_pct(before, by, on, today + 1) - cut));
            CHECK(headline_pct(run.world, by, on, today + 21) == Approx(headline_pct(before, by, on, today + 21)));
        }
}

TEST_CASE("pieces of one component that fall on other goods stay apart", "[world][tariff]") {
    WorldRun run(quiet_setup());
    Order on_ore = tariff_order(Region::china, TariffComponent::reciprocal, 50.0);
    on_ore.scope = bit(ProductClass::concentrate);
    Order on_magnets = tariff_order(Region::china, TariffComponent::reciprocal, 30.0);
    on_magnets.scope = bit(ProductClass::magnet);
    REQUIRE(run.order(Government::us, on_ore) == Refusal::none);
    REQUIRE(run.order(Government::us, on_magnets) == Refusal::none);
    run.run_weeks(3);
    const TariffTable goods = goods_tariffs(run.world, run.params().day_of(run.week));
    const auto us_on_china = [&](ProductClass kind) { return goods[index_of(kind)][index_of(Region::us)][index_of(Region::china)]; };
    CHECK(us_on_china(ProductClass::concentrate) == Approx(50.0));
    CHECK(us_on_china(ProductClass::magnet) == Approx(30.0));
}

}  // namespace chokepoint::test

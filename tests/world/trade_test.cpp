// Trade in all goods under tariffs: who loses it, who takes it over, when it is hurried.
#include "engine/base/math.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

const TradeFlow& flow(const WorldRun& of, Region from, Region to) {
    for (std::size_t i = 0; i < of.params().flows.size(); ++i)
        if (of.params().flows[i].from == from && of.params().flows[i].to == to) return of.world.flows[i];
    FAIL("no such flow");
    return of.world.flows[0];
}

// Value of a government's imports, USD bn a year, at the prices of the start.
double imports(const WorldRun& of, Region to) {
    double sum = 0.0;
    for (std::size_t i = 0; i < of.params().flows.size(); ++i)
        if (of.params().flows[i].to == to) sum += of.params().flows[i].value * of.world.flows[i].ratio;
    return sum;
}

WorldRun under_tariff(double rate_pct, int weeks) {
    WorldRun run(quiet_setup(), 2);
    if (rate_pct > 0.0) REQUIRE(run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, rate_pct)) == Refusal::none);
    run.run_weeks(weeks);
    return run;
}

// 50 points of the United States on China, dated.
void announce_for_week_5(WorldRun& run) {
    TariffMeasure later;
    later.component = TariffComponent::reciprocal;
    later.rate_pct = 50.0;
    later.from_day = run.params().day_of(5);
    REQUIRE(run.world.tariffs.push(later));
}

}  // namespace

TEST_CASE("a tariff shrinks the trade it falls on, more in the long run, and earns value times rate", "[world][trade]") {
    WorldRun run(quiet_setup(), 2);
    WorldRun free = run;
    REQUIRE(run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 60.0)) == Refusal::none);
    run.run_weeks(3);
    const double early = flow(run, Region::china, Region::us).ratio;
    CHECK(early < 0.6);
    CHECK(flow(run, Region::china, Region::us).rate_pct == Approx(60.0));
    free.run_weeks(3);
    CHECK(flow(run, Region::us, Region::china).ratio == flow(free, Region::us, Region::china).ratio);
    double value = 0.0;
    for (const TradeFlowParams& spec : run.params().flows)
        if (spec.from == Region::china && spec.to == Region::us) value = spec.value;
    // What was afloat when the rate changed paid the old one.
    CHECK(run.world.of(Government::us).revenue_usd_bn < 0.9 * value * early * 0.6);
    run.run_weeks(80);
    const double late = flow(run, Region::china, Region::us).ratio;
    CHECK(run.world.of(Government::us).revenue_usd_bn == Approx(value * late * 0.6));
    CHECK(flow(run, Region::china, Region::us).ratio < 0.9 * early);
    CHECK(run.world.of(Government::china).pain[index_of(PainCause::export_losses)] > 0.0);
    CHECK(run.world.of(Government::us).pain[index_of(PainCause::tariff_costs)] > 0.0);
    CHECK(run.world.of(Government::us).inflation_pct > 0.0);
}

TEST_CASE("importers hurry before a rise that is already dated, and buy less after", "[world][trade]") {
    WorldRun run(quiet_setup(), 3);
    WorldRun free = run;
    announce_for_week_5(run);
    run.run_weeks(4);
    free.run_weeks(4);
    CHECK(flow(run, Region::china, Region::us).ratio > flow(free, Region::china, Region::us).ratio);
    run.run_weeks(2);
    free.run_weeks(2);
    CHECK(flow(run, Region::china, Region::us).ratio < flow(free, Region::china, Region::us).ratio);
}

TEST_CASE("a rise of tariffs strains markets at once and the strain fades", "[world][trade]") {
    WorldRun run(quiet_setup(), 4);
    REQUIRE(run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 100.0)) == Refusal::none);
    run.run_weeks(1);
    const double struck = run.world.of(Government::us).stress;
    CHECK(struck > 0.0);
    run.run_weeks(12);
    CHECK(run.world.of(Government::us).stress < 0.5 * struck);
}

TEST_CASE("what a tariff takes from one partner goes to the others in part, and the rest is not bought abroad", "[world][trade]") {
    const WorldRun taxed = under_tariff(60.0, 26), free = under_tariff(0.0, 26);
    const auto ratio = [&](const WorldRun& of, Region from) { return flow(of, from, Region::us).ratio; };
    CHECK(ratio(taxed, Region::china) < 0.5);
    CHECK(ratio(taxed, Region::japan) > 1.01 * ratio(free, Region::japan));
    CHECK(ratio(taxed, Region::japan) == Approx(ratio(taxed, Region::eu)));  // no partner is nearer than another
    const double lost = (ratio(free, Region::china) - ratio(taxed, Region::china)) * 439.0;
    const double less = imports(free, Region::us) - imports(taxed, Region::us);
    CHECK(less > 0.0);
    CHECK(less < lost);
    // Who gains sales feels no loss of exports, and other importers' trade is as before.
    CHECK(taxed.world.of(Government::japan).pain[index_of(PainCause::export_losses)] == 0.0);
    CHECK(flow(taxed, Region::china, Region::eu).ratio == flow(free, Region::china, Region::eu).ratio);
}

TEST_CASE("a prohibitive tariff on one partner shrinks imports as a whole, and more so once buyers have settled", "[world][trade]") {
    const WorldRun free = under_tariff(0.0, 1), early = under_tariff(145.0, 3), late = under_tariff(145.0, 150);
    CHECK(imports(early, Region::us) < imports(free, Region::us));
    CHECK(imports(late, Region::us) < 0.99 * imports(free, Region::us));
    CHECK(flow(late, Region::china, Region::us).ratio < 0.15);
}

TEST_CASE("tariffs cost buyers less than their rate, and the more the fewer ways around them there are", "[world][trade]") {
    WorldRun run(quiet_setup(), 2);
    const auto felt_points = [&](const WorldRun& of) {
        const PerFlow felt = felt_rises(of.params(), of.world);
        double sum = 0.0;
        for (std::size_t i = 0; i < of.params().flows.size(); ++i)
            if (of.params().flows[i].to == Region::us) sum += of.params().flows[i].share * felt[i];
        return sum;
    };
    for (std::size_t i = 0; i < run.params().flows.size(); ++i)
        if (run.params().flows[i].to == Region::us) run.world.flows[i].rate_pct = 20.0;
    const double on_all = felt_points(run), pass = percent(run.params().rules.trade.pass_through);
    CHECK(on_all < 20.0 * pass);
    CHECK(on_all > 15.0 * pass);
    for (std::size_t i = 0; i < run.params().flows.size(); ++i)
        if (run.params().flows[i].from != Region::china) run.world.flows[i].rate_pct = 0.0;
    double share = 0.0;
    for (const TradeFlowParams& spec : run.params().flows)
        if (spec.from == Region::china && spec.to == Region::us) share = spec.share;
    CHECK(felt_points(run) < share * on_all);
    for (TradeFlow& each : run.world.flows) each.rate_pct = 0.0;
    CHECK(felt_points(run) == 0.0);
}

TEST_CASE("a tariff on every partner alike turns no buyer from one to another", "[world][trade]") {
    WorldRun run(quiet_setup(), 2);
    for (const TradeFlowParams& spec : run.params().flows) {
        if (spec.to != Region::us) continue;
        TariffMeasure all;
        all.by = Government::us;
        all.on = spec.from;
        all.component = TariffComponent::reciprocal;
        all.rate_pct = 20.0;
        all.from_day = run.params().start - 7;
        REQUIRE(run.world.tariffs.push(all));
    }
    run.run_weeks(10);
    const TradeRules& rules = run.params().rules.trade;
    const double dearer = 1.0 + 0.2 * percent(rules.pass_through);
    for (Region from : {Region::china, Region::japan, Region::eu})
        CHECK(flow(run, from, Region::us).ratio == Approx(math::pow(dearer, -rules.import_elasticity.value)));
}

TEST_CASE("what was imported early is missed later, tonne for tonne", "[world][trade]") {
    WorldRun run(quiet_setup(), 3);
    WorldRun free = run;
    announce_for_week_5(run);
    double early = 0.0, missed = 0.0;
    for (int week = 0; week < 120; ++week) {
        if (week == 4) run.world.tariffs.clear();  // called off on the day before
        run.run_weeks(1);
        free.run_weeks(1);
        const double more = flow(run, Region::china, Region::us).ratio - flow(free, Region::china, Region::us).ratio;
        (week < 4 ? early : missed) += more;
    }
    CHECK(early > 0.1);
    CHECK(missed == Approx(-early).epsilon(0.001));
}

}  // namespace chokepoint::test

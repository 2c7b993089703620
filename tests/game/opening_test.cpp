// Acts before the start that still stand: taken over on the first day, or refused before any game is played.
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

RecordedAct floor_of(double usd_per_kg) {
    RecordedAct act;
    act.date = "2025-03-01";
    act.by = Government::us;
    act.kind = OrderKind::price_floor;
    act.what = "oxide_ndpr";
    act.target = Region::us;
    act.value = {usd_per_kg, usd_per_kg, usd_per_kg, "USD/kg", "a test", FigureStatus::judgement};
    act.second = {6000.0, 6000.0, 6000.0, "t/yr", "a test", FigureStatus::judgement};
    return act;
}

Result<std::shared_ptr<const Setup>> april_after(const RecordedAct& act) {
    Scenario scenario = april_2025();
    scenario.opening.push_back(act);
    return make_setup(std::move(scenario));
}

std::string fault_of(const RecordedAct& act) {
    const auto setup = april_after(act);
    return setup ? "sound" : setup.error().message;
}

double highest_floor(const Game& game) {
    double highest = 0.0;
    for (const Firm& firm : game.world.firms) highest = std::max(highest, firm.price_floor);
    return highest;
}

}  // namespace

TEST_CASE("a floor granted before the start stands on the first day", "[game][opening]") {
    const auto setup = april_after(floor_of(110.0));
    REQUIRE(setup.ok());
    CHECK(highest_floor(start_game(**setup, 3)) == 110.0);
    CHECK(highest_floor(start_game(*april_setup(), 3)) == 0.0);
}

TEST_CASE("an opening act that cannot have been is a fault of the scenario", "[game][opening][unhappy]") {
    CHECK(fault_of(floor_of(1e9)).find("opening[0]: refused as value_out_of_range") == 0);
    RecordedAct late = floor_of(110.0);
    late.date = "2025-04-02";
    CHECK(fault_of(late).find("opening[0].date: is not before the start") == 0);
    late.date = "some day";
    CHECK(fault_of(late).find("opening[0].date: 'some day' is no date") == 0);
    RecordedAct odd = floor_of(110.0);
    odd.what = "fish";
    CHECK(fault_of(odd).find("opening[0].what: 'fish' is not what a price_floor asks for") == 0);
    RecordedAct nobody = floor_of(110.0);
    nobody.by = Government::india;
    CHECK(fault_of(nobody).find("opening[0]: refused as unknown_target") == 0);
    RecordedAct tariff = floor_of(110.0);
    tariff.kind = OrderKind::set_tariff;
    tariff.what = "reciprocal";
    CHECK(fault_of(tariff).find("opening[0].kind: tariffs and controls in force at the start") == 0);
}

TEST_CASE("a recorded control falls on the region it names, on all where it names its own", "[game][opening]") {
    RecordedAct act;
    act.by = Government::china;
    act.kind = OrderKind::set_control;
    act.what = "ban";
    act.materials = {Material::ndpr};
    act.target = Region::japan;
    CHECK(order_of(act).regions == bit(Region::japan));
    CHECK(order_of(act).scope == bit(Material::ndpr));
    act.target = Region::china;
    CHECK(order_of(act).regions == every_region);
}

}  // namespace chokepoint::test

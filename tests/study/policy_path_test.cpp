#include "engine/study/policy_path.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

RecordedAct act_of(OrderKind kind, std::string what, std::string date = "2025-05-01") {
    RecordedAct act;
    act.date = std::move(date);
    act.by = Government::china;
    act.kind = kind;
    act.what = std::move(what);
    act.target = Region::china;
    act.value.value = 1.0;
    act.second.value = 1.0;
    return act;
}

}  // namespace

TEST_CASE("the recorded course is read in order of date", "[study][policy]") {
    const auto orders = recorded_orders(test::april_2025());
    REQUIRE(orders.ok());
    CHECK(orders->size() == test::april_2025().recorded_policy.size());
    for (std::size_t i = 1; i < orders->size(); ++i) CHECK((*orders)[i - 1].day <= (*orders)[i].day);
    const DatedOrder& first = orders->front();
    CHECK(format_day(first.day) == "2025-04-04");
    CHECK(first.by == Government::china);
    CHECK(first.order.kind == OrderKind::set_control);
    CHECK(first.order.regions == every_region);
    CHECK((first.order.scope & bit(Material::dy)) != 0);
    CHECK((first.order.scope & bit(Material::ndpr)) == 0);
}

TEST_CASE("a control on the actor's own region goes to all, on another to that one alone",
          "[study][policy]") {
    Scenario scenario = test::april_2025();
    scenario.recorded_policy = {act_of(OrderKind::set_control, "ban"), act_of(OrderKind::set_control, "ban")};
    scenario.recorded_policy[1].target = Region::japan;
    const auto orders = recorded_orders(scenario);
    REQUIRE(orders.ok());
    CHECK((*orders)[0].order.regions == every_region);
    CHECK((*orders)[1].order.regions == bit(Region::japan));
}

TEST_CASE("aid names its project by the second number", "[study][policy]") {
    Scenario scenario = test::april_2025();
    scenario.recorded_policy = {act_of(OrderKind::project_aid, "")};
    scenario.recorded_policy[0].by = Government::us;
    scenario.recorded_policy[0].second.value = 3.0;
    const auto orders = recorded_orders(scenario);
    REQUIRE(orders.ok());
    CHECK(orders->front().order.target == 3);
}

TEST_CASE("an act without a day of the calendar is named", "[study][policy]") {
    Scenario scenario = test::april_2025();
    scenario.recorded_policy = {act_of(OrderKind::set_control, "licence"),
                                act_of(OrderKind::set_control, "ban", "2025-02-30")};
    const auto orders = recorded_orders(scenario);
    REQUIRE_FALSE(orders.ok());
    REQUIRE(orders.errors().size() == 1);
    CHECK_THAT(orders.errors()[0].message, test::contains("recorded_policy[1]"));
    CHECK_THAT(orders.errors()[0].message, test::contains("2025-02-30"));
}

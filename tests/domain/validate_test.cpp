// What validate() must see, case by case on the minimal scenario: each change gives exactly one fault, at its path.
#include <functional>

#include "engine/domain/scenario.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;

namespace {

const Scenario& minimal() {
    static const auto scenario = codec::load_scenario(CHOKEPOINT_SOURCE_DIR "/tests/golden/minimal.textproto");
    REQUIRE(scenario.ok());
    return *scenario;
}

// The faults after one change, as "path: message" lines.
std::string faults_after(const std::function<void(Scenario&)>& change) {
    Scenario scenario = minimal();
    change(scenario);
    std::string text;
    for (const Fault& fault : validate(scenario)) text += (text.empty() ? "" : "\n") + fault.path + ": " + fault.message;
    return text;
}

}  // namespace

TEST_CASE("the minimal scenario has no fault", "[domain][validate]") {
    CHECK(faults_after([](Scenario&) {}).empty());
}

TEST_CASE("shares may be off by rounding, no more", "[domain][validate]") {
    CHECK(faults_after([](Scenario& s) { s.sourcing[3].from[0].share.value = 99.6; }).empty());
    CHECK(faults_after([](Scenario& s) { s.sourcing[3].from[0].share.value = 99.4; }) ==
          "sourcing[3].from: shares add up to 99.4; must be 100 within 0.5");
}

TEST_CASE("capacities of the state are limits of a scenario", "[domain][validate]") {
    const std::string firms = faults_after([](Scenario& s) {
        for (int i = 0; i < 63; ++i) {
            s.firms.push_back(s.firms[1]);
            s.firms.back().name = "firm-" + std::to_string(i);
        }
    });
    CHECK(firms == "firms: 65 items; at most 64 fit");
    const std::string tariffs = faults_after([](Scenario& s) { s.tariffs.resize(49, s.tariffs[0]); });
    CHECK(tariffs == "tariffs: 49 items; at most 48 fit");
    const std::string origins = faults_after([](Scenario& s) {
        FacilitySpec line = s.facilities[3];
        s.records.clear();
        for (Region region : {Region::us, Region::japan, Region::eu, Region::korea, Region::india}) {
            line.name = "line-" + std::string(name_of(region));
            line.region = region;
            s.facilities.push_back(line);
            s.sourcing.push_back(s.sourcing[2]);
            s.sourcing.back().to = region;
            s.sourcing[3].from.push_back(s.sourcing[3].from[0]);
            s.sourcing[3].from.back().region = region;
        }
        for (RegionShare& from : s.sourcing[3].from) from.share.value = 100.0 / 6.0;
    });
    CHECK(origins.find("sourcing[3].from: 6 items; at most 5 fit") == 0);
}

TEST_CASE("sites of projects count against the state and need what they take in", "[domain][validate]") {
    CHECK(faults_after([](Scenario& s) { s.projects[0].recipe = "press"; }) ==
          "projects[0]: metal_ndpr is needed in us but no sourcing row says where it is bought");
    const std::string sites = faults_after([](Scenario& s) {
        while (s.facilities.size() < limits::facilities) {
            s.facilities.push_back(s.facilities[0]);
            s.facilities.back().name = "pit-" + std::to_string(s.facilities.size());
        }
    });
    CHECK(sites == "projects: " + std::to_string(limits::facilities + 1) + " items; at most " +
                       std::to_string(limits::facilities) + " fit");
}

TEST_CASE("dates must exist and follow each other", "[domain][validate]") {
    CHECK(faults_after([](Scenario& s) { s.tariffs[0].from = "2025-4-9"; }).find("tariffs[0].from: ") == 0);
    CHECK(faults_after([](Scenario& s) { s.controls[0].until = "2025-04-04"; }) ==
          "controls[0].until: is not after from");
    CHECK(faults_after([](Scenario& s) { s.recorded_policy[0].date = "2025-04-01"; })
              .find("recorded_policy[0].date: is before the start") == 0);
}

TEST_CASE("figures stay inside their meaning", "[domain][validate]") {
    CHECK(faults_after([](Scenario& s) { s.tariffs[0].coverage = {101, 0, 200, "percent", "x", {}}; }) ==
          "tariffs[0].coverage: is 101; must be 0 to 100");
    CHECK(faults_after([](Scenario& s) { s.governments[0].patience = {1.5, 0, 2, "1", "x", {}}; }) ==
          "governments[0].patience: is 1.5; must be 0.5 to 1");
    CHECK(faults_after([](Scenario& s) { s.governments[0].no_deal_worth = {1, 0, 1, "share", "x", {}}; }) ==
          "governments[0].no_deal_worth: is 1; must be -2 to 0.9");
    CHECK(faults_after([](Scenario& s) { s.facilities[3].utilisation.unit.clear(); }) ==
          "facilities[3].utilisation: has no unit");
    CHECK(faults_after([](Scenario& s) { s.products[0].price_inside.low = -1.0 / 0.0; }) ==
          "products[0].price_inside: is not finite");
}

TEST_CASE("a parameter that would leave arithmetic is a fault", "[domain][validate]") {
    // Each of these once sent a game out of its bounds: negative orders, an endless oscillation, infinite shares.
    CHECK(faults_after([](Scenario& s) { s.rules.licensing.customs_check_share = {150, 0, 200, "percent", "x", {}}; }) ==
          "rules.licensing.customs_check_share: is 150; must be 0 to 100");
    CHECK(faults_after([](Scenario& s) { s.rules.negotiation.power_joint = {300, 0, 300, "percent", "x", {}}; }) ==
          "rules.negotiation.power_joint: is 300; must be 0 to 100");
    CHECK(faults_after([](Scenario& s) { s.rules.trade.elasticity_short = {500, 0, 500, "1", "x", {}}; }) ==
          "rules.trade.elasticity_short: is 500; must be 0 to 20");
    CHECK(faults_after([](Scenario& s) { s.rules.prices.contract_follow = {300, 0, 300, "percent", "x", {}}; }) ==
          "rules.prices.contract_follow: is 300; must be 0 to 100");
}

TEST_CASE("a record must agree with the facilities region by region", "[domain][validate]") {
    CHECK(faults_after([](Scenario& s) {
              s.records[0].shares[0].share.value = 97.0;
              s.records[0].shares.push_back({Region::us, {3, 0, 10, "percent", "x", {}}});
          }).find("records[0].shares: china is recorded with 97 percent but its facilities make 100") == 0);
}

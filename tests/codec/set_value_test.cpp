// Values by path, as --set, designs and sweeps use them.
#include "proto/codec/scenario_text.hpp"
#include "tests/codec/april.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::codec;
using chokepoint::test::april;

namespace {

Scenario changed(std::string_view path, std::string_view value) {
    auto result = with(april(), path, value);
    if (!result) FAIL(to_string(result.errors()));
    return *result;
}

std::string refusal(std::string_view path, std::string_view value = "1") {
    const auto result = with(april(), path, value);
    return result ? "accepted" : result.error().message;
}

const FirmSpec& firm(const Scenario& scenario, std::string_view name) {
    for (const FirmSpec& spec : scenario.firms)
        if (spec.name == name) return spec;
    FAIL("no such firm");
    return scenario.firms[0];
}

}  // namespace

TEST_CASE("a path sets one value and nothing else", "[codec][paths]") {
    const Scenario longer = changed("weeks", "60");
    CHECK(longer.weeks == 60);
    CHECK(april().weeks_per_turn == 1);
    CHECK(changed("weeks_per_turn", "4").weeks_per_turn == 4);
    CHECK(first_difference(april(), longer).path.find("weeks") != std::string::npos);

    CHECK_FALSE(april().switched_off.monitoring);
    CHECK(changed("switched_off.monitoring", "true").switched_off.monitoring);
    CHECK(refusal("switched_off.monitoring", "1") == "switched_off.monitoring takes true or false");

    const Scenario loud = changed("firms[mp-materials].lobby_weight", "12.5");
    CHECK(firm(loud, "mp-materials").lobby_weight.value == 12.5);
    CHECK(firm(loud, "mp-materials").lobby_weight.high == firm(april(), "mp-materials").lobby_weight.high);

    CHECK(changed("rules.prices.noise", "0").rules.prices.noise.value == 0.0);
    CHECK(changed("rules.prices.noise.high", "0.2").rules.prices.noise.high == 0.2);
    CHECK(changed("governments[us].strategy", "hawk").governments[0].strategy == "hawk");
    CHECK(changed("governments[1].patience", "0.9").governments[1].patience.value == 0.9);
    CHECK(changed("firms[suzuki].has_seat", "false").firms.size() == april().firms.size());
    CHECK(changed("agendas[us-china].issues[truce].ladder[1]", "8").agendas[0].issues[6].ladder[1] == 8.0);
    CHECK(changed("projects[0].state", "building").projects[0].state == ProjectState::building);
}

TEST_CASE("list items go by several names where one does not suffice", "[codec][paths]") {
    const Scenario scenario = changed("sourcing[magnet_ndfeb,us].from[china].share", "70");
    bool found = false;
    for (const SourcingSpec& row : scenario.sourcing)
        if (row.product == Product::magnet_ndfeb && row.to == Region::us) found = row.from[0].share.value == 70.0;
    CHECK(found);
    CHECK(refusal("sourcing[magnet_ndfeb].from[china].share").find("add a second name") != std::string::npos);
}

TEST_CASE("a figure outside its range is allowed, one that is no number is not", "[codec][paths]") {
    CHECK(changed("users[ford-chicago].stock_days", "500").users[0].stock_days.value == 500.0);
    for (const char* value : {"", "nan", "inf", "-inf", "1e999", "5 days", "0x10"})
        CHECK(refusal("users[ford-chicago].stock_days", value).find("takes a finite number") != std::string::npos);
}

TEST_CASE("an unknown path is refused with what would be right", "[codec][paths]") {
    CHECK(refusal("wekks").find("did you mean 'weeks'") != std::string::npos);
    CHECK(refusal("firms[mp-material].lobby_weight").find("did you mean 'mp-materials'") != std::string::npos);
    CHECK(refusal("firms[mp-materials].lobby").find("did you mean 'lobby_weight'") != std::string::npos);
    CHECK(refusal("firms.lobby_weight").find("is a list") != std::string::npos);
    CHECK(refusal("firms[900].lobby_weight").find("does not exist") != std::string::npos);
    CHECK(refusal("weeks[1]").find("is no list") != std::string::npos);
    CHECK(refusal("weeks.value").find("has no part") != std::string::npos);
    CHECK(refusal("rules.prices").find("not one value") != std::string::npos);
    CHECK(refusal("").find("is no path") != std::string::npos);
    CHECK(refusal("firms[").find("is no path") != std::string::npos);
    CHECK(refusal("rules..noise").find("is no path") != std::string::npos);
    CHECK(refusal("firms[mp-materials].kind", "minor").find("did you mean 'miner'") != std::string::npos);
    CHECK(refusal("weeks", "0") == "weeks must be 1 to 5200");
    CHECK(refusal("weeks", "1.5").find("whole number") != std::string::npos);
    CHECK(refusal("weeks_per_turn", "0") == "weeks_per_turn must be 1 to 26");
    CHECK(refusal("weeks_per_turn", "27") == "weeks_per_turn must be 1 to 26");
}

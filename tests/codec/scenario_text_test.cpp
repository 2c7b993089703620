// Scenario files that are sound: they load, and text and value are two forms of one thing.
#include "proto/codec/scenario_text.hpp"

#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::codec;

namespace {

const std::string root = CHOKEPOINT_SOURCE_DIR;

void check_round_trip(const std::string& path) {
    const auto scenario = load_scenario(path);
    if (!scenario) FAIL(to_string(scenario.errors()));
    const auto again = parse_scenario(scenario_text(*scenario), "again");
    if (!again) FAIL(to_string(again.errors()));
    CHECK(first_difference(*scenario, *again).path.empty());
    CHECK(digest_of(*scenario) == digest_of(*again));
    CHECK(scenario_text(*scenario) == scenario_text(*again));
}

}  // namespace

TEST_CASE("the minimal scenario is sound and survives being written", "[codec][scenario]") {
    check_round_trip(root + "/tests/golden/minimal.textproto");
}

TEST_CASE("april-2025 is sound and survives being written", "[codec][scenario]") {
    check_round_trip(root + "/configs/scenarios/april-2025.textproto");
}

TEST_CASE("a file that cannot be read is named", "[codec][scenario]") {
    const auto scenario = load_scenario("no/such/file.textproto");
    REQUIRE(!scenario);
    CHECK(scenario.error().file == "no/such/file.textproto");
    CHECK(scenario.error().message.find("cannot be read") == 0);
}

TEST_CASE("all faults of a file come at once and in line order", "[codec][scenario]") {
    const auto scenario = parse_scenario(
        "name: 'x'\n"
        "colour: 'red'\n"
        "firms { name: 'a' kind: 'minor' region: 'us' disclosure { value: 1 } }\n"
        "weeks: 1\n"
        "size: 3\n",
        "f");
    REQUIRE(!scenario);
    const Errors& errors = scenario.errors();
    REQUIRE(errors.size() > 4);
    for (std::size_t i = 1; i < errors.size(); ++i) CHECK(errors[i - 1].line <= errors[i].line);
    CHECK(to_string(errors).find("f:2: unknown field 'colour'") != std::string::npos);
    CHECK(to_string(errors).find("f:3: firms[0].kind: unknown FirmKind 'minor'; allowed are miner,") !=
          std::string::npos);
    CHECK(to_string(errors).find("f:3: firms[0].disclosure: missing low") != std::string::npos);
    CHECK(to_string(errors).find("f:5: unknown field 'size'") != std::string::npos);
}

// Scenario files that are sound: they load, and text and value are two forms of one thing.
#include "proto/codec/scenario_text.hpp"

#include <filesystem>

#include "tests/support/catch.hpp"
#include "tests/support/shipped.hpp"

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

TEST_CASE("every scenario that ships is sound and survives being written", "[codec][scenario]") {
    const auto files = test::shipped_scenarios();
    CHECK(files.size() >= 5);
    for (const std::string& file : files) {
        INFO(file);
        check_round_trip(file);
    }
}

TEST_CASE("a scenario that ships goes by its file's name and says what it teaches", "[codec][scenario]") {
    for (const std::string& file : test::shipped_scenarios()) {
        INFO(file);
        const auto scenario = load_scenario(file);
        REQUIRE(scenario.ok());
        CHECK(scenario->name == std::filesystem::path(file).stem());
        CHECK(scenario->learning_goals.size() >= 3);
        for (const AgendaSpec& agenda : scenario->agendas) CHECK(agenda.issues.size() >= 1);
        CHECK(seat_of(*scenario, "us") != no_seat);
        CHECK(seat_of(*scenario, "china") != no_seat);
    }
}

TEST_CASE("the classroom has five seats and twelve turns", "[codec][scenario]") {
    const auto scenario = load_scenario(root + "/configs/scenarios/classroom.textproto");
    REQUIRE(scenario.ok());
    CHECK(seat_count(*scenario) == 5);
    CHECK(scenario->weeks == 12 * scenario->weeks_per_turn);
    CHECK(scenario->weeks_per_turn > 1);
    CHECK(scenario->summary.find("45 minutes") != std::string::npos);
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

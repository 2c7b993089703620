// The strategies of a scenario, as they are written: read, kept, changed by paths and by scenarios that build on it; and what is
// wrong with one, by line.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/domain/strategies.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::codec;

namespace {

std::string minimal_text() {
    std::ifstream file(std::string(CHOKEPOINT_SOURCE_DIR) + "/tests/golden/minimal.textproto");
    std::stringstream text;
    text << file.rdbuf();
    REQUIRE(!text.str().empty());
    return text.str();
}

// The minimal scenario with these lines below it; `first_line` is the number of their first.
struct Appended {
    std::string text = minimal_text();
    int first_line = 1;
    explicit Appended(const std::string& lines) {
        if (text.back() != '\n') text += '\n';
        for (char c : text) first_line += c == '\n' ? 1 : 0;
        text += lines;
    }
};

Scenario scenario_with(const std::string& lines) {
    const auto scenario = parse_scenario(Appended(lines).text, "written");
    if (!scenario) FAIL(to_string(scenario.errors()));
    return *scenario;
}

constexpr const char* patient_hawk =
    "strategies {\n  name: \"patient-hawk\" like: \"hawk\"\n  description: \"waits\"\n  source: \"judgement: a test\"\n"
    "  exponent: 0.2 reply_scale: 0 forgives: true\n}\n";

}  // namespace

TEST_CASE("a scenario's strategy keeps what it sets and leaves out what it does not, as text and as value", "[codec][strategies]") {
    const Scenario scenario = scenario_with(patient_hawk);
    REQUIRE(scenario.strategies.size() == 1);
    const StrategySpec& entry = scenario.strategies[0];
    CHECK(entry.exponent == 0.2);
    CHECK(entry.reply_scale == 0.0);  // zero is said, not left out
    CHECK(entry.forgives == true);
    CHECK_FALSE((entry.hawk_shift.has_value() || entry.worlds.has_value() || entry.is_secretive.has_value()));
    const auto again = parse_scenario(scenario_text(scenario), "again");
    REQUIRE(again.ok());
    CHECK(first_difference(scenario, *again).path.empty());
    CHECK(digest_of(scenario) == digest_of(*again));
    CHECK(strategy_played(scenario, "patient-hawk") == shipped_strategy("hawk"));
    CHECK(strategy_played(scenario, "patient-dove") == nullptr);
    CHECK(strategies_of(scenario).back().about == "waits");
}

TEST_CASE("a path sets a number of a strategy, be it there or left out so far", "[codec][strategies][paths]") {
    const Scenario scenario = scenario_with(patient_hawk);
    CHECK(with(scenario, "strategies[patient-hawk].exponent", "0.3")->strategies[0].exponent == 0.3);
    CHECK(with(scenario, "strategies[patient-hawk].hawk_shift", "-0.5")->strategies[0].hawk_shift == -0.5);
    CHECK(with(scenario, "strategies[patient-hawk].forgives", "false")->strategies[0].forgives == false);
    Scenario same = scenario;
    CHECK_FALSE(set_value(same, "strategies[patient-hawk].hawk_shift", "much").ok());
    CHECK_FALSE(same.strategies[0].hawk_shift.has_value());  // a refusal changes nothing
    const auto wild = with(scenario, "strategies[patient-hawk].exponent", "-1");
    REQUIRE(wild.ok());
    REQUIRE(validate(*wild).size() == 1);
    CHECK(validate(*wild)[0].message == "is -1; must be 0.01 to 100");
}

TEST_CASE("a scenario that builds on another changes its strategies number by number", "[codec][strategies]") {
    const std::string folder = std::filesystem::temp_directory_path().string() + "/chokepoint_strategies_test";
    std::filesystem::create_directories(folder);
    std::ofstream(folder + "/base.textproto") << Appended(patient_hawk).text;
    std::ofstream(folder + "/own.textproto") << "base: \"base.textproto\"\nname: \"own\"\n"
                                                "strategies { name: \"patient-hawk\" exponent: 0.1 }\n"
                                                "strategies { name: \"dove\" source: \"judgement: a test\" keeps: 0 }\n";
    const auto own = load_scenario(folder + "/own.textproto");
    if (!own) FAIL(to_string(own.errors()));
    REQUIRE(own->strategies.size() == 2);
    CHECK(own->strategies[0].exponent == 0.1);
    CHECK(own->strategies[0].like == "hawk");
    CHECK(own->strategies[0].forgives == true);
    CHECK(own->strategies[1].keeps == 0.0);
    std::filesystem::remove_all(folder);
}

TEST_CASE("what is wrong with a strategy is said with its line and what would be right", "[codec][strategies][scenario]") {
    struct Bad {
        std::string lines;
        int line;           // of these
        const char* piece;  // of the message
    };
    const std::string own = "strategies { name: \"own\" like: \"hawk\" description: \"d\" source: \"s\"\n";
    const auto after = [&](const char* rest) { return own + rest; };
    const std::vector<Bad> all{
        {after("exponent: 0 }"), 2, "strategies[0].exponent: is 0; must be 0.01 to 100"},
        {after("exponent: -2 }"), 2, "must be 0.01 to 100"},
        {after("\nhawk_shift: 1.5 }"), 3, "strategies[0].hawk_shift: is 1.5; must be -1 to 1"},
        {after("reply_scale: 9 }"), 2, "must be 0 to 5"},
        {after("keeps: -0.1 }"), 2, "must be 0 to 1.5"},
        {after("grabs: 1000 }"), 2, "must be 0 to 200"},
        {after("exponent: inf }"), 2, "not a finite number"},
        {after("exponnent: 1 }"), 2, "unknown field 'exponnent' in StrategySpec; did you mean 'exponent'?"},
        {after("contracted_share: 0.5 }"), 2, "contracted_share: is no number of 'hawk', which plays governments; its numbers are exponent, hawk_shift"},
        {after("rollouts: 20 }"), 2, "rollouts: is no number of 'hawk'"},
        {after("given_by_deadline: 0.5 }"), 2, "is no number of 'hawk'"},
        {after("}"), 1, "strategies[0]: sets no number; set one of exponent"},
        {"strategies { name: \"own\" like: \"hoarder\" description: \"d\" source: \"s\"\nhawk_shift: 0.1 }",
         2, "hawk_shift: is no number of 'hoarder', which plays firms; its numbers are exponent, alarm_multiple"},
        {"strategies { name: \"own\" like: \"hoarder\" description: \"d\" source: \"s\"\nlobby_effort: 2 }", 2, "must be 0 to 1"},
        {"strategies { name: \"own\"\nlike: \"hauk\" description: \"d\" source: \"s\" exponent: 1 }",
         2, "strategies[0].like: no strategy 'hauk' ships; those with numbers are boulware, linear"},
        {"strategies { name: \"own\" description: \"d\" source: \"s\" exponent: 1 }", 1, "'own' is like nothing; write like: \"...\""},
        {"strategies { name: \"own\" like: \"random\" description: \"d\" source: \"s\" exponent: 1 }", 1, "'random' has no numbers to set"},
        {"strategies { name: \"passive\" source: \"s\" exponent: 1 }", 1, "'passive' has no numbers to set"},
        {"strategies { name: \"dove\" source: \"s\"\nlike: \"hawk\" exponent: 1 }", 2, "'dove' ships, so that this entry changes its numbers"},
        {after("exponent: 1 }\n") + after("exponent: 2 }"), 3, "strategies[1].name: 'own' appears twice; each may stand once"},
        {"strategies { name: \"My Own\" like: \"hawk\" description: \"d\" source: \"s\" exponent: 1 }", 1, "lower-case letters, digits and dashes"},
        {"strategies { name: \"human\" like: \"hawk\" description: \"d\" source: \"s\" exponent: 1 }", 1, "'human' means something else"},
        {"strategies { name: \"own\" like: \"hawk\" source: \"s\" exponent: 1 }", 1, "strategies[0].description: is empty; write a text"},
        {"strategies { name: \"own\" like: \"hawk\" description: \"d\" exponent: 1 }", 1, "strategies[0].source: is empty; write a text"},
        {"strategies { name: \"far\" like: \"lookahead\" description: \"d\" source: \"s\"\nworlds: 4 rollouts: 0 }", 2, "rollouts: is 0; must be 2 to 10000"},
        {"strategies { name: \"far\" like: \"lookahead\" description: \"d\" source: \"s\"\nrollouts: 20 }", 2, "rollouts: goes with worlds; set both"},
        {"strategies { name: \"far\" like: \"lookahead\" description: \"d\" source: \"s\"\nworlds: 8 rollouts: 8 }",
         2, "rollouts: is 8; must be above worlds, 8: each world takes one without a deal"},
        {"strategies { name: \"far\" like: \"lookahead\" description: \"d\" source: \"s\"\nrollout_weeks: 0 }", 2, "must be 1 to 52"},
    };
    for (const Bad& bad : all) {
        const Appended appended(bad.lines);
        const auto scenario = parse_scenario(appended.text, "bad.textproto");
        INFO(bad.lines);
        REQUIRE(!scenario);
        INFO(to_string(scenario.errors()));
        CHECK(scenario.errors().size() == 1);
        CHECK(scenario.error().line == appended.first_line + bad.line - 1);
        CHECK(scenario.error().message.find(bad.piece) != std::string::npos);
    }
}

TEST_CASE("a seat may default to a strategy of the scenario's, of its own kind", "[codec][strategies]") {
    Scenario scenario = scenario_with(patient_hawk);
    scenario.governments[0].strategy = "patient-hawk";
    CHECK(validate(scenario).empty());
    scenario.strategies[0].like = "hoarder";
    scenario.strategies[0].reply_scale.reset();
    scenario.strategies[0].forgives.reset();
    const auto faults = validate(scenario);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].path == "governments[0].strategy");
    CHECK(faults[0].message == "is 'patient-hawk', which plays firms as 'hoarder' does");
}

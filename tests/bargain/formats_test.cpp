// Public formats: what is read, and what is said of files that are none.
#include <cstdio>
#include <fstream>

#include "engine/bargain/formats/formats.hpp"
#include "engine/bargain/negotiation.hpp"
#include "engine/bargain/solutions.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::bargain;

namespace {

std::string golden(const std::string& name) { return std::string(CHOKEPOINT_SOURCE_DIR) + "/tests/golden/bargain/" + name; }

// A file with some text, gone with the test.
struct Scratch {
    std::string path = "formats_test_scratch.tmp";
    explicit Scratch(const std::string& text) { std::ofstream(path) << text; }
    ~Scratch() { std::remove(path.c_str()); }
};

// A golden file with some words in it changed once.
std::string changed(const std::string& name, const std::string& from, const std::string& to) {
    std::ifstream in(golden(name));
    std::string text((std::istreambuf_iterator<char>(in)), {});
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Bid bid(std::initializer_list<std::uint8_t> levels) {
    Bid made;
    for (std::uint8_t level : levels) made.levels[made.issues++] = level;
    return made;
}

}  // namespace

TEST_CASE("a GENIUS domain and its profiles are read: names, weights, evaluators, reservation and discount", "[bargain][formats]") {
    const auto instance = read_genius(golden("bicycle.xml"), {golden("bicycle_rider.xml"), golden("bicycle_maker.xml")});
    REQUIRE(instance);
    CHECK(instance->name == "Bicycle");
    REQUIRE(instance->issues.size() == 2);
    CHECK(instance->issues[0].levels == std::vector<std::string>{"steel", "aluminium", "carbon"});
    CHECK(instance->issues[1].levels == std::vector<std::string>{"1", "2", "3", "4", "5"});
    const Party &rider = instance->parties[0], &maker = instance->parties[1];
    CHECK(rider.of(bid({2, 4})) == Approx(1.0));             // carbon, five gears
    CHECK(rider.of(bid({1, 2})) == Approx(0.6 * 5 / 8 + 0.4 * 0.5));
    CHECK(maker.of(bid({0, 0})) == Approx(1.0));
    CHECK(maker.of(bid({1, 2})) == Approx(0.5 * 0.9 + 0.5 * 0.5));
    CHECK(rider.reservation == 0.25);
    CHECK(rider.discount == 0.9);
    CHECK(rider.of(bid({2, 4}), 0.5) == Approx(std::sqrt(0.9)));
    CHECK(maker.discount == 1.0);
    CHECK(solve(instance->domain(), instance->parties).nash.bid[0] == 1);  // aluminium suits both
}

TEST_CASE("nonlinear GENIUS spaces pay for the boxes that a bid lies in", "[bargain][formats]") {
    const auto instance = read_genius(golden("boxes.xml"), {golden("boxes.xml"), golden("boxes.xml")});
    REQUIRE(instance);
    CHECK(instance->parties[0].of(bid({2, 0})) == Approx(0.7));
    CHECK(instance->parties[0].of(bid({4, 3})) == Approx(0.5));
    CHECK(instance->parties[0].of(bid({4, 1})) == 1.0);  // at most
    CHECK(instance->parties[0].of(bid({0, 0})) == 0.0);
}

TEST_CASE("NegoLog profiles are matched by name, whatever their order", "[bargain][formats]") {
    const auto instance = read_negolog(golden("trip_profileA.json"), golden("trip_profileB.json"));
    REQUIRE(instance);
    CHECK(instance->parties[0].of(bid({0, 1})) == Approx(1.0));        // sea in June
    CHECK(instance->parties[1].of(bid({0, 1})) == Approx(0.05 + 0.25));
    CHECK(instance->parties[1].of(bid({2, 0})) == Approx(1.0));        // town in May
    CHECK(instance->parties[0].reservation == 0.1);
}

TEST_CASE("OpenSpiel instances share out what there is, in raw values", "[bargain][formats]") {
    const auto instances = read_openspiel(golden("shares.txt"));
    REQUIRE(instances);
    REQUIRE(instances->size() == 2);
    const Instance& first = instances->front();
    CHECK(first.domain().bids() == 2 * 3 * 4);
    const Solutions solved = solve(first.domain(), first.parties);
    CHECK(solved.nash.utilities == std::vector<double>{10.0, 6.0});
    CHECK(solved.max_welfare.utilities[0] + solved.max_welfare.utilities[1] == 16.0);
}

TEST_CASE("recorded negotiations are read and end as they did", "[bargain][formats]") {
    const auto recorded = read_recorded(golden("recorded.json"));
    REQUIRE(recorded);
    REQUIRE(recorded->size() == 2);
    CHECK(recorded->at(0).agreement.has_value());
    CHECK_FALSE(recorded->at(1).agreement.has_value());
    CHECK(recorded->at(0).exponents == std::vector<double>{1.0, 1.0});
    CHECK(recorded->at(0).rounds == 4);
}

TEST_CASE("files are told apart by what they hold", "[bargain][formats]") {
    CHECK(*format_of(golden("bicycle.xml")) == Format::genius);
    CHECK(*format_of(golden("trip_profileA.json")) == Format::negolog);
    CHECK(*format_of(golden("shares.txt")) == Format::openspiel);
    CHECK(*format_of(golden("recorded.json")) == Format::recorded);
    CHECK_FALSE(format_of(golden("no-such-file")));
    CHECK_FALSE(format_of(Scratch("hello").path));
}

TEST_CASE("what is wrong with a file is said with its name and place", "[bargain][formats][unhappy]") {
    const auto says = [](const auto& result, const std::string& words) {
        REQUIRE_FALSE(result);
        CAPTURE(to_string(result.errors()), words);
        CHECK(to_string(result.errors()).find(words) != std::string::npos);
    };
    {
        const Scratch file("1,2 3,4 5,6\n1,2 3,4\n");
        says(read_openspiel(file.path), ":2: expected three lists");
    }
    says(read_openspiel("no-such-file"), "cannot be read");
    {
        const Scratch file("1,2 3,x 5,6\n");
        says(read_openspiel(file.path), "'3,x' is no list");
    }
    {
        const Scratch file("1,2 3,4,5 5,6\n");
        says(read_openspiel(file.path), "not equally long");
    }
    {
        const Scratch file("<utility_space><objective><issue index='1' name='a'></issue></objective></utility_space>");
        says(read_genius(file.path, {file.path, file.path}), "issue 'a' has 0 levels");
    }
    {
        const Scratch file("<utility_space>");
        says(read_genius(file.path, {file.path, file.path}), "at byte");
    }
    says(read_genius(golden("bicycle.xml"), {golden("bicycle_rider.xml")}), "profile for each of two parties");
    says(read_genius(golden("bicycle.xml"), {golden("boxes.xml"), golden("bicycle_rider.xml")}), "is integer here and discrete in the domain");
    {
        const Scratch file(changed("boxes.xml", "max=\"1\"", "max=\"5\""));
        says(read_genius(golden("boxes.xml"), {file.path, golden("boxes.xml")}), ":10: a hyper-rectangle reaches beyond");
    }
    {
        const Scratch file("{\"issues\": {\"a\": {\"x\": 1}}}");
        says(read_negolog(file.path, file.path), "issueWeights");
    }
    says(read_negolog(golden("trip_profileA.json"), golden("recorded.json")), "issues");
    {
        const Scratch file("{\"negmas\": 1, \"n_steps\": 4, \"n_issues\": 1, \"n_values\": 3, \"scenarios\": {\"s\": {\"agents\": [\"Oracle\"], \"instances\": []}}}");
        says(read_recorded(file.path), "'Oracle'");
    }
}

TEST_CASE("the order in which a GENIUS profile lists its values and issues means nothing", "[bargain][formats]") {
    const auto plain = read_genius(golden("bicycle.xml"), {golden("bicycle_rider.xml"), golden("bicycle_maker.xml")});
    const Scratch turned(R"(<utility_space><objective name="Bicycle">
      <issue index="2" type="integer" name="Gears"><range lowerbound="1" upperbound="5"/><evaluator ftype="linear" offset="0" slope="0.25"/></issue>
      <issue index="1" type="discrete" name="Frame">
        <item index="3" value="carbon" evaluation="8"/><item value="steel" evaluation="2"/><item index="2" evaluation="5"/></issue>
      <weight index="2" value="0.4"/><weight index="1" value="0.6"/></objective></utility_space>)");
    const auto other = read_genius(golden("bicycle.xml"), {turned.path, golden("bicycle_maker.xml")});
    REQUIRE(plain);
    REQUIRE(other);
    for (std::uint8_t frame = 0; frame < 3; ++frame)
        for (std::uint8_t gears = 0; gears < 5; ++gears) CHECK(other->parties[0].of(bid({frame, gears})) == plain->parties[0].of(bid({frame, gears})));
}

TEST_CASE("a GENIUS profile that cannot be meant is refused with its line and what would be right", "[bargain][formats][unhappy]") {
    struct Slip {
        const char *from, *to, *says;
    };
    for (const Slip& slip : {
             Slip{"evaluation=\"5\"", "evaluation=\"five\"", ":8: evaluation of <item> is 'five'; give a number from 0"},
             Slip{"evaluation=\"5\"", "evaluation=\"-5\"", ":8: evaluation of <item> is '-5'"},
             Slip{"evaluation=\"5\"", "", ":8: <item> has no evaluation"},
             Slip{"aluminium", "titanium", ":8: 'titanium' is no value of issue 'Frame' in the domain; it has 'steel', 'aluminium', 'carbon'"},
             Slip{"aluminium", "steel", ":8: 'steel' is valued a second time"},
             Slip{"<item index=\"2\" value=\"aluminium\" evaluation=\"5\"/>", "", ":6: issue 'Frame' has no evaluation of 'aluminium'"},
             Slip{"value=\"0.6\"", "value=\"inf\"", ":4: value of <weight> is 'inf'"},
             Slip{"value=\"0.6\"", "value=\"nan\"", ":4: value of <weight> is 'nan'"},
             Slip{"value=\"0.6\"", "value=\"-0.6\"", ":4: value of <weight> is '-0.6'; give a number from 0"},
             Slip{"<weight index=\"1\"", "<weight index=\"7\"", ":4: weighs issue 7, which is not there"},
             Slip{"<weight index=\"1\"", "<weight index=\"2\"", ":5: weighs issue 2 a second time"},
             Slip{"<weight index=\"1\" value=\"0.6\"/>", "", ":6: issue 'Frame' has no weight; add <weight index=\"1\""},
             Slip{"<issue index=\"1\"", "<issue index=\"7\"", ":6: issue 'Frame' is not in the domain"},
             Slip{"name=\"Frame\"", "name=\"Gears\"", ":6: issue 'Gears' has the index that 'Frame' has in the domain"},
             Slip{"upperbound=\"5\"", "upperbound=\"6\"", ":11: issue 'Gears' has the levels 1 to 6, the domain 1 to 5"},
             Slip{"slope=\"0.25\"", "slope=\"steep\"", ":13: slope of <evaluator> is 'steep'"},
             Slip{"\"linear\"", "\"cubic\"", ":13: evaluator 'cubic' is not known"},
             Slip{"value=\"0.25\"", "value=\"1.25\"", ":2: value of <reservation> is '1.25'; give a number from 0 to 1"},
             Slip{"value=\"0.9\"", "value=\"none\"", ":16: value of <discount_factor> is 'none'"},
         }) {
        const Scratch file(changed("bicycle_rider.xml", slip.from, slip.to));
        const auto refused = read_genius(golden("bicycle.xml"), {file.path, golden("bicycle_maker.xml")});
        CAPTURE(slip.from, slip.to);
        REQUIRE_FALSE(refused);
        CHECK(to_string(refused.errors()).find(file.path + slip.says) == 0);
    }
    const auto no_profile = read_genius(golden("bicycle.xml"), {golden("bicycle.xml"), golden("bicycle_maker.xml")});
    REQUIRE_FALSE(no_profile);
    CHECK(to_string(no_profile.errors()).find("bicycle.xml:2: is a domain, not a profile") != std::string::npos);
}

TEST_CASE("what is wrong in a JSON file is said with its line, in our words", "[bargain][formats][unhappy]") {
    struct Slip {
        const char *file, *from, *to, *says;
    };
    for (const Slip& slip : {
             Slip{"trip_profileB.json", "\"where\": 0.5", "\"where\": -0.5", ":1: issueWeights.where is -0.5; give a number from 0"},
             Slip{"trip_profileB.json", "Value\": 0.0", "Value\": 1.5", ":1: reservationValue is 1.5; give a number from 0 to 1"},
             Slip{"trip_profileB.json", "Value\": 0.0", "Value\": -1", ":1: reservationValue is -1"},
             Slip{"trip_profileB.json", "\"hills\": 0.8", "\"hills\": \"good\"", ":2: issues.where.hills is \"good\"; give a number"},
             Slip{"trip_profileB.json", ", \"hills\": 0.8", "", ":2: issues.where has no \"hills\"; add it"},
             Slip{"trip_profileB.json", "\"hills\": 0.8", "\"hills\": 0.8, \"moon\": 1", ":2: there is no value 'moon'"},
             Slip{"trip_profileB.json", "\"where\": 0.5", "\"where\": 0.5, \"who\": 1", ":1: there is no issue 'who'"},
             Slip{"trip_profileB.json", "\"town\": 1.0,", "\"town\": 1.0", ":2: is no JSON from here on: syntax error"},
             Slip{"recorded.json", "\"seed\": 2", "\"seed\": \"two\"", ":5: scenarios.linear.instances[1].seed is \"two\"; give a whole number"},
             Slip{"recorded.json", "\"agreement\": [1]", "\"agreement\": [3]", ":4: scenarios.linear.instances[0].agreement[0] is 3; give a whole number from 0 to 2"},
             Slip{"recorded.json", "\"weights_seller\": [1.0]", "\"weights_seller\": []", ":4: weights_seller must hold 1 numbers"},
             Slip{"recorded.json", "\"n_steps\": 4", "\"n_steps\": 0", ":1: n_steps is 0; give a whole number from 1"},
         }) {
        const Scratch file(changed(slip.file, slip.from, slip.to));
        CAPTURE(slip.from, slip.to);
        std::string told;
        if (std::string(slip.file) == "recorded.json") {
            const auto refused = read_recorded(file.path);
            REQUIRE_FALSE(refused);
            told = to_string(refused.errors());
        } else {
            const auto refused = read_negolog(golden("trip_profileA.json"), file.path);
            REQUIRE_FALSE(refused);
            told = to_string(refused.errors());
        }
        CAPTURE(told);
        CHECK(told.find(file.path + slip.says) == 0);
        CHECK(told.find("json.exception") == std::string::npos);
    }
    const Scratch none("{\"negmas\": 1,\n \"scenarios\": {}}");
    const auto refused = read_recorded(none.path);
    REQUIRE_FALSE(refused);
    CHECK(to_string(refused.errors()).find(":2: holds no negotiation") != std::string::npos);
}

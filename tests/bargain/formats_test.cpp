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
    says(read_genius(golden("bicycle.xml"), {golden("boxes.xml"), golden("bicycle_rider.xml")}), "reaches beyond");
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

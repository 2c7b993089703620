#include "engine/sweep/design.hpp"

#include <set>

#include "engine/sweep/plan.hpp"
#include "tests/sweep/small_sweep.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

// The faults of a design file, as people read them.
std::string faults_of(const std::string& text) {
    const Scenario scenario = smallest_scenario();
    sweep::SweepDesign design;
    const auto judge = [&] { return sweep::validate(design, scenario, quiet_wiring()); };
    const Status status = codec::parse_design(text, "d.textproto", design, judge);
    return status ? std::string() : to_string(status.errors());
}

const std::string sound =
    "name: \"d\"\nscenario: \"s\"\nsampling: \"grid\"\nreplicates: 2\n"
    "factors {\n  path: \"rounds_per_week\"\n  values: [\"1\",\n    \"2\"]\n}\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("runs are numbered with the first factor slowest and replicates fastest", "[sweep]") {
    const sweep::Plan plan(small_design());
    CHECK(plan.points() == 6);
    CHECK(plan.runs() == 24);
    CHECK(plan.shards() == 5);
    CHECK(plan.shard(4).first == 20);
    CHECK(plan.shard(4).count == 4);
    const std::string other = small_design().factors[1].values[1];
    using Values = std::vector<std::string>;
    CHECK(plan.values_at(0) == Values{"1", "quiet"});
    CHECK(plan.values_at(1) == Values{"1", other});
    CHECK(plan.values_at(2) == Values{"2", "quiet"});
    CHECK(plan.values_at(5) == Values{"3", other});
    CHECK(plan.point_of(7) == 1);
    CHECK(plan.replicate_of(7) == 3);
}

TEST_CASE("common random numbers give a replicate one seed everywhere, else each run has its own",
          "[sweep]") {
    sweep::SweepDesign design = small_design();
    for (const bool is_common : {false, true}) {
        design.common_random_numbers = is_common;
        const sweep::Plan plan(design);
        std::set<std::uint64_t> seeds;
        for (std::uint64_t run = 0; run < plan.runs(); ++run) seeds.insert(plan.seed_of(run));
        CHECK(seeds.size() == (is_common ? 4 : 24));
    }
}

TEST_CASE("the schema of designs and the struct agree", "[sweep][codec]") {
    sweep::SweepDesign design = small_design(), back;
    design.common_random_numbers = true;
    design.outcomes = {"truce_week"};
    const Status status =
        codec::parse_design(codec::design_text(design), "d", back, [] { return std::vector<Fault>{}; });
    REQUIRE(status.ok());
    CHECK(digest_of(back) == digest_of(design));
    CHECK(codec::looks_like_a_design(codec::design_text(design)));
    CHECK_FALSE(codec::looks_like_a_design(codec::scenario_text(smallest_scenario())));
}

TEST_CASE("files are told apart by their fields, however they are laid out", "[sweep][codec]") {
    CHECK(codec::looks_like_a_design("name: \"a\" scenario: \"b\" replicates: 2"));
    CHECK(codec::looks_like_a_design("  name: \"a\"\n\treplicates\n : 2"));
    CHECK(codec::looks_like_a_tournament("name: \"a\" row { strategies: \"hawk\" } games: 1"));
    CHECK(codec::looks_like_a_tournament("name:'a'row<strategies:'hawk'>"));
    CHECK_FALSE(codec::looks_like_a_design("name: \"replicates: 2\" rules { replicates: 2 }  # replicates: 2"));
    CHECK_FALSE(codec::looks_like_a_tournament("summary: \"the last \\\" games: 3\" opening [ { games: 3 } ]"));
}

TEST_CASE("a sound design has no faults", "[sweep]") { CHECK(faults_of(sound) == ""); }

TEST_CASE("what is wrong in a design is named with its line and what would be right", "[sweep]") {
    struct Sample {
        std::string from, to, begins, tells;
    };
    const Sample sample = GENERATE(values<Sample>({
        {"rounds_per_week", "rules.licensing.thruput", "d.textproto:6: ", "did you mean 'throughput'"},
        {"rounds_per_week", "nonsense[", "d.textproto:6: ", "no path"},
        {"rounds_per_week", "strategy:atlantis", "d.textproto:6: ", "seats are us"},
        {"rounds_per_week", "weeks", "d.textproto:6: ", "`weeks` of the design"},
        {"rounds_per_week", "", "d.textproto:6: ", "write a scenario path"},
        {"\"2\"", "\"two\"", "d.textproto:7: ", "finite number"},
        {"\"2\"", "\"\"", "d.textproto:7: ", "write a value"},
        {"\"2\"", "\"1\"", "d.textproto:7: ", "appears twice"},
        {"\"2\"", "\"99\"", "d.textproto:7: ", "1 to 8"},
        {"values: [\"1\",\n    \"2\"]", "", "d.textproto:6: ", "has no values"},
        {"path: \"rounds_per_week\"\n  values: [\"1\",\n", "path: \"strategy:us\"\n  values: [\"loud\",\n",
         "d.textproto:7: ", "known are quiet"},
        {"replicates: 2", "replicates: 0", "d.textproto:4: ", "must be 1"},
        {"replicates: 2", "replikates: 2", "d.textproto:4: ", "did you mean 'replicates'"},
        {"replicates: 2", "replicates: 2 weeks: 6000", "d.textproto:4: ", "0 to 5200"},
        {"replicates: 2", "replicates: 2\noutcomes: [\"weeks\", \"truce\"]", "d.textproto:5: ", "truce_week"},
        {"\"grid\"", "\"sobol\"", "d.textproto:3: ", "only \"grid\""},
        {"\"grid\"", "\"square\"", "d.textproto:3: ", "allowed are grid"},
        {"values: [\"1\",\n    \"2\"]", "values: \"1\"\n  values: \"two\"",
         "d.textproto:8: ", "finite number"},
        {"replicates: 2", "replicates {", "d.textproto:4", ""},
    }));
    CAPTURE(sample.from, sample.to);
    const std::string faults = faults_of(replaced(sound, sample.from, sample.to));
    CHECK_THAT(faults, contains(sample.begins));
    CHECK_THAT(faults, contains(sample.tells));
}

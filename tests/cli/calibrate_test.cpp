// A calibration as a user runs it: a tiny one with real games, what it prints and writes, and what is wrong
// with targets.
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;

namespace {

const std::string head = "kind,name,low,value,high,unit,scale,source\n";
const std::string tiny =
    "parameter,rules.prices.excess_weight,0.06,,0.25,,log,quotes answer unfilled orders\n"
    "parameter,products[*].demand_elasticity,0.05,,0.3,,log,short run\n"
    "target,dy_quote_week_5,2.26,3.04,4,of the opening,log,a quote\n";

std::string targets_file(const std::string& name, const std::string& rows) {
    const std::string file = scratch(name);
    write_file(file, head + rows);
    return file;
}

std::vector<std::string> words(const std::string& targets, const std::vector<std::string>& more = {}) {
    std::vector<std::string> all{"calibrate", targets, "--scenario", april_2025(), "--points", "24",
                                 "--waves",   "2",     "--runs",     "1",          "--checks", "4"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::string refusal(const std::string& rows) {
    const Finished done = run(words(targets_file("wrong.csv", rows)));
    CHECK(done.code == 2);
    return done.err;
}

}  // namespace

TEST_CASE("a small calibration prints fit, ranges and conflicts, the same on any number of threads",
          "[cli][calibrate][sim]") {
    const std::string targets = targets_file("tiny.csv", tiny);
    const Finished one = run(words(targets, {"--jobs", "1"})), two = run(words(targets, {"--jobs", "2"}));
    CAPTURE(one.err);
    REQUIRE(one.code == 0);
    CHECK(one.out == two.out);
    CHECK(one.err.empty());
    for (const char* part :
         {"dy_quote_week_5", "3.04 (2.26 to 4)", "rules.prices.excess_weight", "verdict", "conflicts"})
        CHECK_THAT(one.out, contains(part));
}

TEST_CASE("identified values are written with their provenance, twice the same, and read back",
          "[cli][calibrate][sim]") {
    const std::string targets = targets_file("tiny.csv", tiny), scenario = scratch("own.textproto");
    write_file(scenario, "# kept\n" + read_file(april_2025()));
    const std::vector<std::string> more{"--write", scenario, "--json"};
    const Finished once = run(words(targets, more));
    CAPTURE(once.err);
    REQUIRE(once.code == 0);
    const auto json = nlohmann::json::parse(once.out);
    const auto& weight = json["parameters"][0];
    REQUIRE(weight["path"] == "rules.prices.excess_weight");
    REQUIRE(weight["verdict"] != "not identified");
    CHECK_THAT(once.err, contains("parameters into " + scenario));
    const std::string written = read_file(scenario);
    CHECK_THAT(written, contains("# kept\n"));
    CHECK_THAT(written, contains("source: \"calibrated: chokepoint calibrate " + targets));
    REQUIRE(run(words(targets, more)).code == 0);
    CHECK(read_file(scenario) == written);  // a re-run starts from the priors, not from what was written
}

TEST_CASE("nonsense is refused with 2 before a game is played, with line and remedy", "[cli][calibrate]") {
    const std::string target = "target,dy_quote_week_5,2.26,3.04,4,of the opening,log,a quote\n";
    CHECK_THAT(refusal("parameter,rules.prices.nois,0.01,,0.02,,log,why\n" + target),
               contains("wrong.csv:2: rules.prices.nois: no field"));
    CHECK_THAT(refusal("parameter,rules.prices.noise,0.01,,0.02,,log,why\ntarget,dy_quot,1,,2,x,log,s\n"),
               contains("wrong.csv:3: there is no outcome 'dy_quot'; did you mean 'dy_quote'"));
    CHECK_THAT(
        refusal("parameter,rules.prices.noise,0.01,,0.02,,log,why\ntarget,dy_quote,1,,2,USD/kg,log,s\n"),
        contains("is measured in 'of the opening', not in 'USD/kg'"));
    CHECK_THAT(refusal("parameter,users[ford-chicago].stock_days,40,,60,,linear,why\n" + target),
               contains("only what no source gives"));
    CHECK_THAT(refusal("parameter,users[ford-chicago].plants,1,,3,,linear,why\n" + target),
               contains("is a record, not a parameter"));
    CHECK_THAT(refusal("parameter,rules.prices.noise,-3,,0.02,,linear,why\n" + target),
               contains("the scenario cannot take this prior"));
    CHECK_THAT(refusal("parameter,users[*].stock_cv,0.5,,0.7,,linear,why\nparameter,users[0].stock_cv,0.5,,0."
                       "7,,linear,why\n" +
                       target),
               contains("another row names the same figure"));
    CHECK_THAT(refusal("parameter,products[*].choke_multiple,3,,9,,log,why\n" + target),
               contains("names figures that differ"));
    CHECK_THAT(run({"calibrate", "no-such"}).err, contains("there are no targets 'no-such'"));
    const std::string targets = targets_file("tiny.csv", tiny);
    CHECK_THAT(run(words(targets, {"--write", scratch("absent.textproto")})).err,
               contains("absent.textproto: cannot be read"));
    const std::string derived = scratch("derived.textproto");
    write_file(derived, "base: \"april-2025.textproto\"\nname: \"derived\"\n");
    CHECK_THAT(run(words(targets, {"--write", derived})).err,
               contains("it comes from april-2025.textproto: write it there"));
    CHECK(run(words(targets, {"--points", "3"})).code == 2);
}

// Files of targets: what they mean, and what is wrong with them.
#include "engine/study/calibrate/targets.hpp"

#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::study;
using chokepoint::test::contains;

namespace {

const std::string target_head = "kind,name,low,value,high,unit,scale,source\n";
const std::string sound =
    "parameter,rules.prices.noise,0.005,,0.03,,log,quiet markets\ntarget,dy_quote,2.5,3,4,of the "
    "opening,log,a quote\n";

std::string errors_of(const std::string& rows) {
    const auto parsed = parse_targets(target_head + rows, "wrong.csv");
    return parsed ? std::string() : to_string(parsed.errors());
}

}  // namespace

TEST_CASE("a file of targets holds priors and targets in its order", "[study][calibrate]") {
    const auto parsed = parse_targets(
        "# a remark\n" + target_head + sound + "target,truce,0.2,,0.9,share,linear,a bound\n", "t.csv");
    REQUIRE(parsed.ok());
    REQUIRE(parsed->priors.size() == 1);
    CHECK(parsed->priors[0].path == "rules.prices.noise");
    CHECK(parsed->priors[0].line == 3);
    REQUIRE(parsed->targets.size() == 2);
    CHECK(parsed->targets[0].value == 3.0);
    CHECK(parsed->targets[0].range_text() == "3 (2.5 to 4)");
    CHECK_FALSE(parsed->targets[1].value.has_value());
    CHECK(parsed->targets[1].is_met(0.9));
    CHECK_FALSE(parsed->targets[1].is_met(0.91));
}

TEST_CASE("a prior is uniform on its scale, and its ends are its ends", "[study][calibrate]") {
    const Prior prior{"a", 1.0, 100.0, Scale::log, "why", 1};
    CHECK(prior.at(0.5) == Approx(10.0));
    CHECK(prior.share_of(10.0) == Approx(0.5));
    CHECK(prior.at(0.0) == 1.0);
    CHECK(prior.at(1.0) == 100.0);
    CHECK(prior.share_of(1000.0) == 1.0);
    CHECK(Prior{"a", 1.0, 3.0, Scale::linear, "why", 1}.at(0.5) == Approx(2.0));
}

TEST_CASE("nonsense in a file of targets is named with its line", "[study][calibrate]") {
    CHECK_THAT(errors_of("goal,a,1,,2,x,linear,y\n"),
               contains("wrong.csv:2: a: kind is 'goal'; write parameter or target"));
    CHECK_THAT(errors_of(sound + "parameter,b,2,,1,,linear,why\n"),
               contains("wrong.csv:4: b: low must be less than high"));
    CHECK_THAT(errors_of(sound + "parameter,b,0,,1,,log,why\n"), contains("a log scale needs a low above 0"));
    CHECK_THAT(errors_of(sound + "parameter,b,0,0.5,1,,linear,why\n"), contains("the scenario has it"));
    CHECK_THAT(errors_of(sound + "parameter,b,0,,1,,linear,\n"), contains("source is empty"));
    CHECK_THAT(errors_of(sound + "target,b,,,,share,linear,s\n"),
               contains("a target needs low, high or both"));
    CHECK_THAT(errors_of(sound + "target,b,2,,1,share,linear,s\n"), contains("low must be less than high"));
    CHECK_THAT(errors_of(sound + "target,b,1,3,,share,linear,s\n"),
               contains("a low under it and a high above it"));
    CHECK_THAT(errors_of(sound + "target,b,one,,2,share,linear,s\n"),
               contains("low is 'one'; write a finite decimal number"));
    CHECK_THAT(errors_of(sound + "target,b,1,,2,share,cubic,s\n"), contains("write linear or log"));
    CHECK_THAT(errors_of(sound + "target,dy_quote,1,,2,x,linear,s\n"), contains("stands in line 3 already"));
    CHECK_THAT(errors_of("parameter,a,1,,2,,linear,why\n"), contains("holds no target"));
    CHECK_THAT(errors_of("target,a,1,,2,x,linear,why\n"), contains("holds no parameter"));
    CHECK_THAT(to_string(parse_targets("kind,name\n", "wrong.csv").errors()),
               contains("the head line lacks"));
    CHECK_THAT(to_string(load_targets("no/such.csv").errors()), contains("no/such.csv: cannot be read"));
}

TEST_CASE("all that is wrong with a file of targets is said at once", "[study][calibrate]") {
    const std::string errors = errors_of("parameter,a,2,,1,,linear,why\ntarget,b,1,,0,share,linear,s\n");
    CHECK_THAT(errors, contains("wrong.csv:2"));
    CHECK_THAT(errors, contains("wrong.csv:3"));
}

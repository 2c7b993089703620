// Figures changed in a scenario file: only they change, and twice is once.
#include "proto/codec/figure_writer.hpp"

#include <fstream>
#include <sstream>

#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::codec;
using chokepoint::test::contains;

namespace {

const std::string small =
    "# a head\n"
    "name: \"small\"  # kept\n"
    "rules {\n"
    "\tprices {  # tabs and a comma\n"
    "\t\tnoise { value: 0.015, low: 0.005 high: 0.03; unit: \"1\" source: \"judgement: \" \"quiet\" status: "
    "\"judgement\" }\n"
    "    excess_weight {\n      value: 1\n      low: 0\n      # why\n      high: 2 unit: \"1\" source: \"s\" "
    "status: \"judgement\"\n    }\n"
    "  }\n"
    "}\n"
    "users { firm: \"a\" stock_cv { value: 0.6 low: 0.5 high: 0.7 unit: \"1\" source: \"s\" status: "
    "\"judgement\" } }\n"
    "users { firm: \"b\" stock_cv { value: 0.6 low: 0.5 high: 0.7 unit: \"1\" source: \"s\" status: "
    "\"judgement\" } }\n";

FigureEdit edit(const std::string& path) {
    return {path, 0.02, 0.01, 0.025, FigureStatus::calibrated, "calibrated: by \"x\""};
}

std::string rewritten(const std::string& text, const std::vector<FigureEdit>& edits) {
    const auto result = rewrite_figures(text, "small.textproto", edits);
    INFO((result ? std::string() : to_string(result.errors())));
    REQUIRE(result.ok());
    return *result;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("a figure is changed where it stands, and nothing else of the file", "[codec][writer]") {
    const std::string written = rewritten(small, {edit("rules.prices.noise")});
    CHECK(written == replaced(small,
                              "value: 0.015, low: 0.005 high: 0.03; unit: \"1\" source: \"judgement: \" "
                              "\"quiet\" status: \"judgement\"",
                              "value: 0.02, low: 0.01 high: 0.025; unit: \"1\" source: \"calibrated: by "
                              "\\\"x\\\"\" status: \"calibrated\""));
    CHECK(rewritten(written, {edit("rules.prices.noise")}) == written);
}

TEST_CASE("a figure over several lines keeps its lines and remarks", "[codec][writer]") {
    const std::string written = rewritten(small, {edit("rules.prices.excess_weight")});
    CHECK_THAT(
        written,
        contains("      value: 0.02\n      low: 0.01\n      # why\n      high: 0.025 unit: \"1\" source:"));
}

TEST_CASE("all items of a list take one value where the path says so", "[codec][writer]") {
    const std::string all = rewritten(small, {edit("users[*].stock_cv")});
    CHECK(all == rewritten(small, {edit("users[a].stock_cv"), edit("users[1].stock_cv")}));
    CHECK(all.find("0.6") == std::string::npos);
}

TEST_CASE("paths that are not written in the file are refused by name", "[codec][writer]") {
    const auto errors = [&](const std::string& text, const std::string& path) {
        const auto result = rewrite_figures(text, "small.textproto", {edit(path)});
        return result ? std::string() : to_string(result.errors());
    };
    CHECK_THAT(errors(small, "rules.prices.nois"), contains("did you mean 'noise'"));
    CHECK_THAT(errors(small, "rules.prices.arbitrage_cost"), contains("is not written in this file"));
    CHECK_THAT(errors(small, "rules.prices"), contains("is no figure"));
    CHECK_THAT(errors("base: \"big.textproto\"\n" + small, "rules.prices.arbitrage_cost"),
               contains("it comes from big.textproto: write it there"));
    CHECK_THAT(errors(replaced(small, " low: 0.005", ""), "rules.prices.noise"), contains("has no low"));
    CHECK_THAT(errors("rules {", "rules.prices.noise"), contains("small.textproto:1"));
}

TEST_CASE("the shipped scenario with a figure written is the scenario with that figure", "[codec][writer]") {
    const std::string file = CHOKEPOINT_SOURCE_DIR "/configs/scenarios/april-2025.textproto";
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string written = rewritten(text.str(), {edit("rules.prices.noise")});
    auto scenario = parse_scenario(written, "written.textproto");
    auto before = parse_scenario(text.str(), "before.textproto");
    REQUIRE(scenario.ok());
    REQUIRE(before.ok());
    CHECK(scenario->rules.prices.noise.value == 0.02);
    CHECK(scenario->rules.prices.noise.status == FigureStatus::calibrated);
    before->rules.prices.noise = scenario->rules.prices.noise;
    CHECK(scenario_text(*scenario) == scenario_text(*before));
}

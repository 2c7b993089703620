// Sensitivity as a user runs it: few runs of one parameter, the words of the page, and what is wrong with a
// table.
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;

namespace {

std::string table(const std::string& rows) {
    const std::string file = scratch("expected.csv");
    write_file(file, "path,outcome,when_raised,reason\n" + rows);
    return file;
}

}  // namespace

TEST_CASE("a parameter is tried, printed and judged", "[cli][sensitivity][sim]") {
    const std::string file = table("users[*].stock_days,plants_stopped,falls,stocks bridge the gap\n");
    const Finished done = run({"sensitivity", "--table", file, "--runs", "4", "--json"});
    CAPTURE(done.err);
    CHECK(done.code == 0);
    CHECK(done.err.empty());  // no progress where stderr is no terminal
    const auto document = nlohmann::json::parse(done.out);
    CHECK(document["as_expected"] == 1);
    const auto& outcome = document["parameters"][0]["outcomes"][0];
    CHECK(outcome["verdict"] == "as_expected");
    CHECK(outcome["at_upper"].get<double>() < outcome["at_lower"].get<double>());
    const Finished wrong = run(
        {"sensitivity", "--table", table("users[*].stock_days,plants_stopped,rises,wrong\n"), "--runs", "4"});
    CHECK(wrong.code == 1);
    CHECK_THAT(wrong.out, contains("OPPOSITE"));
}

TEST_CASE("the same words give the same page on any number of threads", "[cli][sensitivity][sim]") {
    const std::string file = table("users[*].stock_days,plants_stopped,falls,stocks bridge the gap\n");
    for (const char* format : {"--markdown", "--csv"}) {
        const Finished one = run({"sensitivity", "--table", file, "--runs", "3", "--jobs", "1", format});
        const Finished two = run({"sensitivity", "--table", file, "--runs", "3", "--jobs", "2", format});
        CHECK(one.out == two.out);
        CHECK_THAT(one.out, contains("stocks bridge the gap"));
    }
}

TEST_CASE("each mechanism of the negotiation is switched off and compared", "[cli][sensitivity][sim]") {
    const Finished done = run({"sensitivity", "--mechanisms", "--runs", "3", "--json"});
    CAPTURE(done.err);
    CHECK((done.code == 0 || done.code == 1));  // three games prove little
    const auto document = nlohmann::json::parse(done.out);
    REQUIRE(document["mechanisms"].size() == 4);
    for (const auto& mechanism : document["mechanisms"]) {
        CHECK(mechanism["outcomes"][0]["outcome"] == "deals");
        CHECK(mechanism["outcomes"][3]["outcome"] == "breach_rate");
    }
}

TEST_CASE("the shipped table is sound", "[cli][sensitivity]") {
    const Finished done = run({"sensitivity", "--parameters", "no.such.parameter"});
    CHECK(done.code == 2);
    CHECK_THAT(done.err,
               contains("--parameters: 'no.such.parameter' is not among those tried; did you mean"));
}

TEST_CASE("bad words and bad tables are refused with 2, in a line that says what would be right",
          "[cli][sensitivity]") {
    const Finished unknown =
        run({"sensitivity", "--table", table("users[*].stock_day,plants_stopped,falls,why\n")});
    CHECK(unknown.code == 2);
    CHECK_THAT(unknown.err,
               contains(":2: 'users[*].stock_day' is no parameter") && contains("users[*].stock_days"));
    CHECK(run({"sensitivity", "--table", "/nowhere.csv"}).code == 2);
    CHECK(run({"sensitivity", "--runs", "1"}).code == 2);
    CHECK(run({"sensitivity", "atlantis"}).code == 2);
    const Finished both = run({"sensitivity", "--mechanisms", "--screen"});
    CHECK(both.code == 2);
    CHECK_THAT(both.err, contains("--mechanisms goes with neither"));
    const std::string expected = table("users[*].stock_days,plants_stopped,falls,why\n");
    for (const char* page : {"--mechanisms", "--screen"}) {
        CAPTURE(page);
        const Finished beside = run({"sensitivity", page, "--table", expected});
        CHECK(beside.code == 2);
        CHECK_THAT(beside.err, contains(page) && contains("leave out --table"));
    }
    const Finished two = run({"sensitivity", "--json", "--csv"});
    CHECK(two.code == 2);
    CHECK_THAT(two.err, contains("name one of them"));
}

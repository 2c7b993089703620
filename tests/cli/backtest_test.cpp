// The backtest as a user runs it: few runs, the words of the contract, and what is wrong with a record.
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;

TEST_CASE("a backtest prints facts and series with the keys of the contract", "[cli][backtest][sim]") {
    const Finished done = run({"backtest", "april-2025", "--runs", "2", "--facts", "3,4", "--json"});
    CAPTURE(done.err);
    REQUIRE((done.code == 0 || done.code == 1));
    CHECK(done.err.empty());  // no progress where stderr is no terminal
    const auto json = nlohmann::json::parse(done.out);
    REQUIRE(json["facts"].size() == 2);
    bool all_pass = true;
    for (const auto& fact : json["facts"]) {
        for (const char* key : {"id", "name", "value", "low", "high", "recorded", "source", "pass"})
            CHECK(fact.contains(key));
        all_pass = all_pass && fact["pass"].get<bool>();
    }
    CHECK(done.code == (all_pass ? 0 : 1));
    REQUIRE_FALSE(json["series"].empty());
    for (const auto& series : json["series"]) {
        for (const char* key : {"name", "crps", "mape", "correlation", "naive_last_month_crps",
                                "naive_last_year_crps", "ranks"})
            CHECK(series.contains(key));
        for (const auto& rank : series["ranks"])
            CHECK((rank.get<double>() >= 0.0 && rank.get<double>() <= 2.0));
    }
}

TEST_CASE("the same backtest gives the same words on any number of threads", "[cli][backtest][sim]") {
    const Finished one = run({"backtest", "--runs", "3", "--facts", "3", "--jobs", "1"});
    const Finished two = run({"backtest", "--runs", "3", "--facts", "3", "--jobs", "2"});
    CHECK(one.out == two.out);
    CHECK_THAT(one.out, contains("Quotes outside China"));
    CHECK(one.code == two.code);
    CHECK(run({"backtest", "--runs", "3", "--facts", "3", "--seed", "2"}).out != one.out);
}

TEST_CASE("a record of one's own is scored in place of the shipped one", "[cli][backtest][sim]") {
    const std::string record = scratch("own.csv");
    write_file(record,
               "date,series,value,unit\n2025-04,magnet_exports_t:japan,500,t\n2025-06,magnet_exports_t:japan,"
               "300,t\n");
    const Finished done = run({"backtest", "--observed", record, "--runs", "2", "--facts", "3", "--json"});
    CAPTURE(done.err);
    const auto json = nlohmann::json::parse(done.out);
    REQUIRE(json["series"].size() == 1);
    CHECK(json["series"][0]["name"] == "magnet_exports_t:japan");
    CHECK(json["series"][0]["ranks"].size() == 2);
    CHECK(json["series"][0]["naive_last_month_crps"].is_null());
}

TEST_CASE("bad words and bad records are refused with 2, in a line that says what would be right",
          "[cli][backtest]") {
    const std::string record = scratch("wrong.csv");
    write_file(record, "date,series,value,unit\n2025-04,magnet_exports_t:jpan,500,t\n");
    const Finished unknown = run({"backtest", "--observed", record});
    CHECK(unknown.code == 2);
    CHECK(unknown.out.empty());
    CHECK_THAT(
        unknown.err,
        contains("chokepoint: " + record +
                 ":2: unknown series 'magnet_exports_t:jpan'; did you mean 'magnet_exports_t:japan'?"));
    CHECK(run({"backtest", "--observed", scratch("nowhere.csv")}).code == 2);
    const Finished no_case = run({"backtest", "atlantis-1500"});
    CHECK(no_case.code == 2);
    CHECK_THAT(no_case.err, contains("no case 'atlantis-1500'"));
    CHECK(run({"backtest", "--facts", "99"}).code == 2);
    CHECK(run({"backtest", "--runs", "1"}).code == 2);
    CHECK(run({"backtest", "--help"}).code == 0);
}

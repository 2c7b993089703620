// The bargaining core as a user runs it.
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;

namespace {

std::string domain_file(const std::string& name) { return std::string(CHOKEPOINT_SOURCE_DIR) + "/tests/golden/bargain/" + name; }

}  // namespace

TEST_CASE("a domain is solved and played, as a page and as JSON", "[cli][bargain]") {
    const Finished page = run({"bargain", domain_file("bicycle.xml"), domain_file("bicycle_rider.xml"), domain_file("bicycle_maker.xml")});
    CAPTURE(page.err);
    CHECK(page.code == 0);
    CHECK(page.out.find("Bicycle: 15 outcomes") != std::string::npos);
    CHECK(page.out.find("Frame aluminium") != std::string::npos);
    const Finished told = run({"bargain", domain_file("trip_profileA.json"), domain_file("trip_profileB.json"), "--strategy", "boulware", "--strategy", "conceder", "--json"});
    REQUIRE(told.code == 0);
    const nlohmann::json document = nlohmann::json::parse(told.out);
    for (const char* key : {"domain", "outcomes", "pareto", "nash", "kalai_smorodinsky", "egalitarian", "max_welfare", "agreement", "round"})
        CHECK(document.contains(key));
    CHECK(document["outcomes"] == 6);
    CHECK(document["nash"]["bid"].contains("where"));
    CHECK(document["nash"]["utilities"].size() == 2);
    CHECK(document["round"] >= 1);
}

TEST_CASE("where a party's best bid is worth less than no agreement nothing is agreed, and it is said why", "[cli][bargain][unhappy]") {
    const std::string low = scratch("low.json"), other = scratch("other.json");
    write_file(low, R"({"reservationValue": 0.9, "issueWeights": {"price": 0.8}, "issues": {"price": {"low": 0.0, "high": 1.0}}})");
    write_file(other, R"({"reservationValue": 0.0, "issueWeights": {"price": 1.0}, "issues": {"price": {"low": 1.0, "high": 0.0}}})");
    for (const char* strategy : {"conceder", "boulware", "foresighted"}) {
        const Finished page = run({"bargain", low, other, "--strategy", strategy, "--strategy", strategy});
        CAPTURE(strategy, page.out, page.err);
        CHECK(page.out.find("no agreement is possible") != std::string::npos);
        CHECK(page.out.find("party 1: its best bid is worth 0.8, no agreement 0.9") != std::string::npos);
        CHECK(page.out.find("agreement  ") == std::string::npos);
    }
    const Finished told = run({"bargain", low, other, "--json"});
    REQUIRE(told.code == 0);
    CHECK(nlohmann::json::parse(told.out)["agreement"].is_null());
    CHECK(nlohmann::json::parse(told.out)["possible"] == false);
}

TEST_CASE("instances are chosen by number", "[cli][bargain]") {
    const Finished second = run({"bargain", domain_file("shares.txt"), "--instance", "1", "--json"});
    REQUIRE(second.code == 0);
    CHECK(nlohmann::json::parse(second.out)["outcomes"] == 9);
}

TEST_CASE("recorded negotiations end as recorded, and it is said where they do not", "[cli][bargain]") {
    const Finished same = run({"bargain", domain_file("recorded.json"), "--json"});
    CAPTURE(same.out);
    CHECK(same.code == 0);
    CHECK(nlohmann::json::parse(same.out)["results"].size() == 2);
    std::string text = read_file(domain_file("recorded.json"));
    text.replace(text.find("\"agreement\": [1]"), 16, "\"agreement\": [2]");
    const std::string changed = scratch("changed.json");
    write_file(changed, text);
    const Finished differs = run({"bargain", changed});
    CHECK(differs.code == 1);
    CHECK(differs.out.find("linear, seed 1") != std::string::npos);
    CHECK(run({"bargain", domain_file("recorded.json"), "--time", "negmas"}).code == 0);
}

TEST_CASE("self-interested parties cut a pie as the closed forms say", "[cli][bargain]") {
    const Finished endless = run({"bargain", "--self-interested", "0.9", "0.8", "--json"});
    REQUIRE(endless.code == 0);
    CHECK(nlohmann::json::parse(endless.out)["division"][0].get<double>() == Approx(0.2 / 0.28).margin(1e-9));
    const Finished last = run({"bargain", "--self-interested", "0.9", "0.8", "--rounds", "2", "--json"});
    REQUIRE(last.code == 0);
    CHECK(nlohmann::json::parse(last.out)["division"][0].get<double>() == Approx(0.2).margin(1e-12));
    const Finished page = run({"bargain", "--self-interested", "0.9", "0.8"});
    CHECK(page.out.find("0.714286  0.285714   Rubinstein 1982") != std::string::npos);
    // In a domain, too: whoever is more patient gets more of it.
    const auto first_gets = [&](const char* first, const char* second) {
        const Finished told = run({"bargain", domain_file("trip_profileA.json"), domain_file("trip_profileB.json"), "--self-interested", first, second, "--json"});
        REQUIRE(told.code == 0);
        return nlohmann::json::parse(told.out)["division"][0].get<double>();
    };
    CHECK(first_gets("0.95", "0.8") > first_gets("0.8", "0.95"));
}

TEST_CASE("a table of expected shares is compared with what self-interested parties make of a pie", "[cli][bargain]") {
    const std::string table = scratch("shares.csv");
    write_file(table, "delta1,delta2,horizon_T,last_proposer,share\n0.5,0.5,0,-,0.6666666666666666\n0.5,0.5,2,P2,0.5\n0.5,0.5,3,P1,0.75\n");
    const Finished same = run({"bargain", table});
    CAPTURE(same.out, same.err);
    CHECK(same.code == 0);
    CHECK(same.out.find("3 divisions, worst difference") != std::string::npos);
    write_file(table, "delta1,delta2,horizon_T,last_proposer,share\n0.5,0.5,3,P1,0.76\n");
    const Finished other = run({"bargain", table});
    CHECK(other.code == 1);
    CHECK(other.out.find("worst difference 1.00e-02, more than 1e-06") != std::string::npos);
    write_file(table, "delta1,delta2,horizon_T,last_proposer,share\n0.5,0.5,3,P2,0.75\n");
    const Finished wrong = run({"bargain", table});
    CHECK(wrong.code == 2);
    CHECK(wrong.err.find(":2: of 3 rounds the last proposer is P1") != std::string::npos);
}

TEST_CASE("what cannot be bargained over is refused in words", "[cli][bargain][unhappy]") {
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{"bargain", "no-such-file"}, "no-such-file"},
        {{"bargain", domain_file("shares.txt"), "--instance", "7"}, "instances 0 to 1"},
        {{"bargain", domain_file("trip_profileA.json")}, "name the other party's"},
        {{"bargain", domain_file("bicycle.xml")}, "profile for each"},
        {{"bargain", domain_file("shares.txt"), "--strategy", "clever"}, "clever"},
        {{"bargain"}, "name a DOMAIN"},
        {{"bargain", "--self-interested", "0.9"}, "the discounts of two parties"},
        {{"bargain", "--self-interested", "0.9", "1.1"}, "'1.1' is no discount"},
        {{"bargain", "--self-interested", "1", "1"}, "any division will do"},
        {{"bargain", "--self-interested", "0.9", "0.9", "--strategy", "linear"}, "leave out --strategy"},
        {{"bargain", domain_file("recorded.json"), "--time", "deadline"}, "leave --time deadline out"},
        {{"bargain", domain_file("recorded.json"), "--rounds", "7"}, "leave --rounds out"},
        {{"bargain", domain_file("recorded.json"), "--strategy", "linear"}, "leave --strategy out"},
    };
    for (const auto& [words, says] : cases) {
        const Finished refused = run(words);
        CAPTURE(refused.err, says);
        CHECK(refused.code == 2);
        CHECK(refused.err.find(says) != std::string::npos);
        CHECK(refused.out.empty());
    }
}

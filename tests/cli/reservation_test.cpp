// Reservation values as a user runs the command: a tiny study with real games, what it prints and writes.
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;

namespace {

std::vector<std::string> small_study(const std::vector<std::string>& more, const char* games = "2", const char* weeks = "3") {
    std::vector<std::string> words{"reservation", april_2025(), "--games", games, "--worlds", "2", "--ahead", weeks, "--seed", "5"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

TEST_CASE("reservation values are printed with what they rest on, the same on any number of threads", "[cli][reservation][sim]") {
    const std::string one = scratch("one.csv"), two = scratch("two.csv");
    const Finished alone = run(small_study({"--jobs", "1", "--json", "--bids", one})), both = run(small_study({"--jobs", "2", "--json", "--bids", two}));
    CAPTURE(alone.err);
    REQUIRE(alone.code == 0);
    CHECK(alone.out == both.out);
    CHECK(read_file(one) == read_file(two));
    CHECK_THAT(read_file(one), contains("game,week,seat,agenda,closed,best,gain,error,in_force,shortage_ahead"));
    CHECK_THAT(read_file(one), contains("us-china"));
    const auto json = nlohmann::json::parse(alone.out);
    CHECK(json["provenance"] == "chokepoint reservation " + april_2025() + " --games 2 --worlds 2 --ahead 3 --seed 5");
    REQUIRE(json["governments"].size() >= 2);
    CHECK(json["governments"][0]["government"] == "us");
    CHECK(json["governments"][0]["figure"] == "governments[us].no_deal_worth");
    CHECK(json["governments"][0]["bids"].get<int>() > 10);
    const Finished text = run(small_study({}));
    CHECK_THAT(text.out, contains("no deal") && contains("verdict"));
}

TEST_CASE("what was fitted is written into the scenario with its command, and nothing else", "[cli][reservation][sim]") {
    const std::string own = scratch("own.textproto");
    write_file(own, read_file(april_2025()));
    const Finished done = run(small_study({"--json", "--write", own}, "8", "8"));  // enough for one government or another
    CAPTURE(done.err);
    REQUIRE(done.code == 0);
    const auto json = nlohmann::json::parse(done.out);
    const std::string after = read_file(own), source = "fitted: " + json["provenance"].get<std::string>();
    std::size_t fitted = 0, written = 0;
    for (const auto& government : json["governments"]) fitted += government["verdict"] == "fitted" ? 1 : 0;
    for (std::size_t at = after.find(source); at != std::string::npos; at = after.find(source, at + 1)) ++written;
    REQUIRE(fitted > 0);
    CHECK(written == fitted);
    CHECK_THAT(done.err, contains("wrote " + std::to_string(fitted) + " figures"));
    CHECK(run({"check", own}).code == 0);
}

TEST_CASE("a scenario that is not there, or a file that cannot take the figures, is said before any game", "[cli][reservation]") {
    const Finished missing = run({"reservation", "no-such-case"});
    CHECK(missing.code == 2);
    CHECK_THAT(missing.err, contains("no-such-case"));
    const std::string other = scratch("other.textproto");
    write_file(other, "name: \"other\"\n");
    CHECK(run(small_study({"--write", other})).code == 2);
}

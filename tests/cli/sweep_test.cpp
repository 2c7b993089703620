// A sweep as a user runs it: killed at any instant, gone on with, spread otherwise: the same bytes.
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;

namespace {

std::string small_design() {
    const std::string path = scratch("small.textproto");
    write_file(path, "name: \"small\"\nscenario: \"" + april_2025() + "\"\nsampling: \"grid\"\nweeks: 6\ncommon_random_numbers: true\nreplicates: 12\nseed: 5\nshard_size: 4\n"
                     "factors { path: \"strategy:us\" values: \"boulware\" values: \"hawk\" }\n"
                     "factors { path: \"rules.licensing.throughput\" values: \"6\" values: \"24\" }\n");
    return path;
}

}  // namespace

TEST_CASE("a sweep gives the same bytes on one thread, on two, and killed and resumed", "[cli][sweep][sim]") {
    const std::string design = small_design();
    REQUIRE(run({"check", design}).code == 0);
    const Finished one = run({"sweep", design, "--out", scratch("one"), "--jobs", "1"});
    CAPTURE(one.err);
    REQUIRE(one.code == 0);
    REQUIRE(run({"sweep", design, "--out", scratch("two"), "--jobs", "2"}).code == 0);
    const std::string outcomes = read_file(scratch("one") + "/outcomes.csv");
    CHECK(!outcomes.empty());
    CHECK(read_file(scratch("two") + "/outcomes.csv") == outcomes);

    {
        Background sweep({"sweep", design, "--out", scratch("killed-sweep"), "--jobs", "1"});
        for (int i = 0; i < 2000 && !std::filesystem::exists(scratch("killed-sweep") + "/shards"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        sweep.kill_now();
        sweep.wait();
    }
    const Finished resumed = run({"sweep", design, "--out", scratch("killed-sweep"), "--jobs", "2"});
    CAPTURE(resumed.err);
    REQUIRE(resumed.code == 0);
    CHECK(read_file(scratch("killed-sweep") + "/outcomes.csv") == outcomes);

    const Finished report = run({"report", scratch("one"), "--json"});
    CAPTURE(report.err);
    CHECK(report.code == 0);
    CHECK(nlohmann::json::parse(report.out).is_object());
}

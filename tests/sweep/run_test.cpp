#include "engine/sweep/run.hpp"

#include <algorithm>

#include "engine/sweep/report.hpp"
#include "tests/sweep/small_sweep.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

sweep::SweepResult run(const sweep::SweepJob& job) {
    const auto result = sweep::run_sweep(job, quiet_wiring());
    INFO((result ? std::string() : to_string(result.errors())));
    REQUIRE(result.ok());
    return *result;
}

std::string outcomes_of(const fs::path& folder) { return bytes_of(folder / "outcomes.csv"); }

// What an undisturbed run of the small sweep writes, played once for all tests.
const std::string& expected() {
    static const std::string bytes = [] {
        const TemporaryFolder folder;
        run(small_job(folder.path));
        return outcomes_of(folder.path);
    }();
    return bytes;
}

}  // namespace

TEST_CASE("a sweep gives one row a game and the same bytes for one worker and for two",
          "[sweep][determinism]") {
    const TemporaryFolder folder;
    const auto result = run(small_job(folder.path, 2));
    CHECK(result.runs == 24);
    CHECK(result.runs_played == 24);
    CHECK(result.runs_failed == 0);
    CHECK(outcomes_of(folder.path) == expected());
    CHECK(std::count(expected().begin(), expected().end(), '\n') == 25);
    CHECK_THAT(expected(),
               contains("run,point,replicate,seed,rounds_per_week,strategy:us,weeks,truce_week,"));
    CHECK_THAT(expected(), contains("\"silent, \"\"really\"\"\""));
    CHECK(expected().find(folder.path.string()) == std::string::npos);
}

TEST_CASE("a sweep that was cut short goes on to the same bytes", "[sweep][resume]") {
    const TemporaryFolder folder;
    run(small_job(folder.path));
    const fs::path shards = folder.path / "shards";
    const std::string whole = bytes_of(shards / "shard-000002.csv");
    fs::remove(folder.path / "outcomes.csv");

    SECTION("nothing is missing") { CHECK(run(small_job(folder.path)).shards_kept == 5); }
    SECTION("a shard was never written") {
        fs::remove(shards / "shard-000002.csv");
        CHECK(run(small_job(folder.path, 2)).runs_played == 5);
    }
    SECTION("a shard is torn at any byte") {
        for (std::size_t size = 0; size < whole.size(); size += 97) {
            CAPTURE(size);
            put_bytes(shards / "shard-000002.csv", whole.substr(0, size));
            const auto result = run(small_job(folder.path));
            CHECK(result.shards_redone == 1);
            CHECK(result.runs_played == 5);
        }
    }
    SECTION("a row is missing, or a digit differs") {
        std::string changed = whole;
        const auto line = changed.find('\n') + 1;
        if (GENERATE(true, false))
            changed.erase(line, changed.find('\n', line) + 1 - line);
        else
            changed[line + 8] = changed[line + 8] == '1' ? '2' : '1';
        put_bytes(shards / "shard-000002.csv", changed);
        CHECK(run(small_job(folder.path)).shards_redone == 1);
    }
    SECTION("a shard stands under the name of another") {
        fs::copy_file(shards / "shard-000001.csv", shards / "shard-000002.csv",
                      fs::copy_options::overwrite_existing);
        CHECK(run(small_job(folder.path)).shards_redone == 1);
    }
    SECTION("it was killed between its files, and left one half written") {
        fs::remove(folder.path / "provenance.json");
        put_bytes(shards / ".part-shard-000003.csv-abcdef", "run,po");
        CHECK(run(small_job(folder.path)).shards_kept == 5);
        CHECK_FALSE(fs::exists(shards / ".part-shard-000003.csv-abcdef"));
    }
    CHECK(outcomes_of(folder.path) == expected());
}

TEST_CASE("a stopped sweep drops the shards in flight and goes on later", "[sweep][resume]") {
    const TemporaryFolder folder;
    std::atomic<bool> stop{false};
    sweep::SweepJob job = small_job(folder.path);
    job.stop = &stop;
    job.progress = [&stop](const sweep::Progress& progress) { stop = progress.runs_played >= 10; };
    const auto stopped = run(job);
    CHECK(stopped.is_stopped);
    CHECK(stopped.shards_missing == 3);
    CHECK_FALSE(fs::exists(folder.path / "outcomes.csv"));
    CHECK(run(small_job(folder.path)).shards_kept == 2);
    CHECK(outcomes_of(folder.path) == expected());
}

TEST_CASE("a folder keeps to the sweep it was begun with", "[sweep][resume]") {
    const TemporaryFolder folder;
    run(small_job(folder.path));
    sweep::SweepJob job = small_job(folder.path);
    std::string tells;
    SECTION("design") {
        job.design.seed = 100;
        tells = "the design has changed";
    }
    SECTION("scenario") {
        job.scenario.title += "!";
        tells = "the scenario has changed";
    }
    SECTION("version") {
        job.version = "test 2";
        tells = "another version";
    }
    SECTION("somebody else's outcomes") {
        fs::remove(folder.path / "provenance.json");
        tells = "no sweep of this program wrote it";
    }
    const auto result = sweep::run_sweep(job, quiet_wiring());
    REQUIRE_FALSE(result.ok());
    CHECK_THAT(to_string(result.errors()), contains(tells));
    CHECK_THAT(to_string(result.errors()), contains("name a new folder"));
    CHECK(outcomes_of(folder.path) == expected());
}

TEST_CASE("shares of a sweep make the same whole, in one folder or copied together", "[sweep][determinism]") {
    const TemporaryFolder folder, elsewhere;
    const bool is_shared = GENERATE(true, false);
    for (std::uint64_t number = 1; number <= 3; ++number) {
        sweep::SweepJob job = small_job(is_shared || number != 2 ? folder.path : elsewhere.path);
        job.share = {number, 3};
        const auto result = run(job);
        CHECK(result.outcomes_file.empty() == !(is_shared && number == 3));
    }
    if (!is_shared) {
        CHECK(fs::exists(elsewhere.path / "outcomes-part-2-of-3.csv"));
        for (const auto& entry : fs::directory_iterator(elsewhere.path / "shards"))
            fs::copy_file(entry.path(), folder.path / "shards" / entry.path().filename());
        CHECK(run(small_job(folder.path)).runs_played == 0);
    }
    CHECK(outcomes_of(folder.path) == expected());
}

TEST_CASE("a point that cannot be played is recorded with its reason and the others go on", "[sweep]") {
    // Each of the two changes alone is sound; together they put a figure above its range.
    sweep::Wiring wiring = quiet_wiring();
    wiring.with = [](const Scenario& scenario, std::string_view path,
                     std::string_view value) -> Result<Scenario> {
        Scenario changed = scenario;
        Figure& noise = changed.rules.prices.noise;
        if (value == "no") return changed;
        if (path == "narrow") noise.high = noise.value;
        if (path == "raise" && noise.high == noise.value) noise.value *= 2.0;
        return changed;
    };
    const TemporaryFolder folder;
    sweep::SweepJob job = small_job(folder.path, 2);
    job.design.factors = {{"narrow", {"no", "yes"}}, {"raise", {"no", "yes"}}};
    REQUIRE(sweep::validate(job.design, job.scenario, wiring).empty());
    const auto result = sweep::run_sweep(job, wiring);
    REQUIRE(result.ok());
    CHECK(result->runs_failed == 4);
    const std::string rows = outcomes_of(folder.path);
    CHECK_THAT(rows, contains("failed,the point cannot be played: rules.prices.noise"));

    const auto report = sweep::read_report(folder.path.string());
    REQUIRE(report.ok());
    REQUIRE(report->points.size() == 4);
    CHECK(report->points[3].failed == 4);
    CHECK(report->points[3].games == 0);
    CHECK(report->points[2].games == 4);
}

TEST_CASE("a report has the design's points with what happened in their games", "[sweep][report]") {
    const TemporaryFolder folder;
    run(small_job(folder.path));
    const auto report = sweep::read_report(folder.path.string());
    REQUIRE(report.ok());
    CHECK(report->factors == std::vector<std::string>{"rounds_per_week", "strategy:us"});
    REQUIRE(report->points.size() == 6);
    const auto& point = report->points[1];
    CHECK(point.values == std::vector<std::string>{"1", "silent, \"really\""});
    REQUIRE(point.frequencies.size() == 4);
    CHECK(point.frequencies[0].first == "truce_by_week_13");
    CHECK(point.frequencies[0].second.of == 4);
    CHECK(point.frequencies[0].second.count == 0);  // nobody talks
    REQUIRE(point.summaries.size() == table_of<Outcomes>().fields.size());
    CHECK(point.summaries[0].second.mean == 3.0);  // weeks
    CHECK(point.summaries[1].second.count == 0);   // week of a truce, over games that had one

    const auto missing = sweep::read_report((folder.path / "nowhere").string());
    REQUIRE_FALSE(missing.ok());
    CHECK_THAT(to_string(missing.errors()), contains("finished sweep"));
}

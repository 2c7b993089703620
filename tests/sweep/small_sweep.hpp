// A sweep small enough to run many times in a test: the smallest scenario, three weeks, agents that say
// nothing.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/sweep/run.hpp"
#include "proto/codec/design_text.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {

namespace fs = std::filesystem;

class Quiet final : public Agent {
  public:
    void decide(const Observation&, Mind&, std::uint64_t, Answer&) const override {}
};

inline Result<std::unique_ptr<const Agent>> quiet_roster(const Scenario&, SeatId, std::string_view strategy) {
    if (strategy == "loud") return fail("unknown strategy 'loud'; known are quiet");
    return std::unique_ptr<const Agent>(std::make_unique<Quiet>());
}

inline sweep::Wiring quiet_wiring() { return {quiet_roster, codec::with}; }

inline Scenario smallest_scenario() {
    auto scenario = codec::load_scenario(CHOKEPOINT_SOURCE_DIR "/tests/golden/minimal.textproto");
    INFO((scenario ? std::string() : to_string(scenario.errors())));
    REQUIRE(scenario.ok());
    return *scenario;
}

// Two factors of the smallest scenario, 3 x 2 points, 4 games each, in shards of 5.
inline sweep::SweepDesign small_design() {
    sweep::SweepDesign design;
    design.name = "small";
    design.scenario = "minimal.textproto";
    design.factors = {{"rounds_per_week", {"1", "2", "3"}}, {"strategy:us", {"quiet", "silent, \"really\""}}};
    design.replicates = 4;
    design.weeks = 3;
    design.seed = 99;
    design.shard_size = 5;
    return design;
}

inline std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    INFO(path);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void put_bytes(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

// A folder of its own that goes away with the test.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "chokepoint-sweep-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    fs::path path;
};

inline sweep::SweepJob small_job(const fs::path& folder, unsigned jobs = 1) {
    sweep::SweepJob job;
    job.design = small_design();
    job.scenario = smallest_scenario();
    job.version = "test 1";
    job.design_text = codec::design_text(job.design);
    job.scenario_text = codec::scenario_text(job.scenario);
    job.folder = folder.string();
    job.jobs = jobs;
    return job;
}

}  // namespace chokepoint::test

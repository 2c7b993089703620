// Runs a sweep on all cores into a folder, and goes on where an earlier run of the same command was cut
// short. Nothing of it lives only in memory; a kill at any instant loses the shards in flight.
//
//   DIR/design.textproto    the design as it was understood
//   DIR/provenance.json     version, hashes and texts of design and scenario: what a resumed run must agree
//   with DIR/shards/shard-000000.csv ... DIR/outcomes.csv        all rows in order, once every shard is there
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "engine/sweep/shard.hpp"

namespace chokepoint::sweep {

// Which shards this process is to run: number 1..of, as in --shard 2/8.
struct Share {
    std::uint64_t number = 1;
    std::uint64_t of = 1;
};

struct Progress {
    std::uint64_t runs_played = 0;   // by this process
    std::uint64_t runs_to_play = 0;  // by this process, without those found finished
    std::uint64_t runs_failed = 0;
};

struct SweepJob {
    SweepDesign design;       // validated
    Scenario scenario;        // the design's base
    std::string version;      // of the program
    std::string design_text;  // both as files that can be read back
    std::string scenario_text;
    std::string folder;
    unsigned jobs = 1;  // worker threads
    Share share;
    // Called when a shard is done, from any worker but never from two at once.
    std::function<void(const Progress&)> progress;
    // Where set and true, workers drop the shard in flight and the sweep ends unfinished.
    const std::atomic<bool>* stop = nullptr;
};

struct SweepResult {
    std::uint64_t runs = 0;  // of the design
    std::uint64_t points = 0;
    std::uint64_t shards = 0;
    std::uint64_t shards_kept = 0;     // found finished and sound
    std::uint64_t shards_redone = 0;   // found, but torn or of another sweep
    std::uint64_t shards_missing = 0;  // when it ended: other shares', or stopped
    std::uint64_t runs_played = 0;
    std::uint64_t runs_failed = 0;  // played now or found
    bool is_stopped = false;
    std::string outcomes_file;  // empty: not all shards are there yet
};

Result<SweepResult> run_sweep(const SweepJob& job, const Wiring& wiring);

}  // namespace chokepoint::sweep

// One shard of a sweep: a run of games as rows of CSV, closed by a line that says whose they are, how many
// and their checksum. Plays games; writes no file.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/sweep/plan.hpp"
#include "engine/sweep/point.hpp"

namespace chokepoint::sweep {

// What makes two sweeps the same: rows may only be put together when all of it agrees.
struct Identity {
    std::string version;        // of the program
    std::string scenario_hash;  // 16 hex digits
    std::string design_hash;    // 16 hex digits
};

// Largest relative error of the mass balance that a game may show and still count.
constexpr double mass_balance_rel_max = 1e-9;

// The first line of every file of rows, without a line end: run, point, replicate, seed, the factors, the
// outcomes, digest, status, reason, version, scenario_hash, design_hash.
std::string header_of(const Plan& plan);

// Plays runs one after the other. One worker each: it holds a game and the setup of the point it last played,
// and shares with the others only what nobody writes.
class Player {
  public:
    Player(const Plan& plan, const Scenario& scenario, const Wiring& wiring, const Identity& identity);

    // Appends the row of a run, with its line end. A run that fails gives a row with status failed and the
    // reason. Returns whether it was ok.
    bool play_run(std::uint64_t run, std::string& rows);

  private:
    void prepare(std::uint64_t point);

    const Plan& plan_;
    const Scenario& scenario_;
    const Wiring& wiring_;
    std::string tail_;  // the provenance columns
    std::optional<std::uint64_t> point_;
    std::string factor_columns_;
    std::string unplayable_;  // why the point cannot be played; empty: it can
    Point ready_;
    std::vector<Mind> minds_;
    std::unique_ptr<Game> game_;
};

// shard-000012.csv
std::string shard_name(std::uint64_t shard);

// The shard's file: header, rows, and the closing line.
std::string seal_shard(const Plan& plan, const Identity& identity, std::uint64_t shard,
                       const std::string& rows);

// The rows of a shard's file if it is whole, unchanged and of this very sweep; else nothing: it is played
// again.
std::optional<std::string> open_shard(const Plan& plan, const Identity& identity, std::uint64_t shard,
                                      const std::string& file);

// How many rows have the status failed. The rows must be open_shard's.
std::uint64_t count_failed(const Plan& plan, std::string_view rows);

}  // namespace chokepoint::sweep

// A design laid out as numbered runs: run = point x replicates + replicate, the first factor slowest. The
// order is the order of rows in outcomes.csv and never depends on threads, ranks or shards in hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/sweep/design.hpp"

namespace chokepoint::sweep {

constexpr std::uint64_t runs_max = 0xffffffff;  // a run's number must fit the index of derive_seed

// Games numbered first .. first + count - 1.
struct RunRange {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};

class Plan {
  public:
    // The design must have passed validate().
    explicit Plan(const SweepDesign& design);

    const SweepDesign& design() const { return design_; }
    std::uint64_t points() const { return points_; }
    std::uint64_t runs() const { return points_ * replicates_; }
    std::uint64_t shards() const { return (runs() + shard_size_ - 1) / shard_size_; }
    RunRange shard(std::uint64_t shard) const;

    std::uint64_t point_of(std::uint64_t run) const { return run / replicates_; }
    std::uint64_t replicate_of(std::uint64_t run) const { return run % replicates_; }
    std::uint64_t seed_of(std::uint64_t run) const;
    // The value of each factor at a point, in the design's order.
    std::vector<std::string> values_at(std::uint64_t point) const;
    // The fields of Outcomes that are kept, in table order.
    const std::vector<const Field*>& outcomes() const { return outcomes_; }

  private:
    SweepDesign design_;
    std::uint64_t points_ = 1, replicates_ = 1, shard_size_ = 1;
    std::vector<const Field*> outcomes_;
};

}  // namespace chokepoint::sweep

// An experiment design: which scenario values and strategies vary, how often each combination is played, and
// what is kept of every game. Knows what a design means, not how it is written (proto/codec/design_text.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/fields.hpp"
#include "engine/domain/agent.hpp"
#include "engine/domain/outcomes.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint::sweep {

// How points are chosen from the factors' values. The first form runs full grids only; validate() refuses the
// rest.
CHOKEPOINT_ENUM(Sampling, grid, latin_hypercube, sobol, one_at_a_time, list)

// One thing that varies. The path is a scenario path (rules.licensing.throughput) or strategy:ROLE.
struct Factor {
    std::string path;
    std::vector<std::string> values;
};
CHOKEPOINT_FIELDS(Factor, path, values)

struct SweepDesign {
    std::string name;
    std::string title;     // as people read it; may be empty
    std::string scenario;  // file, relative to the design's own folder
    std::vector<Factor> factors;
    Sampling sampling = Sampling::grid;
    std::int32_t replicates = 0;         // games per point, 1 or more
    bool common_random_numbers = false;  // replicate r has one seed at every point, so that points pair up
    std::int32_t weeks = 0;              // length of a game; 0: the scenario's
    std::uint64_t seed = 0;
    std::vector<std::string> outcomes;  // fields of Outcomes to keep; empty: all
    std::int32_t shard_size = 0;        // games per shard; 0: chosen from the number of games
};
CHOKEPOINT_FIELDS(SweepDesign, name, title, scenario, factors, sampling, replicates, common_random_numbers,
                  weeks, seed, outcomes, shard_size)

// What a sweep needs from above the engine.
struct Wiring {
    Roster roster;
    std::function<Result<Scenario>(const Scenario&, std::string_view path, std::string_view value)> with;
};

// The role of a factor strategy:ROLE, or empty for a scenario path.
std::string_view role_of_factor(const Factor& factor);

// Every fault of the design as a path into it (factors[1].values[0]) and what would be right. Each value of
// each factor is tried alone on the scenario; what only a combination gets wrong shows as failed runs of that
// point.
std::vector<Fault> validate(const SweepDesign& design, const Scenario& scenario, const Wiring& wiring);

}  // namespace chokepoint::sweep

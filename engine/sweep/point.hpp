// One point of a design made ready to play: the scenario with the factors' values set, and who sits where.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/game/play.hpp"
#include "engine/sweep/design.hpp"

namespace chokepoint::sweep {

struct Point {
    std::shared_ptr<const Setup> setup;
    Cast cast;
};

// values[i] is factors[i]'s. Errors: a value that cannot be set, a scenario that is unsound with all of them,
// a role without a seat, a strategy that the roster does not know.
Result<Point> make_point(const Scenario& scenario, const std::vector<Factor>& factors,
                         const std::vector<std::string>& values, const Wiring& wiring);

}  // namespace chokepoint::sweep

// The model as a calibration sees it: values of parameters in, outcomes of games out. Knows which figures may
// be estimated and which games an outcome takes.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "engine/study/calibrate/calibrate.hpp"

namespace chokepoint::study {

// The figures that a path names in a scenario, one or with [*] more; an error where it names none. Codec's,
// handed in: the engine does not know how paths are written.
using FigureFinder = std::function<Result<std::vector<Figure*>>(Scenario& scenario, std::string_view path)>;

struct CalibratedModel {
    Scenario scenario;
    LabSettings lab;  // runs and seed are the batches'
    FigureFinder figures_at;
};

// What the scenario has for each prior: of a path with [*] the first figure's. Errors, all of them, with file
// and line of the targets: a path that names nothing, or figures that differ; one that ensembles do not draw;
// one that a source gives; a figure that two rows name; a target that is no outcome or has another unit; a
// prior beyond what the scenario can take.
Result<std::vector<Range>> ranges_before(const CalibratedModel& model, const TargetFile& file);

// Plays what the targets take: each point in every arm that has one of their outcomes, with all other
// parameters drawn from their ranges. A parameter for which the scenario of an arm has figures of its own, or
// none, stays out of it. Both must outlive what is returned.
Simulator game_simulator(const CalibratedModel& model, const TargetFile& file);

}  // namespace chokepoint::study

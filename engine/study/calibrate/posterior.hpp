// Which values of the parameters fit the targets, by what the emulators say. Knows no game.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/study/calibrate/emulator.hpp"
#include "engine/study/calibrate/targets.hpp"

namespace chokepoint::study {

// How far a position on the target's scale lies from the target, in tolerances, 0 or more: of a recorded
// value the tolerance is its own error (low and high are 90 percent) and the emulator's together; inside a
// bound nothing is amiss, and beyond it the tolerance is the emulator's error, or a twentieth of the bound's
// width (of its size, where it is open) if that is more. The implausibility of history matching (Craig,
// Goldstein, Seheult and Smith 1997).
double implausibility(const Target& target, double position, double emulator_error);

// As far from a target as the ends of its 90 percent: what still counts as meeting it.
constexpr double met_within = 1.645;

// The targets as the emulators see them.
class Fit {
  public:
    // emulators: one a target, of its outcome on its scale. Both must outlive this.
    Fit(const std::vector<Target>& targets, const std::vector<Emulator>& emulators)
        : targets_(targets), emulators_(emulators) {}

    std::size_t targets() const { return targets_.size(); }
    // Of the targets named by their numbers, in that order.
    std::vector<double> implausibilities(const SharePoint& point,
                                         const std::vector<std::size_t>& which) const;

  private:
    const std::vector<Target>& targets_;
    const std::vector<Emulator>& emulators_;
};

// A walk through the space of parameters that stays longest where the targets are met.
struct Walk {
    std::size_t parameters = 0;
    std::vector<std::size_t> targets;  // that count
    double slack = 1.0;      // times every tolerance: above 1 the walk is wider, below it seeks the best
    std::size_t visits = 0;  // points tried in all
    std::uint64_t seed = 0;
};

// Differential evolution Markov chains (ter Braak 2006; of coordinates in part, Vrugt et al. 2009) on a
// uniform prior over the unit cube, with a normal likelihood of the implausibilities. Calls visit(point,
// implausibilities) for where each chain stands after each step, until that says false.
using Visitor = std::function<bool(const SharePoint& point, const std::vector<double>& implausibilities)>;
void walk(const Fit& fit, const Walk& settings, const Visitor& visit);

// At most `count` points of the second half of a walk, evenly taken from it.
std::vector<SharePoint> sample(const Fit& fit, const Walk& settings, std::size_t count);

}  // namespace chokepoint::study

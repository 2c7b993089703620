// Ensembles: the same arm played many times with parameters drawn from their ranges, on all cores. Run k of
// every arm shares its draws and its game's seed with run k of every other, so that arms can be compared in
// pairs.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/study/run.hpp"

namespace chokepoint::study {

// One way to play a scenario.
struct Arm {
    std::string name;                      // for progress and errors
    int weeks = 0;                         // 0: the scenario's
    std::function<void(Scenario&)> treat;  // after the draw, before the world is made
    // What run k alone has otherwise, in place of what was drawn; before treat. May be called from several
    // threads at once.
    std::function<void(Scenario&, std::size_t k)> vary;
    std::vector<std::pair<std::string, std::string>>
        strategies;                   // role and strategy, over the scenario's default
    bool silent_governments = false;  // governments answer nothing: policy is imposed
    Conduct conduct;
};

// The recorded policy of a scenario imposed: governments silent, every dated act taken on its day, and no
// court that strikes down what is imposed. Errors: an act that cannot be read.
Result<Arm> recorded_arm(const Scenario& scenario, std::string name, int weeks);
// Governments silent and no measure but those of the opening, less what `treat` takes away: for experiments
// that hold policy still.
Arm still_arm(std::string name, int weeks, std::function<void(Scenario&)> treat = {});

// What an ensemble needs from outside, and how large it is.
struct LabSettings {
    Roster roster;
    // A scenario that ships, by name; an error where there is none.
    std::function<Result<Scenario>(std::string_view name)> scenario_named;
    std::uint64_t seed = 1;
    std::uint32_t runs = 200;  // 2 or more
    unsigned jobs = 1;         // worker threads; any number gives the same results
    // Called after each run, from any worker but never from two at once.
    std::function<void(std::string_view arm, std::uint32_t done, std::uint32_t of)> progress;
};

class Lab {
  public:
    explicit Lab(LabSettings settings) : settings_(std::move(settings)) {}

    std::uint32_t runs() const { return settings_.runs; }
    const LabSettings& settings() const { return settings_; }
    Result<Scenario> scenario_named(std::string_view name) const { return settings_.scenario_named(name); }

    // Calls watch(k, run) once for every run, from several threads at once; watch plays it. Errors: a treated
    // scenario that is unsound, an unknown strategy or role; those of the first run that had any.
    Status play(const Scenario& scenario, const Arm& arm,
                const std::function<void(std::size_t, Run&)>& watch) const;

    // The same with what watch(run) returns, by run.
    template <typename T>
    Result<std::vector<T>> each(const Scenario& scenario, const Arm& arm,
                                const std::function<T(Run&)>& watch) const {
        std::vector<T> found(settings_.runs);
        const Status status = play(scenario, arm, [&](std::size_t k, Run& run) { found[k] = watch(run); });
        if (!status) return status.errors();
        return found;
    }

  private:
    LabSettings settings_;
};

}  // namespace chokepoint::study

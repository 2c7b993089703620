// One-at-a-time sensitivity: every parameter halved and raised by half, all else as the scenario has it, on
// the same seeds; what that does to outcomes, and whether it goes the way that was expected. Knows neither
// scenarios nor games: what answers a change is handed in.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/study/outcomes.hpp"
#include "engine/study/scaling.hpp"
#include "engine/study/statistics.hpp"

namespace chokepoint::study {

constexpr double lower_factor = 0.5, upper_factor = 1.5;

// A parameter by its path (with [*] for every item of a list), and what it is multiplied by.
struct Change {
    std::string path;  // empty: nothing is changed
    double factor = 1.0;
};

// What a change of the scenario comes to. Runs with the same number share their seed whatever the change, and
// there are as many of them.
struct Response {
    Scaling scaling;
    std::vector<Sample> samples;  // by outcome, as asked
};
using Respond =
    std::function<Result<Response>(const Change& change, const std::vector<const Outcome*>& outcomes)>;

// What raising a parameter is expected to do, and why.
struct Expectation {
    std::string path;
    const Outcome* outcome = nullptr;
    bool rises = true;
    std::string reason;
    int line = 0;  // where it is written
};

// no_effect: the interval of the difference holds zero.
CHOKEPOINT_ENUM(Judgement, as_expected, opposite, no_effect)

// One outcome under one parameter.
struct Effect {
    const Outcome* outcome = nullptr;
    double at_lower = 0.0, at_base = 0.0, at_upper = 0.0;  // means over runs; NaN where no run counts
    Estimate shift{};                                      // at_upper less at_lower, by pairs of runs
    double elasticity =
        0.0;  // relative change of the outcome over that of the parameter; NaN where the base is 0
    bool is_same = false;  // every run gave the very same value in all three
};
// base, lower and upper hold as many runs; the scalings say how far the parameter moved.
Effect effect_of(const Outcome& outcome, const Sample& base, const Sample& lower, const Sample& upper,
                 const Scaling& down, const Scaling& up);
Judgement judgement_of(const Effect& effect, bool rises);

// A parameter of the table with its expectations tried.
struct Trial {
    struct Row {
        Expectation expected;
        Effect effect;
        Judgement verdict = Judgement::no_effect;
    };
    std::string path;
    Scaling down, up;
    std::vector<Row> rows;
};

// Tries every parameter of the expectations in the order in which they first appear. Errors: those of
// respond, with the parameter's name.
Result<std::vector<Trial>> try_expectations(const std::vector<Expectation>& expectations,
                                            const Respond& respond);
// Parameters with a row that is opposite or without effect.
std::size_t count_failed(const std::vector<Trial>& trials);

// A parameter among all others.
struct Screened {
    std::string path;
    Scaling down, up;
    std::vector<Effect> effects;  // on every outcome asked for
    // Mean over outcomes of the sure part of the shift (the end of its interval nearer to 0; 0 where it holds
    // 0) over the root mean square of that among all parameters: 1 moves everything as much as its peers do.
    double score = 0.0;
    std::size_t moved = 0;  // outcomes whose shift is surely not 0
    bool moves_nothing() const;
};
// All parameters by score, the largest first; equals in the order given. Errors as above.
Result<std::vector<Screened>> screen(const std::vector<std::string>& paths,
                                     const std::vector<const Outcome*>& outcomes, const Respond& respond);

// Answers changes by games: of the scenario under test or, where an outcome's arm asks for another, of that
// one, changed alike if it has the parameter. Ranges of parameters are closed on their values. lab and tested
// must outlive it.
Respond respond_by_games(const Lab& lab, const Scenario& tested);

}  // namespace chokepoint::study

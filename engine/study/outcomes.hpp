// What a run comes to, as a table of named numbers: one place for the words of sensitivity and calibration.
// Each outcome belongs to an arm, the way in which the scenario has to be played for it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/base/enums.hpp"
#include "engine/study/lab.hpp"
#include "engine/study/measures/books.hpp"
#include "engine/study/measures/course.hpp"
#include "engine/study/measures/decade.hpp"
#include "engine/study/measures/of_track.hpp"

namespace chokepoint::study {

//   recorded      26 weeks under the scenario's recorded policy, governments silent
//   autonomous    52 weeks, every seat plays its own strategy
//   tariffs_high  two years at 145 percent from both sides, no controls, governments silent
//   tariffs_low   the same at 30 percent
//   japan_2010    the scenario of that name under its recorded policy, 182 weeks
//   long_run      ten years of the scenario of that name without a measure, governments silent
//   long_run_helped  ten years of it with all that governments outside China can do
CHOKEPOINT_ENUM(OutcomeArm, recorded, autonomous, tariffs_high, tariffs_low, japan_2010, long_run,
                long_run_helped)

// What is seen of one run, at its end: only the part that its arm fills means something.
struct Played {
    const Run& run;
    Track track;    // recorded, japan_2010
    Course course;  // autonomous
    Books books;    // tariffs_high, tariffs_low
    Decade decade;  // long_run, long_run_helped
};

struct Outcome {
    std::string_view name;
    std::string_view unit;
    std::string_view meaning;
    OutcomeArm arm;
    double (*value)(const Played&);
    // How much a run counts in the mean over runs, where it does not count one: a share of few says little.
    double (*weight)(const Played&) = nullptr;
};

// The whole table, arm by arm.
std::span<const Outcome> all_outcomes();
// One by its name; an error names the nearest.
Result<const Outcome*> outcome_named(std::string_view name);
// Those of one arm, in the table's order.
std::vector<const Outcome*> outcomes_of(OutcomeArm arm);

// What has to be played for an arm. The scenario may be changed before it is played; so may arm.treat, which
// comes after the draw of parameters.
struct OutcomePlay {
    Scenario scenario;
    Arm arm;
};
// For the scenario under test, or for one that ships where the arm asks for it by name (lab.scenario_named).
// Errors: no such scenario; a recorded policy that cannot be read.
Result<OutcomePlay> play_of(OutcomeArm arm, const Lab& lab, const Scenario& tested);

// One outcome over an ensemble, by run.
struct Sample {
    std::vector<double> values;
    std::vector<double> weights;

    // Weighted mean: for a share, that of all runs' cases together. NaN where no run counts.
    double mean() const;
    // Numbers with that very mean whose spread is that of the mean's error: value for weight 1, else the
    // weighted mean's linearisation m + w (v - m) / mean(w). To be compared run by run with another sample's
    // of the same seeds.
    std::vector<double> pseudo_values() const;

    bool operator==(const Sample&) const = default;
};

// Plays the arm's ensemble and measures the outcomes, all of that arm. By outcome, in the order given.
// Errors: those of Lab::play.
Result<std::vector<Sample>> measure(const Lab& lab, const OutcomePlay& play,
                                    const std::vector<const Outcome*>& outcomes);

}  // namespace chokepoint::study

// The course of a standoff that the seats play themselves: when the United States softens, whether a truce
// comes, how high tariffs go, what it costs both, and how much of what governments sign enters into force.
#pragma once

#include <string>

#include "engine/study/lab.hpp"

namespace chokepoint::study {

// Every seat plays its own strategy; none of them the recorded course.
Arm autonomous_arm(std::string name, int weeks);

constexpr int truce_by = 13;        // a truce that comes early comes by this week
constexpr int dispute_within = 26;  // weeks after a truce in which a dispute is about it

struct Course {
    double first_softening = 0.0;  // week: the U.S. rate falls or relief is offered; the week after the end
    double has_truce = 0.0;        // by truce_by; 1 or 0, as all that follow but the last
    double has_any_truce = 0.0;    // by dispute_within
    double us_peak_pct = 0.0;      // highest U.S. headline rate on China
    double is_disputed = 0.0;      // the United States disputes within dispute_within of the truce
    double us_output_lost_pct = 0.0;  // of U.S. output, mean over the weeks
    double treaties_signed = 0.0;     // agreements of governments alone
    double treaties_in_force = 0.0;   // those of them that entered into force
};

// Plays a run to its end.
Course course_of(Run& run);

}  // namespace chokepoint::study

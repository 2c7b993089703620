// Do the mechanisms of the negotiation matter? Each is switched off in turn, all else as it is and on the same seeds: how
// many deals come about, and how often their breach is declared. Knows games; what a switch does is the world's business.
#pragma once

#include <vector>

#include "engine/study/outcomes.hpp"
#include "engine/study/statistics.hpp"

namespace chokepoint::study {

CHOKEPOINT_ENUM(Mechanism, ratification, monitoring, credibility, licence_order)

void switch_off(Scenario& scenario, Mechanism mechanism);

// One measure of all games with a mechanism and without it.
struct MechanismEffect {
    const Outcome* outcome = nullptr;
    double with = 0.0, without = 0.0;  // means over games; NaN where none counts
    Estimate shift{};                  // without less with, by pairs of games
    double p = 1.0;                    // two-sided, of Student's paired test

    // The interval of the shift leaves out nought.
    bool is_sure() const { return shift.low > 0.0 || shift.high < 0.0; }
};
struct MechanismTrial {
    Mechanism mechanism = Mechanism::ratification;
    std::vector<MechanismEffect> effects;

    // Switching it off surely changes how many deals come about, or how often they are breached.
    bool matters() const;
};

// Plays the scenario as it is and without each mechanism, every seat by its own strategy for a year; parameters at their
// values. Errors: those of Lab::play.
Result<std::vector<MechanismTrial>> try_mechanisms(const Lab& lab, const Scenario& tested);

}  // namespace chokepoint::study

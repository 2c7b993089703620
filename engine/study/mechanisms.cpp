#include "engine/study/mechanisms.hpp"

#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/study/scaling.hpp"

namespace chokepoint::study {
namespace {

const Tally& tally_of(const Played& played) { return played.run.game().world.tally; }
double number_of_deals(const Played& played) { return tally_of(played).agreements; }
double number_of_breaches(const Played& played) { return tally_of(played).breaches; }

// Not among all outcomes (outcomes.hpp): these are asked for here alone.
constexpr auto deal_measures = std::to_array<Outcome>({
    {"deals", "a game", "agreements that entered into force", OutcomeArm::autonomous, number_of_deals},
    {"truce", "share", "games with a truce of the United States and China by week 13", OutcomeArm::autonomous,
     [](const Played& p) { return p.course.has_truce; }},
    {"breaches", "a game", "breaches declared", OutcomeArm::autonomous, number_of_breaches},
    {"breach_rate", "a deal", "breaches declared for each agreement in force", OutcomeArm::autonomous,
     [](const Played& p) { return math::ratio(number_of_breaches(p), number_of_deals(p), 0.0); }, number_of_deals},
    {"treaties", "a game", "agreements of governments that entered into force", OutcomeArm::autonomous,
     [](const Played& p) { return p.course.treaties_in_force; }},
    {"treaty_rate", "share", "of the agreements that governments sign, those that enter into force", OutcomeArm::autonomous,
     [](const Played& p) { return math::ratio(p.course.treaties_in_force, p.course.treaties_signed, 0.0); },
     [](const Played& p) { return p.course.treaties_signed; }},
});

Result<std::vector<Sample>> play_through(const Lab& lab, const Scenario& scenario, std::string name,
                                         const std::vector<const Outcome*>& outcomes) {
    auto play = play_of(OutcomeArm::autonomous, lab, scenario);
    if (!play) return play.errors();
    close_ranges(play->scenario);
    play->arm.name = std::move(name);
    return measure(lab, *play, outcomes);
}

}  // namespace

void switch_off(Scenario& scenario, Mechanism mechanism) {
    SwitchedOff& off = scenario.switched_off;
    switch (mechanism) {
        case Mechanism::ratification: off.ratification = true; break;
        case Mechanism::monitoring: off.monitoring = true; break;
        case Mechanism::credibility: off.credibility = true; break;
        case Mechanism::licence_order: off.licence_order = true; break;
    }
}

bool MechanismTrial::matters() const {
    return std::any_of(effects.begin(), effects.end(), [](const MechanismEffect& effect) { return effect.is_sure(); });
}

Result<std::vector<MechanismTrial>> try_mechanisms(const Lab& lab, const Scenario& tested) {
    std::vector<const Outcome*> outcomes;
    for (const Outcome& each : deal_measures) outcomes.push_back(&each);
    const auto with = play_through(lab, tested, "as it is", outcomes);
    if (!with) return with.errors();
    std::vector<MechanismTrial> trials;
    for (const Mechanism mechanism : all_of<Mechanism>()) {
        Scenario changed = tested;
        switch_off(changed, mechanism);
        const auto without = play_through(lab, changed, "without " + std::string(name_of(mechanism)), outcomes);
        if (!without) return without.errors();
        MechanismTrial trial;
        trial.mechanism = mechanism;
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const std::vector<double> left = (*without)[i].pseudo_values(), right = (*with)[i].pseudo_values();
            trial.effects.push_back({outcomes[i], (*with)[i].mean(), (*without)[i].mean(), paired_shift(left, right), paired_p(left, right)});
        }
        trials.push_back(std::move(trial));
    }
    return trials;
}

}  // namespace chokepoint::study

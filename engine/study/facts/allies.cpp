// Allies at the licensing desk: together, alone, and one that leaves the common front.
#include "engine/base/math.hpp"
#include "engine/study/facts/facts.hpp"
#include "engine/study/facts/signed.hpp"

namespace chokepoint::study {
namespace {

constexpr int front_weeks = 39;
constexpr double private_days = 30.0;

constexpr Government front[] = {Government::us, Government::japan, Government::eu, Government::australia};

// One queue for all, and no private licence: the talk of that name, agreed in the first week.
void sign_front(Run& run, bool without_eu) {
    if (run.game().cursor.week != 1) return;
    TermList terms;
    std::vector<Government> parties;
    for (const Government government : front) {
        if (without_eu && government == Government::eu) continue;
        parties.push_back(government);
        if (government == Government::us) continue;
        Term queue = term_of(run, TermKind::shared_queue, government, Government::us);
        queue.until_week = front_weeks;
        static_cast<void>(terms.push(queue));
        Term aligned = term_of(run, TermKind::aligned_control, government, Government::us);
        aligned.what = static_cast<std::uint8_t>(ControlKind::chips);
        aligned.until_week = front_weeks;
        static_cast<void>(terms.push(aligned));
    }
    static_cast<void>(sign_for_all(run, terms, parties));
    if (!without_eu) return;
    TermList own;
    Term licence = term_of(run, TermKind::licence, Government::china, Government::eu);
    licence.limit = private_days;
    licence.until_week = front_weeks;
    static_cast<void>(own.push(licence));
    static_cast<void>(sign_for_all(run, own, {Government::china, Government::eu}));
}

Arm arm_of(std::string name, std::function<void(Run&)> at_orders) {
    Arm arm;
    arm.name = std::move(name);
    arm.weeks = front_weeks;
    arm.treat = [](Scenario& scenario) {
        // Whether there is a front is the treatment, not the outcome of a talk.
        std::erase_if(scenario.agendas, [](const AgendaSpec& agenda) { return agenda.parties.size() > 2; });
        // Nor is leaving it: no ally of any arm can sell China its word to keep out.
        const std::string china(name_of(Government::china));
        for (AgendaSpec& agenda : scenario.agendas)
            std::erase_if(agenda.issues, [&](const IssueSpec& issue) { return issue.kind == TermKind::side_term && issue.to == china; });
    };
    arm.conduct.at_orders = std::move(at_orders);
    return arm;
}

// Granted of filed, percent, by the end.
struct Terms {
    double allies = 0.0;  // Japan and the European Union
    double eu = 0.0;
};

Terms terms_of(Run& run) {
    const Track track = track_of(run);
    const Week& last = track.weeks.back();
    constexpr std::size_t eu = index_of(Region::eu), japan = index_of(Region::japan);
    return {100.0 * math::ratio(last.applications_granted[eu] + last.applications_granted[japan],
                                last.applications_filed[eu] + last.applications_filed[japan], 0.0),
            100.0 * math::ratio(last.applications_granted[eu], last.applications_filed[eu], 0.0)};
}

}  // namespace

Result<Finding> common_front(Case& tested) {
    const auto run_arm = [&](const Arm& arm) {
        return tested.lab().each<Terms>(tested.scenario(), arm, terms_of);
    };
    const auto alone = run_arm(arm_of("allies alone", {}));
    const auto together = run_arm(arm_of("allies together", [](Run& run) { sign_front(run, false); }));
    const auto deserted =
        run_arm(arm_of("allies without the European Union", [](Run& run) { sign_front(run, true); }));
    for (const auto* arm : {&alone, &together, &deserted})
        if (!*arm) return arm->errors();
    Finding finding;
    finding.parts.push_back(
        sure_above("licences granted to Japan and the European Union, together less alone", "points",
                   paired_shift(column(*together, &Terms::allies), column(*alone, &Terms::allies)), 0));
    finding.parts.push_back(
        reported("the deserter's gain: European licences granted, private deal less common front", "points",
                 paired_shift(column(*deserted, &Terms::eu), column(*together, &Terms::eu))));
    return finding;
}

}  // namespace chokepoint::study

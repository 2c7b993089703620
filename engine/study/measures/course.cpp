#include "engine/study/measures/course.hpp"

#include <algorithm>
#include <set>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint::study {
namespace {

double us_rate_pct(const Run& run) {
    return headline_pct(run.game().world, Government::us, Region::china, run.first_day() + 6);
}

// Whether the United States put relief from tariffs on China's table this week.
bool offers_relief(const Run& run) {
    const SeatId us = run.setup().params.of(Government::us).seat,
                 china = run.setup().params.of(Government::china).seat;
    for (const Offer& offer : run.game().talks.offers) {
        if (offer.by != us || offer.week != run.week()) continue;
        for (const Term& term : offer.terms) {
            const bool is_tariff =
                term.kind == TermKind::tariff_suspension || term.kind == TermKind::tariff_cap;
            if (is_tariff && term.by == us && term.to == china) return true;
        }
    }
    return false;
}

// The United States says that China keeps its word too slowly: a breach declared or an accusation.
bool disputes(const Run& run) {
    const SeatId us = run.setup().params.of(Government::us).seat;
    for (const Event& event : run.game().world.events) {
        if (event.by != us) continue;
        if (event.kind == EventKind::breach_declared) return true;
        if (event.kind == EventKind::statement_made && event.what == index_of(StatementKind::accusation))
            return true;
    }
    return false;
}

bool is_of_governments(const Params& params, const Agreement& agreement) {
    return std::all_of(agreement.parties.begin(), agreement.parties.end(), [&](SeatId party) { return params.is_government(party); });
}

// What governments have agreed on so far, by the offers that were accepted: agreements give up their places.
struct Treaties {
    std::set<std::uint32_t> is_signed, in_force;

    void take_in(const Run& run) {
        for (const Agreement& agreement : run.game().world.agreements) {
            if (!is_of_governments(run.setup().params, agreement)) continue;
            is_signed.insert(agreement.offer);
            if (agreement.in_force_week > 0) in_force.insert(agreement.offer);
        }
    }
};

}  // namespace

Arm autonomous_arm(std::string name, int weeks) {
    Arm arm;
    arm.name = std::move(name);
    arm.weeks = weeks;
    arm.treat = [](Scenario& scenario) {
        for (GovernmentSpec& government : scenario.governments)
            if (government.strategy == "historical") government.strategy = "tit-for-tat";
    };
    return arm;
}

Course course_of(Run& run) {
    Course course;
    double highest = 0.0, lost = 0.0;
    int softened = 0;
    Treaties treaties;
    while (run.play_week()) {
        const World& world = run.game().world;
        const double rate = us_rate_pct(run);
        if (softened == 0 && (rate < highest - 1e-9 || offers_relief(run))) softened = run.week();
        highest = std::max(highest, rate);
        lost += world.of(Government::us).output_loss_pct;
        treaties.take_in(run);
        const int truce = world.tally.truce_week;
        if (truce > 0 && run.week() > truce && run.week() <= truce + dispute_within && disputes(run))
            course.is_disputed = 1.0;
    }
    const Tally& tally = run.game().world.tally;
    course.first_softening = softened > 0 ? softened : run.weeks() + 1;
    course.has_truce = tally.truce_week > 0 && tally.truce_week <= truce_by ? 1.0 : 0.0;
    course.has_any_truce = tally.truce_week > 0 && tally.truce_week <= dispute_within ? 1.0 : 0.0;
    course.us_peak_pct = tally.peak_us_tariff_pct;
    course.us_output_lost_pct = math::ratio(lost, run.weeks(), 0.0);
    course.treaties_signed = static_cast<double>(treaties.is_signed.size());
    course.treaties_in_force = static_cast<double>(treaties.in_force.size());
    return course;
}

}  // namespace chokepoint::study

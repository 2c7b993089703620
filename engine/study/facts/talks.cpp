// Autonomous play: when governments soften, what patience and stocks are worth, and what a listing provokes.
#include <algorithm>

#include "engine/study/facts/facts.hpp"
#include "engine/study/measures/course.hpp"
#include "engine/study/treatments.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint::study {
namespace {

std::uint64_t count_true(const std::vector<double>& values) {
    return static_cast<std::uint64_t>(
        std::count_if(values.begin(), values.end(), [](double value) { return value > 0.5; }));
}

// --- 9 ---

constexpr int bargain_weeks = 26;
constexpr double reserve_days = 90.0;

struct Bargain {
    double us_concession = 0.0;  // points by which its rate is under its peak so far, mean over the weeks
    double china_concession = 0.0;
    double us_value = 0.0;
};

// Both how much is given and how early count.
Bargain bargain_of(Run& run) {
    Bargain bargain;
    double us_peak = 0.0, china_peak = 0.0;
    while (run.play_week()) {
        const World& world = run.game().world;
        const Day last = run.first_day() + 6;
        const double us = headline_pct(world, Government::us, Region::china, last);
        const double china = headline_pct(world, Government::china, Region::us, last);
        us_peak = std::max(us_peak, us);
        china_peak = std::max(china_peak, china);
        bargain.us_concession += (us_peak - us) / bargain_weeks;
        bargain.china_concession += (china_peak - china) / bargain_weeks;
    }
    bargain.us_value = value_of(run.setup(), run.game(), run.setup().params.of(Government::us).seat);
    return bargain;
}

Arm patient_arm(bool is_patient) {
    Arm arm = autonomous_arm(is_patient ? "patient United States" : "impatient United States", bargain_weeks);
    arm.treat = [is_patient, treat = arm.treat](Scenario& scenario) {
        treat(scenario);
        for (GovernmentSpec& government : scenario.governments)
            if (government.government == Government::us) {
                Figure& patience = government.patience;
                patience = fixed(is_patient ? patience.high : patience.low, patience.unit);
            }
    };
    return arm;
}

Arm reserve_arm() {
    Arm arm = autonomous_arm("U.S. users with a reserve", bargain_weeks);
    arm.treat = [treat = arm.treat](Scenario& scenario) {
        treat(scenario);
        for (UserSpec& user : scenario.users) {
            const auto firm = std::find_if(scenario.firms.begin(), scenario.firms.end(),
                                           [&](const FirmSpec& each) { return each.name == user.firm; });
            if (firm == scenario.firms.end() || firm->region != Region::us) continue;
            user.stock_days.value += reserve_days;
            user.stock_days.high = std::max(user.stock_days.high, user.stock_days.value);
        }
    };
    return arm;
}

// --- 15 ---

constexpr int listed_week = 10, reply_weeks = 4;
constexpr double listed_firms = 200.0;  // the most that one order takes

struct Reply {
    double widens = 0.0;  // China put on a control within a month of the listing
};

Reply reply_of(Run& run) {
    Reply reply;
    const SeatId china = run.setup().params.of(Government::china).seat;
    while (run.play_week()) {
        if (run.week() <= listed_week) continue;
        for (const Event& event : run.game().world.events)
            if (event.kind == EventKind::control_set && event.by == china) reply.widens = 1.0;
    }
    return reply;
}

// The two do not talk: a truce would forbid the listing and hide the reply.
Arm silent_standoff(std::string name) {
    Arm arm = autonomous_arm(std::move(name), listed_week + reply_weeks);
    arm.treat = [treat = arm.treat](Scenario& scenario) {
        treat(scenario);
        std::erase_if(scenario.agendas, [](const AgendaSpec& agenda) {
            return agenda.parties == std::vector<std::string>{"us", "china"};
        });
    };
    return arm;
}

}  // namespace

Result<Finding> autonomous_course(Case& tested) {
    const auto runs =
        tested.lab().each<Course>(tested.scenario(), autonomous_arm("autonomous play", 52), course_of);
    if (!runs) return runs.errors();
    std::uint64_t truces = 0, disputed = 0, high = 0;
    for (const Course& course : *runs) {
        high += course.us_peak_pct >= 100.0 ? 1 : 0;
        truces += course.has_any_truce > 0.5 ? 1 : 0;
        disputed += course.has_any_truce > 0.5 && course.is_disputed > 0.5 ? 1 : 0;
    }
    Finding finding;
    finding.parts.push_back(within("first softening by the United States", "week",
                                   median_of(column(*runs, &Course::first_softening)), 2, 6));
    finding.parts.push_back(within("truce by week 13", "share",
                                   share_of(count_true(column(*runs, &Course::has_truce)), runs->size()), 0.2,
                                   0.9));
    finding.parts.push_back(at_least("U.S. peak of 100 percent or more", "share",
                                     share_of(high, runs->size()), 0.5));
    finding.parts.push_back(
        at_least("truces by week 26 that a dispute follows", "share", share_of(disputed, truces), 0.5));
    return finding;
}

Result<Finding> waiting(Case& tested) {
    const auto run_arm = [&](const Arm& arm) {
        return tested.lab().each<Bargain>(tested.scenario(), arm, bargain_of);
    };
    const auto patient = run_arm(patient_arm(true)), impatient = run_arm(patient_arm(false));
    const auto plain = run_arm(autonomous_arm("no reserve", bargain_weeks)), reserve = run_arm(reserve_arm());
    for (const auto* arm : {&patient, &impatient, &plain, &reserve})
        if (!*arm) return arm->errors();
    Finding finding;
    finding.parts.push_back(sure_below(
        "U.S. concession over 26 weeks, patient less impatient", "points",
        paired_shift(column(*patient, &Bargain::us_concession), column(*impatient, &Bargain::us_concession)), 0));
    finding.parts.push_back(sure_not(
        "U.S. concession with a reserve of 90 days less without", "points",
        paired_shift(column(*reserve, &Bargain::us_concession), column(*plain, &Bargain::us_concession)), 0));
    finding.parts.push_back(
        sure_not("U.S. value with the reserve less without", "point-weeks",
                 paired_shift(column(*reserve, &Bargain::us_value), column(*plain, &Bargain::us_value)), 0));
    finding.parts.push_back(reported(
        "Chinese concession with the reserve less without", "points",
        paired_shift(column(*reserve, &Bargain::china_concession), column(*plain, &Bargain::china_concession))));
    return finding;
}

Result<Finding> listing(Case& tested) {
    const Arm plain = silent_standoff("no listing");
    Arm listed = silent_standoff("200 firms listed");
    Order order = order_of(OrderKind::list_firms, listed_firms);
    order.target = static_cast<std::uint8_t>(Region::china);
    listed.conduct.orders.push_back({day_of_week(tested.scenario(), listed_week), Government::us, order});
    const auto without = tested.lab().each<Reply>(tested.scenario(), plain, reply_of);
    if (!without) return without.errors();
    const auto with = tested.lab().each<Reply>(tested.scenario(), listed, reply_of);
    if (!with) return with.errors();
    Discordant pairs;
    for (std::size_t k = 0; k < with->size(); ++k) {
        const bool left = (*with)[k].widens > 0.5, right = (*without)[k].widens > 0.5;
        pairs.only_with += left && !right ? 1 : 0;
        pairs.only_without += right && !left ? 1 : 0;
    }
    Finding finding;
    finding.parts.push_back(
        sure_above("odds of a wider control within four weeks, with the listing over without", "odds ratio",
                   paired_odds_ratio(pairs), 1));
    finding.parts.push_back(reported("wider control without", "share",
                                     share_of(count_true(column(*without, &Reply::widens)), without->size())));
    finding.parts.push_back(reported("wider control with", "share",
                                     share_of(count_true(column(*with, &Reply::widens)), with->size())));
    return finding;
}

}  // namespace chokepoint::study

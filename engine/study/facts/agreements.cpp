// Life under an agreement: what a side gains by stretching it, what monitoring and dates are worth, and how
// far purchase pledges are kept.
#include <algorithm>
#include <array>
#include <numeric>

#include "engine/base/math.hpp"
#include "engine/domain/pledges.hpp"
#include "engine/study/facts/facts.hpp"
#include "engine/study/facts/signed.hpp"
#include "engine/study/treatments.hpp"

namespace chokepoint::study {
namespace {

constexpr int truce_week = 7;  // as in May 2025
constexpr int life_weeks = 52;
constexpr int war_days = 14;  // of the recorded course: controls, and tariffs at their peak
constexpr double promised_days = 45.0;
constexpr double relief_points = 115.0;

enum class Behaviour { keep, stretch, breach };
constexpr std::array behaviours{Behaviour::keep, Behaviour::stretch, Behaviour::breach};
constexpr std::array<std::string_view, 3> behaviour_names{"keep", "stretch", "breach"};

// A truce with relief from tariffs on both sides and licences in time.
TermList truce_terms(const Run& run, Monitoring monitoring, bool has_quota) {
    TermList terms;
    Term truce = term_of(run, TermKind::truce, Government::us, Government::china);
    truce.until_week = life_weeks;
    Term relief = term_of(run, TermKind::tariff_suspension, Government::us, Government::china);
    relief.what = static_cast<std::uint8_t>(TariffComponent::reciprocal);
    relief.amount = relief_points;
    Term answer = term_of(run, TermKind::tariff_suspension, Government::china, Government::us);
    answer.what = static_cast<std::uint8_t>(TariffComponent::retaliation);
    answer.amount = relief_points;
    Term licence = term_of(run, TermKind::licence, Government::china, Government::us);
    licence.limit = promised_days;
    licence.amount = has_quota ? 10.0 : 0.0;
    Term watch = term_of(run, TermKind::monitoring, Government::china, Government::us);
    watch.what = static_cast<std::uint8_t>(monitoring);
    for (const Term& term : {truce, relief, answer, licence, watch}) static_cast<void>(terms.push(term));
    return terms;
}

void sign_truce(Run& run, Monitoring monitoring, bool has_quota) {
    if (run.game().cursor.week == truce_week)
        static_cast<void>(
            sign_for_all(run, truce_terms(run, monitoring, has_quota), {Government::us, Government::china}));
}

// What China's desk leaves undone of the licence duty, 0 to 1.
double licence_shortfall(const Run& run) {
    const Agreement* agreement = laid_agreement(run);
    if (agreement == nullptr) return 0.0;
    for (std::size_t t = 0; t < agreement->terms.size(); ++t)
        if (agreement->terms[t].kind == TermKind::licence) return agreement->shortfall[t];
    return 0.0;
}

// China's desk under the truce: first in the queue; just inside what is tolerated; or nothing at all.
void run_desk(Run& run, Behaviour behaviour) {
    const Params& params = run.setup().params;
    const double edge = 0.7 * params.rules.negotiation.tolerance.value / 100.0;
    Order order = order_of(OrderKind::desk_priority, behaviour == Behaviour::breach ? 0.0 : 5.0);
    order.what = 255;
    order.target = static_cast<std::uint8_t>(Region::us);
    if (behaviour == Behaviour::stretch) order.value = licence_shortfall(run) < edge ? 0.4 : 5.0;
    static_cast<void>(run.order(Government::china, order, params.day_of(run.game().cursor.week)));
}

// The United States under the truce: nothing; a few listings now and then; or it walks out.
void run_lists(Run& run, Behaviour behaviour) {
    const int week = run.game().cursor.week;
    if (behaviour == Behaviour::keep || week % 6 != 0) return;
    if (behaviour == Behaviour::breach) return leave_laid_agreement(run, Government::us);
    Order order = order_of(OrderKind::list_firms, 20.0);
    order.target = static_cast<std::uint8_t>(Region::china);
    static_cast<void>(run.order(Government::us, order, run.setup().params.day_of(week)));
}

// The first weeks as recorded, then a truce that the experiment lays down; no other between the two.
Arm truce_arm(const Scenario& scenario, std::string name) {
    Arm arm;
    arm.name = std::move(name);
    arm.weeks = truce_week + life_weeks - 1;
    arm.treat = [](Scenario& drawn) {
        std::erase_if(drawn.agendas, [](const AgendaSpec& agenda) {
            return agenda.parties == std::vector<std::string>{"us", "china"};
        });
    };
    if (auto orders = recorded_orders(scenario)) {
        const Day end = day_of_week(scenario, 1) + war_days;
        std::erase_if(*orders, [&](const DatedOrder& dated) { return dated.day >= end; });
        arm.conduct.orders = std::move(*orders);
    }
    return arm;
}

struct Worth {
    double own = 0.0;      // value of the game to the side whose behaviour is set
    double refused = 0.0;  // acts that the world would not let it do
};

// One side behaves as told under the truce, without words; everybody else plays an own strategy.
Arm under_truce(const Scenario& scenario, Government side, std::size_t behaviour) {
    Arm arm =
        truce_arm(scenario, std::string(name_of(side)) + ": " + std::string(behaviour_names[behaviour]));
    arm.strategies = {{std::string(name_of(side)), "passive"}};
    arm.conduct.at_orders = [side, behaviour](Run& run) {
        sign_truce(run, Monitoring::none, false);
        if (run.game().cursor.week <= truce_week) return;
        if (side == Government::china)
            run_desk(run, behaviours[behaviour]);
        else
            run_lists(run, behaviours[behaviour]);
    };
    return arm;
}

Status add_side(Case& tested, Government side, Finding& finding) {
    std::vector<std::vector<double>> own;
    for (std::size_t i = 0; i < behaviours.size(); ++i) {
        const std::function<Worth(Run&)> watch = [side](Run& run) {
            while (run.play_week()) {
            }
            return Worth{value_of(run.setup(), run.game(), run.setup().params.of(side).seat),
                         static_cast<double>(run.refused())};
        };
        const auto runs =
            tested.lab().each<Worth>(tested.scenario(), under_truce(tested.scenario(), side, i), watch);
        if (!runs) return runs.errors();
        own.push_back(column(*runs, &Worth::own));
        const double refused = mean_of(column(*runs, &Worth::refused)).value;
        if (behaviours[i] == Behaviour::stretch && refused >= 1.0)
            finding.note += "The world refuses acts with which " + std::string(name_of(side)) +
                            " would stretch the truce, so that it cannot. ";
    }
    const std::string who(name_of(side));
    finding.parts.push_back(sure_above(who + ": own value of stretching less keeping", "point-weeks",
                                       paired_shift(own[1], own[0]), 0));
    finding.parts.push_back(
        sure_above(who + ": own value of stretching less breach", "point-weeks", paired_shift(own[1], own[2]), 0));
    return Done{};
}

struct Compliance {
    double share = 0.0;  // of the licence duty kept, mean over the weeks in force
};

Compliance compliance_of(Run& run) {
    double sum = 0.0, weeks = 0.0;
    while (run.play_week()) {
        const Agreement* agreement = laid_agreement(run);
        if (agreement == nullptr || !is_in_force(agreement->state)) continue;
        for (std::size_t t = 0; t < agreement->terms.size(); ++t)
            if (agreement->terms[t].kind == TermKind::licence)
                sum += 1.0 - agreement->shortfall[t], weeks += 1.0;
    }
    return {math::ratio(sum, weeks, 0.0)};
}

Arm watched(const Scenario& scenario, std::string name, Monitoring monitoring, bool has_quota) {
    Arm arm = truce_arm(scenario, std::move(name));
    arm.conduct.at_orders = [=](Run& run) { sign_truce(run, monitoring, has_quota); };
    return arm;
}

// --- 16 ---

constexpr int pledge_weeks = 104;
constexpr double pledged_usd_bn = 502.4;  // in 2020-21, of which 57 % were bought (data/elasticities.csv); here split as trade usually is

struct Purchases {
    double mean = 0.0;
    double farm = 0.0;
    double rest = 0.0;
};

void sign_pledges(Run& run) {
    if (run.game().cursor.week != 1) return;
    TermList terms;
    Term truce = term_of(run, TermKind::truce, Government::us, Government::china);
    truce.until_week = pledge_weeks;
    static_cast<void>(terms.push(truce));
    const auto& usual = pledge_judgement::usual_share;
    for (const Good good : all_of<Good>()) {
        Term pledge = term_of(run, TermKind::purchase, Government::china, Government::us);
        pledge.what = static_cast<std::uint8_t>(good);
        pledge.amount = pledged_usd_bn * usual[index_of(good)] / std::accumulate(std::begin(usual), std::end(usual), 0.0);
        pledge.until_week = pledge_weeks;
        static_cast<void>(terms.push(pledge));
    }
    static_cast<void>(sign_for_all(run, terms, {Government::us, Government::china}));
}

// What was kept when the agreement last stood.
Purchases purchases_of(Run& run) {
    Purchases kept;
    while (run.play_week()) {
        const Agreement* agreement = laid_agreement(run);
        if (agreement == nullptr || !is_in_force(agreement->state)) continue;
        double rest = 0.0, others = 0.0;
        for (std::size_t t = 0; t < agreement->terms.size(); ++t) {
            if (agreement->terms[t].kind != TermKind::purchase) continue;
            const double share = 1.0 - agreement->shortfall[t];
            if (agreement->terms[t].what == index_of(Good::farm_goods))
                kept.farm = share;
            else
                rest += share, others += 1.0;
        }
        kept.rest = math::ratio(rest, others, 0.0);
        kept.mean = (kept.farm + rest) / (1.0 + others);
    }
    return kept;
}

}  // namespace

Result<Finding> stretching(Case& tested) {
    Finding finding;
    for (const Government side : {Government::china, Government::us})
        if (const Status status = add_side(tested, side, finding); !status) return status.errors();
    const auto vague = tested.lab().each<Compliance>(
        tested.scenario(), watched(tested.scenario(), "vague truce", Monitoring::none, false), compliance_of);
    if (!vague) return vague.errors();
    const auto sharp = tested.lab().each<Compliance>(
        tested.scenario(),
        watched(tested.scenario(), "truce with quotas and inspectors", Monitoring::third_party, true),
        compliance_of);
    if (!sharp) return sharp.errors();
    const auto shares = [](const std::vector<Compliance>& runs) {
        std::vector<double> values;
        for (const Compliance& run : runs) values.push_back(100.0 * run.share);
        return values;
    };
    finding.parts.push_back(sure_above("licence duty kept, with quotas, dates and monitoring less without",
                                       "percent", paired_shift(shares(*sharp), shares(*vague)), 0));
    return finding;
}

Result<Finding> purchase_pledges(Case& tested) {
    Arm arm;
    arm.name = "purchase pledges";
    arm.weeks = pledge_weeks;
    arm.conduct.at_orders = sign_pledges;
    const auto runs = tested.lab().each<Purchases>(tested.scenario(), arm, purchases_of);
    if (!runs) return runs.errors();
    std::vector<double> mean, farm, rest;
    for (const Purchases& run : *runs) {
        mean.push_back(100.0 * run.mean);
        farm.push_back(100.0 * run.farm);
        rest.push_back(100.0 * run.rest);
    }
    Finding finding;
    finding.parts.push_back(
        within("kept after two years, mean over goods", "percent", mean_of(mean), 40, 75));
    finding.parts.push_back(sure_above("farm goods less the rest", "points", paired_shift(farm, rest), 0));
    return finding;
}

}  // namespace chokepoint::study

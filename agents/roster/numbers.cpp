// The numbers of the strategies that ship, in one table, and what a scenario lays over them (`strategies { ... }`).
#include "agents/roster/numbers.hpp"

#include <algorithm>
#include <array>

#include "agents/roster/roster.hpp"
#include "engine/base/check.hpp"

namespace chokepoint {

namespace {

using agents::Budget;
using agents::Concession;
using agents::FirmStyle;
using agents::Style;

struct GovernmentRow {
    std::string_view name;
    Concession concession;
    double exponent, hawk_shift, reply_scale;
    bool forgives;
    double keeps, grabs;
};

// All judgement (J), open to calibration. The curve is Faratin's (Faratin, Sierra, Jennings 1998, Negotiation decision functions
// for autonomous agents: time^(1/exponent)): an exponent under 1 is a boulware, above 1 a conceder. How far from 1 is ours: far
// enough that the kinds part within a year's talks, not so far that a boulware's last week is a cliff.
constexpr std::array government_rows{
    //            name              concedes                  exponent  hawk  reply forgives keeps grabs
    GovernmentRow{"boulware",       Concession::by_time,      0.4,      0.0,  1.0,  false,   1.0,  0.0},
    GovernmentRow{"linear",         Concession::by_time,      1.0,      0.0,  1.0,  false,   1.0,  0.0},
    GovernmentRow{"conceder",       Concession::by_time,      2.5,      0.0,  1.0,  false,   1.0,  0.0},
    GovernmentRow{"tit-for-tat",    Concession::by_deed,      1.0,      0.0,  1.0,  true,    1.0,  0.0},
    GovernmentRow{"micro",          Concession::minimal,      1.0,      0.0,  1.0,  false,   1.0,  0.0},
    GovernmentRow{"grim",           Concession::by_time,      1.0,      0.0,  1.1,  false,   1.0,  0.0},
    GovernmentRow{"bayesian",       Concession::by_inference, 1.0,      0.0,  1.0,  false,   1.0,  0.0},
    GovernmentRow{"bayesian-blind", Concession::by_inference, 1.0,      0.0,  1.0,  false,   1.0,  0.0},
    GovernmentRow{"lookahead",      Concession::by_search,    1.0,      0.0,  1.0,  true,    1.0,  0.0},
    GovernmentRow{"opportunist",    Concession::by_time,      1.5,      0.0,  1.0,  true,    0.6,  8.0},
    GovernmentRow{"hawk",           Concession::by_time,      0.25,     0.3,  1.2,  false,   1.0,  0.0},
    GovernmentRow{"dove",           Concession::by_time,      1.0,      -0.3, 0.8,  true,    1.0,  0.0},
};

// Tit for tat gives one for one, measured in own utility; half of its way it goes with time, so that two of its kind do not
// wait for each other for ever (J).
constexpr double given_by_deadline = 0.5;

// What a decision may cost of this machine's time: a search in some tens of milliseconds (J, bench/world).
constexpr Budget budget{8, 48, 8, 26};

struct FirmRow {
    std::string_view name;
    double exponent, alarm_multiple, fear_multiple, report_when_short;
    bool is_secretive;
    double lobby_effort, thrift_effort, weeks_to_concede, contracted_share;
};

// J. Boards do not haggle for quarters.
constexpr std::array firm_rows{
    //      name       exponent alarm fear report secretive lobby thrift weeks contracted
    FirmRow{"profit",  1.0,     1.5,  0.3, 0.9,   false,    0.6,  0.5,   7.0,  0.5},
    FirmRow{"hoarder", 1.0,     2.4,  0.6, 0.6,   true,     0.8,  0.2,   3.0,  0.8},
};

template <typename Rows>
auto* row_of(const Rows& rows, std::string_view name) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.name == name; });
    return found == rows.end() ? nullptr : &*found;
}

void set_of_government(const StrategyInfo& info, StrategySpec& spec) {
    const GovernmentRow& row = *row_of(government_rows, info.name);
    spec.hawk_shift = row.hawk_shift;
    spec.reply_scale = row.reply_scale;
    spec.forgives = row.forgives;
    spec.keeps = row.keeps;
    spec.grabs = row.grabs;
    if (info.has(StrategyPart::time)) spec.exponent = row.exponent;
    if (info.has(StrategyPart::deed)) spec.given_by_deadline = given_by_deadline;
    if (!info.has(StrategyPart::foresight)) return;
    spec.worlds = budget.worlds;
    spec.rollouts = budget.rollouts;
    spec.rollout_weeks = budget.rollout_weeks;
    spec.horizon_weeks = budget.horizon_weeks;
}

void set_of_firm(const StrategyInfo& info, StrategySpec& spec) {
    const FirmRow& row = *row_of(firm_rows, info.name);
    spec.exponent = row.exponent;
    spec.alarm_multiple = row.alarm_multiple;
    spec.fear_multiple = row.fear_multiple;
    spec.report_when_short = row.report_when_short;
    spec.is_secretive = row.is_secretive;
    spec.lobby_effort = row.lobby_effort;
    spec.thrift_effort = row.thrift_effort;
    spec.weeks_to_concede = row.weeks_to_concede;
    spec.contracted_share = row.contracted_share;
}

template <typename T>
void take(T& number, const std::optional<T>& chosen) {
    if (chosen) number = *chosen;
}

}  // namespace

StrategySpec numbers_of(const Scenario& scenario, std::string_view strategy) {
    StrategySpec numbers;
    const StrategyInfo* info = strategy_played(scenario, strategy);
    if (info == nullptr) return numbers;
    if (info->has(StrategyPart::government)) set_of_government(*info, numbers);
    if (info->has(StrategyPart::firm)) set_of_firm(*info, numbers);
    for (std::string_view name : {info->name, strategy})
        if (const StrategySpec* entry = strategy_entry(scenario, name)) lay_over(numbers, *entry);
    return numbers;
}

Style style_of(const Scenario& scenario, std::string_view strategy) {
    const StrategyInfo* info = strategy_played(scenario, strategy);
    CHOKEPOINT_CHECK(info != nullptr && info->has(StrategyPart::government));
    const StrategySpec numbers = numbers_of(scenario, strategy);
    Style style;
    style.concession = row_of(government_rows, info->name)->concession;
    style.learns = info->name != "bayesian-blind";
    style.grim = info->name == "grim";
    take(style.exponent, numbers.exponent);
    take(style.given_by_deadline, numbers.given_by_deadline);
    take(style.hawk_shift, numbers.hawk_shift);
    take(style.reply_scale, numbers.reply_scale);
    take(style.forgives, numbers.forgives);
    take(style.keeps, numbers.keeps);
    take(style.grabs, numbers.grabs);
    take(style.budget.worlds, numbers.worlds);
    take(style.budget.rollouts, numbers.rollouts);
    take(style.budget.rollout_weeks, numbers.rollout_weeks);
    take(style.budget.horizon_weeks, numbers.horizon_weeks);
    return style;
}

FirmStyle firm_style_of(const Scenario& scenario, std::string_view strategy) {
    const StrategySpec numbers = numbers_of(scenario, strategy);
    FirmStyle style;
    take(style.exponent, numbers.exponent);
    take(style.alarm_multiple, numbers.alarm_multiple);
    take(style.fear_multiple, numbers.fear_multiple);
    take(style.report_when_short, numbers.report_when_short);
    take(style.is_secretive, numbers.is_secretive);
    take(style.lobby_effort, numbers.lobby_effort);
    take(style.thrift_effort, numbers.thrift_effort);
    take(style.weeks_to_concede, numbers.weeks_to_concede);
    take(style.contracted_share, numbers.contracted_share);
    return style;
}

}  // namespace chokepoint

// Strategies that a scenario makes of those that ship: they play by its numbers, wherever a strategy is named.
#include "engine/game/imagination.hpp"
#include "tests/agents/firms_on_a_page.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {
namespace {

StrategySpec variant(std::string name, std::string like) {
    StrategySpec spec;
    spec.name = std::move(name);
    spec.like = std::move(like);
    spec.description = "of a test";
    spec.source = "a test";
    return spec;
}

Scenario with_strategies(std::initializer_list<StrategySpec> strategies) {
    Scenario scenario = small_scenario();
    scenario.strategies = strategies;
    return scenario;
}

std::unique_ptr<const Agent> agent_in(const Scenario& scenario, SeatId seat, std::string_view strategy) {
    auto made = make_agent(scenario, seat, strategy, make_imagination);
    REQUIRE(made.ok());
    return std::move(*made);
}

// What the seat says in its own turn at a table with its rival that was laid three weeks ago, and in the orders of a standoff.
Answer bids(const Agent& agent, int week = 9) {
    Observation o = standoff(us_seat, week, 1);
    add_talk(o, 0, china_seat, week - 6, us_seat);
    Mind mind;
    return ask(agent, o, mind, true);
}

double number_in(const Answer& answer, RationaleKind kind) {
    for (const Rationale& rationale : answer.rationales)
        if (rationale.kind == kind) return rationale.value;
    FAIL("no such number");
    return 0.0;
}

// The tariff with which the U.S. answers a retaliation by 34 points, after it has said that it would; -1: with none.
double answer_to_a_rise(const Agent& agent) {
    Mind mind;
    static_cast<void>(ask(agent, seen_by(us_seat, 1, 1), mind));
    Answer answer;
    for (int round : {2, 4}) {
        Observation o = seen_by(us_seat, 1, round);
        add_tariff(o, Government::china, Region::us, TariffComponent::retaliation, 34.0, 1);
        answer = ask(agent, o, mind);
    }
    const Message* rise = find_order(answer, OrderKind::set_tariff);
    return rise == nullptr ? -1.0 : rise->order.value;
}

}  // namespace

TEST_CASE("a variant plays by its own numbers, and by those of what it is like where it says nothing", "[agents][strategies]") {
    StrategySpec patient = variant("patient-hawk", "hawk"), same = variant("same-hawk", "hawk");
    patient.exponent = 0.05;
    same.reply_scale = 1.2;  // as a hawk has it
    const Scenario scenario = with_strategies({patient, same});
    const auto hawk = agent_in(scenario, us_seat, "hawk");
    CHECK(same_messages(bids(*hawk, 14), bids(*agent_in(scenario, us_seat, "same-hawk"), 14)));
    const Answer usual = bids(*hawk, 14), held = bids(*agent_in(scenario, us_seat, "patient-hawk"), 14);
    CHECK(number_in(held, RationaleKind::target) > number_in(usual, RationaleKind::target));
    CHECK(number_in(held, RationaleKind::reservation) == number_in(usual, RationaleKind::reservation));
    CHECK(numbers_of(scenario, "patient-hawk").exponent == 0.05);
    CHECK(numbers_of(scenario, "patient-hawk").hawk_shift == numbers_of(scenario, "hawk").hawk_shift);
}

TEST_CASE("an entry named like one that ships changes that one, and what is like it, in that scenario alone", "[agents][strategies]") {
    StrategySpec own = variant("boulware", ""), like = variant("calm", "boulware");
    own.exponent = 3.0;
    like.reply_scale = 0.0;
    const Scenario scenario = with_strategies({own, like});
    const double late = number_in(bids(*agent_in(small_scenario(), us_seat, "boulware")), RationaleKind::target);
    const double early = number_in(bids(*agent_in(scenario, us_seat, "boulware")), RationaleKind::target);
    CHECK(early < late);
    CHECK(number_in(bids(*agent_in(scenario, us_seat, "calm")), RationaleKind::target) == early);
    CHECK(numbers_of(small_scenario(), "boulware").exponent != numbers_of(scenario, "boulware").exponent);
    CHECK(strategies_of(scenario).size() == strategies().size() + 1);
}

TEST_CASE("how a variant answers a rise is a number of its own", "[agents][strategies]") {
    StrategySpec meek = variant("meek", "boulware");
    meek.reply_scale = 0.0;
    const Scenario scenario = with_strategies({meek});
    const double usual = answer_to_a_rise(*agent_in(scenario, us_seat, "boulware"));
    CHECK(usual > 34.0);
    CHECK(answer_to_a_rise(*agent_in(scenario, us_seat, "meek")) < usual);
}

TEST_CASE("what tit for tat gives by its deadline though nothing is given to it is its number", "[agents][strategies]") {
    StrategySpec stern = variant("stern", "tit-for-tat");
    stern.given_by_deadline = 0.0;
    const Scenario scenario = with_strategies({stern});
    const auto target = [&](std::string_view strategy, int week) { return number_in(bids(*agent_in(scenario, us_seat, strategy), week), RationaleKind::target); };
    CHECK(target("stern", 14) > target("tit-for-tat", 14));
}

TEST_CASE("who looks ahead spends the rollouts that the scenario allows", "[agents][strategies][lookahead]") {
    StrategySpec brief = variant("brief", "lookahead");
    brief.worlds = 2;
    brief.rollouts = 6;
    brief.rollout_weeks = 4;
    const Scenario scenario = with_strategies({brief});
    const double few = number_in(bids(*agent_in(scenario, us_seat, "brief"), 6), RationaleKind::rollouts);
    const double usual = number_in(bids(*agent_in(scenario, us_seat, "lookahead"), 6), RationaleKind::rollouts);
    CHECK(few <= 6.0);
    CHECK(usual > few);
}

TEST_CASE("a firm's variant keeps other stocks and another deadline", "[agents][strategies][firms]") {
    StrategySpec open = variant("open-books", "hoarder");
    open.is_secretive = false;
    open.report_when_short = 1.0;
    Scenario scenario = with_makers();
    scenario.strategies = {open};
    const auto reported = [&](std::string_view strategy) {
        const auto user = agent_in(scenario, maker_seat, strategy);
        Mind mind;
        const Answer answer = ask(*user, under_control(3, 4, 50.0), mind);
        const Message* report = find_order(answer, OrderKind::report_stock);
        return report == nullptr ? 1.0 : report->order.value;
    };
    CHECK(reported("hoarder") < 0.9);
    CHECK(reported("open-books") == 1.0);
}

TEST_CASE("who names an unknown strategy hears of the scenario's own too", "[agents][strategies]") {
    StrategySpec patient = variant("patient-hawk", "hawk"), open = variant("open-books", "profit");
    patient.exponent = open.exponent = 0.2;
    const Scenario scenario = with_strategies({patient, open});
    const auto wrong = make_agent(scenario, us_seat, "patient-hwak");
    REQUIRE_FALSE(wrong.ok());
    CHECK_THAT(wrong.error().message, contains(" dove ") && contains(" patient-hawk") && !contains("open-books"));
    const auto firm = make_agent(scenario, maker_seat, "patient-hawk");
    REQUIRE_FALSE(firm.ok());
    CHECK_THAT(firm.error().message, contains("known for firms: ") && contains("open-books"));
    CHECK_FALSE(make_agent(small_scenario(), us_seat, "patient-hawk").ok());
}

TEST_CASE("every strategy that ships has the numbers of its parts, all of them within their range, and no others", "[agents][strategies]") {
    int numbers = 0;
    for (const StrategyInfo& info : strategies())
        for (const StrategyNumber& number : strategy_numbers()) {
            CAPTURE(info.name, number.field);
            double value = 0.0;
            REQUIRE(is_set(numbers_of(small_scenario(), info.name), number, &value) == info.has(number.part));
            if (!info.has(number.part)) continue;
            ++numbers;
            CHECK((value >= number.least && value <= number.most));
        }
    CHECK(numbers > 80);
}

}  // namespace chokepoint::test

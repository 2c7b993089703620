// What statements hang on: scored where it has occurred by their date, forgotten where it has not.
#include "tests/support/catch.hpp"
#include "tests/world/pact.hpp"

namespace chokepoint::test {
namespace {

// Words of the United States to China, which raises tariffs or not; politics and the end of the week, without a market.
struct Dispute {
    WorldRun run{quiet_setup(), 1};
    SeatId us = run.seat(Government::us), china = run.seat(Government::china);

    Dispute() { run.week = 20; }
    Statement words(StatementKind kind, Trigger trigger, int due_week = 23, double value = 50.0) const {
        Statement said = make_words(kind, china, due_week, value);
        said.trigger = trigger;
        return said;
    }
    Refusal say(const Statement& said) { return make_statement(run.params(), run.world, run.orders(), us, said); }
    void rise(Government by, double points) {
        const Region on = by == Government::us ? Region::china : Region::us;
        const TariffComponent component = by == Government::us ? TariffComponent::threatened : TariffComponent::retaliation;
        REQUIRE(run.order(by, tariff_order(on, component, points)) == Refusal::none);
    }
    void pass_weeks(int weeks) {
        for (int i = 0; i < weeks; ++i, ++run.week) {
            move_politics(run.params(), run.world, run.resolve());
            close_triggers(run.params(), run.world, run.resolve());
        }
    }
    const Statement& said() const { return run.world.statements[0].said; }
    GovernmentState& speaker() { return run.world.of(Government::us); }
    bool is_unscored() {
        const GovernmentState& state = speaker();
        return state.threats_kept == 1.0 && state.threats_broken == 1.0 && state.promises_kept == 1.0 && state.promises_broken == 1.0;
    }
};

}  // namespace

TEST_CASE("a word whose trigger never occurs is forgotten: nobody has kept or broken anything, and nobody has lost face", "[world][statement][trigger]") {
    const auto kind = GENERATE(StatementKind::threat, StatementKind::promise, StatementKind::red_line);
    const auto trigger = GENERATE(Trigger::tariffs_raised, Trigger::control_tightened, Trigger::agreement_broken);
    CAPTURE(name_of(kind), name_of(trigger));
    Dispute at, silent;
    REQUIRE(at.say(at.words(kind, trigger)) == Refusal::none);
    for (Dispute* each : {&at, &silent}) each->rise(Government::us, 30.0);  // what the speaker does meanwhile is free
    at.pass_weeks(3);
    CHECK(at.run.world.statements.size() == 1);
    at.pass_weeks(1);  // its week is over
    CHECK(at.run.world.statements.empty());
    at.pass_weeks(3);
    silent.pass_weeks(7);
    CHECK(at.is_unscored());
    CHECK(at.speaker().approval_pct == silent.speaker().approval_pct);
}

TEST_CASE("a threat that hangs on a rise is scored when the other has raised: carried out or not", "[world][statement][trigger]") {
    const bool acts = GENERATE(true, false);
    CAPTURE(acts);
    Dispute at, silent;
    REQUIRE(at.say(at.words(StatementKind::threat, Trigger::tariffs_raised)) == Refusal::none);
    CHECK(at.said().week == 20);
    CHECK(at.said().triggered_week == 0);
    at.pass_weeks(1);
    at.rise(Government::china, 10.0);
    CHECK(at.said().triggered_week == 21);
    if (acts) at.rise(Government::us, 50.0);
    at.pass_weeks(3);
    CHECK(at.is_unscored());  // week 23 is over: who was provoked has a turn more
    at.pass_weeks(1);
    CHECK((at.speaker().threats_kept > 1.5) == acts);
    CHECK((at.speaker().threats_broken > 1.5) == !acts);
    CHECK(at.run.world.statements.empty());
    silent.pass_weeks(5);
    CHECK((at.speaker().approval_pct < silent.speaker().approval_pct - 1.0) == !acts);
}

TEST_CASE("who is provoked in the last week carries his threat out in the next", "[world][statement][trigger]") {
    Dispute at;
    REQUIRE(at.say(at.words(StatementKind::threat, Trigger::tariffs_raised)) == Refusal::none);
    at.pass_weeks(3);
    at.rise(Government::china, 10.0);
    at.pass_weeks(1);
    at.rise(Government::us, 50.0);
    at.pass_weeks(1);
    CHECK(at.speaker().threats_kept > 1.5);
    CHECK(at.speaker().threats_broken == 1.0);
}

TEST_CASE("a rise before the words, a cut after them and a rise on somebody else provoke nobody", "[world][statement][trigger]") {
    Dispute at;
    at.rise(Government::china, 40.0);
    REQUIRE(at.say(at.words(StatementKind::threat, Trigger::tariffs_raised)) == Refusal::none);
    at.rise(Government::china, 20.0);
    REQUIRE(at.run.order(Government::china, tariff_order(Region::japan, TariffComponent::retaliation, 30.0)) == Refusal::none);
    CHECK(at.said().triggered_week == 0);
    at.rise(Government::china, 21.0);
    CHECK(at.said().triggered_week == 20);
}

TEST_CASE("controls and lists that reach the speaker are what a threat against tightening waits for", "[world][statement][trigger]") {
    const auto triggers = [](const Order& order) {
        Dispute at;
        REQUIRE(at.run.order(Government::china, licence_order(bit(Material::dy))) == Refusal::none);
        REQUIRE(at.say(at.words(StatementKind::threat, Trigger::control_tightened)) == Refusal::none);
        REQUIRE(at.run.order(Government::china, order) == Refusal::none);
        return at.said().triggered_week != 0;
    };
    CHECK(triggers(licence_order(bit(Material::dy) | bit(Material::tb))));
    CHECK(triggers(control_order(ControlKind::extraterritorial_rule, 0.1)));
    CHECK(triggers(make_order(OrderKind::list_firms, 5.0)));
    CHECK_FALSE(triggers(licence_order(bit(Material::tb), bit(Region::japan))));
    CHECK_FALSE(triggers(licence_order(bit(Material::dy), every_region, false)));
    CHECK_FALSE(triggers(tariff_order(Region::us, TariffComponent::retaliation, 30.0)));
}

TEST_CASE("a promise with a trigger binds from the trigger on, not before", "[world][statement][trigger]") {
    const int rise_week = GENERATE(20, 22);
    CAPTURE(rise_week);
    Dispute at;
    REQUIRE(at.say(at.words(StatementKind::promise, Trigger::control_tightened)) == Refusal::none);
    for (int week = 20; week <= 24; ++week) {
        if (week == 21) REQUIRE(at.run.order(Government::china, licence_order(bit(Material::dy))) == Refusal::none);
        if (week == rise_week) at.rise(Government::us, 50.0);
        at.pass_weeks(1);
    }
    CHECK((at.speaker().promises_kept > 1.5) == (rise_week == 20));
    CHECK((at.speaker().promises_broken > 1.5) == (rise_week == 22));
}

TEST_CASE("without a deal by the date a threat stands, with one it is forgotten", "[world][statement][trigger]") {
    const bool signs = GENERATE(true, false), acts = GENERATE(true, false);
    CAPTURE(signs, acts);
    Pact at;
    Statement said;
    said.kind = StatementKind::threat;
    said.to = at.china;
    said.due_week = static_cast<std::int16_t>(at.run.week + 3);
    said.value = 50.0;
    said.about_tariffs = true;
    said.trigger = Trigger::no_deal;
    REQUIRE(make_statement(at.run.params(), at.run.world, at.run.orders(), at.us, said) == Refusal::none);
    at.sign_between(at.us, at.japan, {make_term(TermKind::side_term, at.us, at.japan, 1.0)});  // another's is none
    at.run.run_weeks(3);
    if (signs) at.sign_now({at.truce(10)});
    if (acts) REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, 50.0)) == Refusal::none);
    at.run.run_weeks(1);
    REQUIRE(at.world().statements.size() == (signs ? 0 : 1));
    if (!signs) CHECK(at.world().statements[0].said.triggered_week == said.due_week);
    at.run.run_weeks(1);
    CHECK(at.world().statements.empty());
    CHECK((at.world().of(Government::us).threats_kept > 1.5) == (!signs && acts));
    CHECK((at.world().of(Government::us).threats_broken > 1.5) == (!signs && !acts));
}

TEST_CASE("walking out, a declared breach and one on the record break an agreement; who only answers one does not", "[world][statement][trigger]") {
    Pact at;
    at.sign_now({at.truce(30), at.rule_suspended()});
    at.into_force();
    Statement said;
    said.kind = StatementKind::threat;
    said.to = at.china;
    said.due_week = static_cast<std::int16_t>(at.run.week + 5);
    said.trigger = Trigger::agreement_broken;
    REQUIRE(make_statement(at.run.params(), at.run.world, at.run.orders(), at.us, said) == Refusal::none);
    Statement back = said;
    back.to = at.us;
    REQUIRE(make_statement(at.run.params(), at.run.world, at.run.orders(), at.china, back) == Refusal::none);
    const auto broken_by = [&](std::size_t i) { return at.world().statements[i].said.triggered_week != 0; };
    SECTION("walking out") {
        REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.china, 0, false) == Refusal::none);
        CHECK(broken_by(0));
        CHECK_FALSE(broken_by(1));
    }
    SECTION("a breach that is declared, and the suspension that answers it") {
        at.world().seen_shortfall[0][1] = 0.9;
        REQUIRE(declare_breach(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::none);
        CHECK(broken_by(0));
        REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, true) == Refusal::none);
        CHECK_FALSE(broken_by(1));
    }
    SECTION("tariffs raised under a truce, for all to see") {
        REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, 50.0)) == Refusal::none);
        at.weeks_of_paper(1);
        CHECK(at.pact().term_states[0] == TermState::breached);
        CHECK(broken_by(1));
        CHECK_FALSE(broken_by(0));
    }
    SECTION("nothing") {
        at.weeks_of_paper(2);
        CHECK_FALSE(broken_by(0));
        CHECK_FALSE(broken_by(1));
    }
}

TEST_CASE("triggers are for governments among themselves, and nobody says himself that one has occurred", "[world][statement][trigger]") {
    Dispute at;
    const auto firm = static_cast<SeatId>(at.run.setup->scenario.governments.size());
    Statement said = at.words(StatementKind::threat, Trigger::tariffs_raised);
    said.triggered_week = 19;
    said.week = 3;
    REQUIRE(at.say(said) == Refusal::none);
    CHECK(at.said().triggered_week == 0);
    CHECK(at.said().week == 20);
    CHECK(at.say(said) == Refusal::already_done);
    said.trigger = Trigger::control_tightened;  // another condition is another word
    CHECK(at.say(said) == Refusal::none);
    said.to = no_seat;
    CHECK(at.say(said) == Refusal::unknown_target);
    said.to = firm;
    CHECK(at.say(said) == Refusal::unknown_target);
    said.to = at.china;
    CHECK(make_statement(at.run.params(), at.run.world, at.run.orders(), firm, said) == Refusal::unknown_target);
    said.trigger = static_cast<Trigger>(count_of<Trigger>);
    CHECK(at.say(said) == Refusal::unknown_target);
}

TEST_CASE("a word with a trigger and the same without one are two", "[world][statement][trigger]") {
    Dispute at;
    REQUIRE(at.say(at.words(StatementKind::threat, Trigger::tariffs_raised)) == Refusal::none);
    REQUIRE(at.say(at.words(StatementKind::threat, Trigger::none)) == Refusal::none);
    at.rise(Government::china, 10.0);
    at.pass_weeks(4);
    const double once = at.speaker().threats_broken;
    CHECK(once > 1.5);
    at.pass_weeks(1);
    CHECK(at.speaker().threats_broken > once + 0.5);
}

}  // namespace chokepoint::test

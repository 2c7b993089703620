// The clauses of an agreement when it is renewed, suspended and resumed, when one of them is given up, and when a court
// rules on what they hold.
#include "tests/world/pact.hpp"

namespace chokepoint::test {

TEST_CASE("renewal prolongs the clauses that run, and none that has run out", "[world][agreement]") {
    Pact at;
    Term brief = at.relief(24.0);
    brief.until_week = 4;
    Term half = at.rule_suspended();
    half.until_week = 8;
    at.sign_now({at.truce(10), brief, half});
    at.into_force();
    at.run.run_weeks(5);
    REQUIRE(at.us_tariff(at.run.start().today) == Approx(34.0));  // back by its own date
    for (SeatId seat : {at.us, at.china}) REQUIRE(renew(at.run.params(), at.world(), at.run.orders(), seat, 0) == Refusal::none);
    for (int week = 0; week < 10; ++week) {
        CAPTURE(week);
        CHECK(at.us_tariff(at.run.start().today) == Approx(34.0));
        CHECK_FALSE(at.rule_stands(at.run.start().today));
        at.run.run_weeks(1);
    }
    // The United States may set anew what has come back to it: it owes nothing on it any more.
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 20.0)) == Refusal::none);
    CHECK(at.us_tariff(at.run.orders().today) == Approx(20.0));
    while (!at.rule_stands(at.run.start().today)) at.run.run_weeks(1);
    CHECK(at.run.week == at.pact().in_force_week + 8 + 10 + 1);
    CHECK(at.pact().state == AgreementState::renewed);
}

TEST_CASE("a pledge that is renewed is owed again, week by week as before", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(10), make_term(TermKind::purchase, at.china, at.us, 10.0, Good::energy)});
    at.into_force();
    at.weeks_of_paper(4);
    const double before = at.pact().shortfall[1], bought = at.world().records[0][1].done / 5.0;
    REQUIRE(before > 0.1);
    for (SeatId seat : {at.us, at.china}) REQUIRE(renew(at.run.params(), at.world(), at.run.orders(), seat, 0) == Refusal::none);
    at.weeks_of_paper(10);
    CHECK(at.pact().shortfall[1] == Approx(before));
    CHECK(at.world().records[0][1].done == Approx(15.0 * bought));
}

TEST_CASE("while an agreement is suspended no quota opens, no delay grows and no reserve falls due", "[world][agreement]") {
    Pact at;
    at.control_dysprosium();
    SECTION("papers that lay there count from the resumption") {
        at.sign_now({at.truce(60), at.licence(28.0), at.monitored(Monitoring::third_party)});
        at.weeks_of_paper(1 + lag_weeks);
        REQUIRE(at.world().desk.queue.push(at.application(at.run.week, ApplicationState::waiting)));
        REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, true) == Refusal::none);
        at.weeks_of_paper(12);
        for (SeatId seat : {at.us, at.china}) REQUIRE(resume(at.run.params(), at.world(), at.run.orders(), seat, 0) == Refusal::none);
        at.weeks_of_paper(4);
        CHECK(at.pact().shortfall[1] == 0.0);
        at.weeks_of_paper(12);
        CHECK(at.pact().shortfall[1] > 0.5);
    }
    SECTION("a quota is what its weeks in force give") {
        Term quota = at.licence(7.0);
        quota.amount = 1.0;
        at.sign_now({at.truce(60), quota});
        at.weeks_of_paper(1 + lag_weeks);
        REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, true) == Refusal::none);
        at.weeks_of_paper(20);
        for (SeatId seat : {at.us, at.china}) REQUIRE(resume(at.run.params(), at.world(), at.run.orders(), seat, 0) == Refusal::none);
        for (int filed = 0; filed < 20; ++filed) REQUIRE(at.world().desk.queue.push(at.application(at.run.week, ApplicationState::waiting)));
        at.world().today = at.run.resolve().today;
        const Reviews weeks = review_weeks(at.run.params(), at.world());
        CHECK(weeks[0] == 1.0);
        CHECK(weeks[5] > 1.0);  // the tonnes of five weeks hence
    }
    SECTION("a reserve is filled in weeks in force") {
        Term pool = make_term(TermKind::pooled_stockpile, at.us, at.japan, 1000.0, Product::oxide_sc);
        at.sign_between(at.us, at.japan, {pool});
        at.weeks_of_paper(1 + lag_weeks);
        at.world().of(Government::us).aid_left_usd_bn = 0.0;
        REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, true) == Refusal::none);
        at.weeks_of_paper(10);
        for (SeatId seat : {at.us, at.japan}) REQUIRE(resume(at.run.params(), at.world(), at.run.orders(), seat, 0) == Refusal::none);
        at.weeks_of_paper(2);
        CHECK(at.pact().shortfall[0] < 0.15);
    }
}

TEST_CASE("a clause that was given up holds nothing back any more, and what returns is no rise", "[world][agreement]") {
    Pact at;
    const auto give_up = [&](SeatId by, std::size_t clause) { return waive(at.run.params(), at.world(), at.run.orders(), by, 0, clause); };
    SECTION("a suspended control stands again, a suspended tariff too") {
        at.sign_now({at.truce(30), at.relief(24.0), at.rule_suspended()});
        at.into_force();
        REQUIRE(give_up(at.us, 2) == Refusal::none);
        CHECK(at.rule_stands(at.run.orders().today));
        CHECK(at.us_tariff(at.run.orders().today) == Approx(10.0));  // another clause
        REQUIRE(give_up(at.china, 1) == Refusal::none);
        CHECK(at.us_tariff(at.run.orders().today) == Approx(34.0));
        at.run.run_weeks(2);
        CHECK(at.pact().term_states[0] == TermState::kept);
        // The giver is free to set the measure anew, and the truce still tells a rise.
        REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 30.0)) == Refusal::none);
        CHECK(at.us_tariff(at.run.orders().today) == Approx(30.0));
        at.run.run_weeks(1);
        CHECK(at.pact().term_states[0] == TermState::kept);
        REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 60.0)) == Refusal::none);
        at.run.run_weeks(1);
        CHECK(at.pact().term_states[0] == TermState::breached);
    }
    SECTION("what a cap on the same tariff holds down stays down") {
        at.sign_now({at.relief(24.0), make_term(TermKind::tariff_cap, at.us, at.china, 20.0, TariffComponent::reciprocal)});
        at.into_force();
        CHECK(at.us_tariff(at.run.start().today) == Approx(10.0));
        REQUIRE(give_up(at.china, 0) == Refusal::none);
        CHECK(at.us_tariff(at.run.orders().today) == Approx(20.0));
        at.run.run_weeks(1);
        CHECK(at.pact().term_states[1] == TermState::kept);
    }
    SECTION("an aligned control ends") {
        REQUIRE(at.run.order(Government::us, control_order(ControlKind::chips, 1.0, 0, bit(Region::china))) == Refusal::none);
        at.sign_between(at.us, at.japan, {make_term(TermKind::aligned_control, at.japan, at.us, 0.0, ControlKind::chips)});
        at.into_force();
        const auto joined = [&] { return control_strength(at.world(), Government::japan, ControlKind::chips, Region::china, at.run.orders().today); };
        CHECK(joined() > 0.0);
        REQUIRE(give_up(at.us, 0) == Refusal::none);
        CHECK(joined() == 0.0);
    }
}

TEST_CASE("what a court has struck down and what an agreement sets aside come back each by its own date", "[world][agreement][tariff]") {
    Pact at;
    const Day ruled = at.run.params().day_of(12);
    SECTION("the agreement ends first") {
        at.sign_now({at.truce(4), at.relief(24.0)});
        at.into_force();
        for (TariffMeasure& tariff : at.world().tariffs) tariff.struck_until = ruled;
        CHECK(at.us_tariff(at.run.start().today) == 0.0);
        while (at.pact().state == AgreementState::in_force) at.run.run_weeks(1);
        CHECK(at.us_tariff(at.run.start().today) == 0.0);  // the court still says no
        while (at.run.start().today < ruled) at.run.run_weeks(1);
        CHECK(at.us_tariff(at.run.start().today) == Approx(34.0));
    }
    SECTION("the ruling ends first") {
        at.sign_now({at.truce(30), make_term(TermKind::tariff_cap, at.us, at.china, 20.0, TariffComponent::reciprocal)});
        at.world().tariffs[0].struck_until = ruled;
        at.into_force();
        while (at.run.start().today < ruled) at.run.run_weeks(1);
        CHECK(at.us_tariff(at.run.start().today) == Approx(20.0));
    }
    SECTION("a renewal moves no court's date") {
        at.sign_now({at.truce(6), at.relief(24.0)});
        at.into_force();
        for (TariffMeasure& tariff : at.world().tariffs) tariff.struck_until = ruled;
        for (SeatId seat : {at.us, at.china}) REQUIRE(renew(at.run.params(), at.world(), at.run.orders(), seat, 0) == Refusal::none);
        while (at.run.start().today < ruled) at.run.run_weeks(1);
        CHECK(at.us_tariff(at.run.start().today) == Approx(10.0));
    }
}

}  // namespace chokepoint::test

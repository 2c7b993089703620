// The life of an agreement, from the signature to its end, and what it does to the measures on the way.
#include "tests/world/pact.hpp"

namespace chokepoint::test {

TEST_CASE("a signed agreement is ratified, waits its lag and enters into force", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(13), at.relief(24.0), at.rule_suspended()});
    CHECK(at.pact().state == AgreementState::accepted);
    const Day signed_day = at.run.resolve().today;
    CHECK(at.us_tariff(signed_day) == 34.0);
    at.run.run_weeks(1);
    CHECK(at.pact().state == AgreementState::accepted);
    CHECK(at.us_tariff(at.run.start().today) == 34.0);
    at.run.run_weeks(1);
    CHECK(at.pact().state == AgreementState::in_force);
    CHECK(at.pact().in_force_week == 1 + lag_weeks);
    CHECK(at.pact().expiry_week == 1 + lag_weeks + 13);
    CHECK(at.us_tariff(at.run.start().today) == Approx(10.0));
    CHECK_FALSE(at.rule_stands(at.run.start().today));
    CHECK(at.world().tally.agreements == 1);
    CHECK(at.world().tally.truce_week == 1 + lag_weeks);
}

TEST_CASE("points suspended of a tariff, and a cap, leave what they say", "[world][agreement][tariff]") {
    Pact at;
    const double points = GENERATE(0.0, 10.0, 34.0, 50.0);
    CAPTURE(points);
    SECTION("suspension") {
        at.sign_now({at.relief(points)});
        at.into_force();
        CHECK(at.us_tariff(at.run.start().today) == Approx(std::max(0.0, 34.0 - points)).margin(1e-12));
    }
    SECTION("cap") {
        at.sign_now({make_term(TermKind::tariff_cap, at.us, at.china, points, TariffComponent::reciprocal)});
        at.into_force();
        CHECK(at.us_tariff(at.run.start().today) == Approx(std::min(points, 34.0)).margin(1e-12));
    }
    CHECK(headline_pct(at.world(), Government::china, Region::us, at.run.start().today) == 0.0);
}

TEST_CASE("an agreement that runs out gives the measures back on its day", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(6), at.relief(24.0), at.rule_suspended()});
    at.into_force();
    const int last = at.pact().expiry_week;
    while (at.run.week < last) {
        CAPTURE(at.run.week);
        CHECK(at.us_tariff(at.run.start().today) == Approx(10.0));
        CHECK_FALSE(at.rule_stands(at.run.start().today));
        at.run.run_weeks(1);
        CHECK(at.pact().state == AgreementState::in_force);
    }
    at.run.run_weeks(1);
    CHECK(at.pact().state == AgreementState::kept);
    CHECK(at.us_tariff(at.run.start().today) == Approx(34.0));
    CHECK(at.rule_stands(at.run.start().today));
    for (const TariffMeasure& tariff : at.world().tariffs) CHECK(tariff.agreement == 255);
}

TEST_CASE("a general licence named in an agreement ends with it", "[world][agreement][licence]") {
    Pact at;
    const auto firm = static_cast<SeatId>(at.run.setup->scenario.governments.size());
    Term named = at.licence(30.0);
    named.named = bit(firm);
    at.sign_now({at.truce(4), named});
    at.into_force();
    const auto index = static_cast<std::size_t>(at.run.params().firm_of_seat[firm]);
    CHECK(has_general_licence(at.run.params(), at.world(), index));
    at.run.run_weeks(6);
    CHECK(at.pact().state == AgreementState::kept);
    CHECK_FALSE(has_general_licence(at.run.params(), at.world(), index));
}

TEST_CASE("renewal takes all parties and adds the length once more", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(6), at.relief(24.0), at.rule_suspended()});
    at.into_force();
    const int first_end = at.pact().expiry_week;
    CHECK(renew(at.run.params(), at.world(), at.run.orders(), at.japan, 0) == Refusal::not_a_party);
    REQUIRE(renew(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::none);
    CHECK(at.pact().expiry_week == first_end);
    CHECK(renew(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::already_done);  // asking twice is asking once
    CHECK(at.pact().expiry_week == first_end);
    REQUIRE(renew(at.run.params(), at.world(), at.run.orders(), at.china, 0) == Refusal::none);
    CHECK(at.pact().expiry_week == first_end + 6);
    CHECK(at.pact().state == AgreementState::renewed);
    while (at.run.week < first_end + 6) {
        CAPTURE(at.run.week);
        CHECK(at.us_tariff(at.run.start().today) == Approx(10.0));
        CHECK_FALSE(at.rule_stands(at.run.start().today));
        at.run.run_weeks(1);
    }
    at.run.run_weeks(1);
    CHECK(at.pact().state == AgreementState::kept);
    CHECK(at.us_tariff(at.run.start().today) == Approx(34.0));
}

TEST_CASE("a government out of favour at home fails to ratify, and nothing has changed", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(13), at.relief(24.0)});
    at.world().of(Government::us).approval_pct = 0.0;
    at.weeks_of_paper(3);
    CHECK(at.pact().state == AgreementState::not_ratified);
    CHECK(at.us_tariff(at.run.start().today) == 34.0);
    CHECK(at.world().tally.agreements == 0);
    CHECK(ratification_chance(at.run.params(), at.world(), Government::us, at.pact()) < 0.01);
    CHECK(ratification_chance(at.run.params(), at.world(), Government::china, at.pact()) > 0.99);
}

TEST_CASE("ratification is as likely as the rule says", "[world][agreement]") {
    int ratified = 0;
    double chance = 0.0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Pact at;
        at.run.seed = seed;
        auto setup = std::make_shared<Setup>(*at.run.setup);
        setup->params.rules.politics.ratify_slope.value = 0.1;
        at.run.setup = setup;
        at.world().of(Government::us).approval_pct = setup->params.rules.politics.ratify_threshold.value;
        at.world().of(Government::china).approval_pct = 100.0;
        at.sign_now({at.truce(13)});
        chance = ratification_chance(setup->params, at.world(), Government::us, at.pact()) *
                 ratification_chance(setup->params, at.world(), Government::china, at.pact());
        at.weeks_of_paper(1);
        ratified += at.pact().state != AgreementState::not_ratified ? 1 : 0;
    }
    CHECK(chance == Approx(0.5).margin(0.01));
    CHECK(ratified == Approx(400 * chance).margin(40));
}

TEST_CASE("a truce binds its parties from its entry into force, and towards each other only", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(6)});
    CHECK_FALSE(frozen_by_truce(at.world(), at.us, at.china));  // not in force yet
    at.into_force();
    CHECK(frozen_by_truce(at.world(), at.us, at.china));
    CHECK(frozen_by_truce(at.world(), at.china, at.us));
    CHECK_FALSE(frozen_by_truce(at.world(), at.us, at.japan));
    while (at.pact().state == AgreementState::in_force) at.run.run_weeks(1);
    CHECK_FALSE(frozen_by_truce(at.world(), at.us, at.china));
}

TEST_CASE("a breach is seen, declared, left uncured and answered by snap-back on its day", "[world][agreement][breach]") {
    Pact at;
    at.control_dysprosium();
    at.sign_now({at.truce(60), at.relief(24.0), at.rule_suspended(), at.licence(14.0), at.monitored(Monitoring::third_party)});
    at.weeks_of_paper(1 + lag_weeks);
    REQUIRE(at.pact().state == AgreementState::in_force);
    CHECK(at.pact().monitoring == Monitoring::third_party);
    const Params& params = at.run.params();
    const int cure = static_cast<int>(params.rules.negotiation.cure_weeks.value);

    at.weeks_of_decisions(8, 2);  // as promised
    CHECK(at.pact().term_states[3] == TermState::kept);
    CHECK(declare_breach(params, at.world(), at.run.orders(), at.us, 0) == Refusal::no_breach_declared);
    CHECK(snap_back(params, at.world(), at.run.orders(), at.us, 0) == Refusal::no_breach_declared);

    at.weeks_of_decisions(8, 8);
    CHECK(at.pact().term_states[3] == TermState::unknown);
    CHECK(declare_breach(params, at.world(), at.run.orders(), at.china, 0) == Refusal::no_breach_declared);  // its own
    CHECK(declare_breach(params, at.world(), at.run.orders(), at.japan, 0) == Refusal::not_a_party);
    REQUIRE(declare_breach(params, at.world(), at.run.orders(), at.us, 0) == Refusal::none);
    CHECK(declare_breach(params, at.world(), at.run.orders(), at.us, 0) == Refusal::cure_period_running);
    CHECK(at.pact().term_states[3] == TermState::breached);
    CHECK(at.pact().breached_by == at.china);
    CHECK(at.world().tally.breaches == 1);

    SECTION("cured in time") {
        at.weeks_of_decisions(44, 1);
        REQUIRE(at.pact().state == AgreementState::kept);
        CHECK(at.pact().term_states[3] == TermState::cured);
        CHECK(at.pact().breached_by == no_seat);
        CHECK(at.world().tally.snap_backs == 0);
    }
    SECTION("not cured") {
        for (int week = 0; week < cure; ++week) {
            CHECK(snap_back(params, at.world(), at.run.orders(), at.us, 0) == Refusal::cure_period_running);
            at.weeks_of_paper(1);
        }
        CHECK(snap_back(params, at.world(), at.run.orders(), at.china, 0) == Refusal::no_breach_declared);  // not the breaker's to do
        const Day day = at.run.orders().today;
        CHECK(at.us_tariff(day) == Approx(10.0));
        REQUIRE(snap_back(params, at.world(), at.run.orders(), at.us, 0) == Refusal::none);
        CHECK(at.pact().state == AgreementState::breached);
        CHECK(at.us_tariff(day - 1) == Approx(10.0));
        CHECK(at.us_tariff(day) == Approx(34.0));
        CHECK(at.rule_stands(day));
        CHECK_FALSE(at.rule_stands(day - 1));
        CHECK(at.world().tally.snap_backs == 1);
        CHECK_FALSE(frozen_by_truce(at.world(), at.us, at.china));
        CHECK(snap_back(params, at.world(), at.run.orders(), at.us, 0) == Refusal::unknown_agreement);
    }
}

TEST_CASE("the better the monitoring, the sooner a shortfall shows", "[world][agreement][breach]") {
    const auto weeks_until_seen = [](Monitoring monitoring) {
        Pact at;
        at.control_dysprosium();
        at.sign_now({at.truce(200), at.licence(14.0), at.monitored(monitoring)});
        at.weeks_of_paper(4 + lag_weeks);
        for (int week = 0; week < 150; ++week) {
            if (declare_breach(at.run.params(), at.run.world, at.run.orders(), at.us, 0) == Refusal::none) return week;
            at.weeks_of_decisions(1, 3);
        }
        return 1000;
    };
    int before = 1000;
    for (Monitoring monitoring : all_of<Monitoring>()) {
        CAPTURE(name_of(monitoring));
        const int weeks = weeks_until_seen(monitoring);
        CHECK(weeks < before);
        before = weeks;
    }
}

TEST_CASE("a shortfall inside the tolerance passes", "[world][agreement][breach]") {
    Pact at;
    at.control_dysprosium();
    const double taken = 2.5, over = 0.9 * percent(at.run.params().rules.negotiation.tolerance);
    at.sign_now({at.truce(60), at.licence(7.0 * taken / (1.0 + over)), at.monitored(Monitoring::third_party)});
    at.weeks_of_paper(4 + lag_weeks);
    at.weeks_of_decisions(40, 3);
    CHECK(at.pact().shortfall[1] == Approx(over).epsilon(0.01));
    CHECK(at.pact().term_states[1] == TermState::kept);
    CHECK(declare_breach(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::no_breach_declared);
}

TEST_CASE("a party that ends or suspends an agreement gets its measures back and a broken promise", "[world][agreement]") {
    Pact at;
    const bool only_suspend = GENERATE(true, false);
    at.sign_now({at.truce(26), at.relief(24.0)});
    at.into_force();
    const double broken = at.world().of(Government::us).promises_broken;
    CHECK(end_agreement(at.run.params(), at.world(), at.run.orders(), at.japan, 0, only_suspend) == Refusal::not_a_party);
    REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, only_suspend) == Refusal::none);
    CHECK(at.pact().state == (only_suspend ? AgreementState::suspended : AgreementState::terminated));
    CHECK(at.us_tariff(at.run.orders().today) == Approx(34.0));
    CHECK(at.world().of(Government::us).promises_broken == broken + 1.0);
    if (only_suspend)
        for (std::size_t t = 0; t < at.pact().terms.size(); ++t) CHECK(at.pact().term_states[t] == TermState::suspended);
    CHECK(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, only_suspend) ==
          (only_suspend ? Refusal::already_done : Refusal::unknown_agreement));
}

TEST_CASE("one truce after another leaves the tariff what it was", "[world][agreement][tariff]") {
    Pact at;
    for (int round = 0; round < 40; ++round) {
        at.sign_now({at.truce(2), at.relief(24.0)});
        at.run.run_weeks(1 + lag_weeks);
        CAPTURE(round);
        REQUIRE(at.us_tariff(at.run.start().today) == Approx(10.0));
        at.run.run_weeks(3);
        REQUIRE(at.us_tariff(at.run.start().today) == Approx(34.0));
    }
    CHECK(at.world().tariffs.size() < 10);
}

}  // namespace chokepoint::test

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
    CHECK(at.known(at.us, 3) == TermState::unknown);
    CHECK(at.pact().term_states[3] == TermState::kept);  // what it has found out is its own
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

TEST_CASE("promises are counted by who owes them, week by week, and to the end by who walks out", "[world][agreement][value]") {
    Pact at;
    at.sign_now({at.truce(20), at.relief(24.0)});
    at.into_force();
    const Tally& tally = at.world().tally;
    const auto due = tally.due_term_weeks;
    at.run.run_weeks(3);
    CHECK(tally.due_term_weeks[at.us] == due[at.us] + 2 * 3);      // relief and truce
    CHECK(tally.due_term_weeks[at.china] == due[at.china] + 3);    // the truce binds both
    CHECK(tally.kept_term_weeks[at.us] == tally.due_term_weeks[at.us]);
    CHECK(tally.kept_term_weeks[at.china] == tally.due_term_weeks[at.china]);
    CHECK(tally.due_term_weeks[at.japan] == 0);
    const auto kept = tally.kept_term_weeks, before = tally.due_term_weeks;
    const auto left = static_cast<std::uint32_t>(at.pact().expiry_week - at.run.week);
    REQUIRE(left > 10);
    REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, false) == Refusal::none);
    CHECK(tally.due_term_weeks[at.us] == before[at.us] + 2 * left);
    CHECK(tally.due_term_weeks[at.china] == before[at.china]);
    CHECK(tally.kept_term_weeks == kept);
}

TEST_CASE("a promise that is not kept counts, seen or not", "[world][agreement][value]") {
    Pact at;
    at.sign_now({at.truce(20)});
    at.into_force();
    at.run.run_weeks(1);
    const Tally before = at.world().tally;
    REQUIRE(at.run.order(Government::china, tariff_order(Region::us, TariffComponent::retaliation, 40.0)) == Refusal::none);
    at.run.run_weeks(2);
    CHECK(at.world().tally.due_term_weeks[at.china] == before.due_term_weeks[at.china] + 2);
    CHECK(at.world().tally.kept_term_weeks[at.china] == before.kept_term_weeks[at.china]);
    CHECK(at.world().tally.kept_term_weeks[at.us] == before.kept_term_weeks[at.us] + 2);
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

TEST_CASE("who keeps an agreement is believed more, by a promise a quarter, and not for what nobody could check", "[world][agreement][promise]") {
    const auto kept_by_china = [](Pact& at, Government observer, MeasureClass about) {
        return at.world().of(Government::china).seen_by[index_of(observer)][index_of(about)].promises_kept;
    };
    SECTION("one for each quarter, of the class that the own clauses are of") {
        Pact at;
        at.sign_now({at.truce(26), at.relief(24.0), at.rule_suspended()});
        at.weeks_of_paper(1 + lag_weeks + 12);
        CHECK(at.world().of(Government::china).promises_kept == 1.0);
        at.weeks_of_paper(1);
        CHECK(at.world().of(Government::china).promises_kept == 2.0);
        // A truce speaks of both, the rule of controls.
        CHECK(kept_by_china(at, Government::us, MeasureClass::controls) == Approx(1.75));
        CHECK(kept_by_china(at, Government::us, MeasureClass::tariffs) == Approx(1.25));
        CHECK(kept_by_china(at, Government::japan, MeasureClass::controls) == Approx(1.75));
        CHECK(kept_by_china(at, Government::china, MeasureClass::controls) == 1.0);
        at.weeks_of_paper(13);
        CHECK(at.pact().state == AgreementState::kept);
        CHECK(at.world().of(Government::china).promises_kept == 3.0);
        at.weeks_of_paper(13);
        CHECK(at.world().of(Government::china).promises_kept == 3.0);
    }
    SECTION("a short one counts by its weeks") {
        Pact at;
        at.sign_now({at.truce(6)});
        at.weeks_of_paper(1 + lag_weeks + 6);
        CHECK(at.pact().state == AgreementState::kept);
        CHECK(at.world().of(Government::us).promises_kept == Approx(1.0 + 6.0 / 13.0));
    }
    SECTION("licence days where nobody looks prove nothing, monitored ones to the parties") {
        const bool is_monitored = GENERATE(false, true);
        CAPTURE(is_monitored);
        Pact at;
        if (is_monitored) at.sign_now({at.relief(24.0), at.licence(60.0), at.monitored(Monitoring::joint)});
        else at.sign_now({at.relief(24.0), at.licence(60.0)});
        at.weeks_of_paper(1 + lag_weeks + 13);
        CHECK((kept_by_china(at, Government::us, MeasureClass::controls) > 1.0) == is_monitored);
        CHECK(kept_by_china(at, Government::japan, MeasureClass::controls) == 1.0);
    }
    SECTION("a promise broken is not kept, mended or not") {
        Pact at;
        at.sign_now({at.truce(26), at.rule_suspended()});
        at.weeks_of_paper(1 + lag_weeks + 2);
        at.pact().term_states[1] = TermState::cured;
        at.weeks_of_paper(11);
        CHECK(at.world().of(Government::china).promises_kept == 1.0);
        CHECK(at.world().of(Government::us).promises_kept == 2.0);
    }
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

TEST_CASE("a suspended agreement binds again when all its parties want it, with the measures as they were", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(26), at.relief(24.0), at.rule_suspended()});
    at.into_force();
    at.run.run_weeks(2);
    const int end = at.pact().expiry_week;
    REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, true) == Refusal::none);
    CHECK(at.us_tariff(at.run.orders().today) == Approx(34.0));
    CHECK(at.rule_stands(at.run.orders().today));
    CHECK_FALSE(frozen_by_truce(at.world(), at.us, at.china));
    at.run.run_weeks(3);
    CHECK(at.pact().state == AgreementState::suspended);
    const auto ask = [&](SeatId by) { return resume(at.run.params(), at.world(), at.run.orders(), by, 0); };
    CHECK(ask(at.japan) == Refusal::not_a_party);
    REQUIRE(ask(at.us) == Refusal::none);
    CHECK(ask(at.us) == Refusal::already_done);
    CHECK(at.pact().state == AgreementState::suspended);  // one alone cannot
    REQUIRE(ask(at.china) == Refusal::none);
    CHECK(at.pact().state == AgreementState::in_force);
    CHECK(at.us_tariff(at.run.orders().today) == Approx(10.0));
    CHECK_FALSE(at.rule_stands(at.run.orders().today));
    CHECK(frozen_by_truce(at.world(), at.us, at.china));
    CHECK(ask(at.us) == Refusal::unknown_agreement);
    at.run.run_weeks(1);
    for (std::size_t t = 0; t < at.pact().terms.size(); ++t) CHECK(at.pact().term_states[t] == TermState::kept);
    CHECK(at.pact().expiry_week == end);  // a suspension stops no calendar
    while (at.run.week <= end) at.run.run_weeks(1);
    CHECK(at.pact().state == AgreementState::kept);
    CHECK(at.us_tariff(at.run.start().today) == Approx(34.0));
}

TEST_CASE("what was ordered while an agreement was suspended stands when it is resumed", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(26)});
    at.into_force();
    REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, true) == Refusal::none);
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, 40.0)) == Refusal::none);
    at.run.run_weeks(1);
    for (SeatId seat : {at.us, at.china}) REQUIRE(resume(at.run.params(), at.world(), at.run.orders(), seat, 0) == Refusal::none);
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::kept);
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, 60.0)) == Refusal::none);
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::breached);
}

TEST_CASE("weeks in which an agreement is suspended are not owed", "[world][agreement]") {
    const auto shortfall_after = [](int weeks_suspended) {
        Pact at;
        at.sign_now({at.truce(26), make_term(TermKind::purchase, at.china, at.us, 26.0, Good::energy)});
        at.into_force();
        if (weeks_suspended > 0) {
            REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, true) == Refusal::none);
            at.weeks_of_paper(weeks_suspended);
            for (SeatId seat : {at.us, at.china}) REQUIRE(resume(at.run.params(), at.world(), at.run.orders(), seat, 0) == Refusal::none);
        }
        at.weeks_of_paper(1);
        return at.pact().shortfall[1];
    };
    CHECK(shortfall_after(8) < shortfall_after(0));  // eight weeks' part counts as done
}

TEST_CASE("a suspended agreement can be ended, and runs out on its date", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(6), at.relief(24.0)});
    at.into_force();
    REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, true) == Refusal::none);
    SECTION("ended by the other side, which breaks no promise by it") {
        const double before = at.world().of(Government::china).promises_broken;
        REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.china, 0, false) == Refusal::none);
        CHECK(at.pact().state == AgreementState::terminated);
        CHECK(at.world().of(Government::china).promises_broken == before);
        CHECK(resume(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::unknown_agreement);
    }
    SECTION("run out") {
        at.run.run_weeks(8);
        CHECK(at.pact().state == AgreementState::expired);
    }
}

TEST_CASE("to suspend in answer to a declared breach breaks no promise, and puts the complaint to rest", "[world][agreement][breach]") {
    Pact at;
    at.sign_now({at.truce(26)});
    at.into_force();
    REQUIRE(at.run.order(Government::china, tariff_order(Region::us, TariffComponent::retaliation, 40.0)) == Refusal::none);
    at.run.run_weeks(1);
    REQUIRE(declare_breach(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::none);
    const double before = at.world().of(Government::us).promises_broken;
    REQUIRE(end_agreement(at.run.params(), at.world(), at.run.orders(), at.us, 0, true) == Refusal::none);
    CHECK(at.world().of(Government::us).promises_broken == before);
    CHECK(at.pact().breached_by == no_seat);
    CHECK(at.pact().cure_until_week == 0);
}

TEST_CASE("who gives up a clause lets a breach of it rest, and the other side is free of it", "[world][agreement][breach]") {
    Pact at;
    at.control_dysprosium();
    at.sign_now({at.truce(60), at.licence(14.0), at.monitored(Monitoring::third_party)});
    at.weeks_of_paper(1 + lag_weeks);
    at.weeks_of_decisions(8, 8);
    REQUIRE(declare_breach(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::none);
    CHECK(at.pact().term_states[1] == TermState::breached);
    const auto give_up = [&](SeatId by, std::size_t clause) { return waive(at.run.params(), at.world(), at.run.orders(), by, 0, clause); };
    CHECK(give_up(at.china, 1) == Refusal::not_yours_to_do);
    CHECK(give_up(at.us, 0) == Refusal::illegal_term);  // a truce binds both
    REQUIRE(give_up(at.us, 1) == Refusal::none);
    CHECK(at.pact().term_states[1] == TermState::waived);
    CHECK(at.pact().breached_by == no_seat);
    CHECK(at.pact().cure_until_week == 0);
    CHECK(give_up(at.us, 1) == Refusal::already_done);
    at.weeks_of_decisions(20, 8);
    CHECK(at.pact().term_states[1] == TermState::waived);
    CHECK(declare_breach(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::no_breach_declared);
    CHECK(snap_back(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::no_breach_declared);
    // The desk owes those applications no special time any more.
    at.world().desk.queue.clear();
    REQUIRE(at.world().desk.queue.push(at.application(at.run.week, ApplicationState::waiting)));
    CHECK(review_weeks(at.run.params(), at.world())[0] == at.run.params().rules.licensing.nominal_weeks.value);
    while (is_in_force(at.pact().state)) at.weeks_of_decisions(1, 8);
    CHECK(at.pact().state == AgreementState::kept);
}

TEST_CASE("an agreement that runs out under a breach has expired and was not kept", "[world][agreement][breach]") {
    Pact at;
    at.sign_now({at.truce(6)});
    at.into_force();
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, 60.0)) == Refusal::none);
    at.run.run_weeks(8);
    CHECK(at.pact().state == AgreementState::expired);
    CHECK(at.pact().term_states[0] == TermState::breached);
}

}  // namespace chokepoint::test

// Whether a term is kept is read off the world, week by week: rates, controls, lists, and the age of applications.
#include "tests/world/pact.hpp"

namespace chokepoint::test {
namespace {

Refusal complain(Pact& at, SeatId by) { return declare_breach(at.run.params(), at.world(), at.run.orders(), by, 0); }

}  // namespace

TEST_CASE("a rate over the cap breaches it in the open, truce or no truce, and taking it back cures it", "[world][agreement][tariff]") {
    Pact at;
    at.sign_now({make_term(TermKind::tariff_cap, at.us, at.china, 20.0, TariffComponent::reciprocal)});
    at.into_force();
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::kept);
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 60.0)) == Refusal::none);
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::breached);  // nobody needs an inspector to read a tariff
    CHECK(at.world().seen_shortfall[0][0] == 1.0);
    CHECK(complain(at, at.us) == Refusal::no_breach_declared);
    CHECK(complain(at, at.china) == Refusal::none);
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 20.0)) == Refusal::none);
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::cured);
    CHECK(at.pact().breached_by == no_seat);
}

TEST_CASE("a suspended tariff that comes back under its own name is a breach, one that was dated before is not", "[world][agreement][tariff]") {
    Pact at;
    TariffMeasure dated;
    dated.component = TariffComponent::reciprocal;
    dated.rate_pct = 16.0;
    dated.from_day = at.run.params().day_of(6);
    REQUIRE(at.world().tariffs.push(dated));
    at.sign_now({at.relief(24.0)});
    at.into_force();
    CHECK(at.us_tariff(at.run.start().today) == Approx(10.0));
    at.run.run_weeks(6);
    CHECK(at.us_tariff(at.run.start().today) == Approx(26.0));  // 50 less 24
    CHECK(at.pact().term_states[0] == TermState::kept);
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 34.0)) == Refusal::none);
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::breached);
}

TEST_CASE("a cap keeps a dated rise down as well", "[world][agreement][tariff]") {
    Pact at;
    at.world().tariffs[0].until_day = at.run.params().day_of(6);
    TariffMeasure dated = at.world().tariffs[0];
    dated.rate_pct = 50.0;
    dated.from_day = at.run.params().day_of(6);
    dated.until_day = far_day;
    REQUIRE(at.world().tariffs.push(dated));
    at.sign_now({make_term(TermKind::tariff_cap, at.us, at.china, 20.0, TariffComponent::reciprocal)});
    at.into_force();
    for (int week = 0; week < 8; ++week) {
        CHECK(at.us_tariff(at.run.start().today) == Approx(20.0));
        CHECK(at.pact().term_states[0] == TermState::kept);
        at.run.run_weeks(1);
    }
}

TEST_CASE("under a truce a rise, a new control and new listings count, what falls and what hits others does not", "[world][agreement]") {
    Pact at;
    at.sign_now({at.truce(30), at.monitored(Monitoring::third_party)});
    at.into_force();
    const Order listing = make_order(OrderKind::list_firms, 50.0);
    const auto after = [&](Government by, const Order& order) {
        REQUIRE(at.run.order(by, order) == Refusal::none);
        at.run.run_weeks(4);
        return at.pact().term_states[0];
    };
    CHECK(after(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 20.0)) == TermState::kept);
    CHECK(after(Government::us, tariff_order(Region::japan, TariffComponent::reciprocal, 60.0)) == TermState::kept);
    CHECK(after(Government::us, control_order(ControlKind::chips, 1.0, 0, bit(Region::japan))) == TermState::kept);
    SECTION("a tariff of another name") {
        CHECK(after(Government::us, tariff_order(Region::china, TariffComponent::threatened, 40.0)) == TermState::breached);
        CHECK(after(Government::us, tariff_order(Region::china, TariffComponent::threatened, 0.0)) == TermState::cured);
    }
    SECTION("a control") {
        CHECK(after(Government::us, control_order(ControlKind::chips, 1.0, 0, bit(Region::china))) == TermState::breached);
        CHECK(complain(at, at.china) == Refusal::none);
    }
    SECTION("of the other side: a truce binds both") {
        CHECK(after(Government::china, tariff_order(Region::us, TariffComponent::retaliation, 30.0)) == TermState::breached);
        CHECK(complain(at, at.china) == Refusal::no_breach_declared);
        CHECK(complain(at, at.us) == Refusal::none);
        CHECK(at.pact().breached_by == at.china);
    }
    SECTION("listings, which somebody has to find") {
        CHECK(after(Government::us, listing) == TermState::kept);
        CHECK(at.known(at.china, 0) == TermState::unknown);
        CHECK(at.known(at.us, 0) == TermState::kept);
        CHECK(at.pact().shortfall[0] == Approx(0.5));
        CHECK(complain(at, at.china) == Refusal::none);
        CHECK(at.pact().term_states[0] == TermState::breached);
    }
}

TEST_CASE("inspectors are paid by both governments, and who cannot pay is left with what the other reports", "[world][agreement]") {
    const auto by = GENERATE(Monitoring::self_reported, Monitoring::joint, Monitoring::third_party);
    CAPTURE(name_of(by));
    Pact at, poor;
    for (Pact* each : {&at, &poor}) {
        each->sign_now({each->licence(10.0), each->monitored(by)});
        each->into_force();
        each->control_dysprosium();
    }
    const NegotiationRules& rules = at.run.params().rules.negotiation;
    const double a_year = by == Monitoring::joint ? rules.joint_cost.value : by == Monitoring::third_party ? rules.third_party_cost.value : 0.0;
    const auto purse = [](Pact& pact, Government of) -> double& { return pact.run.world.of(of).aid_left_usd_bn; };
    const double us_before = purse(at, Government::us), china_before = purse(at, Government::china);
    const double japan_before = purse(at, Government::japan);
    purse(poor, Government::us) = 0.0;
    constexpr int weeks = 4, age_weeks = 9;
    for (Pact* each : {&at, &poor}) each->weeks_of_decisions(weeks, age_weeks);
    const double due_usd_bn = a_year / 1000.0 * weeks / weeks_per_year;
    CHECK(us_before - purse(at, Government::us) == Approx(due_usd_bn));
    CHECK(china_before - purse(at, Government::china) == Approx(due_usd_bn));
    CHECK(purse(at, Government::japan) == japan_before);
    CHECK(purse(poor, Government::us) == 0.0);
    const double seen = seen_by(at.run.world, 0, 0, at.us), seen_for_nothing = seen_by(poor.run.world, 0, 0, poor.us);
    if (a_year > 0.0) CHECK(seen_for_nothing < seen);
    else CHECK(seen_for_nothing == seen);
}

TEST_CASE("a suspended control that stands again, or another in its place, is a breach; one that stood beside it is not", "[world][agreement]") {
    Pact at;
    const MaterialMask dy = bit(Material::dy), tb = bit(Material::tb);
    REQUIRE(at.run.order(Government::china, licence_order(dy | tb)) == Refusal::none);
    REQUIRE(at.run.order(Government::china, control_order(ControlKind::export_quota, 0.5, dy)) == Refusal::none);
    Term term = make_term(TermKind::control_suspension, at.china, at.us, 0.0, ControlKind::licence);
    term.scope = dy;
    at.sign_now({term});
    at.into_force();
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::kept);
    Order again = licence_order(dy, bit(Region::us));
    SECTION("the same") {}
    SECTION("a ban of the same goods") { again.what = static_cast<std::uint8_t>(ControlKind::ban); }
    REQUIRE(at.run.order(Government::china, again) == Refusal::none);
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::breached);
}

TEST_CASE("a new control of other goods, or of other buyers, leaves a suspension kept", "[world][agreement]") {
    Pact at;
    Term term = make_term(TermKind::control_suspension, at.china, at.us, 0.0, ControlKind::licence);
    term.scope = bit(Material::dy);
    at.sign_now({term});
    at.into_force();
    REQUIRE(at.run.order(Government::china, licence_order(bit(Material::tb), bit(Region::us))) == Refusal::none);
    REQUIRE(at.run.order(Government::china, licence_order(bit(Material::dy), bit(Region::japan))) == Refusal::none);
    at.run.run_weeks(2);
    CHECK(at.pact().term_states[0] == TermState::kept);
}

TEST_CASE("a desk that decides nothing, or leaves the old applications lying, is late", "[world][agreement][licence]") {
    Pact at;
    at.control_dysprosium();
    at.sign_now({at.truce(60), at.licence(28.0), at.monitored(Monitoring::third_party)});
    at.weeks_of_paper(1 + lag_weeks);
    const int filed = at.run.week;
    SECTION("nothing is decided") {
        REQUIRE(at.world().desk.queue.push(at.application(filed, ApplicationState::waiting)));
        at.weeks_of_paper(4);
        CHECK(at.pact().shortfall[1] == 0.0);  // there is time yet
        at.weeks_of_paper(12);
    }
    SECTION("the new before the old") {
        for (int week = 0; week < 16; ++week) {
            at.world().desk.queue.clear();
            for (int old = 0; old < 20; ++old) REQUIRE(at.world().desk.queue.push(at.application(filed, ApplicationState::waiting)));
            REQUIRE(at.world().desk.queue.push(at.application(at.run.week - 1, ApplicationState::granted)));
            at.weeks_of_paper(1);
        }
    }
    CHECK(at.pact().shortfall[1] > 0.5);
    CHECK(at.known(at.us, 1) == TermState::unknown);
    CHECK(complain(at, at.us) == Refusal::none);
}

TEST_CASE("licence days are owed for the uses, the goods and the tonnes that the term names", "[world][agreement][licence]") {
    Pact at;
    at.control_dysprosium();
    Term term = at.licence(28.0);
    Application late = at.application(4, ApplicationState::waiting);
    bool counts = true;
    SECTION("as named") {}
    SECTION("civil is every use but military") { late.end_use = EndUse::automotive; }
    SECTION("military") { late.end_use = EndUse::military, counts = false; }
    SECTION("another use") { term.what = static_cast<std::uint8_t>(EndUse::medical), counts = false; }
    SECTION("other goods") { late.product = Product::oxide_sm, counts = false; }
    SECTION("another region") { late.region = Region::japan, counts = false; }
    SECTION("more than the quota so far") { term.amount = 1.0, late.tonnes = 300.0, counts = false; }
    term.scope = bit(Material::dy);
    at.sign_now({at.truce(60), term, at.monitored(Monitoring::third_party)});
    at.weeks_of_paper(4);
    if (term.amount > 0.0) {
        Application first = late;
        first.state = ApplicationState::granted;  // and takes all that the quota gives in a year
        REQUIRE(at.world().desk.queue.push(first));
    }
    at.weeks_of_paper(1);
    at.world().desk.queue.clear();
    REQUIRE(at.world().desk.queue.push(late));
    at.weeks_of_paper(16);
    CHECK((at.pact().shortfall[1] > 0.5) == counts);
}

TEST_CASE("a false alarm about a duty that is not due yet is no ground for a complaint", "[world][agreement][breach]") {
    Pact at;
    auto setup = std::make_shared<Setup>(*at.run.setup);
    setup->params.rules.negotiation.false_alarm.value = 100.0;
    at.run.setup = setup;
    Term later = at.licence(14.0);
    later.from_week = 10;
    at.sign_now({at.truce(30), later});
    at.into_force();
    at.run.run_weeks(3);
    CHECK(at.pact().term_states[1] == TermState::not_due);
    CHECK(at.world().seen_shortfall[0][1] == 0.0);
    CHECK(complain(at, at.us) == Refusal::no_breach_declared);
    at.run.run_weeks(8);
    CHECK(complain(at, at.us) == Refusal::none);
}

TEST_CASE("a term that has run its course binds no longer", "[world][agreement]") {
    Pact at;
    Term brief = at.relief(24.0);
    brief.until_week = 4;
    at.sign_now({at.truce(30), brief});
    at.into_force();
    at.run.run_weeks(5);
    CHECK(at.us_tariff(at.run.start().today) == Approx(34.0));  // back by its own date
    CHECK(at.pact().term_states[1] == TermState::kept);
    CHECK(at.pact().term_states[0] == TermState::kept);
    CHECK(at.pact().state == AgreementState::in_force);
}

TEST_CASE("of a truce that both have broken, the accused need mend its own part only", "[world][agreement][breach]") {
    Pact at;
    at.sign_now({at.truce(60), at.monitored(Monitoring::third_party)});
    at.into_force();
    const auto tariff = [&](Government by, double percent) {
        const bool us = by == Government::us;
        const Order order = tariff_order(us ? Region::china : Region::us,
                                         us ? TariffComponent::threatened : TariffComponent::retaliation, percent);
        REQUIRE(at.run.order(by, order) == Refusal::none);
    };
    tariff(Government::china, 30.0);
    at.run.run_weeks(1);
    REQUIRE(complain(at, at.us) == Refusal::none);
    SECTION("the accuser breaks it in the open") {
        tariff(Government::us, 40.0);
        at.run.run_weeks(1);
        CHECK(at.pact().breached_by == at.china);  // nothing is mended yet
        tariff(Government::china, 0.0);
        at.run.run_weeks(1);
        CHECK(at.pact().term_states[0] == TermState::breached);  // by the United States now
    }
    SECTION("the accuser breaks it in secret") {
        REQUIRE(at.run.order(Government::us, make_order(OrderKind::list_firms, 50.0)) == Refusal::none);
        tariff(Government::china, 0.0);
        at.run.run_weeks(4);
        CHECK(at.known(at.china, 0) == TermState::unknown);
        CHECK(at.pact().term_states[0] == TermState::cured);
    }
    CHECK(at.pact().breached_by == no_seat);
    CHECK(at.pact().cure_until_week == 0);
    at.run.run_weeks(static_cast<int>(at.run.params().rules.negotiation.cure_weeks.value));
    CHECK(snap_back(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::no_breach_declared);
    CHECK(complain(at, at.china) == Refusal::none);
}

TEST_CASE("what one side has found out is told to nobody by the record", "[world][agreement][fog]") {
    Pact at;
    at.control_dysprosium();
    at.sign_now({at.truce(60), at.licence(14.0), at.monitored(Monitoring::third_party)});
    at.weeks_of_paper(1 + lag_weeks);
    const auto seen = [&](SeatId seat) {
        auto view = std::make_unique<Observation>();
        observe_public(at.run.params(), at.world(), at.run.orders(), view->record);
        observe_private(at.run.params(), at.world(), at.run.orders(), seat, *view);
        return view->record.agreements[0].term_states[1];
    };
    at.weeks_of_decisions(8, 8);
    CHECK(seen(at.us) == TermState::unknown);
    CHECK(seen(at.china) == TermState::kept);
    CHECK(seen(at.japan) == TermState::kept);
    REQUIRE(complain(at, at.us) == Refusal::none);  // and now all may know
    for (SeatId seat : {at.us, at.china, at.japan}) CHECK(seen(seat) == TermState::breached);
    at.weeks_of_decisions(30, 1);
    for (SeatId seat : {at.us, at.china, at.japan}) CHECK(seen(seat) == TermState::cured);
    at.weeks_of_decisions(8, 8);
    CHECK(seen(at.us) == TermState::unknown);
    for (SeatId seat : {at.china, at.japan}) CHECK(seen(seat) == TermState::cured);  // nor does it show that the doubt began
    while (is_in_force(at.pact().state)) at.weeks_of_decisions(1, 8);
    CHECK(at.pact().state == AgreementState::kept);
}

}  // namespace chokepoint::test

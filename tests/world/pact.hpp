// An agreement between the United States and China in a quiet world, for tests of its life and of its terms: anybody
// ratifies, one tariff and one control stand between the two.
#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
constexpr int lag_weeks = 1;  // from signature to force

inline std::shared_ptr<Setup> willing_setup() {
    auto setup = quiet_setup();
    setup->params.rules.politics.ratify_slope.value = 100.0;  // anybody above the threshold ratifies
    setup->params.rules.politics.implementation_lag.value = lag_weeks;
    for (GovernmentParams& government : setup->params.governments) government.approval = 80.0;
    return setup;
}

struct Pact {
    WorldRun run{willing_setup(), 1};
    SeatId us = run.seat(Government::us), china = run.seat(Government::china), japan = run.seat(Government::japan);

    Pact() {
        TariffMeasure tariff;
        tariff.component = TariffComponent::reciprocal;
        tariff.rate_pct = 34.0;
        tariff.coverage = 0.66;
        tariff.from_day = run.params().start - 10;
        REQUIRE(run.world.tariffs.push(tariff));
        ControlMeasure control;
        control.kind = ControlKind::extraterritorial_rule;
        control.from_day = run.params().start - 10;
        REQUIRE(run.world.controls.push(control));
    }
    World& world() { return run.world; }
    Agreement& pact() { return run.world.agreements[0]; }
    TermState known(SeatId seat, std::size_t clause) const { return state_known_to(run.params(), run.world, 0, clause, seat); }
    double us_tariff(Day day) const { return headline_pct(run.world, Government::us, Region::china, day); }
    bool rule_stands(Day day) const {
        return control_strength(run.world, Government::china, ControlKind::extraterritorial_rule, Region::us, day) > 0.0;
    }

    Term truce(int weeks) const { return make_term(TermKind::truce, us, china, 0.0, 0, weeks); }
    Term relief(double points) const {
        return make_term(TermKind::tariff_suspension, us, china, points, TariffComponent::reciprocal);
    }
    Term rule_suspended() const {
        return make_term(TermKind::control_suspension, china, us, 0.0, ControlKind::extraterritorial_rule);
    }
    Term licence(double days) const { return make_licence(china, us, days); }
    Term monitored(Monitoring by) const { return make_term(TermKind::monitoring, us, china, 0.0, by); }

    void sign_now(std::initializer_list<Term> terms) { sign_between(us, china, terms); }
    void sign_between(SeatId by, SeatId with, std::initializer_list<Term> terms) {
        Offer offer;
        offer.id = 1;
        offer.by = by;
        for (const Term& each : terms) REQUIRE(offer.terms.push(each));
        PartyList parties;
        REQUIRE(parties.push(by));
        REQUIRE(parties.push(with));
        REQUIRE(sign(run.params(), run.world, run.orders(), offer, parties));
    }
    void into_force() {
        run.run_weeks(1 + lag_weeks);
        REQUIRE(pact().state == AgreementState::in_force);
    }
    // Only what agreements do, so that a test can set what was physically done.
    void weeks_of_paper(int weeks) {
        for (int i = 0; i < weeks; ++i, ++run.week) {
            run.world.today = run.resolve().today;
            advance_agreements(run.params(), run.world, run.resolve());
        }
    }
    Application application(int filed_week, ApplicationState state) const {
        Application made;
        made.tonnes = 1.0;
        made.filed_week = static_cast<std::int16_t>(filed_week);
        made.state = state;
        made.product = Product::oxide_dy;
        made.region = Region::us;
        return made;
    }
    // Weeks of paper in which the desk decides one application of the United States each, of an age in weeks.
    void weeks_of_decisions(int weeks, int age) {
        for (int i = 0; i < weeks; ++i) {
            run.world.desk.queue.clear();
            REQUIRE(run.world.desk.queue.push(application(run.week - age, ApplicationState::granted)));
            weeks_of_paper(1);
        }
        run.world.desk.queue.clear();
    }
    void control_dysprosium() {
        REQUIRE(run.world.controls.push(
            ControlMeasure{1.0, bit(Material::dy), every_region, 0, far_day, no_day, Government::china, ControlKind::licence, 255, 0}));
    }
};

}  // namespace chokepoint::test

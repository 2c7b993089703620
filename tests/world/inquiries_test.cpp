// Information that can be bought: paid for, waited for, seen by nobody else, and sharper than what is free.
#include <cmath>

#include "tests/world/pact.hpp"

namespace chokepoint::test {
namespace {

// A user at home in a region whose report is off.
std::size_t hoarder(WorldRun& run, Region home, double factor) {
    for (std::size_t i = 0; i < run.params().firms.size(); ++i)
        if (run.params().firms[i].region == home && !run.params().firms[i].needs.empty() && run.params().firms[i].counts_plants) {
            run.world.firms[i].report_factor = factor;
            return i;
        }
    FAIL("no user there");
    return 0;
}

GovernmentView view_of(const WorldRun& run, Government government) {
    const auto seen = std::make_unique<Observation>();
    observe_private(run.params(), run.world, run.orders(), run.seat(government), *seen);
    return seen->government;
}

FirmReport report_on(const WorldRun& run, Government government, std::size_t firm) {
    for (const FirmReport& report : view_of(run, government).firms)
        if (report.firm == firm) return report;
    FAIL("no report of the firm");
    return {};
}

int whole(const Figure& figure) { return static_cast<int>(figure.value); }

}  // namespace

TEST_CASE("an audit costs money at once, takes its weeks, and shows the stock of a hoarder as it is", "[world][inquiry]") {
    WorldRun run{quiet_setup()};
    const NegotiationRules& rules = run.params().rules.negotiation;
    const std::size_t firm = hoarder(run, Region::us, 0.6);
    const double before = run.world.of(Government::us).aid_left_usd_bn;
    const auto firms = static_cast<double>(view_of(run, Government::us).firms.size());
    REQUIRE(run.order(Government::us, make_order(OrderKind::audit_firms, 0.0)) == Refusal::none);
    CHECK(before - run.world.of(Government::us).aid_left_usd_bn == Approx(firms * rules.audit_cost.value / 1000.0));
    for (int week = 1; week <= whole(rules.audit_weeks); ++week) {
        const FirmReport report = report_on(run, Government::us, firm);
        CHECK_FALSE(report.audited);
        CHECK(report.found_pct == 0);
        run.run_weeks(1);
    }
    begin_week(run.params(), run.world, run.start());
    CHECK(run.world.firms[firm].report_factor == 1.0);  // put right
    run.world.firms[firm].report_factor = 0.6;          // and told again as before
    const FirmReport found = report_on(run, Government::us, firm);
    CHECK(found.audited);
    CHECK(found.found_pct == 60);
    run.world.inquiries.clear();
    const FirmReport told = report_on(run, Government::us, firm);
    CHECK(told.cover_days == Approx(0.6 * found.cover_days));
    CHECK(told.found_pct == 60);  // not forgotten
}

TEST_CASE("what is found goes stale after its weeks", "[world][inquiry]") {
    WorldRun run{quiet_setup()};
    const NegotiationRules& rules = run.params().rules.negotiation;
    REQUIRE(run.order(Government::us, make_order(OrderKind::audit_firms, 0.0)) == Refusal::none);
    CHECK(run.order(Government::us, make_order(OrderKind::audit_firms, 0.0)) == Refusal::already_done);
    run.run_weeks(whole(rules.audit_weeks) + whole(rules.findings_last) + 1);
    CHECK(has_audit(run.world, Government::us));
    run.run_weeks(1);
    CHECK_FALSE(has_audit(run.world, Government::us));
    CHECK(run.order(Government::us, make_order(OrderKind::audit_firms, 0.0)) == Refusal::none);
}

TEST_CASE("a firm caught with a false report is not listened to while the papers lie on the desk", "[world][inquiry][lobby]") {
    WorldRun run{quiet_setup()};
    const std::size_t firm = hoarder(run, Region::us, 0.6);
    run.world.firms[firm].lobby_effort = 1.0;
    run.world.firms[firm].lobby_for = Interest::output;
    const double heard = lobbying(run.params(), run.world, Government::us).for_deals;
    REQUIRE(run.order(Government::us, make_order(OrderKind::audit_firms, 0.0)) == Refusal::none);
    run.run_weeks(whole(run.params().rules.negotiation.audit_weeks) + 1);
    CHECK(is_exposed(run.params(), run.world, firm));
    CHECK(lobbying(run.params(), run.world, Government::us).for_deals < heard);
    run.world.firms[firm].found_pct = 95;  // a slip is no lie
    CHECK(lobbying(run.params(), run.world, Government::us).for_deals == heard);
}

TEST_CASE("nobody else learns of an inquiry or of what it found", "[world][inquiry][fog]") {
    WorldRun run{quiet_setup()}, other{quiet_setup()};
    for (WorldRun* each : {&run, &other}) hoarder(*each, Region::us, 0.6);
    REQUIRE(run.order(Government::us, make_order(OrderKind::study_customs, 0.0, 0, Region::us)) == Refusal::none);
    REQUIRE(run.order(Government::us, make_order(OrderKind::audit_firms, 0.0)) == Refusal::none);
    for (WorldRun* each : {&run, &other}) each->run_weeks(6);
    CHECK(digest_of(view_of(run, Government::us)) != digest_of(view_of(other, Government::us)));
    for (Government government : {Government::china, Government::japan, Government::eu})
        CHECK(digest_of(view_of(run, government)) == digest_of(view_of(other, government)));
    for (const Event& event : run.world.events)
        if (event.kind == EventKind::inquiry_done || event.kind == EventKind::misreport_found) CHECK_FALSE(event.is_public);
}

TEST_CASE("a study of customs papers shows this month's imports, and what became of one's own licences", "[world][inquiry][customs]") {
    WorldRun run{quiet_setup()};
    REQUIRE(run.order(Government::us, make_order(OrderKind::study_customs, 0.0, 0, Region::us)) == Refusal::none);
    REQUIRE(run.order(Government::us, make_order(OrderKind::study_customs, 0.0, 0, Region::japan)) == Refusal::none);
    run.run_weeks(whole(run.params().rules.negotiation.study_weeks));
    CHECK(view_of(run, Government::us).customs.empty());
    run.run_weeks(1);
    for (std::size_t week = 0; week < 8; ++week) run.world.market.magnet_exports_t[week][index_of(Region::us)] = week < 4 ? 3.0 : 50.0;
    run.world.desk.decided[index_of(Region::us)] = 8.0;
    run.world.desk.granted[index_of(Region::us)] = 2.0;
    const GovernmentView view = view_of(run, Government::us);
    REQUIRE(view.customs.size() == 2);
    CHECK(view.customs[0].magnet_exports_t == Approx(12.0));  // the published figure is still 200
    CHECK(view.customs[0].granted_share == Approx(0.25));
    CHECK(view.customs[1].region == Region::japan);
    CHECK(view.customs[1].licences_decided == 0.0);  // other people's licences are not in one's files
}

TEST_CASE("inspectors bring a hidden shortfall to light faster than monitoring does", "[world][inquiry][agreement]") {
    double seen[2];
    for (bool inspects : {false, true}) {
        Pact at;
        at.control_dysprosium();
        at.sign_now({at.licence(28.0), at.monitored(Monitoring::joint)});
        at.into_force();
        if (inspects) {
            REQUIRE(at.run.order(Government::us, make_order(OrderKind::inspect, 0.0)) == Refusal::none);
            CHECK(at.run.order(Government::china, make_order(OrderKind::inspect, 0.0)) == Refusal::unknown_target);  // it owes the clause
            at.world().inquiries[0].arrived = true;
        }
        at.weeks_of_decisions(10, 12);
        const double truth = at.pact().shortfall[0];
        REQUIRE(truth > 0.1);
        seen[inspects ? 1 : 0] = std::abs(at.world().seen_shortfall[0][0] - truth);
    }
    CHECK(seen[1] < 0.2 * seen[0]);
}

TEST_CASE("inspectors dispel hearsay: who keeps a clause is not suspected while they look", "[world][inquiry][agreement]") {
    for (bool inspects : {false, true}) {
        Pact at;
        auto setup = willing_setup();
        setup->params.rules.negotiation.false_alarm.value = 100.0;
        at.run.setup = setup;
        at.control_dysprosium();
        at.sign_now({at.licence(90.0), at.monitored(Monitoring::third_party)});
        at.into_force();
        if (inspects) {
            REQUIRE(at.run.order(Government::us, make_order(OrderKind::inspect, 0.0)) == Refusal::none);
            at.world().inquiries[0].arrived = true;
        }
        at.weeks_of_decisions(3, 1);
        CHECK((at.world().seen_shortfall[0][0] > 0.15) == !inspects);
    }
}

TEST_CASE("inspectors of an agreement that is no more are not those of the next one in its place", "[world][inquiry][agreement]") {
    Pact at;
    at.sign_now({at.licence(28.0), at.monitored(Monitoring::joint)});
    at.into_force();
    REQUIRE(at.run.order(Government::us, make_order(OrderKind::inspect, 0.0)) == Refusal::none);
    at.pact().state = AgreementState::terminated;
    while (!at.world().agreements.full()) REQUIRE(at.world().agreements.push(at.pact()));
    at.sign_now({at.licence(28.0), at.monitored(Monitoring::joint)});
    CHECK(at.world().inquiries.empty());
}

}  // namespace chokepoint::test

// Mechanisms that an experiment can switch off: each switch takes away what it names, and nothing else.
#include "tests/world/pact.hpp"

namespace chokepoint::test {
namespace {

// The pact with one mechanism switched off, or none.
Pact without(bool SwitchedOff::*mechanism = nullptr) {
    Pact at;
    auto setup = std::make_shared<Setup>(*at.run.setup);
    setup->params.rules.licensing.raw_priority.value = 1.0;  // an old application for an oxide is ripe for sure
    if (mechanism != nullptr) setup->params.switched_off.*mechanism = true;
    at.run.setup = setup;
    return at;
}

}  // namespace

TEST_CASE("without ratification every government passes every deal", "[world][switch]") {
    for (const bool is_off : {false, true}) {
        Pact at = is_off ? without(&SwitchedOff::ratification) : without();
        at.world().of(Government::us).approval_pct = 0.0;
        at.sign_now({at.truce(13), at.relief(24.0)});
        at.weeks_of_paper(3);
        CHECK(at.pact().state == (is_off ? AgreementState::in_force : AgreementState::not_ratified));
        CHECK((win_set(at.run.params(), at.world(), Government::us) == 1.0) == is_off);
        CHECK((win_set_seen(at.run.params(), at.world(), Government::us).low == 1.0) == is_off);
    }
}

TEST_CASE("without monitoring nothing comes to light that the public record does not show", "[world][switch]") {
    for (const bool is_off : {false, true}) {
        Pact at = is_off ? without(&SwitchedOff::monitoring) : without();
        at.control_dysprosium();
        at.sign_now({at.truce(60), at.licence(14.0), at.monitored(Monitoring::third_party)});
        at.weeks_of_paper(1 + lag_weeks);
        at.weeks_of_decisions(20, 8);
        CHECK(at.pact().shortfall[1] > 0.5);
        CHECK((at.world().seen_shortfall[0][1] > 0.0) == !is_off);
        REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, 60.0)) == Refusal::none);
        at.weeks_of_paper(1);
        CHECK(at.pact().term_states[0] == TermState::breached);  // a tariff is no secret
    }
}

TEST_CASE("without credibility broken words cost nothing and are not remembered", "[world][switch]") {
    for (const bool is_off : {false, true}) {
        Pact at = is_off ? without(&SwitchedOff::credibility) : without(), silent = is_off ? without(&SwitchedOff::credibility) : without();
        Statement threat;
        threat.kind = StatementKind::threat;
        threat.to = at.china;
        threat.due_week = 2;
        threat.value = 100.0;
        threat.about_tariffs = true;
        REQUIRE(make_statement(at.run.params(), at.world(), at.run.orders(), at.us, threat) == Refusal::none);
        for (Pact* each : {&at, &silent})
            for (; each->run.week <= 2; ++each->run.week) move_politics(each->run.params(), each->world(), each->run.resolve());
        const GovernmentState &spoke = at.world().of(Government::us), &not_spoke = silent.world().of(Government::us);
        CHECK((spoke.approval_pct < not_spoke.approval_pct) == !is_off);
        CHECK((spoke.threats_broken > 1.0) == !is_off);
        CHECK((spoke.seen_by[index_of(Government::china)][index_of(MeasureClass::tariffs)].threats_broken > 1.0) == !is_off);
        break_promise(at.run.params(), at.world(), at.us, 0.5);
        fail_summit(at.run.params(), at.world(), at.us);
        CHECK((spoke.promises_broken > 1.0) == !is_off);
    }
}

TEST_CASE("without an order of licences the desk decides what was filed first, whoever filed it", "[world][switch]") {
    for (const bool is_off : {false, true}) {
        Pact at = is_off ? without(&SwitchedOff::licence_order) : without();
        at.control_dysprosium();
        for (ControlMeasure& control : at.world().controls) control.from_day = at.run.params().start - 400;
        Desk& desk = at.world().desk;
        desk.throughput = 1.0;
        desk.region_priority.fill(1.0);
        desk.region_priority[index_of(Region::us)] = 0.0;  // last, by order
        desk.end_use_priority.fill(1.0);
        std::size_t need = 0;
        while (at.run.params().needs[need].product != Product::oxide_dy) ++need;
        Application early = at.application(-200, ApplicationState::waiting), late = at.application(-150, ApplicationState::waiting);
        early.need = late.need = static_cast<std::uint16_t>(need);
        late.region = Region::japan;
        REQUIRE(desk.queue.push(early));
        REQUIRE(desk.queue.push(late));
        decide_applications(at.run.params(), at.world(), rules_of(at.run), at.run.resolve());
        CHECK((desk.queue[0].state != ApplicationState::waiting) == is_off);
        CHECK((desk.queue[1].state != ApplicationState::waiting) == !is_off);
    }
}

TEST_CASE("without an order of licences no younger paper is decided before an older one, at the same pace", "[world][switch]") {
    int decided[2] = {0, 0};
    for (const bool is_off : {false, true})
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            Pact at = is_off ? without(&SwitchedOff::licence_order) : without();
            at.run.seed = seed;
            at.control_dysprosium();
            for (ControlMeasure& control : at.world().controls) control.from_day = at.run.params().start - 400;
            Desk& desk = at.world().desk;
            desk.throughput = 100.0;
            desk.region_priority.fill(1.0);
            desk.end_use_priority.fill(1.0);
            std::size_t need = 0;
            while (at.run.params().needs[need].product != Product::oxide_dy) ++need;
            for (int age = 12; age > 2; --age) {
                Application paper = at.application(at.run.week - age, ApplicationState::waiting);
                paper.need = static_cast<std::uint16_t>(need);
                REQUIRE(desk.queue.push(paper));
            }
            decide_applications(at.run.params(), at.world(), rules_of(at.run), at.run.resolve());
            bool is_gap = false;
            for (const Application& paper : desk.queue) {
                const bool waits = paper.state == ApplicationState::waiting;
                if (is_off && !waits) CHECK_FALSE(is_gap);  // the papers lie in the order of filing
                is_gap = is_gap || waits;
                decided[is_off ? 1 : 0] += waits ? 0 : 1;
            }
        }
    CHECK(decided[1] > 40);
    CHECK(decided[1] == Approx(decided[0]).epsilon(0.25));
}

}  // namespace chokepoint::test

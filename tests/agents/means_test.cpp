// What agents can keep of what they promise, and that they promise no more.
#include "agents/strategies/means.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {
namespace {

Figure known(double value) { return {value, value, value, "-", "test", FigureStatus::judgement}; }

Scenario with_state_buyers() {
    Scenario scenario = small_scenario();
    scenario.rules.trade.state_farm = known(75.0);
    return scenario;
}

void sign(Observation& o, std::initializer_list<Term> terms, TermState state) {
    Agreement agreement = make_agreement({terms.begin()->by, terms.begin()->to}, terms, {2, 28});
    for (std::size_t i = 0; i < terms.size(); ++i) agreement.term_states[i] = state;
    REQUIRE(o.record.agreements.push(agreement));
}

struct Eyes {
    agents::Facts facts;
    Observation o;
    agents::View view;
    Eyes(const Observation& seen, const Scenario& scenario)
        : facts(agents::make_facts(scenario, seen.seat)), o(seen), view(agents::look(facts, o, 0.0)) {}
};

}  // namespace

TEST_CASE("money is promised once: what is left, less what is owed, and not after the appropriation has run out", "[agents][means]") {
    const Term grant = make_term(TermKind::joint_investment, us_seat, japan_seat, 400.0);
    Observation o = seen_by(us_seat, 4, 1);
    o.government.aid_left_usd_bn = 0.6;
    const auto keeps = [&](const TermList& terms) {
        const Eyes eyes(o, small_scenario());
        return agents::can_keep(eyes.view, us_seat, terms);
    };
    CHECK(keeps(make_terms({grant})));
    CHECK_FALSE(keeps(make_terms({grant, grant})));
    Observation promised = o, paid = o;
    sign(promised, {grant}, TermState::breached);
    sign(paid, {grant}, TermState::kept);
    o = promised;
    CHECK_FALSE(keeps(make_terms({grant})));
    o = paid;
    CHECK(keeps(make_terms({grant})));
    o.government.appropriation_until = o.record.today + 7;
    CHECK_FALSE(keeps(make_terms({grant})));
}

TEST_CASE("a purchase is pledged where enough would be bought: state buyers, and private ones once tariffs are off", "[agents][means]") {
    Term pledge = make_term(TermKind::purchase, china_seat, us_seat, 25.0);
    pledge.until_week = 52;
    Term relief = make_term(TermKind::tariff_suspension, china_seat, us_seat, 115.0);
    relief.what = static_cast<std::uint8_t>(index_of(TariffComponent::retaliation));
    for (const SeatId seat : {us_seat, china_seat}) {
        CAPTURE(int{seat});
        const Eyes eyes(standoff(seat, 6, 1), with_state_buyers());
        CHECK_FALSE(agents::can_keep(eyes.view, china_seat, make_terms({pledge})));
        CHECK(agents::can_keep(eyes.view, china_seat, make_terms({relief, pledge})));
        const TermList honest = agents::without_empty_words(eyes.view, china_seat, make_terms({pledge, make_term(TermKind::truce, us_seat, china_seat, 0.0)}));
        REQUIRE(honest.size() == 1);
        CHECK(honest[0].kind == TermKind::truce);
    }
}

TEST_CASE("ladders end where means do, for the own side and as the public knows the other's", "[agents][means]") {
    Observation o = seen_by(us_seat, 4, 1);
    for (const auto& [left, steps] : {std::pair{2.0, 4u}, std::pair{0.1, 3u}, std::pair{0.0, 2u}}) {
        CAPTURE(left);
        o.government.aid_left_usd_bn = left;
        o.record.price_outside[index_of(Product::oxide_ndpr)] = 75.0;
        const Eyes eyes(o, small_scenario());
        const Agenda able = agents::within_means(eyes.view, eyes.facts.agendas[2]);
        // 6000 t under a floor of 70 (nothing at 75 today), 90 (45 million for half a year) or 110 (105 million).
        CHECK(able.issues[0].ladder.size() == steps);
    }
    // Japan knows what China's desk can do as well as China does.
    const Eyes japan(seen_by(japan_seat, 4, 1), [] {
        Scenario scenario = small_scenario();
        scenario.rules.licensing.ripe_chance = known(12.0);
        return scenario;
    }());
    const Agenda able = agents::within_means(japan.view, japan.facts.agendas[1]);
    CHECK(able.issues[0].ladder.size() < japan.facts.agendas[1].issues[0].ladder.size());
    CHECK(able.issues[0].ladder.size() > 1);
}

TEST_CASE("who has promised China calm joins no control against it", "[agents][means]") {
    Observation o = seen_by(japan_seat, 4, 1);
    ControlMeasure chips;
    chips.by = Government::us;
    chips.kind = ControlKind::chips;
    chips.destinations = bit(Region::china);
    chips.from_day = o.record.today - 30;
    chips.until_day = far_day;
    REQUIRE(o.record.controls.push(chips));
    Term join = make_term(TermKind::aligned_control, japan_seat, us_seat, 0.0);
    join.what = static_cast<std::uint8_t>(index_of(ControlKind::chips));
    CHECK(agents::can_keep(Eyes(o, small_scenario()).view, join));
    Term truce = make_term(TermKind::truce, china_seat, japan_seat, 0.0);
    truce.until_week = 26;
    sign(o, {truce}, TermState::kept);
    for (SeatId party : {china_seat, japan_seat}) REQUIRE(o.record.agreements[0].parties.push(party));
    CHECK_FALSE(agents::can_keep(Eyes(o, small_scenario()).view, join));
}

TEST_CASE("a suspended agreement is resumed by who gains by it once blows have passed, by the grim never", "[agents][agreements]") {
    const auto resumes = [](std::string_view strategy, bool has_asked, double new_blow) {
        Observation o = standoff(china_seat, 20, 4);
        Mind mind;
        const auto china = agent(china_seat, strategy);
        static_cast<void>(ask(*china, o, mind));  // the tariffs of the standoff are old news from here on
        o.record.week = 30;
        o.record.today += 70;
        const Term relief = make_term(TermKind::tariff_suspension, us_seat, china_seat, 91.0, TariffComponent::reciprocal);
        Agreement agreement = make_agreement({us_seat, china_seat}, {relief}, {10, 62});
        agreement.state = AgreementState::suspended;
        if (has_asked) agreement.ratified_by = bit(china_seat);
        REQUIRE(o.record.agreements.push(agreement));
        if (new_blow > 0.0) add_tariff(o, Government::us, Region::china, TariffComponent::reciprocal, 125.0 + new_blow, 30);
        return find(ask(*china, o, mind), MessageKind::resume) != nullptr;
    };
    CHECK(resumes("linear", false, 0.0));
    CHECK(resumes("hawk", false, 0.0));
    CHECK_FALSE(resumes("linear", true, 0.0));
    CHECK_FALSE(resumes("linear", false, 60.0));
    CHECK_FALSE(resumes("grim", false, 0.0));
}

TEST_CASE("an offer that asks for more than one has is not taken, however good it is", "[agents][means]") {
    const auto takes = [](double left) {
        Observation o = seen_by(us_seat, 12, 2);
        o.government.aid_left_usd_bn = left;
        TalkView talk;
        talk.opened_week = 3;
        talk.turn = miner_seat;
        talk.win_set = 1.0;
        for (SeatId party : {us_seat, miner_seat}) REQUIRE(talk.parties.push(party));
        Term gift = make_term(TermKind::supply_contract, japan_seat, us_seat, 100.0);  // worth a great deal to the U.S.
        gift.what = static_cast<std::uint8_t>(index_of(Product::oxide_ndpr));
        gift.amount = 1e5;
        add_offer(talk, miner_seat, 5, make_terms({gift, make_term(TermKind::joint_investment, us_seat, miner_seat, 300.0)}));
        REQUIRE(o.talks.push(talk));
        Mind mind;
        return find(ask(*agent(us_seat, "conceder"), o, mind), MessageKind::accept) != nullptr;
    };
    CHECK(takes(1.0));
    CHECK_FALSE(takes(0.2));
}

}  // namespace chokepoint::test

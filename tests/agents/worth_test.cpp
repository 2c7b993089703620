// What terms are worth where two ways to count them could be mixed: points as quoted and as traded, a clause and a front.
#include "agents/ally/ally.hpp"
#include "agents/china/china.hpp"
#include "agents/strategies/table.hpp"
#include "agents/us/us.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {
namespace {

const agents::Actors& all_actors() {
    static const agents::Actors actors = [] {
        agents::Actors each;
        each.fill(&agents::ally_actor());
        each[index_of(Government::us)] = &agents::us_actor();
        each[index_of(Government::china)] = &agents::china_actor();
        return each;
    }();
    return actors;
}

// Points off the American tariff of 100 on China, of which goods worth a share of the trade are not exempt.
double relief_to_china(double points, double coverage) {
    Observation o = seen_by(us_seat, 6, 1);
    o.record.tariffs.clear();
    add_tariff(o, Government::us, Region::china, TariffComponent::reciprocal, 100.0, 1);
    for (TariffMeasure& tariff : o.record.tariffs) tariff.coverage = coverage;
    const agents::Facts facts = agents::make_facts(small_scenario(), us_seat);
    const agents::View view = agents::look(facts, o, 0.0);
    Term term;
    term.kind = TermKind::tariff_suspension;
    term.by = us_seat;
    term.to = china_seat;
    term.what = static_cast<std::uint8_t>(index_of(TariffComponent::reciprocal));
    term.amount = points;
    return agents::worth_of(view, all_actors(), china_seat, term).of(RationaleKind::tariff_relief);
}

// Japan that has forsworn fronts for a licence, and is asked to join one by its queue and by its controls.
struct AskedToJoin {
    agents::Facts facts = agents::make_facts(small_scenario(), japan_seat);
    Observation o = seen_by(japan_seat, 4, 1);
    Agenda agenda;
    AskedToJoin() {
        add_licence_control(o, 1);
        FirmReport report;
        report.licensed_share = 0.1;
        REQUIRE(o.government.firms.push(report));
        const Term word = make_term(TermKind::side_term, japan_seat, china_seat, 0.4);
        REQUIRE(o.record.agreements.push(make_agreement({japan_seat, china_seat}, {make_licence(china_seat, japan_seat, 30.0), word}, {0, 40})));
        for (const TermKind kind : {TermKind::shared_queue, TermKind::aligned_control}) {
            Issue issue;
            issue.term.kind = kind;
            issue.term.by = japan_seat;
            issue.term.to = us_seat;
            issue.ladder = {0.0, 1.0};
            agenda.issues.push_back(issue);
        }
    }
};

}  // namespace

TEST_CASE("half the points of a tariff are half of them, however much of the trade is exempt", "[agents][worth]") {
    for (const double coverage : {1.0, 0.5, 0.2}) {
        CAPTURE(coverage);
        const double half = relief_to_china(50.0, coverage), whole = relief_to_china(100.0, coverage);
        CHECK(half > 0.0);
        CHECK(half < 0.8 * whole);
        CHECK(relief_to_china(200.0, coverage) == Approx(whole));
    }
}

TEST_CASE("a front joined by two clauses is worth once what it is worth, in a list and on a table", "[agents][worth]") {
    const AskedToJoin japan;
    const agents::View view = agents::look(japan.facts, japan.o, 0.0);
    TermList both;
    double risk_apart = 0.0;
    for (const Issue& issue : japan.agenda.issues) {
        const Term term = term_at(issue, 1);
        REQUIRE(both.push(term));
        const double risk = agents::worth_of(view, all_actors(), japan_seat, term).of(RationaleKind::leverage) -
                            agents::ally_actor().given(view, view.of(japan_seat), term).of(RationaleKind::leverage);
        CHECK(risk < 0.0);
        risk_apart += risk;
    }
    const double risk = agents::common_worth(view, all_actors(), japan_seat, {both.begin(), both.end()}).of(RationaleKind::leverage);
    CHECK(risk == Approx(0.5 * risk_apart));
    const auto table = agents::utility_for(view, all_actors(), japan.agenda, japan_seat, 0.0);
    bargain::Bid bid;
    bid.issues = 2;
    bid[0] = bid[1] = 1;
    CHECK(table.worth_of_utility(table.of(bid)) == Approx(agents::worth_of(view, all_actors(), japan_seat, both).total()));
}

}  // namespace chokepoint::test

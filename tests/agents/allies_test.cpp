// Allies between a common front and a licence apart, and the desk that faces them.
#include "agents/ally/ally.hpp"
#include "agents/strategies/front.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {
namespace {

Scenario priced() {
    Scenario scenario = small_scenario();
    for (const auto& [product, price] : {std::pair{Product::magnet_ndfeb_ht, 63.0}, std::pair{Product::oxide_dy, 280.0}}) {
        ProductSpec spec;
        spec.product = product;
        spec.price_outside = {price, price, price, "-", "test", FigureStatus::judgement};
        scenario.products.push_back(spec);
    }
    return scenario;
}

// Japan under a control, with a tenth of its licences; in a front with the United States, or alone.
Observation japan_sees(int week, int round, bool in_front) {
    Observation o = seen_by(japan_seat, week, round);
    add_licence_control(o, 1);
    o.record.magnet_exports_base_t.fill(10.0);
    for (Region region : {Region::us, Region::japan}) o.record.magnet_exports_base_t[index_of(region)] = 300.0;
    FirmReport report;
    report.licensed_share = 0.1;
    REQUIRE(o.government.firms.push(report));
    o.government.home_cover_days = 20.0;
    if (!in_front) return o;
    const Term queue = make_term(TermKind::shared_queue, japan_seat, us_seat);
    const Term pool = make_term(TermKind::pooled_stockpile, us_seat, japan_seat, 40.0, Product::oxide_dy);
    REQUIRE(o.record.agreements.push(make_agreement({us_seat, japan_seat}, {queue, pool}, {0, 40})));
    return o;
}

// What China offers Japan apart: licences in 30 days for its word to keep out of fronts.
TermList side_deal() {
    const Term word = make_term(TermKind::side_term, japan_seat, china_seat, 0.4);
    return make_terms({make_licence(china_seat, japan_seat, 30.0), word});
}

double worth_to_japan(const Observation& o) {
    const agents::Facts facts = agents::make_facts(priced(), japan_seat);
    const agents::View view = agents::look(facts, o, 0.0);
    const agents::Lens& self = view.of(Government::japan);
    const TermList deal = side_deal();
    return (agents::ally_actor().received(view, self, deal[0]) += agents::ally_actor().given(view, self, deal[1])).total();
}

double rank_of(Region region, bool in_front) {
    Observation o = japan_sees(4, 4, in_front);
    Observation seen = seen_by(china_seat, 4, 4);
    seen.record = o.record;
    seen.government.goodwill.fill(0.5);
    const auto made = make_agent(priced(), china_seat, "boulware");
    REQUIRE(made.ok());
    Mind mind;
    const Answer answer = ask(**made, seen, mind);
    for (const Message& message : answer.messages)
        if (message.kind == MessageKind::order && message.order.kind == OrderKind::desk_priority &&
            message.order.target == index_of(region))
            return message.order.value;
    return seen.desk.region_priority[index_of(region)];
}

}  // namespace

TEST_CASE("an ally cut off from licences leans to a separate deal, one with a shared queue and stock holds", "[agents][allies]") {
    const double apart = worth_to_japan(japan_sees(4, 1, false)), together = worth_to_japan(japan_sees(4, 1, true));
    CHECK(apart > 0.0);
    CHECK(together < apart);
    Observation supplied = japan_sees(4, 1, false);
    supplied.government.firms[0].licensed_share = 1.0;
    CHECK(worth_to_japan(supplied) < apart);
    // It asks China when it is cut off.
    const auto made = make_agent(priced(), japan_seat, "linear");
    REQUIRE(made.ok());
    Mind mind;
    const Answer answer = ask(**made, japan_sees(4, 1, false), mind, true);
    const Message* open = find(answer, MessageKind::open_talk);
    REQUIRE(open != nullptr);
    CHECK(open->agenda == 1);
}

TEST_CASE("who has forsworn fronts for a licence leaves the one it is in, and says what that is worth", "[agents][allies]") {
    for (const bool has_sold : {false, true}) {
        CAPTURE(has_sold);
        Observation o = japan_sees(6, 4, true);
        o.record.magnet_exports_base_t.fill(300.0);  // two customers of many: the front is weak
        if (has_sold) {
            Agreement apart = make_agreement({china_seat, japan_seat}, {}, {0, 40});
            apart.terms = side_deal();
            REQUIRE(o.record.agreements.push(apart));
        }
        const auto made = make_agent(priced(), japan_seat, "linear");
        REQUIRE(made.ok());
        Mind mind;
        const Answer answer = ask(**made, o, mind, true);
        const Message* leaves = find(answer, MessageKind::terminate);
        REQUIRE((leaves != nullptr) == has_sold);
        if (!has_sold) continue;
        CHECK(leaves->agreement == 0);
        double parts = 0.0, total = 0.0;
        for (const Rationale& rationale : answer.rationales)
            if (&answer.messages[rationale.message] == leaves && (is_part(rationale.kind) || rationale.kind == RationaleKind::own_value))
                (is_part(rationale.kind) ? parts : total) += rationale.value;
        CHECK(total > 0.0);
        CHECK(parts == Approx(total));
    }
}

TEST_CASE("a front of one is pressed as before; the larger the custom and the stock shared, the less pays", "[agents][allies]") {
    const agents::Facts facts = agents::make_facts(priced(), china_seat);
    const Observation apart = japan_sees(4, 1, false), joint = japan_sees(4, 1, true);
    const agents::View alone = agents::look(facts, apart, 0.0), together = agents::look(facts, joint, 0.0);
    CHECK(agents::pressure_left(alone, agents::front_of(alone, Government::japan)) == 1.0);
    const agents::Front front = agents::front_of(together, Government::us);
    CHECK(front.has(Government::japan));
    CHECK(front.is_shared());
    const double left = agents::pressure_left(together, front);
    CHECK(left < 0.7);
    CHECK(left > 0.0);
    agents::Front without_stock = front;
    without_stock.stock_usd_m = 0.0;
    CHECK(agents::pressure_left(together, without_stock) > left);
}

TEST_CASE("the desk gives a shared queue one rank, better than its members would get one by one", "[agents][allies]") {
    CHECK(rank_of(Region::us, false) < 0.6);
    CHECK(rank_of(Region::us, true) > rank_of(Region::us, false));
    CHECK(rank_of(Region::us, true) == Approx(rank_of(Region::japan, true)));
    const double mean_apart = 0.5 * (rank_of(Region::us, false) + rank_of(Region::japan, false));
    CHECK(rank_of(Region::japan, true) > mean_apart);
}

}  // namespace chokepoint::test

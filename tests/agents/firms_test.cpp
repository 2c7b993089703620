// What firms do, each by itself.
#include "tests/agents/firms_on_a_page.hpp"

namespace chokepoint::test {

TEST_CASE("a firm with its hands full leaves a talk that others opened", "[agents][firms]") {
    const auto seller = player(magnet_seat);
    Observation o = page_of(magnet_seat, 4, 1);
    add_licence_control(o, 1);
    for (int i = 0; i < 2; ++i) {
        REQUIRE(o.record.agreements.push(make_agreement({magnet_seat, miner_seat}, {})));
    }
    REQUIRE(o.talks.push(free_talk(maker_seat, magnet_seat, maker_seat)));
    Mind mind;
    CHECK(find(ask(*seller, o, mind), MessageKind::leave_talk) != nullptr);
}

TEST_CASE("a firm answers a list whatever governments and measures it names", "[agents][firms]") {
    const auto user = player(maker_seat);
    const auto answers = [&](const Term& term, std::uint8_t agenda) {
        Observation o = under_control(3, 2, 10.0);
        TalkView talk = free_talk(us_seat, maker_seat, us_seat);
        talk.agenda = agenda;
        TermList terms;
        terms.push_back(term);
        add_offer(talk, us_seat, 7, terms);
        o.talks.push_back(talk);
        Mind mind;
        const Answer answer = ask(*user, o, mind);
        return std::count_if(answer.messages.begin(), answer.messages.end(), [](const Message& said) { return said.offer == 7; });
    };
    Term term;
    term.amount = 100.0;
    for (const SeatId giver : {us_seat, china_seat, SeatId{200}})
        for (const TermKind kind : {TermKind::equity_stake, TermKind::tariff_cap, TermKind::control_suspension}) {
            CAPTURE(static_cast<int>(giver), name_of(kind));
            term.kind = kind;
            term.by = giver;
            term.to = maker_seat;
            term.what = 200;
            CHECK(answers(term, 255) == 1);
            // On an agenda that is not the firm's, what is worth nothing to it is left lying.
            CHECK(answers(term, 0) == (kind == TermKind::equity_stake ? 1 : 0));
        }
}

TEST_CASE("a user cuts shifts when the shelf is nearly empty and puts them back when it is full", "[agents][firms]") {
    const auto user = player(maker_seat);
    Mind mind;
    Observation o = under_control(3, 4, 5.0);
    const Answer slower_said = ask(*user, o, mind);
    const Message* slower = find_order(slower_said, OrderKind::production);
    REQUIRE(slower != nullptr);
    CHECK(slower->order.value < 1.0);
    o = under_control(8, 4, 12.0);
    o.firm.production_share = 0.75;
    CHECK(find_order(ask(*user, o, mind), OrderKind::production) == nullptr);  // not yet
    o = under_control(9, 4, 40.0);
    o.firm.production_share = 0.75;
    const Answer again_said = ask(*user, o, mind);
    const Message* again = find_order(again_said, OrderKind::production);
    REQUIRE(again != nullptr);
    CHECK(again->order.value == 1.0);
}

TEST_CASE("a user applies early while it waits, petitions when it is short, and saves what is dear", "[agents][firms]") {
    Mind calm, empty, dear;
    const auto user = player(maker_seat);
    const Answer early = ask(*user, under_control(3, 4, 40.0), calm);
    CHECK(find_order(early, OrderKind::apply) != nullptr);
    CHECK(find_order(early, OrderKind::petition) == nullptr);
    const Answer late = ask(*user, under_control(3, 4, 10.0), empty);
    CHECK(find_order(late, OrderKind::petition) != nullptr);
    CHECK(find_order(late, OrderKind::substitute) != nullptr);
    Observation o = page_of(maker_seat, 3, 4);
    NeedView need;
    need.product = Product::magnet_ndfeb_ht;
    need.use_t = 38.0;
    need.stock_t = 400.0;
    need.cost_usd_per_kg = 126.0;
    REQUIRE(o.firm.needs.push(need));
    CHECK(find_order(ask(*user, o, dear), OrderKind::substitute) != nullptr);
}

TEST_CASE("plants run by prices: a Chinese producer holds back what would press them, all run hard when they pay", "[agents][firms]") {
    const auto share_at = [](SeatId seat, double level) {
        Observation o = page_of(seat, 3, 4);
        for (double& price : o.record.price_inside) price *= level;
        for (double& price : o.record.price_outside) price *= level;
        Mind mind;
        const Answer answer = ask(*player(seat), o, mind);
        const Message* order = find_order(answer, OrderKind::production);
        return order != nullptr ? order->order.value : 1.0;
    };
    for (const SeatId seat : {magnet_seat, smelter_seat}) {
        CAPTURE(int{seat});
        CHECK(share_at(seat, 1.0) == 1.0);
        CHECK(share_at(seat, 0.7) < 0.9);
        CHECK(share_at(seat, 1.5) > 1.0);
        CHECK(share_at(seat, 0.1) >= 0.2);  // a crew once lost is lost
    }
    CHECK(share_at(smelter_seat, 0.8) < share_at(magnet_seat, 0.8));
}

TEST_CASE("what is sold ahead is made, whatever the price of the day", "[agents][firms]") {
    Observation o = page_of(magnet_seat, 3, 4);
    for (double& price : o.record.price_outside) price *= 0.3;
    Mind mind, bound;
    const auto seller = player(magnet_seat);
    const Answer free = ask(*seller, o, mind);
    const Term sale = make_term(TermKind::supply_contract, magnet_seat, maker_seat, 3200.0, Product::magnet_ndfeb_ht);
    REQUIRE(o.record.agreements.push(make_agreement({magnet_seat, maker_seat}, {sale})));
    const Answer sold = ask(*seller, o, bound);
    REQUIRE(find_order(free, OrderKind::production) != nullptr);
    REQUIRE(find_order(sold, OrderKind::production) != nullptr);
    CHECK(find_order(sold, OrderKind::production)->order.value > find_order(free, OrderKind::production)->order.value);
}

TEST_CASE("a plan is paid for where it survives a price war: at a good price, or under a floor", "[agents][firms]") {
    const auto invests = [](double price, bool with_floor) {
        Observation o = page_of(miner_seat, 3, 4);
        o.firm.cash_usd_m = 50.0;
        o.record.price_outside[index_of(Product::magnet_ndfeb_ht)] = price;
        if (with_floor) {
            Term floor = make_term(TermKind::price_floor, us_seat, miner_seat, 1000.0, Product::magnet_ndfeb_ht);
            floor.limit = 60.0;
            REQUIRE(o.record.agreements.push(make_agreement({us_seat, miner_seat}, {floor})));
        }
        Mind mind;
        double put_in = 0.0;
        const auto miner = player(miner_seat);
        for (int week = 3; week <= 51; week += 4) {
            o.record.week = week;
            const Answer answer = ask(*miner, o, mind);
            if (const Message* order = find_order(answer, OrderKind::invest)) put_in += order->order.value;
        }
        return put_in;
    };
    CHECK(invests(30.0, false) == 0.0);
    CHECK(invests(100.0, false) > 0.0);
    CHECK(invests(100.0, false) <= 30.001);  // owners' share of 100, lenders carry the rest
    CHECK(invests(40.0, false) == 0.0);
    CHECK(invests(40.0, true) > 0.0);
}

TEST_CASE("money for a plant that was refused is still there to be spent", "[agents][firms]") {
    const auto spent_before_it_stops = [](bool is_refused) {
        Observation o = page_of(miner_seat, 3, 4);
        o.firm.cash_usd_m = 50.0;
        o.record.price_outside[index_of(Product::magnet_ndfeb_ht)] = 100.0;
        Mind mind;
        const auto miner = player(miner_seat);
        double ordered = 0.0;
        for (int week = 3; week <= 51; week += 4) {
            o.record.week = week;
            const Answer answer = ask(*miner, o, mind);
            o.refused.clear();
            const Message* order = find_order(answer, OrderKind::invest);
            if (order == nullptr) continue;
            ordered += order->order.value;
            RefusedMessage refused;
            refused.seat = miner_seat;
            refused.kind = MessageKind::order;
            refused.message = static_cast<std::uint8_t>(order - answer.messages.begin());
            refused.reason = Refusal::budget_exhausted;
            if (is_refused) REQUIRE(o.refused.push(refused));
        }
        return ordered;
    };
    CHECK(spent_before_it_stops(false) == Approx(30.0));  // owners' share of 100
    CHECK(spent_before_it_stops(true) > 60.0);            // it asks again, every four weeks
}

TEST_CASE("after a talk that failed a firm waits, asks again, and opens as high as before", "[agents][firms]") {
    Scenario scenario = with_makers();
    AgendaSpec spec;
    spec.name = "magnets";
    spec.parties = {"the-maker", "magnet-works"};
    IssueSpec issue;
    issue.name = "supply";
    issue.kind = TermKind::supply_contract;
    issue.by = "magnet-works";
    issue.to = "the-maker";
    issue.what = "magnet_ndfeb_ht";
    issue.lever = Lever::limit;
    issue.amount = 1000.0;
    issue.ladder = {0.0, 120.0, 100.0, 80.0, 70.0, 60.0};
    spec.issues = {issue};
    scenario.agendas.push_back(spec);
    const auto made = make_agent(scenario, maker_seat, "profit");
    REQUIRE(made.ok());
    const auto at = [&](int week, int opened_week, Mind& mind) {
        Observation o = under_control(week, 1, 10.0);
        TalkView talk = free_talk(maker_seat, magnet_seat, maker_seat);
        talk.agenda = 3;
        talk.opened_week = static_cast<std::int16_t>(opened_week);
        if (opened_week > 0) REQUIRE(o.talks.push(talk));
        return ask(**made, o, mind);
    };
    Mind mind;
    const auto asks = [&](int week) {
        const Answer answer = at(week, 0, mind);
        return std::any_of(answer.messages.begin(), answer.messages.end(), [](const Message& message) {
            return message.kind == MessageKind::open_talk && message.agenda == 3;
        });
    };
    CHECK(asks(2));
    const Answer first = at(3, 3, mind);
    REQUIRE(find(first, MessageKind::propose) != nullptr);
    const Answer late = at(12, 3, mind);  // and there it breaks down
    REQUIRE(find(late, MessageKind::propose) != nullptr);
    const double opening = find(first, MessageKind::propose)->terms[0].limit;
    CHECK(find(late, MessageKind::propose)->terms[0].limit > opening);
    CHECK_FALSE(asks(13));
    CHECK(asks(17));
    const Answer again = at(18, 18, mind);
    REQUIRE(find(again, MessageKind::propose) != nullptr);
    CHECK(find(again, MessageKind::propose)->terms[0].limit == opening);
}

TEST_CASE("a firm lobbies for what it loses by, the harder the more, and falls silent when it is over", "[agents][firms]") {
    const auto user = player(maker_seat);
    Mind mind;
    Observation o = under_control(3, 4, 2.0);
    o.firm.output_share = 0.5;
    const Answer loud = ask(*user, o, mind, true);
    const Message* order = find_order(loud, OrderKind::lobby);
    REQUIRE(order != nullptr);
    CHECK(order->order.target == us_seat);
    CHECK(order->order.what == index_of(Interest::output));
    CHECK(order->order.value > 0.3);
    Observation over = page_of(maker_seat, 9, 4);
    over.firm.lobby_effort = order->order.value;
    const Message* silence = nullptr;
    const Answer quiet = ask(*user, over, mind);
    silence = find_order(quiet, OrderKind::lobby);
    REQUIRE(silence != nullptr);
    CHECK(silence->order.value == 0.0);
}

TEST_CASE("the numbers that a firm gives for an order add up", "[agents][firms][invariant]") {
    for (const std::string_view strategy : {"profit", "hoarder"})
        for (const SeatId seat : {miner_seat, maker_seat, magnet_seat, smelter_seat}) {
            CAPTURE(int{seat}, std::string(strategy));
            Observation o = seat == maker_seat ? under_control(3, 4, 6.0) : page_of(seat, 3, 4);
            o.firm.cash_usd_m = 50.0;
            for (double& price : o.record.price_outside) price *= 1.8;
            for (double& price : o.record.price_inside) price *= 0.7;
            Mind mind;
            const Answer answer = ask(*player(seat, strategy), o, mind, true);
            CHECK_FALSE(answer.messages.empty());
            for (std::size_t i = 0; i < answer.messages.size(); ++i) {
                double total = 0.0;
                const double sum = part_sum(answer, static_cast<std::uint8_t>(i), total);
                CHECK(sum == Approx(total));
                CHECK(std::any_of(answer.rationales.begin(), answer.rationales.end(),
                                  [&](const Rationale& rationale) { return rationale.message == i; }));
            }
        }
}

}  // namespace chokepoint::test

// What may stand in an offer, and which orders may come from whom.
#include <limits>

#include "engine/game/talks.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

struct Around {
    const Setup& setup = *april_setup();
    SeatId us = setup.params.of(Government::us).seat, china = setup.params.of(Government::china).seat;
    SeatId japan = setup.params.of(Government::japan).seat;
    SeatId firm = static_cast<SeatId>(setup.scenario.governments.size());

    PartyList parties(SeatId a, SeatId b) const {
        PartyList list;
        REQUIRE(list.push(a));
        REQUIRE(list.push(b));
        return list;
    }
    Refusal check(std::initializer_list<Term> terms) const { return check(parties(us, china), terms); }
    Refusal check(const PartyList& list, std::initializer_list<Term> terms) const {
        TermList all;
        for (const Term& term : terms) REQUIRE(all.push(term));
        return check_terms(setup.params, list, all);
    }
};

// The first number that names nothing in the enumeration that a kind of term asks for; 255: it asks for none.
int beyond(TermKind kind) {
    switch (kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension: return count_of<TariffComponent>;
        case TermKind::licence: return count_of<EndUse>;
        case TermKind::control_suspension:
        case TermKind::aligned_control: return count_of<ControlKind>;
        case TermKind::purchase: return count_of<Good>;
        case TermKind::monitoring: return count_of<Monitoring>;
        case TermKind::joint_investment: return count_of<Stage>;
        case TermKind::offtake:
        case TermKind::price_floor:
        case TermKind::pooled_stockpile:
        case TermKind::supply_contract: return count_of<Product>;
        default: return 255;
    }
}

}  // namespace

TEST_CASE("every kind of term has a legal form, and refuses what it cannot mean", "[talks][terms]") {
    const Around at;
    for (TermKind kind : all_of<TermKind>()) {
        CAPTURE(name_of(kind));
        const SeatId to = kind == TermKind::equity_stake ? at.firm : at.us;  // nobody buys a share of a government
        const PartyList list = at.parties(at.china, to);
        const auto check = [&](const Term& term) { return at.check(list, {term}); };
        Term fine = make_term(kind, at.china, to, 10.0, 0, 13);
        fine.limit = 5.0;
        CHECK(check(fine) == Refusal::none);

        Term wrong = fine;
        wrong.by = at.japan;
        CHECK(check(wrong) == Refusal::illegal_term);
        wrong = fine;
        wrong.to = wrong.by;
        CHECK(check(wrong) == Refusal::illegal_term);
        if (beyond(kind) < 255) {
            wrong = fine;
            wrong.what = static_cast<std::uint8_t>(beyond(kind));
            CHECK(check(wrong) == Refusal::illegal_term);
        }
        for (double number : {-1.0, 2e9, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
            CAPTURE(number);
            wrong = fine;
            wrong.amount = number;
            CHECK(check(wrong) == Refusal::value_out_of_range);
            wrong = fine;
            wrong.limit = number;
            CHECK(check(wrong) == Refusal::value_out_of_range);
        }
        wrong = fine;
        wrong.from_week = -1;
        CHECK(check(wrong) == Refusal::value_out_of_range);
        wrong = fine;
        wrong.until_week = -1;
        CHECK(check(wrong) == Refusal::value_out_of_range);
        wrong.until_week = 5201;
        CHECK(check(wrong) == Refusal::value_out_of_range);
    }
}

TEST_CASE("a clause that promises nothing is refused", "[talks][terms]") {
    const Around at;
    for (TermKind kind : {TermKind::tariff_suspension, TermKind::purchase, TermKind::side_term, TermKind::offtake,
                          TermKind::joint_investment, TermKind::pooled_stockpile, TermKind::supply_contract}) {
        CAPTURE(name_of(kind));
        CHECK(at.check({make_term(kind, at.china, at.us)}) == Refusal::value_out_of_range);
        CHECK(at.check({make_term(kind, at.china, at.us, 1.0)}) == Refusal::none);
    }
    CHECK(at.check({make_term(TermKind::tariff_cap, at.china, at.us)}) == Refusal::none);  // down to nothing is a cap
    Term licence = make_term(TermKind::licence, at.china, at.us, 10.0);
    CHECK(at.check({licence}) == Refusal::value_out_of_range);  // tonnes of what?
    licence.named = bit(at.firm);
    CHECK(at.check({licence}) == Refusal::none);
    Term floor = make_term(TermKind::price_floor, at.us, at.china, 100.0);
    CHECK(at.check({floor}) == Refusal::value_out_of_range);
    floor.limit = 70.0;
    CHECK(at.check({floor}) == Refusal::none);
    Term never = make_term(TermKind::purchase, at.china, at.us, 1.0, 0, 10);
    never.from_week = 10;
    CHECK(at.check({never}) == Refusal::value_out_of_range);
}

TEST_CASE("a seat can only promise what is its own to give", "[talks][terms]") {
    const Around at;
    const PartyList with_firm = at.parties(at.us, at.firm);
    for (TermKind kind : {TermKind::tariff_cap, TermKind::tariff_suspension, TermKind::licence, TermKind::control_suspension,
                          TermKind::purchase, TermKind::truce}) {
        CAPTURE(name_of(kind));
        CHECK(at.check(with_firm, {make_term(kind, at.firm, at.us, 1.0, 0, 13)}) == Refusal::illegal_term);
    }
    CHECK(at.check({make_term(TermKind::licence, at.us, at.china)}) == Refusal::illegal_term);  // the desk is China's
    CHECK(at.check({make_term(TermKind::truce, at.us, at.china)}) == Refusal::illegal_term);    // a truce has a length
    CHECK(at.check({}) == Refusal::no_terms);
}

TEST_CASE("terms that contradict each other are refused, in either order", "[talks][terms]") {
    const Around at;
    const Term ten = make_term(TermKind::tariff_cap, at.us, at.china, 10.0, 4), twenty = make_term(TermKind::tariff_cap, at.us, at.china, 20.0, 4);
    CHECK(at.check({ten, twenty}) == Refusal::contradictory_terms);
    CHECK(at.check({ten, ten}) == Refusal::contradictory_terms);
    CHECK(at.check({ten, make_term(TermKind::tariff_cap, at.us, at.china, 20.0, 3)}) == Refusal::none);
    CHECK(at.check({ten, make_term(TermKind::tariff_cap, at.china, at.us, 20.0, 4)}) == Refusal::none);
    // A truce binds both sides: given in return it could only say another length.
    CHECK(at.check({make_term(TermKind::truce, at.us, at.china, 0.0, 0, 13), make_term(TermKind::truce, at.china, at.us, 0.0, 0, 26)}) ==
          Refusal::contradictory_terms);

    Term fast = make_term(TermKind::licence, at.china, at.us), slow = fast;
    fast.limit = 10.0;
    slow.limit = 45.0;
    fast.scope = bit(Material::dy);
    slow.scope = bit(Material::dy) | bit(Material::tb);
    CHECK(at.check({fast, slow}) == Refusal::contradictory_terms);
    CHECK(at.check({slow, fast}) == Refusal::contradictory_terms);
    slow.scope = bit(Material::tb);
    CHECK(at.check({fast, slow}) == Refusal::none);
}

TEST_CASE("orders by the wrong seat are refused and change nothing", "[orders][refusal]") {
    const Around at;
    WorldRun run(april_setup());
    const auto refused = [&](SeatId by, OrderKind kind) {
        Order order = make_order(kind, 1.0, 0, Region::korea);
        order.second = 1.0;
        order.scope = bit(Material::dy);
        const std::uint64_t before = digest_of(run.world);
        const Refusal why = apply_order(run.params(), run.world, run.orders(), by, order);
        CAPTURE(name_of(kind), int{by}, name_of(why));
        CHECK(why != Refusal::none);
        CHECK(digest_of(run.world) == before);
        return why;
    };
    for (OrderKind kind : {OrderKind::set_tariff, OrderKind::set_control, OrderKind::desk_throughput, OrderKind::desk_priority,
                           OrderKind::general_licence, OrderKind::list_firms, OrderKind::farm_goods, OrderKind::stockpile,
                           OrderKind::price_floor, OrderKind::project_aid, OrderKind::permit_priority, OrderKind::summit})
        CHECK(refused(at.firm, kind) == Refusal::not_yours_to_do);
    for (OrderKind kind : {OrderKind::stock_target, OrderKind::production, OrderKind::apply, OrderKind::report_stock,
                           OrderKind::lobby, OrderKind::petition, OrderKind::substitute, OrderKind::invest})
        CHECK(refused(at.us, kind) == Refusal::not_yours_to_do);
    for (OrderKind kind : {OrderKind::desk_throughput, OrderKind::desk_priority, OrderKind::general_licence, OrderKind::farm_goods})
        CHECK(refused(at.us, kind) == Refusal::not_yours_to_do);
    CHECK(refused(at.japan, OrderKind::list_firms) == Refusal::not_yours_to_do);
}

TEST_CASE("orders with impossible numbers are refused and change nothing", "[orders][refusal]") {
    const Around at;
    WorldRun run(april_setup());
    const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
    for (OrderKind kind : all_of<OrderKind>())
        for (SeatId by : {at.us, at.china, at.firm})
            for (double value : {nan, infinity, -infinity, 1e13}) {
                Order order = make_order(kind, value, 0, Region::korea);
                order.second = 1.0;
                order.scope = bit(Material::dy);
                const std::uint64_t before = digest_of(run.world);
                CAPTURE(name_of(kind), int{by}, value);
                CHECK(apply_order(run.params(), run.world, run.orders(), by, order) != Refusal::none);
                order.value = 1.0;
                order.second = value;
                CHECK(apply_order(run.params(), run.world, run.orders(), by, order) != Refusal::none);
                CHECK(digest_of(run.world) == before);
            }
}

TEST_CASE("each order has its range", "[orders][refusal]") {
    const Around at;
    struct Case {
        OrderKind kind;
        SeatId by;
        double value;
        Refusal why;
    };
    const std::vector<Case> cases{
        {OrderKind::set_tariff, at.us, -1.0, Refusal::value_out_of_range},
        {OrderKind::set_tariff, at.us, 1001.0, Refusal::value_out_of_range},
        {OrderKind::desk_throughput, at.china, -1.0, Refusal::value_out_of_range},
        {OrderKind::desk_throughput, at.china, 501.0, Refusal::value_out_of_range},
        {OrderKind::desk_priority, at.china, 11.0, Refusal::value_out_of_range},
        {OrderKind::list_firms, at.us, 0.0, Refusal::value_out_of_range},
        {OrderKind::list_firms, at.us, 201.0, Refusal::value_out_of_range},
        {OrderKind::list_firms, at.us, -201.0, Refusal::value_out_of_range},
        {OrderKind::farm_goods, at.china, 1.1, Refusal::value_out_of_range},
        {OrderKind::stock_target, at.firm, 0.1, Refusal::value_out_of_range},
        {OrderKind::stock_target, at.firm, 3.1, Refusal::value_out_of_range},
        {OrderKind::production, at.firm, 1.2, Refusal::value_out_of_range},
        {OrderKind::report_stock, at.firm, 0.2, Refusal::value_out_of_range},
        {OrderKind::lobby, at.firm, 1.1, Refusal::value_out_of_range},
        {OrderKind::substitute, at.firm, -0.1, Refusal::value_out_of_range},
        {OrderKind::project_aid, at.us, 9999.0, Refusal::budget_exhausted},
    };
    WorldRun run(april_setup());
    run.world.of(Government::us).aid_left_usd_bn = 1.0;
    for (const Case& one : cases) {
        const Order order = make_order(one.kind, one.value, 4);
        const std::uint64_t before = digest_of(run.world);
        CAPTURE(name_of(one.kind), one.value);
        CHECK(name_of(apply_order(run.params(), run.world, run.orders(), one.by, order)) == name_of(one.why));
        CHECK(digest_of(run.world) == before);
    }
}

TEST_CASE("targets that are not there are refused", "[orders][refusal]") {
    const Around at;
    WorldRun run(april_setup());
    const auto give = [&](SeatId by, OrderKind kind, std::uint8_t target, std::uint8_t what) {
        Order order = make_order(kind, 1.0, what, target);
        order.second = 1.0;
        const std::uint64_t before = digest_of(run.world);
        const Refusal why = apply_order(run.params(), run.world, run.orders(), by, order);
        CHECK(digest_of(run.world) == before);
        return why;
    };
    CHECK(give(at.us, OrderKind::set_tariff, count_of<Region>, 0) == Refusal::unknown_target);
    CHECK(give(at.us, OrderKind::set_tariff, 0, count_of<TariffComponent>) == Refusal::unknown_target);
    CHECK(give(at.us, OrderKind::set_tariff, static_cast<std::uint8_t>(Region::us), 0) == Refusal::unknown_target);
    CHECK(give(at.us, OrderKind::set_control, 0, count_of<ControlKind>) == Refusal::unknown_target);
    CHECK(give(at.china, OrderKind::set_control, 0, 0) == Refusal::unknown_target);  // a licence control of nothing
    CHECK(give(at.china, OrderKind::desk_priority, 255, 255) == Refusal::unknown_target);
    CHECK(give(at.china, OrderKind::general_licence, at.us, 0) == Refusal::unknown_target);
    CHECK(give(at.china, OrderKind::general_licence, 255, 0) == Refusal::unknown_target);
    CHECK(give(at.us, OrderKind::stockpile, 0, count_of<Product>) == Refusal::unknown_target);
    CHECK(give(at.us, OrderKind::price_floor, 0, count_of<Product>) == Refusal::unknown_target);
    CHECK(give(at.us, OrderKind::project_aid, 255, 0) == Refusal::unknown_target);
}

TEST_CASE("tariffs, controls and listings may come between rounds, other orders only at the orders", "[orders][protocol]") {
    WorldRun run(april_setup());
    Talks talks;
    for (OrderKind kind : all_of<OrderKind>()) {
        Message message;
        message.order.kind = kind;
        const bool between = kind == OrderKind::set_tariff || kind == OrderKind::set_control || kind == OrderKind::list_firms;
        CAPTURE(name_of(kind));
        for (SeatId by : {run.seat(Government::us), run.seat(Government::china)})
            CHECK((apply_message(run.params(), run.world, talks, run.orders(), PhaseKind::talk, by, message) ==
                   Refusal::wrong_phase) == !between);
    }
}

TEST_CASE("measures and statements that no longer fit are refused", "[orders][refusal]") {
    WorldRun run(quiet_setup());
    Refusal why = Refusal::none;
    SECTION("tariffs") {
        for (Region region : all_of<Region>())
            for (TariffComponent component : all_of<TariffComponent>())
                if (region != Region::us && why == Refusal::none) why = run.order(Government::us, tariff_order(region, component, 5.0));
        CHECK(why == Refusal::full);
        CHECK(run.world.tariffs.full());
    }
    SECTION("controls") {
        for (MaterialMask scope = 1; why == Refusal::none && scope < 200; ++scope)
            why = run.order(Government::china, licence_order(scope, bit(Region::us)));
        CHECK(why == Refusal::full);
        CHECK(run.world.controls.full());
    }
    SECTION("statements") {
        Statement statement;
        statement.due_week = 50;
        const auto say = [&](int seat, int i) {
            statement.value = i;
            return make_statement(run.params(), run.world, run.orders(), static_cast<SeatId>(seat), statement);
        };
        for (int i = 0; i < 100 && why == Refusal::none; ++i) why = say(0, i);
        CHECK(why == Refusal::full);
        CHECK(run.world.statements.size() == limits::statements_of_one);  // one seat alone cannot silence the others
        statement.due_week = 0;
        for (int i = 0; i < 100; ++i) static_cast<void>(say(1 + i % 30, i));
        CHECK(run.world.statements.full());
        statement.due_week = 50;
        statement.kind = StatementKind::threat;
        statement.to = run.seat(Government::us);
        CHECK(say(run.seat(Government::china), 0) == Refusal::none);  // what is to be scored takes the place of what is only heard
        CHECK(run.world.statements.full());
        statement.to = no_seat;
        for (int i = 0; i < 100; ++i) why = say(1 + i % 30, i);
        CHECK(why == Refusal::full);
    }
    const std::uint64_t full = digest_of(run.world);
    CHECK(run.order(Government::us, tariff_order(Region::us, TariffComponent::mfn, 5.0)) != Refusal::none);
    CHECK(digest_of(run.world) == full);
}

TEST_CASE("a pair has one truce in a deal of several parties too, in whatever order and direction", "[game][terms]") {
    const WorldRun run(april_setup());
    const SeatId us = run.seat(Government::us), china = run.seat(Government::china), japan = run.seat(Government::japan);
    PartyList parties;
    for (SeatId seat : {us, china, japan}) REQUIRE(parties.push(seat));
    const auto truce = [](SeatId by, SeatId to, int weeks) { return make_term(TermKind::truce, by, to, 0.0, 0, weeks); };
    const auto checked = [&](std::initializer_list<Term> terms) {
        TermList list;
        for (const Term& term : terms) REQUIRE(list.push(term));
        return check_terms(run.params(), parties, list);
    };
    CHECK(checked({truce(us, china, 13), truce(us, japan, 13), truce(us, china, 26)}) == Refusal::contradictory_terms);
    CHECK(checked({truce(us, japan, 13), truce(us, china, 13), truce(china, us, 13)}) == Refusal::contradictory_terms);
    CHECK(checked({truce(us, china, 13), truce(china, us, 26)}) == Refusal::contradictory_terms);
    CHECK(checked({truce(us, china, 13), truce(us, japan, 13), truce(china, japan, 13)}) == Refusal::none);
    Term renewed = truce(us, china, 13);
    renewed.renewed_weeks = 5;  // nobody is promised a renewal
    CHECK(checked({renewed}) == Refusal::value_out_of_range);
}

}  // namespace chokepoint::test

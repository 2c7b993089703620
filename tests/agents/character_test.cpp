// What grim, opportunist and the rest do beside conceding.
#include "agents/strategies/worth.hpp"
#include "agents/us/us.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

Agreement truce_with_licence(Monitoring monitoring) {
    const Term truce = make_term(TermKind::truce, us_seat, china_seat, 0.0, 0, 52);
    Agreement agreement = make_agreement({us_seat, china_seat}, {truce, make_licence(china_seat, us_seat, 30.0)}, {2, 60});
    agreement.monitoring = monitoring;
    agreement.term_states.fill(TermState::kept);
    return agreement;
}

Observation under_truce(SeatId seat, int week, int round, Monitoring monitoring) {
    Observation o = standoff(seat, week, round);
    static_cast<void>(o.record.agreements.push(truce_with_licence(monitoring)));
    return o;
}

double licence_priority_of_the_us(std::string_view strategy, Monitoring monitoring) {
    const auto china = agent(china_seat, strategy);
    Mind mind;
    const Answer answer = ask(*china, under_truce(china_seat, 20, 4, monitoring), mind);
    for (const Message& message : answer.messages)
        if (message.kind == MessageKind::order && message.order.kind == OrderKind::desk_priority &&
            message.order.target == index_of(Region::us))
            return message.order.value;
    return 1.0;  // as it stands
}

// Licences that do not come, seen in two weeks: once might be an error of sight.
void wronged(const Agent& agent, Mind& mind) {
    for (int week : {20, 21}) {
        Observation o = under_truce(us_seat, week, 4, Monitoring::joint);
        o.seen_shortfall[0][1] = 0.9;
        ask(agent, o, mind);
    }
}

}  // namespace

TEST_CASE("grim bargains until it is wronged, then leaves the table and never asks for another", "[agents][grim]") {
    for (std::string_view strategy : {"grim", "linear"}) {
        CAPTURE(std::string(strategy));
        const auto us = agent(us_seat, strategy);
        Mind mind;
        Observation before = standoff(us_seat, 12, 1);
        add_talk(before, 0, china_seat, 3, us_seat);
        CHECK(find(ask(*us, before, mind), MessageKind::propose) != nullptr);
        wronged(*us, mind);
        Observation after = standoff(us_seat, 30, 1);
        add_talk(after, 0, china_seat, 29, us_seat);
        const Answer answer = ask(*us, after, mind);
        CHECK((find(answer, MessageKind::leave_talk) != nullptr) == (strategy == "grim"));
        CHECK((find(answer, MessageKind::propose) != nullptr) == (strategy == "linear"));
        Observation later = standoff(us_seat, 40, 1);
        const Answer call = ask(*us, later, mind);
        const Message* asked = find(call, MessageKind::open_talk);
        CHECK((asked != nullptr && asked->agenda == 0) == (strategy == "linear"));
    }
}

TEST_CASE("grim snaps back at the first chance where a dove lets it rest", "[agents][grim]") {
    for (std::string_view strategy : {"grim", "dove"}) {
        const auto us = agent(us_seat, strategy);
        Mind mind;
        Observation o = under_truce(us_seat, 30, 4, Monitoring::joint);
        o.seen_shortfall[0][1] = 0.9;
        o.record.agreements[0].breached_by = china_seat;
        o.record.agreements[0].cure_until_week = 28;
        CHECK((find(ask(*us, o, mind), MessageKind::snap_back) != nullptr) == (strategy == "grim"));
    }
}

TEST_CASE("who has broken its word before gets no second chance where a stranger does", "[agents][credibility]") {
    for (const double belief : {0.5, 0.2}) {
        CAPTURE(belief);
        const auto us = agent(us_seat, "dove");
        Mind mind;
        Observation o = under_truce(us_seat, 30, 4, Monitoring::joint);
        o.seen_shortfall[0][1] = 0.9;
        o.record.agreements[0].breached_by = china_seat;
        o.record.agreements[0].cure_until_week = 28;
        o.government.keeps_promises[index_of(Government::china)].fill(belief);
        CHECK((find(ask(*us, o, mind), MessageKind::snap_back) != nullptr) == (belief < 0.35));
    }
}

TEST_CASE("a promise is worth in proportion to its giver's record, and what oneself gives costs the same", "[agents][credibility]") {
    agents::Actors actors{};
    actors.fill(&agents::us_actor());
    const agents::Facts facts = agents::make_facts(small_scenario(), us_seat);
    const auto worth_under = [&](double belief, std::size_t t) {
        Observation o = under_truce(us_seat, 20, 1, Monitoring::none);
        o.government.keeps_promises[index_of(Government::china)].fill(belief);
        const agents::View view = agents::look(facts, o, 0.0);
        return agents::worth_of(view, actors, us_seat, o.record.agreements[0].terms[t]).total();
    };
    const double of_a_stranger = worth_under(0.5, 1);
    REQUIRE(of_a_stranger > 0.0);
    CHECK(worth_under(0.25, 1) == Approx(0.5 * of_a_stranger));
    CHECK(worth_under(0.75, 1) == Approx(1.5 * of_a_stranger));
    CHECK(worth_under(0.25, 0) == worth_under(0.75, 0));
}

TEST_CASE("what nobody checks is kept less, least by the opportunist; what is checked is kept by all", "[agents][opportunist]") {
    const double checked = licence_priority_of_the_us("linear", Monitoring::joint);
    CHECK(licence_priority_of_the_us("linear", Monitoring::none) < checked);
    CHECK(licence_priority_of_the_us("opportunist", Monitoring::none) < licence_priority_of_the_us("linear", Monitoring::none));
    CHECK(licence_priority_of_the_us("opportunist", Monitoring::joint) == checked);
}

TEST_CASE("the opportunist adds to its lists under a truce that nobody checks, and under no other", "[agents][opportunist]") {
    for (std::string_view strategy : {"opportunist", "linear"})
        for (Monitoring monitoring : {Monitoring::none, Monitoring::third_party}) {
            CAPTURE(std::string(strategy), int(monitoring));
            const auto us = agent(us_seat, strategy);
            Mind mind;
            const bool lists = find_order(ask(*us, under_truce(us_seat, 20, 4, monitoring), mind), OrderKind::list_firms) != nullptr;
            CHECK(lists == (strategy == "opportunist" && monitoring == Monitoring::none));
            // Not again within the quarter.
            CHECK(find_order(ask(*us, under_truce(us_seat, 24, 4, monitoring), mind), OrderKind::list_firms) == nullptr);
        }
}

// When governments pay to know more, and what they make of it.
#include "tests/agents/world_in_a_table.hpp"
#include "agents/strategies/lens.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

// Japan at the table with China, with the controls biting and one car maker at home.
Observation at_the_table() {
    Observation o = seen_by(japan_seat, 6, 4);
    add_licence_control(o, 1);
    add_talk(o, 1, china_seat, 5, china_seat);
    FirmReport report;
    report.firm = 1;
    report.cover_days = 60.0;
    report.licensed_share = 0.1;
    static_cast<void>(o.government.firms.push(report));
    o.government.home_cover_days = 60.0;
    o.government.aid_left_usd_bn = 1.0;
    return o;
}

bool orders(const Agent& agent, const Observation& observation, OrderKind kind) {
    Mind mind;
    const Answer answer = ask(agent, observation, mind);
    return find_order(answer, kind) != nullptr;
}

double sum_of(const Answer& answer, const Message* message) {
    double parts = 0.0, total = 0.0;
    for (const Rationale& rationale : answer.rationales) {
        if (&answer.messages[rationale.message] != message) continue;
        (rationale.kind == RationaleKind::own_value ? total : parts) += rationale.value;
    }
    CHECK(parts == Approx(total));
    return total;
}

}  // namespace

TEST_CASE("stocks are audited when a decision hangs on them, for reasons in numbers, and once", "[agents][inquiry]") {
    const auto japan = agent(japan_seat, "linear");
    Mind mind;
    Observation o = at_the_table();
    const Answer answer = ask(*japan, o, mind, true);
    const Message* audit = find_order(answer, OrderKind::audit_firms);
    REQUIRE(audit != nullptr);
    CHECK(sum_of(answer, audit) > 0.0);
    Inquiry ordered;
    ordered.by = Government::japan;
    REQUIRE(o.government.inquiries.push(ordered));
    CHECK_FALSE(orders(*japan, o, OrderKind::audit_firms));
}

TEST_CASE("nobody pays to know what nothing hangs on, or without money", "[agents][inquiry]") {
    const auto japan = agent(japan_seat, "linear");
    Observation alone = at_the_table();
    alone.talks.clear();
    CHECK_FALSE(orders(*japan, alone, OrderKind::audit_firms));
    Observation poor = at_the_table();
    poor.government.aid_left_usd_bn = 0.0;
    CHECK_FALSE(orders(*japan, poor, OrderKind::audit_firms));
    Observation lapsed = at_the_table();
    lapsed.government.appropriation_until = lapsed.record.today;
    CHECK_FALSE(orders(*japan, lapsed, OrderKind::audit_firms));
}

TEST_CASE("customs papers are studied where firms' reports and published figures disagree", "[agents][inquiry]") {
    const auto japan = agent(japan_seat, "linear");
    for (bool disagree : {false, true}) {
        Observation o = at_the_table();
        o.government.home_cover_days = o.government.firms[0].cover_days = 20.0;
        o.record.magnet_exports_base_t[index_of(Region::japan)] = 100.0;
        o.record.magnet_exports_t[index_of(Region::japan)] = disagree ? 90.0 : 10.0;  // firms speak of a tenth
        CHECK(orders(*japan, o, OrderKind::study_customs) == disagree);
    }
}

TEST_CASE("inspectors go before an accusation does, where there is an agreement that lets them in", "[agents][inquiry]") {
    const auto us = agent(us_seat, "linear");
    for (const Monitoring monitoring : {Monitoring::none, Monitoring::joint}) {
        Mind mind;
        Observation o = standoff(us_seat, 20, 4);
        o.government.aid_left_usd_bn = 5.0;
        Agreement agreement = make_agreement({us_seat, china_seat}, {make_licence(china_seat, us_seat, 30.0, 39)}, {10, 49});
        agreement.monitoring = monitoring;
        REQUIRE(o.record.agreements.push(agreement));
        o.seen_shortfall[0][0] = 0.6;
        const Answer answer = ask(*us, o, mind, true);
        const Message* inspect = find_order(answer, OrderKind::inspect);
        CHECK((inspect != nullptr) == (monitoring == Monitoring::joint));
        if (inspect == nullptr) continue;
        CHECK((inspect->order.target == 0 && inspect->order.what == 0));
        CHECK(sum_of(answer, inspect) > 0.0);
        Inquiry sent;
        sent.kind = InquiryKind::inspection;
        REQUIRE(o.government.inquiries.push(sent));
        for (bool arrived : {false, true}) {
            o.government.inquiries[0].arrived = arrived;
            Mind waiting;
            const Answer next = ask(*us, o, waiting);
            bool accuses = false;
            for (const Message& message : next.messages)
                accuses = accuses || (message.kind == MessageKind::statement && message.statement.kind == StatementKind::accusation);
            CHECK(accuses == arrived);
        }
    }
}

TEST_CASE("who was caught once is read with a discount, and fresh papers count before old ones", "[agents][inquiry]") {
    const agents::Facts facts = agents::make_facts(small_scenario(), japan_seat);
    Observation o = at_the_table();
    std::size_t user = 0;
    while (user + 1 < facts.firms.size() && facts.firms[user].value_added <= 0.0) ++user;
    REQUIRE(facts.firms[user].value_added > 0.0);
    o.government.firms[0].firm = static_cast<std::uint32_t>(user);
    const auto cover = [&] { return agents::look(facts, o, 0.0).of(Government::japan).cover_weeks; };
    const double told = cover();
    o.government.firms[0].found_pct = 60;  // it told of six tenths
    CHECK(cover() == Approx(told / 0.6));
    o.government.firms[0].audited = true;  // auditors have counted
    CHECK(cover() == Approx(told));
    CustomsFinding finding;
    finding.region = Region::japan;
    finding.magnet_exports_t = 75.0;
    o.record.magnet_exports_base_t[index_of(Region::japan)] = 100.0;
    REQUIRE(o.government.customs.push(finding));
    CHECK(agents::look(facts, o, 0.0).of(Government::japan).deficit == Approx(0.25));
}

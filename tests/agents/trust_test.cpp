// What a proposer makes of the reason for which its offer was turned down.
#include "engine/game/imagination.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

// The small scenario, with inspectors to be had at the table of the rivals.
std::unique_ptr<const Agent> china_with_inspectors_to_offer() {
    Scenario scenario = small_scenario();
    IssueSpec check;
    check.name = "inspectors";
    check.kind = TermKind::monitoring;
    check.by = "china";
    check.to = "us";
    check.what = "joint";
    check.lever = Lever::amount;
    check.ladder = {0.0, 1.0};
    scenario.agendas[0].issues.push_back(check);
    auto made = make_agent(scenario, china_seat, "boulware", make_imagination);
    REQUIRE(made.ok());
    return std::move(*made);
}

Observation china_at_the_table(int week) {
    Observation o = standoff(china_seat, week, 1);
    add_talk(o, 0, us_seat, 3, china_seat);
    return o;
}

Observation turned_down(int week, RejectReason reason, SeatId maker = china_seat) {
    Observation o = china_at_the_table(week);
    TalkView& talk = o.talks[0];
    static_cast<void>(talk.ended.push({4, maker, OfferState::rejected, 0}));
    talk.rejected_offer = 4;
    talk.reject_reason = reason;
    return o;
}

bool offers_checks(const Answer& answer) {
    const Message* offer = find(answer, MessageKind::propose);
    REQUIRE(offer != nullptr);
    for (const Term& term : offer->terms)
        if (term.kind == TermKind::monitoring) return true;
    return false;
}

}  // namespace

TEST_CASE("who hears that he is not trusted offers to be checked, and goes on offering it", "[agents][credibility]") {
    const auto china = china_with_inspectors_to_offer();
    Mind mind;
    REQUIRE_FALSE(offers_checks(ask(*china, china_at_the_table(4), mind)));
    CHECK(offers_checks(ask(*china, turned_down(4, RejectReason::no_trust), mind)));
    CHECK(offers_checks(ask(*china, china_at_the_table(5), mind)));  // the news is old, the doubt is not
}

TEST_CASE("an offer turned down for its price, or another's for want of trust, calls for no inspectors", "[agents][credibility]") {
    const auto china = china_with_inspectors_to_offer();
    Mind mind;
    CHECK_FALSE(offers_checks(ask(*china, turned_down(4, RejectReason::too_little), mind)));
    CHECK_FALSE(offers_checks(ask(*china, turned_down(4, RejectReason::no_trust, us_seat), mind)));
}

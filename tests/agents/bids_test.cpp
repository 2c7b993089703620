#include "agents/strategies/bids.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

TEST_CASE("every bid of an agenda reads back from its terms", "[agents]") {
    const agents::Facts facts = agents::make_facts(small_scenario(), us_seat);
    for (const Agenda& agenda : facts.agendas) {
        std::vector<std::size_t> counts;
        for (const Issue& issue : agenda.issues) counts.push_back(issue.ladder.size());
        const bargain::Domain domain(counts);
        bargain::Bid bid = domain.first();
        do {
            const agents::ReadBid read = agents::bid_of(agenda, agents::terms_of(agenda, bid));
            REQUIRE(read.exact);
            REQUIRE(read.bid == bid);
        } while (domain.next(bid));
    }
}

TEST_CASE("an offer off the grid reads as its nearest bid and says so", "[agents]") {
    const agents::Facts facts = agents::make_facts(small_scenario(), us_seat);
    const Agenda& agenda = facts.agendas[0];
    bargain::Bid bid;
    bid.issues = static_cast<std::uint8_t>(agenda.issues.size());
    bid[0] = 3;
    TermList terms = agents::terms_of(agenda, bid);
    terms[0].amount = 90.0;
    REQUIRE_FALSE(agents::bid_of(agenda, terms).exact);
    REQUIRE(agents::bid_of(agenda, terms).bid == bid);
    Term foreign;
    foreign.kind = TermKind::shared_queue;
    terms = agents::terms_of(agenda, bid);
    REQUIRE(terms.push(foreign));
    REQUIRE_FALSE(agents::bid_of(agenda, terms).exact);
}

TEST_CASE("an unknown strategy is refused with the names that are known for the seat", "[agents]") {
    const Scenario scenario = small_scenario();
    const auto wrong = make_agent(scenario, us_seat, "nice");
    REQUIRE_FALSE(wrong.ok());
    REQUIRE_THAT(wrong.error().message, contains("boulware"));
    REQUIRE_THAT(wrong.error().message, contains("tit-for-tat"));
    const auto firm_only = make_agent(scenario, us_seat, "hoarder");
    REQUIRE_FALSE(firm_only.ok());
    const auto for_firm = make_agent(scenario, maker_seat, "boulware");
    REQUIRE_FALSE(for_firm.ok());
    REQUIRE_THAT(for_firm.error().message, contains("profit"));
    for (const StrategyInfo& info : strategies()) {
        CAPTURE(info.name);
        REQUIRE(make_agent(scenario, us_seat, info.name).ok() == info.for_governments);
        REQUIRE(make_agent(scenario, maker_seat, info.name).ok() == info.for_firms);
    }
}

// Offers over the small scenario's tables, and what they are worth, computed beside the agents.
#pragma once

#include "agents/ally/ally.hpp"
#include "agents/china/china.hpp"
#include "agents/strategies/bids.hpp"
#include "agents/strategies/judgement.hpp"
#include "agents/strategies/means.hpp"
#include "agents/strategies/table.hpp"
#include "agents/us/us.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {

inline agents::Actors actors_of_all() {
    agents::Actors all;
    all.fill(&agents::ally_actor());
    all[index_of(Government::us)] = &agents::us_actor();
    all[index_of(Government::china)] = &agents::china_actor();
    return all;
}

// The worth to the seat of the offer that it makes in a week, as its own rationale tells it.
inline double asked_for(const Agent& agent, SeatId seat, int week) {
    Observation o = standoff(seat, week, 1);
    add_talk(o, 0, seat == us_seat ? china_seat : us_seat, 3, seat);
    Mind mind;
    const Answer answer = ask(agent, o, mind, true);
    const Message* offer = find(answer, MessageKind::propose);
    REQUIRE(offer != nullptr);
    const auto index = static_cast<std::size_t>(offer - answer.messages.begin());
    for (const Rationale& rationale : answer.rationales)
        if (rationale.message == index && rationale.kind == RationaleKind::own_value) return rationale.value;
    FAIL("no own value in the rationale");
    return 0.0;
}

// Worth of an offer to a seat, of what only makes up for no deal, and with the red line on top, computed beside the agent.
struct Measured {
    double worth = 0.0, no_deal = 0.0, least = 0.0;
};
inline Measured measure(const Observation& o, SeatId seat, const TermList& terms, double hawk_shift, const Scenario& scenario = small_scenario()) {
    const agents::Facts facts = agents::make_facts(scenario, seat);
    const agents::View view = agents::look(facts, o, hawk_shift);
    const auto red_line = agents::judgement::red_line_share * o.government.red_line;
    const Agenda agenda = agents::within_means(view, facts.agendas[0]);
    const agents::Table table = agents::lay_table(view, actors_of_all(), agenda, seat, red_line);
    return {agents::worth_of(view, actors_of_all(), seat, terms).total(), table.no_deal, table.least_worth()};
}

// Every seventh bid of the first agenda, as terms.
inline std::vector<TermList> some_offers() {
    const Agenda agenda = agents::make_facts(small_scenario(), us_seat).agendas[0];
    std::vector<std::size_t> counts;
    for (const Issue& issue : agenda.issues) counts.push_back(issue.ladder.size());
    const bargain::Domain domain(counts);
    std::vector<TermList> offers;
    bargain::Bid bid = domain.first();
    for (int count = 1; domain.next(bid); ++count)
        if (count % 7 == 0) offers.push_back(agents::terms_of(agenda, bid));
    return offers;
}

inline double shift_of(std::string_view strategy) { return strategy == "hawk" ? 0.3 : (strategy == "dove" ? -0.3 : 0.0); }

}  // namespace chokepoint::test

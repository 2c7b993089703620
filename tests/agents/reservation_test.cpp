// What makes up for no deal: who has more of it asks for more and signs less (no_deal_worth of the scenario).
#include "agents/strategies/opponent.hpp"
#include "tests/agents/offers_in_a_table.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

// The small scenario with a government to which no deal is worth a share of its best.
Scenario with_no_deal(SeatId seat, double share) {
    Scenario scenario = small_scenario();
    scenario.governments[seat].no_deal_worth.value = share;
    return scenario;
}

}  // namespace

TEST_CASE("who has more of no deal signs less of what is offered, and nothing that does not make up for it", "[agents][negotiation]") {
    const std::string_view strategy = GENERATE("boulware", "linear", "conceder", "tit-for-tat", "micro", "grim", "bayesian",
                                               "bayesian-blind", "opportunist", "hawk", "dove");
    const SeatId seat = GENERATE(us_seat, china_seat);
    CAPTURE(std::string(strategy), int{seat});
    const SeatId other = seat == us_seat ? china_seat : us_seat;
    const std::vector<TermList> offers = some_offers();
    int last = static_cast<int>(offers.size()), first = 0;
    for (const double share : {-0.5, 0.0, 0.4, 0.8}) {
        CAPTURE(share);
        const Scenario scenario = with_no_deal(seat, share);
        const auto one = agent(seat, strategy, scenario);
        int accepted = 0;
        for (const TermList& terms : offers) {
            Observation o = standoff(seat, 40, 1);
            o.government.red_line = 0.0;
            add_offer(add_talk(o, 0, other, 3, other), other, 9, terms);
            Mind mind;
            if (find(ask(*one, o, mind), MessageKind::accept) == nullptr) continue;
            ++accepted;
            const Measured measured = measure(o, seat, terms, shift_of(strategy), scenario);
            CHECK(measured.worth > measured.no_deal);
            CHECK((share < 0.0) == (measured.no_deal < 0.0));
        }
        CHECK(accepted <= last);
        last = accepted;
        if (share < 0.0) first = accepted;
    }
    // MiCRO has heard one offer and is at its best; those who infer weigh what the rival might give. The others are down to no deal.
    const bool comes_down = strategy != "micro" && !strategy.starts_with("bayesian");
    if (comes_down) CHECK(last < first);
}

TEST_CASE("who has more of no deal asks for more, and its rival reckons with it", "[agents][negotiation]") {
    const std::string_view strategy = GENERATE("boulware", "linear", "conceder", "tit-for-tat", "grim", "opportunist", "hawk", "dove");
    const SeatId seat = GENERATE(us_seat, china_seat);
    CAPTURE(std::string(strategy), int{seat});
    double last = -1e9, first = 0.0;
    for (const double share : {-0.5, 0.0, 0.4, 0.8}) {
        CAPTURE(share);
        const double now = asked_for(*agent(seat, strategy, with_no_deal(seat, share)), seat, 14);
        CHECK(now >= last - 1e-9);
        last = now;
        if (share < 0.0) first = now;
    }
    CHECK(last > first);
    const SeatId rival = seat == us_seat ? china_seat : us_seat;
    const auto supposed = [&](double share) {
        const agents::Facts facts = agents::make_facts(with_no_deal(seat, share), rival);
        const Observation o = standoff(rival, 10, 1);
        const agents::View view = agents::look(facts, o, 0.0);
        const agents::Table own = agents::lay_table(view, actors_of_all(), facts.agendas[0], rival, 0.0);
        return agents::suppose(view, actors_of_all(), facts.agendas[0], own, seat, {}).utility.reservation();
    };
    CHECK(supposed(-0.5) < supposed(0.0));
    CHECK(supposed(0.0) < supposed(0.8));
}

TEST_CASE("what is fitted between two governments is read at no other table", "[agents][negotiation]") {
    const agents::Facts plain = agents::make_facts(small_scenario(), us_seat), fitted = agents::make_facts(with_no_deal(us_seat, 0.6), us_seat);
    const Observation o = standoff(us_seat, 10, 1);
    for (const std::size_t agenda : {std::size_t{0}, std::size_t{2}}) {
        const agents::View before = agents::look(plain, o, 0.0), after = agents::look(fitted, o, 0.0);
        const auto least = [&](const agents::View& view, const agents::Facts& facts) {
            return agents::lay_table(view, actors_of_all(), facts.agendas[agenda], us_seat, 0.1).least_worth();
        };
        CHECK((least(after, fitted) > least(before, plain)) == (agenda == 0));
    }
}

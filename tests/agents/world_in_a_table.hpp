// A small scenario and hand-made observations: what agents see, without a world behind it.
#pragma once

#include "agents/roster/roster.hpp"
#include "agents/strategies/facts.hpp"
#include "tests/support/moves.hpp"

namespace chokepoint::test {

// us, china and japan; a mine with a seat and a car maker with one; three agendas (us-china, japan-china,
// us-miner); two recorded acts of the U.S. in weeks 1 and 3.
Scenario small_scenario();

constexpr SeatId us_seat = 0, china_seat = 1, japan_seat = 2, miner_seat = 3, maker_seat = 4;

// Week `week`, round `round` (rounds + 1: orders) of the small scenario, as the seat sees it: 34 points of
// reciprocal tariff announced for 5 April, a type in the middle of the road.
Observation seen_by(SeatId seat, int week, int round);

// A standoff at 125 against 125 with the controls on, in which both have reasons for a truce.
Observation standoff(SeatId seat, int week, int round);

void add_tariff(Observation& observation, Government by, Region on, TariffComponent component, double rate,
                int from_week);
void add_licence_control(Observation& observation, int from_week);
// A talk on an agenda between the two, opened in a week, with the turn given.
TalkView& add_talk(Observation& observation, int agenda, SeatId other, int opened_week, SeatId turn);
// A live offer on it by `by`.
void add_offer(TalkView& talk, SeatId by, std::uint32_t id, const TermList& terms);

Answer ask(const Agent& agent, const Observation& observation, Mind& mind, bool rationale = false);
bool same_messages(const Answer& a, const Answer& b);
const Message* find(const Answer& answer, MessageKind kind);
const Message* find_order(const Answer& answer, OrderKind kind);
// In the small scenario, or in one made from it.
std::unique_ptr<const Agent> agent(SeatId seat, std::string_view strategy, const Scenario& scenario = small_scenario());

}  // namespace chokepoint::test

#include "agents/strategies/bids.hpp"
#include "agents/strategies/concession.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

bargain::Bid level(std::uint32_t of_the_only_issue) {
    bargain::Bid bid;
    bid.issues = 1;
    bid[0] = static_cast<std::uint8_t>(of_the_only_issue);
    return bid;
}

// The worth to the seat of the offer that it makes in a week, as its own rationale tells it.
double asked_for(const Agent& agent, SeatId seat, int week) {
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

}  // namespace

TEST_CASE("time-dependent strategies concede monotonically, boulware later than conceder", "[agents][negotiation]") {
    for (SeatId seat : {us_seat, china_seat}) {
        CAPTURE(int{seat});
        const auto boulware = agent(seat, "boulware"), linear = agent(seat, "linear"), conceder = agent(seat, "conceder");
        double last[3] = {1e9, 1e9, 1e9};
        double sum[3] = {0.0, 0.0, 0.0};
        for (int week = 3; week <= 14; ++week) {
            CAPTURE(week);
            const double now[3] = {asked_for(*boulware, seat, week), asked_for(*linear, seat, week),
                                   asked_for(*conceder, seat, week)};
            for (int k = 0; k < 3; ++k) {
                REQUIRE(now[k] <= last[k] + 1e-9);
                last[k] = now[k];
                sum[k] += now[k];
            }
            REQUIRE(now[0] >= now[1] - 1e-9);
            REQUIRE(now[1] >= now[2] - 1e-9);
        }
        REQUIRE(sum[0] > sum[2]);
    }
}

TEST_CASE("concession runs on weeks: more rounds in a week change no bid", "[agents][negotiation]") {
    const auto linear = agent(us_seat, "linear");
    Observation first = standoff(us_seat, 6, 1), third = standoff(us_seat, 6, 3);
    for (Observation* o : {&first, &third}) add_talk(*o, 0, china_seat, 3, us_seat);
    Mind a, b;
    const Answer early = ask(*linear, first, a), late = ask(*linear, third, b);
    REQUIRE(find(early, MessageKind::propose) != nullptr);
    REQUIRE(find(early, MessageKind::propose)->terms[0] == find(late, MessageKind::propose)->terms[0]);
    REQUIRE(find(early, MessageKind::propose)->terms.size() == find(late, MessageKind::propose)->terms.size());
}

TEST_CASE("nobody accepts less than no deal, however late it is", "[agents][negotiation]") {
    const agents::Facts facts = agents::make_facts(small_scenario(), us_seat);
    const Agenda& agenda = facts.agendas[0];
    std::vector<std::size_t> counts;
    for (const Issue& issue : agenda.issues) counts.push_back(issue.ladder.size());
    const bargain::Domain domain(counts);
    int accepted = 0;
    for (std::string_view strategy : {"boulware", "conceder", "tit-for-tat", "micro", "hawk", "dove"}) {
        for (SeatId seat : {us_seat, china_seat}) {
            CAPTURE(std::string(strategy), int{seat});
            const auto one = agent(seat, strategy);
            const SeatId other = seat == us_seat ? china_seat : us_seat;
            bargain::Bid bid = domain.first();
            int count = 0;
            while (domain.next(bid)) {
                if (++count % 7 != 0) continue;
                Observation o = standoff(seat, 40, 1);
                add_offer(add_talk(o, 0, other, 3, other), other, 9, agents::terms_of(agenda, bid));
                Mind mind;
                const Answer answer = ask(*one, o, mind, true);
                if (find(answer, MessageKind::accept) == nullptr) continue;
                ++accepted;
                double own = 0.0, reservation = 0.0, parts = 0.0;
                for (const Rationale& r : answer.rationales) {
                    if (r.message != 0) continue;
                    if (r.kind == RationaleKind::own_value) own = r.value;
                    else if (r.kind == RationaleKind::reservation) reservation = r.value;
                    else if (is_part(r.kind)) parts += r.value;
                }
                REQUIRE(own >= reservation);
                REQUIRE(own > 0.0);
                REQUIRE(parts == Approx(own));  // the reasons add up to the worth
            }
        }
    }
    REQUIRE(accepted > 0);
}

TEST_CASE("tit for tat hardens when the other does, follows when it gives, and forgives with time", "[agents][negotiation]") {
    const bargain::AdditiveUtility own({1.0}, {{1.0, 0.8, 0.6, 0.4, 0.2, 0.0}}, 0.2);
    const bargain::AdditiveUtility other({1.0}, {{0.0, 0.2, 0.4, 0.6, 0.8, 1.0}}, 0.2);
    const bargain::ConcessionPath path(own, other);
    const agents::Style style{agents::Concession::by_deed, 1.0, 0.0, 1.0, true};
    agents::AgendaMemory memory{};
    const agents::Clock now{0.0, 10.0};
    REQUIRE(agents::target_of(style, now, memory, own, path) == Approx(1.0));
    agents::hear(memory, 1, level(4), own.of(level(4)));
    agents::hear(memory, 2, level(2), own.of(level(2)));
    const double after_gift = agents::target_of(style, now, memory, own, path);
    REQUIRE(after_gift == Approx(0.6));  // two steps for two steps
    agents::hear(memory, 3, level(3), own.of(level(3)));
    const double after_blow = agents::target_of(style, now, memory, own, path);
    REQUIRE(after_blow > after_gift);
    const double later = agents::target_of(style, {8.0, 10.0}, memory, own, path);
    REQUIRE(later < after_blow);
    agents::hear(memory, 3, level(0), own.of(level(0)));  // the same offer heard again says nothing
    REQUIRE(agents::target_of(style, now, memory, own, path) == after_blow);
}

TEST_CASE("MiCRO concedes only for new bids and is never the first to repeat", "[agents][negotiation]") {
    const bargain::AdditiveUtility own({1.0}, {{1.0, 0.8, 0.6, 0.4, 0.2, 0.0}}, 0.3);
    const bargain::AdditiveUtility other({1.0}, {{0.0, 0.2, 0.4, 0.6, 0.8, 1.0}}, 0.0);
    const bargain::ConcessionPath path(own, other);
    const agents::Style style{agents::Concession::minimal, 1.0, 0.0, 1.0, false};
    agents::AgendaMemory memory{};
    const agents::Clock clock{30.0, 10.0};  // time alone moves it not
    REQUIRE(agents::target_of(style, clock, memory, own, path) == Approx(1.0));
    agents::hear(memory, 1, level(5), own.of(level(5)));
    REQUIRE(agents::target_of(style, clock, memory, own, path) == Approx(0.8));
    agents::hear(memory, 2, level(5), own.of(level(5)));
    REQUIRE(agents::target_of(style, clock, memory, own, path) == Approx(0.8));
    agents::hear(memory, 3, level(4), own.of(level(4)));
    REQUIRE(agents::target_of(style, clock, memory, own, path) == Approx(0.6));
    // New or not: what gives no more than the best before is no concession.
    for (std::uint32_t id = 4; id < 20; ++id) agents::hear(memory, id, level(4 + id % 2), own.of(level(4 + id % 2)));
    REQUIRE(agents::target_of(style, clock, memory, own, path) == Approx(0.6));
    for (std::uint32_t id = 20; id < 24; ++id) agents::hear(memory, id, level(23 - id), own.of(level(23 - id)));
    REQUIRE(agents::target_of(style, clock, memory, own, path) == Approx(0.3));  // never under the reservation
}

TEST_CASE("a longer patience concedes later, and pain sooner", "[agents][negotiation]") {
    const auto linear = agent(us_seat, "linear");
    const auto own_value = [&](double patience, double pain) {
        Observation o = standoff(us_seat, 8, 1);
        o.government.patience = patience;
        o.government.pain = pain;
        add_talk(o, 0, china_seat, 3, us_seat);
        Mind mind;
        const Answer answer = ask(*linear, o, mind, true);
        double own = 0.0;
        for (const Rationale& r : answer.rationales) {
            if (r.kind == RationaleKind::own_value && own == 0.0) own = r.value;
        }
        return own;
    };
    REQUIRE(own_value(0.96, 0.2) > own_value(0.96, 3.0));
}

namespace {

// What a seat asks for in week 10 of a talk that began in week 3, with something done to the record.
template <typename Change>
double asked_with(Change change, int weeks_seen_before = 0) {
    const auto linear = agent(us_seat, "linear");
    Mind mind;
    Answer answer;
    for (int week = 10 - weeks_seen_before; week <= 10; ++week) {
        Observation o = standoff(us_seat, week, 1);
        add_talk(o, 0, china_seat, 3, us_seat);
        change(o);
        answer = ask(*linear, o, mind, true);
    }
    const Message* offer = find(answer, MessageKind::propose);
    REQUIRE(offer != nullptr);
    for (const Rationale& r : answer.rationales)
        if (&answer.messages[r.message] == offer && r.kind == RationaleKind::target) return r.value;
    FAIL("no target in the rationale");
    return 0.0;
}

const auto nothing = [](Observation&) {};

// A small rise by China, dated for a week.
auto rise_in(int week) {
    return [week](Observation& o) {
        TariffMeasure rise;
        rise.rate_pct = 1.0;
        rise.by = Government::china;
        rise.on = Region::us;
        rise.component = TariffComponent::farm;
        rise.from_day = *parse_day("2025-04-02") + 7 * (week - 1);
        REQUIRE(o.record.tariffs.push(rise));
    };
}

}  // namespace

TEST_CASE("concession runs on dated deadlines: a truce that ends brings it forward, and one that ends late does not", "[agents][negotiation]") {
    const auto truce_until = [](int week) {
        return [week](Observation& o) {
            Agreement agreement;
            for (SeatId seat : {us_seat, china_seat}) REQUIRE(agreement.parties.push(seat));
            Term truce;
            truce.kind = TermKind::truce;
            truce.by = us_seat;
            truce.to = china_seat;
            truce.until_week = 10;
            REQUIRE(agreement.terms.push(truce));
            agreement.state = AgreementState::in_force;
            agreement.in_force_week = 2;
            agreement.expiry_week = static_cast<std::int16_t>(week);
            REQUIRE(o.record.agreements.push(agreement));
        };
    };
    CHECK(asked_with(truce_until(12)) < asked_with(truce_until(60)));
    CHECK(asked_with(truce_until(60)) == asked_with(nothing));
}

TEST_CASE("a suspension between the parties that ends is a deadline, one of somebody else's is none", "[agents][negotiation]") {
    const auto suspended = [](Region on, int weeks_ahead) {
        return [on, weeks_ahead](Observation& o) {
            TariffMeasure held;
            held.rate_pct = 1.0;
            held.coverage = 0.01;
            held.on = on;
            held.component = TariffComponent::section_232;
            held.from_day = o.record.today - 100;
            held.suspended_until = o.record.today + 7 * weeks_ahead;
            REQUIRE(o.record.tariffs.push(held));
        };
    };
    CHECK(asked_with(suspended(Region::china, 2)) < asked_with(suspended(Region::china, 50)));
    CHECK(asked_with(suspended(Region::japan, 2)) == asked_with(suspended(Region::japan, 50)));
}

TEST_CASE("a rise dated well ahead is a deadline until it comes, one for next week is a blow", "[agents][negotiation]") {
    CHECK(asked_with(rise_in(11), 5) < asked_with(rise_in(60), 5));  // seen since week 5
    CHECK(asked_with(rise_in(11)) == asked_with(rise_in(60)));       // seen in week 10
}

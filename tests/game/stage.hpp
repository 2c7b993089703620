// A table with an offer on it and an agreement in force: where refusals are tried. What is refused must leave no trace.
#pragma once

#include <limits>

#include "engine/game/numbers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN(), endless = std::numeric_limits<double>::infinity();

// The United States and China with a live offer of the former and an agreement in force (0); the turn is China's.
struct Scene {
    static constexpr int week = 10;
    static constexpr std::uint32_t offer = offer_number(week, 1, 0);
    std::shared_ptr<Setup> setup = std::make_shared<Setup>(*april_setup());
    WorldRun run{setup, 1};
    Talks talks;
    int round = 1;
    SeatId us = run.seat(Government::us), china = run.seat(Government::china), japan = run.seat(Government::japan),
           eu = run.seat(Government::eu), firm = static_cast<SeatId>(run.setup->scenario.governments.size()),
           other_firm = static_cast<SeatId>(run.setup->params.seats - 1), nobody = 200;

    Scene() {
        setup->params.rules.negotiation.breakdown_risk.value = 0.0;
        setup->params.rules.negotiation.cure_weeks.value = 4;
        run.week = week;
        run.world.today = now().today;
        const Term truce = make_term(TermKind::truce, us, china, 0.0, 0, 26);
        Agreement pact = make_agreement({us, china}, {truce, make_licence(china, us, 14.0)}, {5, 31});
        pact.ratified_by = bit(us) | bit(china);
        pact.signed_week = 4;
        pact.term_states[0] = pact.term_states[1] = TermState::kept;
        REQUIRE(run.world.agreements.push(pact));
        Message open;
        open.kind = MessageKind::open_talk;
        REQUIRE(open.with.push(china));
        REQUIRE(say(us, open) == Refusal::none);
        pass_round();
        Message first;
        first.kind = MessageKind::propose;
        REQUIRE(first.terms.push(make_term(TermKind::side_term, us, china, 1.0)));
        REQUIRE(say(us, first) == Refusal::none);
        pass_round();
    }
    Moment now() const { return {run.seed, run.week, round, run.params().day_of(run.week) + round}; }
    std::uint64_t digest() const { return digest_of(run.world) ^ (digest_of(talks) << 1); }
    Refusal say(SeatId seat, const Message& message, PhaseKind phase = PhaseKind::talk) {
        const std::uint64_t before = digest();
        const Refusal why = apply_message(run.params(), run.world, talks, now(), phase, seat, message);
        if (why != Refusal::none) CHECK(digest() == before);
        return why;
    }
    void pass_round() {
        ++round;
        begin_round(run.params(), run.world, talks, now());
    }
};

}  // namespace chokepoint::test

// Who may speak when, and what becomes of an offer. Every refusal is checked to change nothing at all.
#include "engine/game/talks.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <vector>

#include "engine/game/numbers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

// World and talks on a table, without a game around them.
struct Floor {
    std::shared_ptr<const Setup> setup = quiet_setup();
    WorldRun run{setup, 1};
    Talks talks;
    int round = 1;
    SeatId us = run.seat(Government::us), china = run.seat(Government::china), japan = run.seat(Government::japan),
           eu = run.seat(Government::eu);

    Moment now() const { return {run.seed, run.week, round, run.params().day_of(run.week) + round}; }
    Refusal say(SeatId seat, const Message& message, PhaseKind phase = PhaseKind::talk) {
        const std::uint64_t world_before = digest_of(run.world), talks_before = digest_of(talks);
        const Refusal why = apply_message(run.params(), run.world, talks, now(), phase, seat, message);
        if (why != Refusal::none) {
            CHECK(digest_of(run.world) == world_before);
            CHECK(digest_of(talks) == talks_before);
        }
        return why;
    }
    void next_round() {
        ++round;
        begin_round(run.params(), run.world, talks, now());
    }
    void next_week() {
        ++run.week;
        round = 1;
        begin_talk_week(talks, now());
        begin_round(run.params(), run.world, talks, now());
    }
};

Message open_with(std::initializer_list<SeatId> others) {
    Message message;
    message.kind = MessageKind::open_talk;
    for (SeatId seat : others) REQUIRE(message.with.push(seat));
    return message;
}

Term truce_of(SeatId by, SeatId to) { return make_term(TermKind::truce, by, to, 0.0, 0, 13); }

Message propose_in(std::uint8_t talk, std::initializer_list<Term> terms, std::uint32_t answers = 0) {
    Message message;
    message.kind = MessageKind::propose;
    message.talk = talk;
    message.offer = answers;
    for (const Term& term : terms) REQUIRE(message.terms.push(term));
    return message;
}

Message about(MessageKind kind, std::uint32_t offer) {
    Message message;
    message.kind = kind;
    message.offer = offer;
    return message;
}

// us and china at table 0 with the us' offer 1 live and china's turn; japan and the eu at table 1.
Floor with_live_offer() {
    Floor floor;
    REQUIRE(floor.say(floor.us, open_with({floor.china})) == Refusal::none);
    REQUIRE(floor.say(floor.japan, open_with({floor.eu})) == Refusal::none);
    floor.next_round();
    REQUIRE(floor.say(floor.us, propose_in(0, {truce_of(floor.us, floor.china)})) == Refusal::none);
    floor.next_round();
    REQUIRE(floor.talks.offers[0].state == OfferState::live);
    return floor;
}

}  // namespace

TEST_CASE("the opener has the first turn, and turns go round", "[talks][protocol]") {
    Floor floor;
    REQUIRE(floor.say(floor.us, open_with({floor.china})) == Refusal::none);
    const Message ours = propose_in(0, {truce_of(floor.us, floor.china)});
    const Message theirs = propose_in(0, {truce_of(floor.china, floor.us)});
    floor.next_round();
    CHECK(floor.say(floor.china, theirs) == Refusal::not_your_turn);
    CHECK(floor.say(floor.us, ours) == Refusal::none);
    floor.next_round();
    CHECK(floor.say(floor.us, ours) == Refusal::not_your_turn);
    CHECK(floor.say(floor.china, theirs) == Refusal::none);
    floor.next_week();
    CHECK(floor.say(floor.china, theirs) == Refusal::not_your_turn);
    CHECK(floor.say(floor.us, ours) == Refusal::none);
}

TEST_CASE("with three parties the turn visits each in order", "[talks][protocol]") {
    Floor floor;
    REQUIRE(floor.say(floor.eu, open_with({floor.japan, floor.us})) == Refusal::none);
    for (SeatId expected : {floor.eu, floor.japan, floor.us, floor.eu}) {
        floor.next_round();
        for (SeatId seat : {floor.eu, floor.japan, floor.us})
            CHECK((floor.say(seat, propose_in(0, {truce_of(seat, seat == floor.us ? floor.eu : floor.us)})) == Refusal::none) ==
                  (seat == expected));
    }
}

TEST_CASE("an offer is tabled when made and live from the round after", "[talks][protocol]") {
    Floor floor;
    REQUIRE(floor.say(floor.us, open_with({floor.china})) == Refusal::none);
    floor.next_round();
    REQUIRE(floor.say(floor.us, propose_in(0, {truce_of(floor.us, floor.china)})) == Refusal::none);
    CHECK(floor.talks.offers[0].state == OfferState::tabled);
    CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::offer_not_live);
    CHECK(floor.say(floor.china, about(MessageKind::reject, 1)) == Refusal::offer_not_live);
    floor.next_round();
    CHECK(floor.talks.offers[0].state == OfferState::live);
    CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::none);
    CHECK(floor.talks.offers[0].state == OfferState::accepted);
    CHECK_FALSE(floor.talks.talks[0].open);
    REQUIRE(floor.run.world.agreements.size() == 1);
    CHECK(floor.run.world.agreements[0].offer == 1);
    CHECK(floor.run.world.agreements[0].state == AgreementState::accepted);
}

TEST_CASE("an offer made in the last round of a week is live in the first of the next", "[talks][protocol]") {
    Floor floor;
    REQUIRE(floor.say(floor.us, open_with({floor.china})) == Refusal::none);
    floor.next_round();
    REQUIRE(floor.say(floor.us, propose_in(0, {truce_of(floor.us, floor.china)})) == Refusal::none);
    floor.next_week();
    CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::none);
}

TEST_CASE("what cannot be said is refused with its reason and moves nothing", "[talks][refusal]") {
    struct Case {
        const char* what;
        SeatId Floor::*by;
        Message message;
        Refusal why;
        PhaseKind phase = PhaseKind::talk;
    };
    Floor at = with_live_offer();
    const Term fine = truce_of(at.china, at.us);
    Message late = propose_in(0, {fine});
    at.run.week = 5;
    late.expiry_week = 4;
    Message agenda = open_with({at.china});
    agenda.agenda = static_cast<std::uint8_t>(at.run.params().agendas.size());
    Message foreign;
    foreign.kind = MessageKind::open_talk;
    for (std::size_t i = 0; i < at.run.params().agendas.size(); ++i)
        if (!is_party(at.run.params().agendas[i].parties, at.eu)) foreign.agenda = static_cast<std::uint8_t>(i);
    REQUIRE(foreign.agenda != 255);
    const auto act = [](MessageKind kind, std::uint8_t talk_or_agreement) {
        Message message;
        message.kind = kind;
        message.talk = talk_or_agreement;
        message.agreement = talk_or_agreement;
        return message;
    };
    const std::vector<Case> cases{
        {"propose in a talk that is not there", &Floor::us, propose_in(7, {fine}), Refusal::unknown_talk},
        {"propose at others' table", &Floor::japan, propose_in(0, {fine}), Refusal::not_a_party},
        {"propose out of turn", &Floor::us, propose_in(0, {fine}), Refusal::not_your_turn},
        {"propose nothing", &Floor::china, propose_in(0, {}), Refusal::no_terms},
        {"counter an offer that never was", &Floor::china, propose_in(0, {fine}, 99), Refusal::unknown_offer},
        {"propose what has expired", &Floor::china, late, Refusal::offer_expired},
        {"propose at the orders", &Floor::china, propose_in(0, {fine}), Refusal::wrong_phase, PhaseKind::orders},
        {"accept an offer that never was", &Floor::china, about(MessageKind::accept, 99), Refusal::unknown_offer},
        {"accept offer nought", &Floor::china, about(MessageKind::accept, 0), Refusal::unknown_offer},
        {"accept others' offer", &Floor::japan, about(MessageKind::accept, 1), Refusal::not_a_party},
        {"accept one's own offer", &Floor::us, about(MessageKind::accept, 1), Refusal::own_offer},
        {"accept at the orders", &Floor::china, about(MessageKind::accept, 1), Refusal::wrong_phase, PhaseKind::orders},
        {"reject an offer that never was", &Floor::china, about(MessageKind::reject, 99), Refusal::unknown_offer},
        {"reject one's own offer", &Floor::us, about(MessageKind::reject, 1), Refusal::own_offer},
        {"reject others' offer", &Floor::eu, about(MessageKind::reject, 1), Refusal::not_a_party},
        {"reject at the orders", &Floor::china, about(MessageKind::reject, 1), Refusal::wrong_phase, PhaseKind::orders},
        {"withdraw an offer that never was", &Floor::us, about(MessageKind::withdraw, 99), Refusal::unknown_offer},
        {"withdraw another's offer", &Floor::china, about(MessageKind::withdraw, 1), Refusal::not_your_offer},
        {"withdraw at the orders", &Floor::us, about(MessageKind::withdraw, 1), Refusal::wrong_phase, PhaseKind::orders},
        {"leave a talk that is not there", &Floor::us, act(MessageKind::leave_talk, 9), Refusal::unknown_talk},
        {"leave others' talk", &Floor::japan, act(MessageKind::leave_talk, 0), Refusal::not_a_party},
        {"leave at the orders", &Floor::us, act(MessageKind::leave_talk, 0), Refusal::wrong_phase, PhaseKind::orders},
        {"talk with nobody", &Floor::us, open_with({}), Refusal::unknown_target},
        {"talk with oneself", &Floor::us, open_with({at.us}), Refusal::unknown_target},
        {"talk with a seat that is not there", &Floor::us, open_with({200}), Refusal::unknown_target},
        {"talk with the same one twice", &Floor::us, open_with({at.eu, at.eu}), Refusal::unknown_target},
        {"talk on an agenda that is not there", &Floor::us, agenda, Refusal::unknown_target},
        {"talk on others' agenda", &Floor::eu, foreign, Refusal::not_a_party},
        {"open what is open", &Floor::us, open_with({at.china}), Refusal::already_done},
        {"open what the other opened", &Floor::china, open_with({at.us}), Refusal::already_done},
        {"talk with four others", &Floor::us, open_with({at.china, at.japan, at.eu, 5}), Refusal::full},
        {"open at the orders", &Floor::us, open_with({at.eu}), Refusal::wrong_phase, PhaseKind::orders},
        {"suspend what was not agreed", &Floor::us, act(MessageKind::suspend_agreement, 3), Refusal::unknown_agreement, PhaseKind::orders},
        {"end what was not agreed", &Floor::us, act(MessageKind::terminate, 3), Refusal::unknown_agreement, PhaseKind::orders},
        {"accuse without an agreement", &Floor::us, act(MessageKind::declare_breach, 3), Refusal::unknown_agreement, PhaseKind::orders},
        {"snap back without an agreement", &Floor::us, act(MessageKind::snap_back, 255), Refusal::unknown_agreement, PhaseKind::orders},
        {"renew without an agreement", &Floor::us, act(MessageKind::renew, 3), Refusal::unknown_agreement, PhaseKind::orders},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        Floor floor = at;
        CHECK(name_of(floor.say(floor.*one.by, one.message, one.phase)) == name_of(one.why));
    }
}

TEST_CASE("an offer that no longer stands cannot be taken up", "[talks][refusal]") {
    Floor floor = with_live_offer();
    SECTION("withdrawn") {
        REQUIRE(floor.say(floor.us, about(MessageKind::withdraw, 1)) == Refusal::none);
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::offer_not_live);
        CHECK(floor.say(floor.us, about(MessageKind::withdraw, 1)) == Refusal::offer_not_live);
    }
    SECTION("rejected") {
        REQUIRE(floor.say(floor.china, about(MessageKind::reject, 1)) == Refusal::none);
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::offer_not_live);
    }
    SECTION("countered") {
        REQUIRE(floor.say(floor.china, propose_in(0, {truce_of(floor.china, floor.us)}, 1)) == Refusal::none);
        CHECK(floor.talks.offers[0].state == OfferState::superseded);
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::offer_not_live);
        CHECK(floor.talks.offers[1].answers == 1);
    }
    SECTION("replaced by its own sender") {
        floor.next_round();
        REQUIRE(floor.say(floor.us, propose_in(0, {truce_of(floor.us, floor.china)})) == Refusal::none);
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::offer_not_live);
    }
    SECTION("left with its talk") {
        Message leave;
        leave.kind = MessageKind::leave_talk;
        REQUIRE(floor.say(floor.china, leave) == Refusal::none);
        CHECK(floor.talks.offers[0].state == OfferState::withdrawn);
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::unknown_talk);
    }
    SECTION("past its week") {
        floor.next_week();
        CHECK(floor.talks.offers[0].state == OfferState::live);  // this week and the next, unless told
        floor.next_week();
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::offer_expired);
        floor.next_week();
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::unknown_offer);
    }
    SECTION("taken up already") {
        REQUIRE(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::none);
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::unknown_talk);
        CHECK(floor.run.world.agreements.size() == 1);
    }
    CHECK(floor.run.world.agreements.size() <= 1);
}

TEST_CASE("of several parties all must accept before anything is agreed", "[talks][protocol]") {
    Floor floor;
    REQUIRE(floor.say(floor.us, open_with({floor.japan, floor.eu})) == Refusal::none);
    floor.next_round();
    REQUIRE(floor.say(floor.us, propose_in(0, {truce_of(floor.us, floor.eu)})) == Refusal::none);
    floor.next_round();
    REQUIRE(floor.say(floor.eu, about(MessageKind::accept, 1)) == Refusal::none);
    CHECK(floor.run.world.agreements.empty());
    CHECK(floor.talks.offers[0].state == OfferState::live);
    REQUIRE(floor.say(floor.japan, about(MessageKind::accept, 1)) == Refusal::none);
    REQUIRE(floor.run.world.agreements.size() == 1);
    CHECK(floor.run.world.agreements[0].parties.size() == 3);
}

TEST_CASE("a talk that takes the place of a closed one inherits none of its offers", "[talks][fog]") {
    Floor floor = with_live_offer();
    Message leave;
    leave.kind = MessageKind::leave_talk;
    REQUIRE(floor.say(floor.us, leave) == Refusal::none);
    REQUIRE(floor.say(floor.japan, open_with({floor.china})) == Refusal::none);
    for (const Offer& offer : floor.talks.offers) {
        const Talk& talk = floor.talks.talks[offer.talk];
        CAPTURE(offer.id, int{offer.talk});
        CHECK(is_party(talk.parties, offer.by));
    }
    floor.next_round();
    Message counter = propose_in(0, {truce_of(floor.japan, floor.china)}, 1);
    for (std::size_t i = 0; i < floor.talks.talks.size(); ++i)
        if (is_party(floor.talks.talks[i].parties, floor.japan) && is_party(floor.talks.talks[i].parties, floor.china))
            counter.talk = static_cast<std::uint8_t>(i);
    CHECK(floor.say(floor.japan, counter) == Refusal::unknown_offer);  // offer 1 was never theirs
}

TEST_CASE("an offer's number grows at its table, is no other's, and tells nothing of what is offered elsewhere", "[talks][fog]") {
    const auto numbers = [](bool is_busy_elsewhere) {
        Floor floor;
        REQUIRE(floor.say(floor.us, open_with({floor.china})) == Refusal::none);
        if (is_busy_elsewhere) REQUIRE(floor.say(floor.japan, open_with({floor.eu})) == Refusal::none);
        floor.next_round();
        for (int i = 0; is_busy_elsewhere && i < 3; ++i) REQUIRE(floor.say(floor.japan, propose_in(1, {truce_of(floor.japan, floor.eu)})) == Refusal::none);
        std::vector<std::uint32_t> made;
        for (int i = 0; i < 2; ++i) {
            REQUIRE(floor.say(floor.us, propose_in(0, {truce_of(floor.us, floor.china)})) == Refusal::none);
            made.push_back(floor.talks.offers.back().id);
        }
        CHECK(made[1] > made[0]);
        for (const Offer& offer : floor.talks.offers)
            CHECK(std::count_if(floor.talks.offers.begin(), floor.talks.offers.end(), [&](const Offer& other) { return other.id == offer.id; }) == 1);
        return made;
    };
    CHECK(numbers(true) == numbers(false));
    std::set<std::uint32_t> seen;
    for (int week = 1; week <= 5; ++week)
        for (std::uint32_t nth = 1; nth <= 255; ++nth)
            for (std::size_t talk = 0; talk < limits::talks; ++talk) CHECK(seen.insert(offer_number(week, nth, talk)).second);
}

TEST_CASE("a risk of breakdown ends talks at its rate, and none keeps them", "[talks][protocol]") {
    const double risk = GENERATE(0.0, 20.0, 100.0);
    int ended = 0, tried = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        Floor floor = with_live_offer();
        auto setup = std::make_shared<Setup>(*floor.setup);
        setup->params.rules.negotiation.breakdown_risk.value = risk;
        floor.run.setup = setup;
        floor.run.seed = seed;
        floor.next_round();
        ++tried;
        if (floor.talks.talks[0].open) continue;
        ++ended;
        CHECK(floor.talks.offers[0].state == OfferState::withdrawn);
        CHECK(floor.talks.talks[1].open);  // nothing stands on the other table
        if (seed > 3 && risk == 100.0) break;
    }
    CAPTURE(risk);
    CHECK(100.0 * ended / tried == Approx(risk).margin(risk == 20.0 ? 7.0 : 0.0));
}

TEST_CASE("talks, offers and agreements that no longer fit are refused", "[talks][refusal]") {
    Floor floor;
    const auto seats = static_cast<SeatId>(floor.run.params().seats);
    SECTION("talks") {
        int opened = 0;
        Refusal last = Refusal::none;
        for (SeatId a = 0; a < seats && last != Refusal::full; ++a)
            for (SeatId b = 0; b < a && last != Refusal::full; ++b) {
                last = floor.say(a, open_with({b}));
                opened += last == Refusal::none ? 1 : 0;
            }
        CHECK(last == Refusal::full);
        CHECK(opened <= static_cast<int>(limits::talks));
        CHECK(opened > 4);
    }
    SECTION("offers") {
        REQUIRE(floor.say(floor.us, open_with({floor.china})) == Refusal::none);
        floor.next_round();
        Offer filler;
        filler.talk = 19;
        filler.expiry_week = 100;
        filler.state = OfferState::live;
        while (!floor.talks.offers.full()) {
            filler.id = 5000 + static_cast<std::uint32_t>(floor.talks.offers.size());
            REQUIRE(floor.talks.offers.push(filler));
        }
        CHECK(floor.say(floor.us, propose_in(0, {truce_of(floor.us, floor.china)})) == Refusal::full);
        floor.talks.offers[3].state = OfferState::rejected;  // one that is over makes room
        CHECK(floor.say(floor.us, propose_in(0, {truce_of(floor.us, floor.china)})) == Refusal::none);
    }
    SECTION("agreements") {
        floor = with_live_offer();
        const Agreement standing = make_agreement({floor.us}, {}, {0, 900});
        while (!floor.run.world.agreements.full()) REQUIRE(floor.run.world.agreements.push(standing));
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::full);
        CHECK(floor.talks.offers[0].state == OfferState::live);
        floor.run.world.agreements[5].state = AgreementState::expired;
        CHECK(floor.say(floor.china, about(MessageKind::accept, 1)) == Refusal::none);
        CHECK(floor.run.world.agreements[5].offer == 1);
    }
}

TEST_CASE("no seat sits at more tables than it can see", "[talks][refusal]") {
    Floor floor;
    const auto seats = static_cast<SeatId>(floor.run.params().seats);
    for (SeatId other = 0; other < seats; ++other)
        if (other != floor.us) static_cast<void>(floor.say(other, open_with({floor.us})));
    std::size_t at_table = 0;
    for (const Talk& talk : floor.talks.talks) at_table += talk.open && is_party(talk.parties, floor.us) ? 1 : 0;
    CHECK(at_table <= decltype(Observation::talks)::capacity());
}

TEST_CASE("through a game: refusals are told to their seat alone and leave no other trace", "[talks][refusal]") {
    const std::uint64_t seed = 21;
    CAPTURE(seed);
    const auto setup = quiet_setup();
    auto game = std::make_unique<Game>(start_game(*setup, seed));
    const SeatId us = setup->params.of(Government::us).seat, china = setup->params.of(Government::china).seat;
    open_phase(*setup, *game);
    auto silent = std::make_unique<Game>(*game);
    const auto answers = std::make_unique<Answers>();
    REQUIRE((*answers)[us].messages.push(about(MessageKind::accept, 3)));
    REQUIRE((*answers)[us].messages.push(propose_in(0, {truce_of(us, china)})));
    close_phase(*setup, *game, *answers);
    (*answers)[us].clear();
    close_phase(*setup, *silent, *answers);

    const auto seen = std::make_unique<Observation>();
    open_phase(*setup, *game);
    observe(*setup, *game, us, *seen);
    REQUIRE(seen->refused.size() == 2);
    CHECK(seen->refused[0].reason == Refusal::unknown_offer);
    CHECK(seen->refused[0].message == 0);
    CHECK(seen->refused[1].reason == Refusal::unknown_talk);
    CHECK(seen->refused[1].message == 1);
    observe(*setup, *game, china, *seen);
    CHECK(seen->refused.empty());

    open_phase(*setup, *silent);
    game->talks.refused.clear();
    game->talks.passes = silent->talks.passes;  // who speaks in vain has not passed
    CHECK(first_difference(*game, *silent).path == "");
}

TEST_CASE("an offer and its acceptance in one phase: the acceptance comes too early", "[talks][protocol]") {
    const std::uint64_t seed = GENERATE(range(1, 9));
    CAPTURE(seed);
    const auto setup = quiet_setup();
    auto game = std::make_unique<Game>(start_game(*setup, seed));
    const SeatId us = setup->params.of(Government::us).seat, china = setup->params.of(Government::china).seat;
    const auto answers = std::make_unique<Answers>();
    open_phase(*setup, *game);
    REQUIRE((*answers)[us].messages.push(open_with({china})));
    close_phase(*setup, *game, *answers);
    open_phase(*setup, *game);
    (*answers)[us].clear();
    REQUIRE((*answers)[us].messages.push(propose_in(0, {truce_of(us, china)})));
    REQUIRE((*answers)[china].messages.push(about(MessageKind::accept, 1)));
    close_phase(*setup, *game, *answers);
    CHECK(game->world.agreements.empty());
    CHECK(game->talks.refused.size() == 1);
    // Withdrawal and acceptance of a live offer meet in one phase: whoever comes first by the week's draw.
    open_phase(*setup, *game);
    (*answers)[us].clear();
    (*answers)[china].clear();
    REQUIRE((*answers)[us].messages.push(about(MessageKind::withdraw, 1)));
    REQUIRE((*answers)[china].messages.push(about(MessageKind::accept, 1)));
    close_phase(*setup, *game, *answers);
    REQUIRE(game->talks.refused.size() == 1);
    CHECK(game->talks.refused[0].reason == Refusal::offer_not_live);
    CHECK((game->talks.refused[0].seat == china) == game->world.agreements.empty());
}

TEST_CASE("nobody is always first", "[talks][protocol]") {
    const auto setup = quiet_setup();
    const SeatId us = setup->params.of(Government::us).seat, china = setup->params.of(Government::china).seat;
    const auto answers = std::make_unique<Answers>();
    REQUIRE((*answers)[us].messages.push(open_with({china})));
    REQUIRE((*answers)[china].messages.push(open_with({us})));
    int us_first = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        auto game = std::make_unique<Game>(start_game(*setup, seed));
        open_phase(*setup, *game);
        close_phase(*setup, *game, *answers);
        us_first += game->talks.talks[0].parties[0] == us ? 1 : 0;
    }
    CHECK(us_first > 70);
    CHECK(us_first < 130);
}

}  // namespace chokepoint::test

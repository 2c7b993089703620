// One more at a table: where the guest sits, what it sees, and between whom stands what lay there before.
#include "tests/support/game_by_hand.hpp"

namespace chokepoint::test {
namespace {

// The United States and China at a table, Japan and the European Union beside it; nobody ends a talk by chance.
struct Visit : GameByHand {
    explicit Visit(bool in_back_channel = false, bool with_third = false) {
        Message open;
        open.kind = MessageKind::open_talk;
        open.back_channel = in_back_channel;
        REQUIRE(open.with.push(china));
        if (with_third) REQUIRE(open.with.push(eu));
        say(us, open);
        next();
    }
    // On to the next round of talks.
    void next() {
        do close();
        while (game->cursor.phase != PhaseKind::talk);
    }
    void invite(SeatId by, SeatId guest) {
        Message message;
        message.kind = MessageKind::invite;
        message.talk = table_of(by);
        REQUIRE(message.with.push(guest));
        say(by, message);
        next();
    }
    void propose(SeatId by, SeatId to, std::uint32_t answers_offer = 0) {
        Message offer;
        offer.kind = MessageKind::propose;
        offer.talk = table_of(by);
        offer.offer = answers_offer;
        REQUIRE(offer.terms.push(make_term(TermKind::side_term, by, to, 1.0)));
        say(by, offer);
        next();
    }
    void answer(SeatId by, MessageKind kind, std::uint32_t offer) {
        Message message;
        message.kind = kind;
        message.offer = offer;
        say(by, message);
        next();
    }
};

}  // namespace

TEST_CASE("a guest sits at the table from the next round on, and has its turn last", "[talks][invite]") {
    Visit at;
    CHECK(at.seen_by(at.japan)->talks.empty());
    at.invite(at.china, at.japan);  // out of turn
    CHECK(at.game->talks.refused.empty());
    REQUIRE(at.seen_by(at.japan)->talks.size() == 1);
    CHECK(at.talk().parties.size() == 3);
    CHECK(at.talk().parties[2] == at.japan);
    CHECK(at.talk().parties[at.talk().turn] == at.china);  // as it would have been
    at.next();
    CHECK(at.talk().parties[at.talk().turn] == at.japan);
    CHECK(has_something_to_answer(at.game->talks, at.japan));
}

TEST_CASE("what lay on the table stays between those whom it names, and the guest does not see it", "[talks][invite][fog]") {
    Visit at;
    at.propose(at.us, at.china);
    const std::uint32_t old = at.newest_offer();
    at.invite(at.us, at.japan);
    REQUIRE(at.seen_by(at.japan)->talks.size() == 1);
    CHECK(at.seen_by(at.japan)->talks[0].offers.empty());
    REQUIRE(at.seen_by(at.china)->talks[0].offers.size() == 1);
    CHECK(at.seen_by(at.china)->talks[0].offers[0].parties == (bit(at.us) | bit(at.china)));
    SECTION("the guest can neither accept it nor counter it") {
        at.answer(at.japan, MessageKind::accept, old);
        REQUIRE(at.game->talks.refused.size() == 1);
        CHECK(at.game->talks.refused[0].reason == Refusal::unknown_offer);
        CHECK(at.game->world.agreements.empty());
    }
    SECTION("the other signs it for the two alone") {
        at.answer(at.china, MessageKind::accept, old);
        REQUIRE(at.game->world.agreements.size() == 1);
        CHECK(at.game->world.agreements[0].parties.size() == 2);
        CHECK_FALSE(at.talk().open);
    }
}

TEST_CASE("what is offered from then on needs all three", "[talks][invite]") {
    Visit at;
    at.invite(at.us, at.japan);
    while (at.talk().parties[at.talk().turn] != at.japan) at.next();
    at.propose(at.japan, at.us);
    const std::uint32_t offer = at.newest_offer();
    at.answer(at.us, MessageKind::accept, offer);
    CHECK(at.game->world.agreements.empty());
    at.answer(at.china, MessageKind::accept, offer);
    REQUIRE(at.game->world.agreements.size() == 1);
    CHECK(at.game->world.agreements[0].parties.size() == 3);
}

TEST_CASE("a guest that leaves again takes what lay on the table with it, as anybody does", "[talks][invite]") {
    Visit at;
    at.propose(at.us, at.china);
    at.invite(at.us, at.japan);
    Message leave;
    leave.kind = MessageKind::leave_talk;
    at.say(at.japan, leave);
    at.next();
    CHECK(at.talk().open);
    CHECK(at.talk().parties.size() == 2);
    CHECK(at.game->talks.offers[0].state == OfferState::withdrawn);
}

TEST_CASE("three who talk in private may bring a fourth, two may not: their channel is theirs", "[talks][invite][fog]") {
    const bool with_third = GENERATE(true, false);
    Visit at(true, with_third);
    at.invite(at.us, at.japan);
    CHECK(at.seen_by(at.japan)->talks.size() == (with_third ? 1 : 0));
    CHECK(at.game->talks.refused.size() == (with_third ? 0 : 1));
    if (!with_third) CHECK(at.game->talks.refused[0].reason == Refusal::fixed_parties);
    for (const Event& event : at.game->world.events)
        if (event.kind == EventKind::talk_joined) CHECK_FALSE(event.is_public);
}

}  // namespace chokepoint::test

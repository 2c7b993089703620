// What a proposer hears of an offer that stands no longer: whether it was turned down, why, or has ended otherwise.
#include "tests/support/game_by_hand.hpp"

namespace chokepoint::test {
namespace {

// The United States and China at a table of their own, with an offer on it; Japan elsewhere.
struct Exchange : GameByHand {
    Exchange() {
        Message open;
        open.kind = MessageKind::open_talk;
        open.back_channel = true;
        REQUIRE(open.with.push(china));
        say(us, open);
        close();
        Message offer;
        offer.kind = MessageKind::propose;
        offer.talk = table_of(us);
        REQUIRE(offer.terms.push(make_term(TermKind::side_term, us, china, 1.0)));
        say(us, offer);
        close();
        REQUIRE(game->talks.offers.size() == 1);
    }
    void end_it(SeatId by, MessageKind kind, RejectReason reason = RejectReason::none) {
        Message message;
        message.kind = kind;
        message.talk = table_of(by);
        message.offer = newest_offer();
        message.reason = reason;
        say(by, message);
        close();
    }
};

}  // namespace

TEST_CASE("a proposer reads that its offer was turned down, and why, for as long as nothing newer is", "[talks][observe]") {
    Exchange at;
    at.end_it(at.china, MessageKind::reject, RejectReason::no_trust);
    for (SeatId party : {at.us, at.china}) {
        const auto seen = at.seen_by(party);
        REQUIRE(seen->talks.size() == 1);
        const TalkView& talk = seen->talks[0];
        CHECK(talk.offers.empty());
        REQUIRE(talk.ended.size() == 1);
        CHECK(talk.ended[0].id == at.newest_offer());
        CHECK(talk.ended[0].by == at.us);
        CHECK(talk.ended[0].state == OfferState::rejected);
        CHECK(talk.rejected_offer == at.newest_offer());
        CHECK(talk.reject_reason == RejectReason::no_trust);
    }
    CHECK(at.seen_by(at.japan)->talks.empty());
    const std::uint32_t rejected = at.newest_offer();
    at.go_to(2);
    const auto later = at.seen_by(at.us);
    CHECK(later->talks[0].ended.empty());  // last week's
    CHECK(later->talks[0].rejected_offer == rejected);
    CHECK(later->talks[0].reject_reason == RejectReason::no_trust);
}

TEST_CASE("what was withdrawn and what has expired is told from what was turned down", "[talks][observe]") {
    SECTION("withdrawn") {
        Exchange at;
        at.end_it(at.us, MessageKind::withdraw);
        const auto seen = at.seen_by(at.china);
        REQUIRE(seen->talks[0].ended.size() == 1);
        CHECK(seen->talks[0].ended[0].state == OfferState::withdrawn);
        CHECK(seen->talks[0].rejected_offer == 0);
    }
    SECTION("expired") {
        Exchange at;
        at.go_to(3);
        const auto seen = at.seen_by(at.us);
        REQUIRE(seen->talks[0].ended.size() == 1);
        CHECK(seen->talks[0].ended[0].state == OfferState::expired);
        CHECK(seen->talks[0].rejected_offer == 0);
    }
}

}  // namespace chokepoint::test

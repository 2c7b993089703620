// Summits, the levels of talks, back channels, and what is said in private.
#include "engine/game/numbers.hpp"
#include "tests/support/game_by_hand.hpp"

namespace chokepoint::test {
namespace {

std::shared_ptr<Setup> quiet_but_for(const std::function<void(Setup&)>& change) {
    auto setup = quiet_setup();
    if (change) change(*setup);
    return setup;
}

struct Room : GameByHand {
    std::unique_ptr<Observation> seen = std::make_unique<Observation>();

    explicit Room(const std::function<void(Setup&)>& change = {}) : GameByHand(quiet_but_for(change), 3) {}
    void go_to_orders() {
        while (game->cursor.phase != PhaseKind::orders) close();
    }
    void next_week() {
        for (const int week = game->cursor.week; game->cursor.week == week;) close();
    }
    void order_summit(SeatId by, SeatId of) {
        Message message;
        message.order = make_order(OrderKind::summit, 1.0, 0, of);
        say(by, message);
    }
    void open(SeatId by, std::initializer_list<SeatId> others, TalkLevel level = TalkLevel::ministerial, bool back_channel = false) {
        Message message;
        message.kind = MessageKind::open_talk;
        message.level = level;
        message.back_channel = back_channel;
        for (SeatId seat : others) REQUIRE(message.with.push(seat));
        say(by, message);
    }
    const Observation& look(SeatId seat) {
        *seen = Observation{};
        observe(*setup, *game, seat, *seen);
        return *seen;
    }
    double approval(Government of) const { return game->world.of(of).approval_pct; }
    std::size_t events(EventKind kind) const {
        return static_cast<std::size_t>(std::count_if(game->world.events.begin(), game->world.events.end(),
                                                      [&](const Event& event) { return event.kind == kind; }));
    }
};

Message leave(std::uint8_t talk) {
    Message message;
    message.kind = MessageKind::leave_talk;
    message.talk = talk;
    return message;
}

Message whisper(SeatId to, int due_week) {
    Message message;
    message.kind = MessageKind::statement;
    message.statement.kind = StatementKind::promise;
    message.statement.to = to;
    message.statement.is_public = false;
    message.statement.about_tariffs = true;
    message.statement.value = 20.0;
    message.statement.due_week = static_cast<std::int16_t>(due_week);
    return message;
}

// Asked for in week 1 by the United States, taken up in week 2 by China.
Room at_the_summit(const std::function<void(Setup&)>& change = {}) {
    Room at(change);
    at.go_to_orders();
    at.order_summit(at.us, at.china);
    at.next_week();
    CHECK(at.look(at.china).record.summit_asked_by == at.us);
    at.go_to_orders();
    at.order_summit(at.china, at.us);
    at.close();
    return at;
}

}  // namespace

TEST_CASE("a summit that the other side takes up seats leaders at a table with a date", "[talks][summit]") {
    Room at = at_the_summit();
    const int weeks = static_cast<int>(at.setup->params.rules.negotiation.summit_weeks.value);
    REQUIRE(at.game->talks.talks.size() == 1);
    CHECK(at.talk().open);
    CHECK(at.talk().level == TalkLevel::leader);
    CHECK(at.talk().deadline_week == 2 + weeks);
    CHECK(at.setup->scenario.agendas[at.talk().agenda].parties.size() == 2);
    CHECK(at.look(at.us).record.summit_asked_by == no_seat);
    for (Government government : {Government::us, Government::china}) at.game->world.of(government).approval_pct = 36.0;
    for (SeatId seat : {at.us, at.china}) {
        const Observation& seen = at.look(seat);
        REQUIRE(seen.talks.size() == 1);
        CHECK(seen.talks[0].deadline_week == 2 + weeks);
        CHECK(seen.talks[0].win_set > seen.government.win_set);  // leaders own what they sign
    }
}

TEST_CASE("a summit joins the table at which the two already sit", "[talks][summit]") {
    Room at;
    at.open(at.china, {at.us});
    at.go_to_orders();
    at.order_summit(at.us, at.china);
    at.order_summit(at.china, at.us);
    at.close();
    REQUIRE(at.game->talks.talks.size() == 1);
    CHECK(at.talk().level == TalkLevel::leader);
    CHECK(at.talk().parties[0] == at.china);
    CHECK(at.game->talks.refused.empty());
}

TEST_CASE("a request that nobody takes up lapses, and can be made again", "[talks][summit]") {
    Room at;
    at.go_to_orders();
    at.order_summit(at.us, at.china);
    for (int week = 1; week <= 5; ++week) {
        at.next_week();
        CAPTURE(week);
        CHECK((at.look(at.japan).record.summit_asked_by == at.us) == (week <= 4));
    }
    at.go_to_orders();
    at.order_summit(at.us, at.china);
    at.close();
    CHECK(at.game->talks.summit_asked_by == at.us);
    CHECK(at.game->talks.talks.empty());
}

TEST_CASE("a summit that passes its date costs both sides, one that is left the leaver alone", "[talks][summit]") {
    const auto costly = [](Setup& setup) { setup.params.rules.politics.summit_failure.value = 3.0; };
    const auto free = [](Setup& setup) { setup.params.rules.politics.summit_failure.value = 0.0; };
    Room at = at_the_summit(costly), without = at_the_summit(free);
    const double us_before = at.approval(Government::us) - without.approval(Government::us);
    CHECK(us_before == Approx(0.0).margin(1e-12));
    const int date = at.talk().deadline_week;
    SECTION("its date passes") {
        while (at.game->cursor.week <= date) {
            CHECK(at.talk().open);
            at.close(), without.close();
        }
        CHECK_FALSE(at.talk().open);
        CHECK(at.events(EventKind::summit_failed) == 1);
        CHECK(without.approval(Government::us) - at.approval(Government::us) == Approx(3.0).margin(1e-9));
        CHECK(without.approval(Government::china) - at.approval(Government::china) == Approx(3.0).margin(1e-9));
    }
    SECTION("one walks out") {
        at.say(at.china, leave(0));
        without.say(without.china, leave(0));
        at.close(), without.close();
        CHECK_FALSE(at.talk().open);
        CHECK(without.approval(Government::china) - at.approval(Government::china) == Approx(3.0).margin(1e-9));
        CHECK(at.approval(Government::us) == without.approval(Government::us));
    }
    SECTION("it ends with a signature") {
        Message offer;
        offer.kind = MessageKind::propose;
        REQUIRE(offer.terms.push(make_term(TermKind::truce, at.talk().parties[0], at.talk().parties[1], 0.0, 0, 13)));
        const SeatId proposer = at.talk().parties[at.talk().turn], other = proposer == at.us ? at.china : at.us;
        at.say(proposer, offer);
        at.close();
        Message accept;
        accept.kind = MessageKind::accept;
        accept.offer = at.game->talks.offers.back().id;
        at.say(other, accept);
        at.close();
        REQUIRE(at.game->world.agreements.size() == 1);
        CHECK(at.game->world.agreements[0].level == TalkLevel::leader);
        while (at.game->cursor.week <= date + 1) at.close();
        CHECK(at.events(EventKind::summit_failed) == 0);
    }
}

TEST_CASE("what leaders sign passes at home more easily, by as much as the rule says", "[talks][summit]") {
    Room at;
    const Params& params = at.setup->params;
    Agreement pact;
    REQUIRE(pact.terms.push(make_term(TermKind::shared_queue, at.us, at.china)));
    const double given = conceded_share(params, at.game->world, pact, at.us);
    REQUIRE(given > 0.0);
    const auto chance = [&](TalkLevel level) {
        pact.level = level;
        return ratification_chance(params, at.game->world, Government::us, pact);
    };
    CHECK(chance(TalkLevel::leader) > chance(TalkLevel::ministerial));
    CHECK(chance(TalkLevel::working) == chance(TalkLevel::ministerial));
    // A part of what it costs falls away: in log odds, slope times the points.
    const double points = params.rules.politics.ratify_concession.value * given * percent(params.rules.politics.summit_ease);
    const double odds_leader = chance(TalkLevel::leader) / (1.0 - chance(TalkLevel::leader));
    const double odds_minister = chance(TalkLevel::ministerial) / (1.0 - chance(TalkLevel::ministerial));
    CHECK(odds_leader / odds_minister == Approx(std::exp(params.rules.politics.ratify_slope.value * points)));
}

TEST_CASE("nobody sits down with leaders alone: to open at that level is to ask for a summit", "[talks][summit]") {
    Room at;
    at.open(at.us, {at.china}, TalkLevel::leader);
    at.close();
    CHECK(at.talk().level == TalkLevel::ministerial);
    CHECK(at.talk().deadline_week == 0);
    CHECK(at.game->talks.summit_asked_by == at.us);
    at.open(at.china, {at.us}, TalkLevel::leader);
    at.close();
    CHECK(at.talk().level == TalkLevel::leader);
    CHECK(at.talk().deadline_week > 1);
    at.open(at.japan, {at.eu}, TalkLevel::leader);  // others have no summits
    at.close();
    CHECK(at.game->talks.talks.size() == 1);
}

TEST_CASE("officials leave tariffs, controls, licences and truces to ministers", "[talks][summit]") {
    Room at;
    at.open(at.us, {at.china}, TalkLevel::working);
    at.close();
    Message offer;
    offer.kind = MessageKind::propose;
    REQUIRE(offer.terms.push(make_term(TermKind::truce, at.us, at.china, 0.0, 0, 13)));
    at.say(at.us, offer);
    at.close();
    REQUIRE(at.game->talks.refused.size() == 1);
    CHECK(at.game->talks.refused[0].reason == Refusal::above_level);
    at.open(at.china, {at.us});  // the level is raised
    at.close();
    CHECK(at.game->talks.talks.size() == 1);
    CHECK(at.talk().level == TalkLevel::ministerial);
    while (at.talk().parties[at.talk().turn] != at.us) at.close();
    at.say(at.us, offer);
    at.close();
    CHECK(at.game->talks.refused.empty());
    CHECK(at.game->talks.offers.size() == 1);
}

TEST_CASE("a back channel is known to its parties and the facilitator alone, until something is signed", "[talks][fog]") {
    Room at, none;
    at.open(at.us, {at.china}, TalkLevel::ministerial, true);
    at.close();
    none.close();
    CHECK(at.look(at.us).talks.size() == 1);
    CHECK(at.look(at.china).talks[0].back_channel);
    for (SeatId seat = 0; seat < at.setup->params.seats; ++seat) {
        if (seat == at.us || seat == at.china) continue;
        CAPTURE(int{seat});
        CHECK(first_difference(at.look(seat), none.look(seat)).path == "");
    }
    const auto picture = std::make_unique<Snapshot>();
    const auto talks_of = [&](Viewpoint viewpoint, SeatId seat) {
        snapshot(*at.setup, *at.game, viewpoint, seat, *picture);
        const auto news = std::count_if(picture->events.begin(), picture->events.end(),
                                        [](const Event& event) { return event.kind == EventKind::talk_opened; });
        return std::pair<std::size_t, long>(picture->talks.size(), static_cast<long>(news));
    };
    CHECK(talks_of(Viewpoint::spectator, no_seat) == std::pair<std::size_t, long>(0, 0));
    CHECK(talks_of(Viewpoint::seat, at.japan) == std::pair<std::size_t, long>(0, 0));
    CHECK(talks_of(Viewpoint::seat, at.china) == std::pair<std::size_t, long>(1, 1));
    CHECK(talks_of(Viewpoint::facilitator, no_seat) == std::pair<std::size_t, long>(1, 1));
    Message offer;
    offer.kind = MessageKind::propose;
    offer.talk = at.table_of(at.us);
    REQUIRE(offer.terms.push(make_term(TermKind::truce, at.us, at.china, 0.0, 0, 13)));
    at.say(at.us, offer);
    at.close();
    Message accept;
    accept.kind = MessageKind::accept;
    accept.offer = at.newest_offer();
    at.say(at.china, accept);
    at.close();
    CHECK(at.look(at.japan).record.agreements.size() == 1);
}

TEST_CASE("the numbers of talks in the open tell of no back channel, nor that of one of another", "[talks][fog]") {
    Room alone, beside;
    beside.open(beside.eu, {beside.china}, TalkLevel::ministerial, true);
    for (Room* each : {&alone, &beside}) {
        each->close();
        each->open(each->us, {each->japan});
        each->open(each->us, {each->china}, TalkLevel::ministerial, true);
        each->close();
        each->open(each->us, {each->eu});
        each->close();
    }
    CHECK(first_difference(alone.look(alone.us), beside.look(beside.us)).path == "");
    const auto& talks = beside.game->talks.talks;
    CHECK(std::count_if(talks.begin(), talks.end(), [](const Talk& talk) { return talk.open && talk.back_channel; }) == 2);
    for (std::size_t i = 0; i < talks.size(); ++i)
        if (talks[i].open) CHECK(talks[i].back_channel == (i >= first_private_talk));
}

TEST_CASE("of three parties one can leave, and the others go on at a clear table", "[talks][protocol]") {
    Room at;
    at.open(at.us, {at.japan, at.eu});
    at.close();
    Message offer;
    offer.kind = MessageKind::propose;
    REQUIRE(offer.terms.push(make_term(TermKind::shared_queue, at.us, at.eu)));
    at.say(at.us, offer);
    at.close();
    at.say(at.japan, leave(0));
    at.next_week();
    CHECK(at.talk().open);
    CHECK(at.talk().parties.size() == 2);
    CHECK_FALSE(is_party(at.talk().parties, at.japan));
    CHECK(at.talk().agenda == 255);
    for (const Offer& each : at.game->talks.offers) CHECK(each.state == OfferState::withdrawn);
    CHECK(at.look(at.japan).talks.empty());
    CHECK(at.talk().parties[at.talk().turn] == at.eu);  // after the leaver's place
    at.say(at.eu, leave(0));
    at.close();
    CHECK_FALSE(at.talk().open);
}

TEST_CASE("what is said in private reaches its addressee and nobody else", "[talks][statement][fog]") {
    const int due_week = GENERATE(0, 5);
    Room at, silent;
    at.say(at.us, whisper(at.china, due_week));
    at.close();
    silent.close();
    const Observation& heard = at.look(at.china);
    REQUIRE(heard.told.size() == 1);
    CHECK(heard.told[0].by == at.us);
    CHECK(heard.told[0].value == 20.0);
    CHECK(heard.record.statements.empty());
    for (SeatId seat = 0; seat < at.setup->params.seats; ++seat) {
        if (seat == at.china) continue;
        CAPTURE(int{seat});
        CHECK(first_difference(at.look(seat), silent.look(seat)).path == "");
    }
    at.next_week();
    at.next_week();
    CHECK(at.look(at.china).told.size() == (due_week == 0 ? 0 : 1));  // heard once; remembered until it is due
    while (at.game->cursor.week < 6) at.next_week();
    const auto believed = [&](SeatId seat) {
        return at.look(seat).government.keeps_promises[index_of(Government::us)][index_of(MeasureClass::tariffs)];
    };
    CHECK((believed(at.china) > 0.5) == (due_week > 0));  // a promise kept
    CHECK(believed(at.japan) == 0.5);
    CHECK(at.look(at.china).record.keeps_promises[index_of(Government::us)] == 0.5);
}

TEST_CASE("leaders meet at no table but their own, and who asks for them elsewhere is told", "[talks][summit]") {
    Room at;
    SECTION("in a back channel") { at.open(at.us, {at.china}, TalkLevel::leader, true); }
    SECTION("with a third") { at.open(at.us, {at.china, at.japan}, TalkLevel::leader); }
    SECTION("of others") { at.open(at.japan, {at.eu}, TalkLevel::leader); }
    at.close();
    CHECK(at.game->talks.talks.empty());
    REQUIRE(at.game->talks.refused.size() == 1);
    CHECK(at.game->talks.refused[0].reason == Refusal::above_level);
    CHECK(at.game->talks.summit_asked_by == no_seat);
}

TEST_CASE("who asks for leaders at a table of officials sits there with ministers till the summit", "[talks][summit]") {
    Room at;
    at.open(at.us, {at.china}, TalkLevel::working);
    at.close();
    REQUIRE(at.talk().level == TalkLevel::working);
    at.open(at.us, {at.china}, TalkLevel::leader);
    at.close();
    REQUIRE(at.game->talks.talks.size() == 1);
    CHECK(at.talk().level == TalkLevel::ministerial);
    CHECK(at.talk().deadline_week == 0);
    CHECK(at.game->talks.summit_asked_by == at.us);
}

TEST_CASE("leaders sit down at the table on their agenda, not at any other that the two have open", "[talks][summit]") {
    Room at;
    at.open(at.us, {at.china});  // on no agenda
    at.close();
    Message message;
    message.kind = MessageKind::open_talk;
    for (std::size_t i = 0; i < at.setup->params.agendas.size() && message.agenda == 255; ++i) {
        const PartyList& parties = at.setup->params.agendas[i].parties;
        if (parties.size() == 2 && is_party(parties, at.us) && is_party(parties, at.china)) message.agenda = static_cast<std::uint8_t>(i);
    }
    REQUIRE(message.agenda != 255);
    at.say(at.china, message);
    at.close();
    REQUIRE(at.game->talks.talks.size() == 2);
    at.go_to_orders();
    at.order_summit(at.us, at.china);
    at.order_summit(at.china, at.us);
    at.close();
    CHECK(at.talk(0).deadline_week == 0);
    CHECK(at.talk(1).deadline_week > 0);
    CHECK(at.talk(1).level == TalkLevel::leader);
}

TEST_CASE("a table that has lost a member closes when those who stay have nothing to say", "[talks]") {
    Room at([](Setup& setup) { setup.params.rules.negotiation.breakdown_risk.value = 0.0; });
    at.open(at.us, {at.japan, at.eu});
    at.close();
    at.say(at.eu, leave(0));
    at.close();
    CHECK(at.talk().open);
    SECTION("nobody proposes anything") {
        at.next_week();
        CHECK(at.talk().open);  // they have had this turn and the next
        at.next_week();
        CHECK_FALSE(at.talk().open);
    }
    SECTION("somebody does") {
        const SeatId speaker = at.talk().parties[at.talk().turn];
        Message offer;
        offer.kind = MessageKind::propose;
        REQUIRE(offer.terms.push(make_term(TermKind::side_term, speaker, speaker == at.us ? at.japan : at.us, 1.0)));
        at.say(speaker, offer);
        at.next_week();
        at.next_week();
        at.next_week();
        CHECK(at.game->talks.refused.empty());
        CHECK(at.talk().open);
    }
    SECTION("a government leaves firms among themselves") {
        const auto firm = static_cast<SeatId>(at.setup->scenario.governments.size()), other = static_cast<SeatId>(firm + 1);
        at.open(at.japan, {firm, other});
        at.close();
        REQUIRE(at.game->talks.talks.size() == 2);
        at.next_week();
        at.say(at.japan, leave(1));
        at.close();
        CHECK_FALSE(at.talk(1).open);
    }
}

}  // namespace chokepoint::test

// What people say in their own words: who hears it, what is refused, and that it changes nothing in the game.
#include "proto/journal/journal_file.hpp"
#include "tests/net/room_host.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

constexpr SeatId seat_us = 0, seat_china = 1;

wire::Reply reply_saying(std::uint64_t phase_id, std::vector<Saying> sayings) {
    return {phase_id, std::nullopt, std::make_shared<Answer>(), std::move(sayings)};
}

std::vector<std::string> texts_of(const std::vector<HeardSaying>& heard) {
    std::vector<std::string> texts;
    for (const HeardSaying& saying : heard) texts.push_back(saying.text);
    return texts;
}

Raw& watch_room(Raw& watcher, Host& host, Viewpoint viewpoint) {
    wire::Hello hello;
    hello.room = host.code;
    hello.part = wire::Part::watcher;
    hello.viewpoint = viewpoint;
    if (viewpoint == Viewpoint::facilitator) hello.token = host.facilitator_token;
    watcher.send(hello);
    watcher.expect<wire::Welcome>();
    return watcher;
}

// What the newest snapshot after the words shows.
std::vector<std::string> texts_shown(Raw& watcher) {
    std::vector<std::string> texts;
    while (auto body = watcher.receive())
        if (const auto* frame = std::get_if<wire::SnapshotFrame>(&*body); frame != nullptr && !frame->heard.empty()) {
            texts = texts_of(frame->heard);
            if (texts.size() >= 2) break;
        }
    return texts;
}

}  // namespace

TEST_CASE("what is said goes to those whom it is for, is kept in the journal, and changes nothing", "[net][room][sayings]") {
    Host host({seat_us, seat_china}, [](net::RoomConfig& room, net::ServerConfig&) { room.start = net::RoomStart::manual; });
    Raw american(host), chinese(host), spectator(host), facilitator(host);
    watch_room(spectator, host, Viewpoint::spectator);
    watch_room(facilitator, host, Viewpoint::facilitator);
    american.join(host, "us");
    chinese.join(host, "china");
    facilitator.send(wire::Command{wire::CommandKind::start});
    const auto first = american.expect<wire::Ask>();
    CHECK(first.heard.empty());
    american.send(reply_saying(first.phase_id, {{255, no_seat, "To all: we are ready.\n稀土"}, {255, seat_china, "To you alone."}, {255, 3, "To a firm."}}));
    chinese.pass(chinese.expect<wire::Ask>().phase_id);
    CHECK(american.expect<wire::Closed>().refused_sayings.empty());
    const auto second = chinese.await<wire::Ask>();
    CHECK(texts_of(second.heard) == std::vector<std::string>{"To all: we are ready.\n稀土", "To you alone."});
    REQUIRE(second.heard.size() == 2);
    CHECK(second.heard[1].by == seat_us);
    CHECK(second.heard[1].to == seat_china);
    CHECK(second.heard[1].number == 2);
    CHECK(second.heard[0].week == 1);
    CHECK(second.heard[0].round == 1);
    CHECK(second.heard[0].to == no_seat);
    chinese.pass(second.phase_id);
    const auto own = american.expect<wire::Ask>();
    CHECK(own.heard.size() == 3);  // one's own words too
    american.pass(own.phase_id);
    CHECK(texts_shown(facilitator).size() == 3);
    CHECK(chinese.await<wire::Ask>().heard.empty());  // told once
    CHECK(american.await<wire::Ask>().heard.empty());
    chinese.close();
    american.close();
    CHECK(host.wait().complete);
    check_replay(host);

    // The same game without a word.
    Host silent({seat_us, seat_china}, [](net::RoomConfig& room, net::ServerConfig&) { room.start = net::RoomStart::manual; });
    Raw other_american(silent), other_chinese(silent), starter(silent);
    watch_room(starter, silent, Viewpoint::facilitator);
    other_american.join(silent, "us");
    other_chinese.join(silent, "china");
    starter.send(wire::Command{wire::CommandKind::start});
    for (int round = 0; round < 2; ++round)
        for (Raw* client : {&other_american, &other_chinese}) client->pass(client->await<wire::Ask>().phase_id);
    other_american.await<wire::Ask>();
    other_chinese.await<wire::Ask>();
    other_american.close();
    other_chinese.close();
    CHECK(silent.wait().digest == host.result->digest);

    // The journal has them, byte for byte.
    const std::string bytes = journal::journal_bytes(host.records.header, host.records.list);
    const auto file = journal::read_journal(bytes, "a.journal");
    REQUIRE(file.ok());
    const auto record = std::get<PhaseRecord>(file->record(file->entries()[0]));
    REQUIRE(record.answers[seat_us].sayings.size() == 3);
    CHECK(record.answers[seat_us].sayings[0] == Saying{255, no_seat, "To all: we are ready.\n稀土"});
    CHECK(record.answers[seat_us].sayings[1] == Saying{255, seat_china, "To you alone."});
    CHECK(record.answers[seat_china].sayings.empty());
}

TEST_CASE("a spectator hears what is said to all, and nothing else", "[net][room][sayings]") {
    Host host({seat_us});
    Raw spectator(host), player(host);
    watch_room(spectator, host, Viewpoint::spectator);
    player.join(host, "us");
    player.send(reply_saying(player.expect<wire::Ask>().phase_id, {{255, no_seat, "one"}, {255, seat_china, "secret"}, {255, no_seat, "two"}}));
    player.await<wire::Ask>();
    CHECK(texts_shown(spectator) == std::vector<std::string>{"one", "two"});
}

TEST_CASE("words that cannot be passed on are refused one by one, with the reason, and the reply counts", "[net][room][sayings]") {
    Host host({seat_us});
    Raw player(host);
    player.join(host, "us");
    const auto refusal_of = [&](std::vector<Saying> sayings) {
        const std::size_t count = sayings.size();
        player.send(reply_saying(player.await<wire::Ask>().phase_id, std::move(sayings)));
        const auto closed = player.expect<wire::Closed>();
        CHECK(closed.answered);
        std::vector<Refusal> reasons(count, Refusal::none);
        for (const RefusedSaying& refused : closed.refused_sayings) reasons.at(refused.saying) = refused.reason;
        return reasons;
    };
    const std::string most(limits::text_bytes, 'x');
    CHECK(refusal_of({{255, no_seat, most}, {255, no_seat, most + "x"}, {255, no_seat, "bell\a"}, {255, no_seat, "\xFF"}}) ==
          std::vector<Refusal>{Refusal::none, Refusal::too_long, Refusal::not_text, Refusal::not_text});
    CHECK(refusal_of({{255, no_seat, ""}, {255, seat_us, "me"}, {255, 77, "nobody"}, {7, no_seat, "no such talk"}}) ==
          std::vector<Refusal>{Refusal::not_text, Refusal::unknown_target, Refusal::unknown_target, Refusal::unknown_talk});
    const Saying fine{255, no_seat, "fine"};
    CHECK(refusal_of({fine, fine, fine, fine, fine}) == std::vector<Refusal>{Refusal::none, Refusal::none, Refusal::none, Refusal::none, Refusal::full});
    CHECK(player.pass_to_the_end().complete);
    host.wait();
    check_replay(host);
    std::size_t kept = 0;
    for (const JournalRecord& record : host.records.list)
        if (const auto* phase = std::get_if<PhaseRecord>(&record))
            for (const SeatAnswer& answer : phase->answers) kept += answer.sayings.size();
    CHECK(kept == 5);
    CHECK(host.result->passes[seat_us] == 0);
}

TEST_CASE("at a table its parties hear, a stranger is refused, and of a back channel nobody else knows", "[net][sayings]") {
    const auto setup = small_setup();
    auto game = std::make_unique<Game>(start_game(*setup, 1));
    open_phase(*setup, *game);
    Talk talk;
    talk.open = true;
    REQUIRE(talk.parties.push(seat_us));
    REQUIRE(talk.parties.push(seat_china));
    REQUIRE(game->talks.talks.push(talk));
    talk.back_channel = true;
    REQUIRE(game->talks.talks.push(talk));
    CHECK(check_saying(*setup, *game, seat_us, {0, no_seat, "here"}) == Refusal::none);
    CHECK(check_saying(*setup, *game, 2, {0, no_seat, "here"}) == Refusal::not_a_party);
    CHECK(check_saying(*setup, *game, 2, {1, no_seat, "here"}) == Refusal::unknown_talk);
    CHECK(check_saying(*setup, *game, seat_us, {0, seat_china, "here"}) == Refusal::unknown_target);
    Sayings sayings;
    sayings.take(*game, seat_us, {0, no_seat, "at the table"});
    sayings.take(*game, seat_china, {1, no_seat, "in the back channel"});
    sayings.take(*game, 2, {255, no_seat, "to all"});
    game->talks.talks[0].open = false;  // it was said
    CHECK(texts_of(sayings.heard_since(0, seat_china)) == std::vector<std::string>{"at the table", "in the back channel", "to all"});
    CHECK(texts_of(sayings.heard_since(1, seat_us)) == std::vector<std::string>{"in the back channel", "to all"});
    CHECK(texts_of(sayings.heard_since(0, 2)) == std::vector<std::string>{"to all"});
    CHECK(sayings.heard_since(0, 2)[0].number == 1);  // what others whisper leaves no gap in the numbers
    CHECK(sayings.heard_since(2, seat_china)[0].number == 3);
    CHECK(texts_of(sayings.shown_to(Viewpoint::spectator, no_seat, 1)) == std::vector<std::string>{"to all"});
    CHECK(sayings.shown_to(Viewpoint::facilitator, no_seat, 2).size() == 3);
    CHECK(sayings.shown_to(Viewpoint::facilitator, no_seat, 3).empty());
    for (int i = 0; i < 200; ++i) sayings.take(*game, seat_us, {255, no_seat, std::to_string(i)});
    CHECK(sayings.heard_since(0, seat_china).size() == Sayings::shown_max);
    CHECK(sayings.heard_since(0, seat_china).back().text == "199");
}

TEST_CASE("who comes back before replying is told again, under the same number", "[net][room][sayings]") {
    Host host({seat_us, seat_china});
    Raw american(host);
    american.join(host, "us");
    std::string token;
    std::uint64_t number = 0;
    {
        Raw chinese(host);
        token = chinese.join(host, "china").token;
        american.send(reply_saying(american.expect<wire::Ask>().phase_id, {{255, seat_china, "Are you there?"}}));
        chinese.pass(chinese.expect<wire::Ask>().phase_id);
        const auto ask = chinese.await<wire::Ask>();
        REQUIRE(ask.heard.size() == 1);
        number = ask.heard[0].number;
    }
    Raw back(host);
    back.join(host, "china", token);
    const auto again = back.expect<wire::Ask>();
    REQUIRE(again.heard.size() == 1);
    CHECK(again.heard[0].number == number);
}

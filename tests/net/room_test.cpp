// Rooms under clients that behave and clients that do not.
#include "tests/net/room_host.hpp"

#include <future>

#include "proto/codec/scenario_text.hpp"
#include "proto/net/secrets.hpp"

using namespace chokepoint;
using namespace chokepoint::test;
using namespace std::chrono_literals;

TEST_CASE("bots alone play a room to its end", "[net][room]") {
    Host host({});
    CHECK(host.wait().complete);
    check_replay(host);
}

TEST_CASE("a person plays beside bots, and the journal replays", "[net][room]") {
    Host host({0});
    Raw client(host);
    const wire::Welcome welcome = client.join(host, "us");
    CHECK(welcome.seat == 0);
    CHECK(welcome.role == "us");
    CHECK(welcome.week == 0);
    CHECK(welcome.weeks == 6);
    CHECK(welcome.token.size() == 32);
    CHECK(codec::parse_scenario(welcome.scenario_text, "welcome").ok());
    const wire::Bye bye = client.pass_to_the_end();
    CHECK(bye.complete);
    CHECK(bye.outcomes.weeks == 6);
    CHECK(host.wait().digest == bye.digest);
    CHECK(host.records.header.seats[0].strategy == "remote");
    CHECK(host.records.header.seats[1].strategy == "jitter");
    CHECK(count_of_origin(host, 0, AnswerOrigin::remote) == 18);
    CHECK(host.result->passes[0] == 0);
    check_replay(host);
}

TEST_CASE("an agent in a process of its own makes the same game as a bot", "[net][room][determinism]") {
    Host bots({});
    const std::uint64_t digest = bots.wait().digest;
    Host host({1, 3});
    auto china = std::async(std::launch::async, [&host] { return play_with_agent(host, "china"); });
    const net::ClientReport firm = play_with_agent(host, "motor-works");
    CHECK(firm.ended);
    CHECK(china.get().bye.digest == digest);
    CHECK(host.wait().digest == digest);
    CHECK(host.records.header.seats[1].strategy == "remote:jitter");
    CHECK(count_of_origin(host, 1, AnswerOrigin::remote) == 18);
    check_replay(host);
}

TEST_CASE("a client may play another strategy than the scenario's, and the journal knows", "[net][room]") {
    Host host({1});
    CHECK(play_with_agent(host, "china", "other").ended);
    CHECK(host.wait().complete);
    CHECK(host.records.header.seats[1].strategy == "remote:other");
    check_replay(host);
}

TEST_CASE("an unknown strategy is refused by the client with the known ones", "[net][room]") {
    Host host({1});
    const net::ClientReport report = play_with_agent(host, "china", "nonsense");
    CHECK_FALSE(report.ended);
    CHECK_THAT(report.why, contains("known are jitter, other"));
}

TEST_CASE("whoever comes wrongly is told why", "[net][room]") {
    Host host({0});
    wire::Hello hello;
    hello.room = host.code;
    const auto told = [&host](const wire::Hello& wrong) {
        Raw client(host);
        client.send(wrong);
        const wire::Problem problem = client.problem();
        CHECK(client.is_hung_up());
        return problem;
    };
    hello.role = "atlantis";
    CHECK(told(hello).code == wire::ProblemCode::unknown_role);
    CHECK_THAT(told(hello).words, contains("there are: us, china, magnet-works, motor-works"));
    hello.role = "us";
    hello.token = net::draw_token();
    CHECK(told(hello).code == wire::ProblemCode::bad_token);
    hello.token.clear();
    hello.part = wire::Part::watcher;
    hello.viewpoint = Viewpoint::facilitator;
    CHECK(told(hello).code == wire::ProblemCode::bad_token);
    hello.viewpoint = Viewpoint::seat;
    CHECK(told(hello).code == wire::ProblemCode::bad_token);
    hello.room = "NOROOM";
    CHECK(told(hello).code == wire::ProblemCode::unknown_room);

    Raw seated(host);
    const wire::Welcome welcome = seated.join(host, "us");
    hello = {};
    hello.room = host.code;
    hello.role = "us";
    CHECK(told(hello).code == wire::ProblemCode::seat_taken);
    hello.role = "any";
    CHECK(told(hello).code == wire::ProblemCode::seat_taken);
    hello.role = "china";
    hello.token = welcome.token;  // of another seat
    CHECK(told(hello).code == wire::ProblemCode::bad_token);
    CHECK(seated.pass_to_the_end().complete);  // who sat noticed nothing
}

TEST_CASE("garbage, oversized frames and wrong first words end that connection only", "[net][room]") {
    Host host({0});
    Raw player(host);
    player.join(host, "us");
    const auto told = [&host](std::string_view bytes) {
        Raw client(host);
        client.send_bytes(bytes);
        const wire::Problem problem = client.problem();
        CHECK(client.is_hung_up());
        return problem.code;
    };
    CHECK(told("GET / HTTP/1.1\r\n\r\n") == wire::ProblemCode::bad_frame);
    CHECK(told(std::string("\xff\xff\xff\xff", 4)) == wire::ProblemCode::bad_frame);
    CHECK(told(std::string("\0\0\0\4\xff\xff\xff\xff", 8)) == wire::ProblemCode::bad_frame);
    CHECK(told(std::string("\0\0\0\2\x08\x63", 6)) == wire::ProblemCode::wrong_version);
    CHECK(told(net::frame_of(wire::Command{})) == wire::ProblemCode::bad_message);
    wire::Hello fat;
    fat.name = std::string(100'000, 'x');
    CHECK(told(net::frame_of(fat)) == wire::ProblemCode::bad_frame);
    {
        Raw cut(host);  // half a frame, then gone
        cut.send_bytes(net::frame_of(wire::Hello{}).substr(0, 5));
    }
    CHECK(player.pass_to_the_end().complete);
    host.wait();
    check_replay(host);
}

TEST_CASE("replies that are not one's own, stale, doubled or unreadable change nothing", "[net][room]") {
    Host host({0});
    Raw client(host);
    client.join(host, "us");
    const auto first = client.expect<wire::Ask>();
    const auto empty = std::make_shared<Answer>();
    client.send(wire::Reply{first.phase_id, 1, empty});
    CHECK(client.problem().code == wire::ProblemCode::not_allowed);
    client.send(wire::Reply{first.phase_id + 1, std::nullopt, empty});
    CHECK(client.problem().code == wire::ProblemCode::stale_reply);
    client.send(wire::Command{wire::CommandKind::end});
    CHECK(client.problem().code == wire::ProblemCode::not_allowed);
    client.send(wire::Reply{first.phase_id, 0, empty});
    const auto closed = client.expect<wire::Closed>();
    CHECK(closed.answered);
    const auto second = client.expect<wire::Ask>();
    client.send(wire::Reply{first.phase_id, 0, empty});  // replayed
    CHECK(client.problem().code == wire::ProblemCode::stale_reply);
    auto bad = std::make_shared<Answer>();
    Message message;
    message.kind = static_cast<MessageKind>(99);
    REQUIRE(bad->messages.push(message));
    client.send(wire::Reply{second.phase_id, 0, bad});  // cannot be read: a pass is recorded
    CHECK(client.problem().code == wire::ProblemCode::bad_message);
    CHECK_FALSE(client.expect<wire::Closed>().answered);
    CHECK(client.pass_to_the_end().complete);
    host.wait();
    CHECK(count_of_origin(host, 0, AnswerOrigin::absent) == 1);
    CHECK(host.result->passes[0] == 1);
    check_replay(host);
}

TEST_CASE("the second reply of a phase is refused while others are awaited", "[net][room]") {
    Host host({0, 1});
    Raw us(host), china(host);
    us.join(host, "us");
    china.join(host, "china");
    const auto ask = us.expect<wire::Ask>();
    us.pass(ask.phase_id);
    us.pass(ask.phase_id);
    CHECK(us.problem().code == wire::ProblemCode::duplicate_reply);
    china.pass(china.expect<wire::Ask>().phase_id);
    CHECK(us.expect<wire::Closed>().answered);
}

TEST_CASE("a flooding client is dropped and the others play on", "[net][room]") {
    Host host({0, 1});
    Raw us(host), china(host);
    us.join(host, "us");
    china.join(host, "china");
    std::string flood;
    for (int i = 0; i < 2000; ++i) flood += net::frame_of(wire::Reply{9999, std::nullopt, std::make_shared<Answer>()});
    us.send_bytes(flood);
    CHECK(china.pass_to_the_end().complete);
    wire::ProblemCode last = wire::ProblemCode::bad_frame;
    while (auto body = us.receive())
        if (const auto* problem = std::get_if<wire::Problem>(&*body)) last = problem->code;
    CHECK(last == wire::ProblemCode::too_many);
    host.wait();
    CHECK(count_of_origin(host, 0, AnswerOrigin::absent) == 18);
    check_replay(host);
}

TEST_CASE("a dropped client leaves recorded passes", "[net][room]") {
    Host host({0, 1});
    Raw china(host);
    {
        Raw us(host);
        us.join(host, "us");
        china.join(host, "china");
        us.pass(us.expect<wire::Ask>().phase_id);
        china.pass(china.expect<wire::Ask>().phase_id);
        us.await<wire::Ask>();
    }
    CHECK(china.pass_to_the_end().complete);
    host.wait();
    CHECK(count_of_origin(host, 0, AnswerOrigin::remote) == 1);
    CHECK(count_of_origin(host, 0, AnswerOrigin::absent) == 17);
    CHECK(host.result->passes[0] == 17);
    check_replay(host);
}

TEST_CASE("a token brings a client back to its open question", "[net][room]") {
    Host host({0, 1});
    Raw china(host);
    china.join(host, "china");
    std::string token;
    std::uint64_t phase_id = 0;
    {
        Raw us(host);
        token = us.join(host, "us").token;
        phase_id = us.expect<wire::Ask>().phase_id;
    }
    Raw back(host);
    const wire::Welcome welcome = back.join(host, "us", token);
    CHECK(welcome.token == token);
    CHECK(welcome.week == 1);
    const auto ask = back.expect<wire::Ask>();  // the same, for china has not answered it yet
    CHECK(ask.phase_id == phase_id);
    back.pass(phase_id);
    std::thread other([&china] { CHECK(china.pass_to_the_end().complete); });
    CHECK(back.pass_to_the_end().complete);
    other.join();
    host.wait();
    CHECK(count_of_origin(host, 0, AnswerOrigin::remote) == 18);
    check_replay(host);
}

TEST_CASE("a second connection with the same token replaces the first", "[net][room]") {
    Host host({0, 1});
    Raw first(host);
    const std::string token = first.join(host, "us").token;
    Raw second(host);
    second.join(host, "us", token);
    CHECK(first.problem().code == wire::ProblemCode::replaced);
    CHECK(first.is_hung_up());
}

TEST_CASE("a late answer is a recorded pass", "[net][room]") {
    Host host({0}, [](net::RoomConfig& room, net::ServerConfig&) { room.round_max = 30ms; });
    Raw client(host);
    client.join(host, "us");
    const auto ask = client.expect<wire::Ask>();
    CHECK(ask.deadline_ms > 0);
    CHECK(ask.deadline_ms <= 30);
    CHECK_FALSE(client.expect<wire::Closed>().answered);
    CHECK(client.await<wire::Bye>().complete);
    host.wait();
    CHECK(host.result->passes[0] == 18);
    check_replay(host);
}

TEST_CASE("who says nothing at all is shown the door", "[net][room]") {
    Host host({0}, [](net::RoomConfig&, net::ServerConfig& server) { server.limits.handshake_max = 40ms; });
    Raw silent(host);
    CHECK(silent.problem().code == wire::ProblemCode::too_slow);
    CHECK(silent.is_hung_up());
}

TEST_CASE("who falls silent is dropped, who answers pings is not", "[net][room]") {
    Host host({0}, [](net::RoomConfig&, net::ServerConfig& server) { server.limits.idle_max = 100ms; });
    Raw silent(host);
    silent.join(host, "us");
    silent.expect<wire::Ask>();
    CHECK(silent.await<wire::Problem>().code == wire::ProblemCode::too_slow);
    CHECK(host.wait().complete);  // with passes for the seat that fell silent
    CHECK(host.result->passes[0] == 18);
}

TEST_CASE("a slow watcher gets only the newest, and slows nobody", "[net][room]") {
    Host host({0}, [](net::RoomConfig& room, net::ServerConfig& server) {
        room.weeks = 300;
        server.send_buffer_bytes = 16 << 10;
    });
    Raw player(host), watcher(host, 16 << 10);
    wire::Hello hello;
    hello.room = host.code;
    hello.part = wire::Part::watcher;
    watcher.send(hello);
    CHECK(watcher.expect<wire::Welcome>().seat == no_seat);
    player.join(host, "us");
    const wire::Bye bye = player.pass_to_the_end();  // the watcher reads nothing meanwhile
    std::size_t snapshots = 0;
    std::int32_t week = 0;
    for (;;) {
        auto body = watcher.receive();
        REQUIRE(body);
        if (const auto* frame = std::get_if<wire::SnapshotFrame>(&*body)) {
            ++snapshots;
            CHECK(frame->snapshot->record.week >= week);
            week = frame->snapshot->record.week;
            if (frame->snapshot->game_over) CHECK(week >= 300);
        }
        if (std::holds_alternative<wire::Bye>(*body)) break;
    }
    CHECK(bye.complete);
    CHECK(week >= 300);
    host.wait();
    CHECK(snapshots + host.server->counters().snapshots_skipped >= 900);
    CHECK(host.server->counters().snapshots_skipped > 0);
}

TEST_CASE("a facilitator starts, pauses, steps and ends", "[net][room]") {
    Host host({0}, [](net::RoomConfig& room, net::ServerConfig&) { room.start = net::RoomStart::manual; });
    Raw facilitator(host);
    wire::Hello hello;
    hello.room = host.code;
    hello.part = wire::Part::watcher;
    hello.viewpoint = Viewpoint::facilitator;
    hello.token = host.facilitator_token;
    facilitator.send(hello);
    facilitator.expect<wire::Welcome>();
    CHECK(facilitator.expect<wire::SnapshotFrame>().snapshot->viewpoint == Viewpoint::facilitator);
    Raw player(host);
    player.join(host, "us");
    facilitator.send(wire::Command{wire::CommandKind::pause});
    facilitator.send(wire::Command{wire::CommandKind::start});
    facilitator.send(wire::Command{wire::CommandKind::step});
    const auto ask = player.expect<wire::Ask>();
    player.pass(ask.phase_id);
    CHECK(player.expect<wire::Closed>().answered);
    facilitator.send(wire::Command{wire::CommandKind::end});
    const auto bye = player.expect<wire::Bye>();
    CHECK_FALSE(bye.complete);
    CHECK_THAT(bye.reason, contains("facilitator ended"));
    CHECK_FALSE(host.wait().complete);
    check_replay(host);
}

TEST_CASE("a seat that a bot plays can be taken in the middle of a game", "[net][room]") {
    Host host({0});
    Raw us(host);
    us.join(host, "us");
    const auto ask = us.expect<wire::Ask>();
    Raw firm(host);
    const wire::Welcome welcome = firm.join(host, "motor-works");
    CHECK(welcome.week == 1);
    us.pass(ask.phase_id);
    std::thread other([&us] { us.pass_to_the_end(); });
    CHECK(firm.pass_to_the_end().complete);
    other.join();
    host.wait();
    CHECK(count_of_origin(host, 3, AnswerOrigin::remote) > 0);
    check_replay(host);
}

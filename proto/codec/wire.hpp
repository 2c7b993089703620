// What travels between a room and its clients, as plain values, and its bytes. See wire.proto for who sends
// what when. Knows no sockets; Protobuf stays out of this header.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/enums.hpp"
#include "engine/base/result.hpp"
#include "engine/domain/messages.hpp"
#include "engine/domain/observation.hpp"
#include "engine/domain/outcomes.hpp"
#include "engine/domain/sayings.hpp"
#include "engine/domain/snapshot.hpp"

namespace chokepoint::wire {

constexpr std::uint32_t protocol_version = 1;

CHOKEPOINT_ENUM(Part, seat, watcher)

struct Hello {
    std::string room;
    Part part = Part::seat;
    std::string role;
    std::string name;
    std::string token;
    std::string strategy;
    Viewpoint viewpoint = Viewpoint::spectator;
};

struct Welcome {
    std::string room;
    SeatId seat = no_seat;
    std::string role;
    std::string title;
    std::string brief;
    std::string token;
    std::uint64_t seat_key = 0;
    std::string scenario_text;
    std::int32_t week = 0;
    std::int32_t weeks = 0;
    std::uint32_t passes = 0;
};

struct Ask {
    std::uint64_t phase_id = 0;
    std::int32_t week = 0;
    std::int32_t round = 0;
    std::uint32_t deadline_ms = 0;
    bool wants_rationale = false;
    std::shared_ptr<const Observation> observation;  // never null
    std::vector<HeardSaying> heard = {};
};

struct Reply {
    std::uint64_t phase_id = 0;
    std::optional<std::uint32_t> seat;
    std::shared_ptr<const Answer> answer;  // never null
    std::vector<Saying> sayings = {};
};

struct Closed {
    std::uint64_t phase_id = 0;
    std::int32_t week = 0;
    std::int32_t round = 0;
    bool answered = false;
    std::vector<RefusedSaying> refused_sayings = {};
};

struct SnapshotFrame {
    std::shared_ptr<const Snapshot> snapshot;  // never null
    std::vector<HeardSaying> heard = {};
};

CHOKEPOINT_ENUM(ProblemCode, bad_frame, bad_message, wrong_version, unknown_room, unknown_role, seat_taken, bad_token,
                not_allowed, stale_reply, duplicate_reply, too_many, too_slow, room_full, room_over, replaced)

struct Problem {
    ProblemCode code = ProblemCode::bad_message;
    std::string words;
};

struct Bye {
    std::string reason;
    bool complete = false;
    Outcomes outcomes;
    std::uint64_t digest = 0;
};

struct Ping {
    std::uint64_t nonce = 0;
};
struct Pong {
    std::uint64_t nonce = 0;
};

CHOKEPOINT_ENUM(CommandKind, start, pause, resume, step, end)
struct Command {
    CommandKind kind = CommandKind::start;
};

CHOKEPOINT_ENUM(SeatHolder, bot, open, client, absent)

struct SeatStatus {
    std::string role;
    std::string name;
    SeatHolder holder = SeatHolder::bot;
    std::uint32_t passes = 0;
    bool awaited = false;
};

struct RoomStatus {
    std::string room;
    bool started = false;
    bool paused = false;
    bool over = false;
    std::int32_t week = 0;
    std::int32_t round = 0;
    std::vector<SeatStatus> seats;
};

using Body = std::variant<Hello, Welcome, Ask, Reply, Closed, SnapshotFrame, Problem, Bye, Ping, Pong, Command,
                          RoomStatus>;

// Appends the envelope's bytes to `out`.
void encode(const Body& body, std::string& out);

// What kept an envelope from being read. A bad frame leaves nothing to answer to; after a bad message the
// connection can go on.
struct Unreadable {
    ProblemCode code = ProblemCode::bad_frame;
    std::string words;
};

using Decoded = std::variant<Body, Unreadable>;
Decoded decode(std::string_view bytes);

}  // namespace chokepoint::wire

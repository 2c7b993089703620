#include "proto/codec/wire.hpp"

#include "chokepoint/v1/wire.pb.h"
#include "proto/codec/left_out.hpp"
#include "proto/codec/reflect.hpp"

namespace chokepoint::wire {
namespace {

using codec::from_wire;
using codec::to_wire;

v1::Envelope& scratch() {
    thread_local v1::Envelope envelope;
    return envelope;
}

template <typename Wire, typename E>
Wire enum_out(E value) {
    return static_cast<Wire>(static_cast<int>(value) + 1);
}

// False where the number names no value; 0 leaves `value` as it is where it may be left out.
template <typename E>
bool enum_in(int number, E& value, bool may_be_left_out = false) {
    if (number == 0) return may_be_left_out;
    if (number < 0 || static_cast<std::size_t>(number) > count_of<E>) return false;
    value = static_cast<E>(number - 1);
    return true;
}

// --- out ----------------------------------------------------------------------------------------------------

struct Encoder {
    v1::Envelope& envelope;

    void operator()(const Hello& in) const {
        auto& out = *envelope.mutable_hello();
        out.set_room(in.room);
        out.set_part(enum_out<v1::Part>(in.part));
        out.set_role(in.role);
        out.set_name(in.name);
        out.set_token(in.token);
        out.set_strategy(in.strategy);
        out.set_viewpoint(enum_out<v1::Viewpoint>(in.viewpoint));
    }
    void operator()(const Welcome& in) const {
        auto& out = *envelope.mutable_welcome();
        out.set_room(in.room);
        out.set_seat(in.seat);
        out.set_role(in.role);
        out.set_title(in.title);
        out.set_brief(in.brief);
        out.set_token(in.token);
        out.set_seat_key(in.seat_key);
        out.set_scenario_text(in.scenario_text);
        out.set_week(in.week);
        out.set_weeks(in.weeks);
        out.set_passes(in.passes);
    }
    void operator()(const Ask& in) const {
        auto& out = *envelope.mutable_ask();
        out.set_phase_id(in.phase_id);
        out.set_week(in.week);
        out.set_round(in.round);
        out.set_deadline_ms(in.deadline_ms);
        out.set_wants_rationale(in.wants_rationale);
        to_wire(*in.observation, *out.mutable_observation());
        for (const HeardSaying& heard : in.heard) to_wire(heard, *out.add_heard());
    }
    void operator()(const Reply& in) const {
        auto& out = *envelope.mutable_reply();
        out.set_phase_id(in.phase_id);
        if (in.seat) out.set_seat(*in.seat);
        to_wire(*in.answer, *out.mutable_answer());
        for (const Saying& saying : in.sayings) to_wire(saying, *out.add_sayings());
    }
    void operator()(const Closed& in) const {
        auto& out = *envelope.mutable_closed();
        out.set_phase_id(in.phase_id);
        out.set_week(in.week);
        out.set_round(in.round);
        out.set_answered(in.answered);
        for (const RefusedSaying& refused : in.refused_sayings) to_wire(refused, *out.add_refused_sayings());
    }
    void operator()(const SnapshotFrame& in) const {
        to_wire(*in.snapshot, *envelope.mutable_snapshot()->mutable_snapshot());
        for (const HeardSaying& heard : in.heard) to_wire(heard, *envelope.mutable_snapshot()->add_heard());
    }
    void operator()(const Problem& in) const {
        auto& out = *envelope.mutable_problem();
        out.set_code(enum_out<v1::ProblemCode>(in.code));
        out.set_words(in.words);
    }
    void operator()(const Bye& in) const {
        auto& out = *envelope.mutable_bye();
        out.set_reason(in.reason);
        out.set_complete(in.complete);
        out.set_digest(in.digest);
        to_wire(in.outcomes, *out.mutable_outcomes());
    }
    void operator()(const Ping& in) const { envelope.mutable_ping()->set_nonce(in.nonce); }
    void operator()(const Pong& in) const { envelope.mutable_pong()->set_nonce(in.nonce); }
    void operator()(const Command& in) const {
        envelope.mutable_command()->set_kind(enum_out<v1::CommandKind>(in.kind));
    }
    void operator()(const RoomStatus& in) const {
        auto& out = *envelope.mutable_status();
        out.set_room(in.room);
        out.set_started(in.started);
        out.set_paused(in.paused);
        out.set_over(in.over);
        out.set_week(in.week);
        out.set_round(in.round);
        for (const SeatStatus& seat : in.seats) {
            auto& row = *out.add_seats();
            row.set_role(seat.role);
            row.set_name(seat.name);
            row.set_holder(enum_out<v1::SeatHolder>(seat.holder));
            row.set_passes(seat.passes);
            row.set_awaited(seat.awaited);
        }
    }
};

// --- in -----------------------------------------------------------------------------------------------------

Unreadable bad(std::string words) { return {ProblemCode::bad_message, std::move(words)}; }

// Every item of a list; a fault names its place.
template <typename List, typename T>
Status read_all(const List& list, const std::string& path, std::vector<T>& out) {
    for (const auto& item : list)
        if (const Status read = from_wire(item, out.emplace_back()); !read)
            return fail(path + "[" + std::to_string(out.size() - 1) + "]." + read.error().message);
    return Done{};
}

Decoded decode_hello(const v1::Hello& in) {
    Hello out;
    if (!enum_in(in.part(), out.part, true)) return bad("hello.part: no such part; SEAT or WATCHER would be right");
    if (!enum_in(in.viewpoint(), out.viewpoint, true))
        return bad("hello.viewpoint: no such viewpoint; SPECTATOR, SEAT or FACILITATOR would be right");
    out.room = in.room();
    out.role = in.role();
    out.name = in.name();
    out.token = in.token();
    out.strategy = in.strategy();
    return Body{std::move(out)};
}

Decoded decode_welcome(const v1::Welcome& in) {
    if (in.seat() > no_seat) return bad("welcome.seat: no such seat");
    Welcome out;
    out.room = in.room();
    out.seat = static_cast<SeatId>(in.seat());
    out.role = in.role();
    out.title = in.title();
    out.brief = in.brief();
    out.token = in.token();
    out.seat_key = in.seat_key();
    out.scenario_text = in.scenario_text();
    out.week = in.week();
    out.weeks = in.weeks();
    out.passes = in.passes();
    return Body{std::move(out)};
}

Decoded decode_ask(const v1::Ask& in) {
    auto observation = std::make_shared<Observation>();
    if (const Status read = from_wire(in.observation(), *observation); !read)
        return bad("ask.observation." + read.error().message);
    Ask out{in.phase_id(), in.week(), in.round(), in.deadline_ms(), in.wants_rationale(), std::move(observation), {}};
    if (const Status read = read_all(in.heard(), "ask.heard", out.heard); !read) return bad(read.error().message);
    return Body{std::move(out)};
}

Decoded decode_reply(v1::Reply& in) {
    auto answer = std::make_shared<Answer>();
    if (in.has_answer()) {
        codec::fill_in_what_is_left_out(*in.mutable_answer());
        if (const Status read = from_wire(in.answer(), *answer); !read)
            return bad("reply.answer." + read.error().message);
    }
    Reply out{in.phase_id(), std::nullopt, std::move(answer), {}};
    if (in.has_seat()) out.seat = in.seat();
    codec::fill_in_what_is_left_out(*in.mutable_sayings());
    if (const Status read = read_all(in.sayings(), "reply.sayings", out.sayings); !read) return bad(read.error().message);
    return Body{std::move(out)};
}

Decoded decode_snapshot(const v1::SnapshotFrame& in) {
    auto snapshot = std::make_shared<Snapshot>();
    if (const Status read = from_wire(in.snapshot(), *snapshot); !read)
        return bad("snapshot." + read.error().message);
    SnapshotFrame out{std::move(snapshot), {}};
    if (const Status read = read_all(in.heard(), "heard", out.heard); !read) return bad(read.error().message);
    return Body{std::move(out)};
}

Decoded decode_bye(const v1::Bye& in) {
    Bye out;
    out.reason = in.reason();
    out.complete = in.complete();
    out.digest = in.digest();
    if (const Status read = from_wire(in.outcomes(), out.outcomes); !read)
        return bad("bye.outcomes." + read.error().message);
    return Body{std::move(out)};
}

Decoded decode_status(const v1::RoomStatus& in) {
    RoomStatus out{in.room(), in.started(), in.paused(), in.over(), in.week(), in.round(), {}};
    for (const auto& row : in.seats()) {
        SeatStatus seat{row.role(), row.name(), SeatHolder::bot, row.passes(), row.awaited()};
        if (!enum_in(row.holder(), seat.holder)) return bad("status.seats: no such holder");
        out.seats.push_back(std::move(seat));
    }
    return Body{std::move(out)};
}

Decoded decode_closed(const v1::Closed& in) {
    Closed out{in.phase_id(), in.week(), in.round(), in.answered(), {}};
    if (const Status read = read_all(in.refused_sayings(), "closed.refused_sayings", out.refused_sayings); !read)
        return bad(read.error().message);
    return Body{std::move(out)};
}

Decoded decode_problem(const v1::Problem& in) {
    Problem out;
    if (!enum_in(in.code(), out.code)) return bad("problem.code: no such code");
    out.words = in.words();
    return Body{std::move(out)};
}

Decoded decode_command(const v1::Command& in) {
    Command out;
    if (!enum_in(in.kind(), out.kind))
        return bad("command.kind: no such command; START, PAUSE, RESUME, STEP or END would be right");
    return Body{out};
}

}  // namespace

void encode(const Body& body, std::string& out) {
    v1::Envelope& envelope = scratch();
    envelope.Clear();
    envelope.set_version(protocol_version);
    std::visit(Encoder{envelope}, body);
    envelope.AppendToString(&out);
}

Decoded decode(std::string_view bytes) {
    v1::Envelope& envelope = scratch();
    if (!envelope.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Unreadable{ProblemCode::bad_frame,
                          "these bytes are no Envelope: a frame is 4 bytes length, big-endian, then one "
                          "chokepoint.v1.Envelope"};
    if (envelope.version() != protocol_version)
        return Unreadable{ProblemCode::wrong_version,
                          "protocol version " + std::to_string(envelope.version()) + " is not spoken here; set Envelope.version to " +
                              std::to_string(protocol_version)};
    switch (envelope.body_case()) {
        case v1::Envelope::kHello: return decode_hello(envelope.hello());
        case v1::Envelope::kWelcome: return decode_welcome(envelope.welcome());
        case v1::Envelope::kAsk: return decode_ask(envelope.ask());
        case v1::Envelope::kReply: return decode_reply(*envelope.mutable_reply());
        case v1::Envelope::kClosed: return decode_closed(envelope.closed());
        case v1::Envelope::kSnapshot: return decode_snapshot(envelope.snapshot());
        case v1::Envelope::kProblem: return decode_problem(envelope.problem());
        case v1::Envelope::kBye: return decode_bye(envelope.bye());
        case v1::Envelope::kPing: return Body{Ping{envelope.ping().nonce()}};
        case v1::Envelope::kPong: return Body{Pong{envelope.pong().nonce()}};
        case v1::Envelope::kCommand: return decode_command(envelope.command());
        case v1::Envelope::kStatus: return decode_status(envelope.status());
        case v1::Envelope::BODY_NOT_SET: break;
    }
    return bad("the envelope is empty: set one of its bodies (a client's first is hello)");
}

}  // namespace chokepoint::wire

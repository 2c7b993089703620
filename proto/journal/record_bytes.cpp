#include "proto/journal/record_bytes.hpp"

#include "chokepoint/v1/journal.pb.h"
#include "engine/base/text.hpp"
#include "proto/codec/left_out.hpp"
#include "proto/codec/reflect.hpp"

namespace chokepoint::journal {
namespace {

// Reused: a phase of twenty seats is a few hundred allocations otherwise.
template <typename Wire>
Wire& scratch() {
    thread_local Wire message;
    message.Clear();
    return message;
}

template <typename Wire>
Result<Wire*> parse(std::string_view bytes) {
    Wire& message = scratch<Wire>();
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return fail("its bytes are no " + message.GetDescriptor()->name());
    return &message;
}

void fill(const PhaseRecord& in, v1::PhaseRecord& out) {
    out.set_week(in.week);
    out.set_round(in.round);
    out.set_phase(static_cast<v1::PhaseKind>(index_of(in.phase) + 1));
    for (const SeatAnswer& answer : in.answers) {
        auto& row = *out.add_answers();
        row.set_seat(answer.seat);
        row.set_origin(static_cast<v1::AnswerOrigin>(index_of(answer.origin) + 1));
        codec::to_wire(answer.answer, *row.mutable_answer());
        for (const Saying& saying : answer.sayings) codec::to_wire(saying, *row.add_sayings());
    }
}

template <typename E>
bool read_enum(int number, E& value) {
    if (number < 1 || static_cast<std::size_t>(number) > count_of<E>) return false;
    value = static_cast<E>(number - 1);
    return true;
}

Result<JournalRecord> read_phase(v1::PhaseRecord& in) {
    PhaseRecord out;
    out.week = in.week();
    out.round = in.round();
    if (!read_enum(in.phase(), out.phase)) return fail("phase: no such kind of phase");
    out.answers.reserve(static_cast<std::size_t>(in.answers_size()));
    for (auto& row : *in.mutable_answers()) {
        SeatAnswer& answer = out.answers.emplace_back();
        if (row.seat() >= limits::seats) return fail("answers.seat: " + std::to_string(row.seat()) + " is no seat");
        answer.seat = static_cast<SeatId>(row.seat());
        if (!read_enum(row.origin(), answer.origin)) return fail("answers.origin: no such origin");
        codec::fill_in_what_is_left_out(*row.mutable_answer());  // fields that were not known when it was written
        if (const Status read = codec::from_wire(row.answer(), answer.answer); !read)
            return fail("answers.answer." + read.error().message);
        codec::fill_in_what_is_left_out(*row.mutable_sayings());
        for (const auto& said : row.sayings()) {
            const Status read = codec::from_wire(said, answer.sayings.emplace_back());
            if (!read) return fail("answers.sayings." + read.error().message);
            if (!is_plain_text(answer.sayings.back().text)) return fail("answers.sayings.text: no text");
        }
    }
    return JournalRecord{std::move(out)};
}

}  // namespace

RecordKind kind_of(const JournalRecord& record) {
    if (std::holds_alternative<PhaseRecord>(record)) return RecordKind::phase;
    return std::holds_alternative<DigestRecord>(record) ? RecordKind::digest : RecordKind::end;
}

int week_of(const JournalRecord& record) {
    if (const auto* phase = std::get_if<PhaseRecord>(&record)) return phase->week;
    if (const auto* digest = std::get_if<DigestRecord>(&record)) return digest->week;
    return std::get<EndRecord>(record).weeks;
}

void encode(const JournalHeader& header, std::string& out) {
    auto& message = scratch<v1::JournalHeader>();
    message.set_version(header.version);
    message.set_scenario_text(header.scenario_text);
    message.set_seed(header.seed);
    message.set_weeks(header.weeks);
    for (const JournalSeat& seat : header.seats) {
        auto& row = *message.add_seats();
        row.set_role(seat.role);
        row.set_strategy(seat.strategy);
    }
    message.AppendToString(&out);
}

void encode(const JournalRecord& record, std::string& out) {
    if (const auto* phase = std::get_if<PhaseRecord>(&record)) {
        auto& message = scratch<v1::PhaseRecord>();
        fill(*phase, message);
        message.AppendToString(&out);
    } else if (const auto* digest = std::get_if<DigestRecord>(&record)) {
        auto& message = scratch<v1::DigestRecord>();
        message.set_week(digest->week);
        message.set_digest(digest->digest);
        message.mutable_leaves()->Assign(digest->leaves.begin(), digest->leaves.end());
        message.AppendToString(&out);
    } else {
        auto& message = scratch<v1::EndRecord>();
        message.set_weeks(std::get<EndRecord>(record).weeks);
        message.set_digest(std::get<EndRecord>(record).digest);
        message.AppendToString(&out);
    }
}

Result<JournalHeader> decode_header(std::string_view bytes) {
    auto parsed = parse<v1::JournalHeader>(bytes);
    if (!parsed) return parsed.errors();
    const v1::JournalHeader& in = **parsed;
    JournalHeader out{in.version(), in.scenario_text(), in.seed(), in.weeks(), {}};
    for (const auto& seat : in.seats()) out.seats.push_back({seat.role(), seat.strategy()});
    return out;
}

Result<JournalRecord> decode_record(RecordKind kind, std::string_view bytes) {
    switch (kind) {
        case RecordKind::phase: {
            auto parsed = parse<v1::PhaseRecord>(bytes);
            if (!parsed) return parsed.errors();
            return read_phase(**parsed);
        }
        case RecordKind::digest: {
            auto parsed = parse<v1::DigestRecord>(bytes);
            if (!parsed) return parsed.errors();
            const v1::DigestRecord& in = **parsed;
            return JournalRecord{DigestRecord{in.week(), in.digest(), {in.leaves().begin(), in.leaves().end()}}};
        }
        case RecordKind::end: {
            auto parsed = parse<v1::EndRecord>(bytes);
            if (!parsed) return parsed.errors();
            return JournalRecord{EndRecord{(*parsed)->weeks(), (*parsed)->digest()}};
        }
        case RecordKind::header: break;
    }
    return fail("a second header; only the first record is one");
}

}  // namespace chokepoint::journal

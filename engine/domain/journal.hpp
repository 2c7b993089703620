// The journal of a game as values: what is recorded, and the interfaces through which it is written and read.
// How it becomes bytes is the business of proto/journal.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/domain/messages.hpp"
#include "engine/domain/observation.hpp"
#include "engine/domain/sayings.hpp"

namespace chokepoint {

// Who gave an answer: an agent inside the room, a client, or nobody in time (a recorded pass).
CHOKEPOINT_ENUM(AnswerOrigin, local, remote, absent)

struct JournalSeat {
    std::string role;
    std::string strategy;  // "remote" for a seat played by a client of unknown strategy
};

struct JournalHeader {
    std::string version;        // of the program that wrote it
    std::string scenario_text;  // canonical text form, enough to replay
    std::uint64_t seed = 0;
    std::int32_t weeks = 0;     // as asked for; the game may be shorter or longer than the scenario says
    std::vector<JournalSeat> seats;
};

struct SeatAnswer {
    SeatId seat = no_seat;
    AnswerOrigin origin = AnswerOrigin::local;
    Answer answer;
    std::vector<Saying> sayings = {};  // those that were passed on
};

// All answers of one phase, in seat order; seats that were not asked do not stand here.
struct PhaseRecord {
    std::int32_t week = 0;
    std::int32_t round = 0;
    PhaseKind phase = PhaseKind::talk;
    std::vector<SeatAnswer> answers;
};

// After a week's resolve: the digest of the whole game, and one hash per leaf of its field table so that replay
// can name the field in which two runs part (see leaf_hashes).
struct DigestRecord {
    std::int32_t week = 0;
    std::uint64_t digest = 0;
    std::vector<std::uint32_t> leaves;
};

struct EndRecord {
    std::int32_t weeks = 0;
    std::uint64_t digest = 0;
};

using JournalRecord = std::variant<PhaseRecord, DigestRecord, EndRecord>;

class JournalWriter {
  public:
    virtual ~JournalWriter() = default;
    // Appends one record; when it returns, the record has been handed to the operating system (and to the disk,
    // where the writer's policy says so). An error means that nothing of it will be read back.
    virtual Status append(const JournalRecord& record) = 0;
};

}  // namespace chokepoint

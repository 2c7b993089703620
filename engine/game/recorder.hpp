// Turns a running game into journal records. Knows what is recorded and when, not how it becomes bytes.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/domain/journal.hpp"
#include "engine/game/play.hpp"

namespace chokepoint {

// What a header says of a seat that a client plays: "remote", or "remote:NAME" where the client declared which
// strategy it plays. A bot's seat has the bare name.
constexpr std::string_view remote_strategy = "remote";
constexpr std::string_view remote_prefix = "remote:";
// What a client declares that plays what the scenario says for its seat.
constexpr std::string_view default_strategy = "default";

// The strategies to play a recorded game on with, by seat: what was played where that is known, else empty (the
// scenario's default).
std::vector<std::string> strategies_of(const JournalHeader& header);

// strategies[seat] where not empty, else the scenario's (may be shorter than the number of seats).
JournalHeader journal_header(const Setup& setup, std::string scenario_text, std::string version, std::uint64_t seed,
                             int weeks, const std::vector<std::string>& strategies);

// What the asked seats answered; origins by seat.
PhaseRecord phase_record(const Phase& phase, const Answers& answers,
                         const std::array<AnswerOrigin, limits::seats>& origins);

// After the resolve of `week`.
DigestRecord digest_record(const Game& game, int week);

// Hooks for play() that write every phase before it takes effect, and every week's digest; then what `next` wants.
// When a record cannot be written the game stops after that phase, and status() says why.
class Recorder {
  public:
    explicit Recorder(JournalWriter& writer) : writer_(&writer) {}

    PlayHooks hooks(PlayHooks next = {});  // refer to this object
    Status finish(const Game& game);       // the end record
    const Status& status() const { return status_; }

  private:
    void append(const JournalRecord& record);

    JournalWriter* writer_;
    Status status_ = Done{};
    int week_ = 0;  // of the last phase
};

}  // namespace chokepoint

// Runs a recorded game again: same answers, same game. Compares every week's digest and names the field in which
// a difference begins; asks autonomous agents again and reports any answer that differs. Knows records as values,
// not their file.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/game/play.hpp"
#include "engine/game/recorder.hpp"
#include "engine/game/sayings.hpp"

namespace chokepoint {

struct ReplayMismatch {
    int week = 0;
    std::string field;               // path in the game: world.market.price_inside[]
    std::uint64_t recorded = 0;      // digests
    std::uint64_t replayed = 0;
};

struct AnswerDifference {
    int week = 0;
    int round = 0;
    SeatId seat = no_seat;
    std::string field;               // path in the answer: messages[0].terms[1].amount
    std::string recorded, replayed;  // values
};

struct ReplayReport {
    int weeks = 0;                   // whole ones
    std::uint64_t digest = 0;        // of the game as it stands
    int digests_checked = 0;
    bool has_end = false;            // the record of the game's end was reached
    std::optional<ReplayMismatch> mismatch;          // the first; the replay stops there
    std::size_t answers_checked = 0;
    std::vector<AnswerDifference> answer_differences;  // the first ones, at most answer_differences_max
    std::shared_ptr<Game> game;      // as it stands after the last record taken
    std::vector<Mind> minds;         // by seat; rebuilt for agents that were asked again
    std::vector<std::uint32_t> passes;  // recorded ones by seat
    Sayings sayings;                 // what people said in their own words

    static constexpr std::size_t answer_differences_max = 20;
    bool all_well() const { return !mismatch && answer_differences.empty(); }
};

struct ReplayOptions {
    std::optional<int> until_week;   // stop after that week's resolve; 0: at the start
    Roster roster;                   // empty: nobody is asked again
    bool checks_digests = true;      // false: trust the records, for speed
    std::function<void(const Game&, const Phase&, const Answers&)> answered;  // as recorded, before they take effect
    std::function<void(const Game&)> week_closed;
};

// Gives the next record, or nothing at the end.
using NextRecord = std::function<std::optional<JournalRecord>()>;

// Errors: seats of the header that are not the scenario's, a record that cannot belong to this game.
Result<ReplayReport> replay(const Setup& setup, const JournalHeader& header, const NextRecord& next,
                            const ReplayOptions& options = {});

}  // namespace chokepoint

// What a room is told before its game and what it says after it. No sockets here: who hosts rooms needs no more.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/game/play.hpp"
#include "engine/game/sayings.hpp"

namespace chokepoint::net {

// full: when every open seat is taken; now: at once; manual: when the facilitator says so.
CHOKEPOINT_ENUM(RoomStart, full, now, manual)

using JournalFactory = std::function<Result<std::unique_ptr<JournalWriter>>(const JournalHeader&)>;

// A game that is gone on with, as replay() leaves it.
struct RoomResume {
    std::shared_ptr<const Game> game;
    std::vector<Mind> minds;                 // by seat
    std::vector<std::uint32_t> passes;       // by seat
    Sayings sayings = {};
};

struct RoomConfig {
    std::shared_ptr<const Setup> setup;      // never null
    std::string scenario_text;               // of setup->scenario, as clients and the journal get it
    Roster roster;
    std::uint64_t seed = 0;
    int weeks = 0;                           // <= 0: the scenario's
    std::vector<std::string> strategies;     // by seat; empty: the scenario's default
    std::vector<SeatId> open;                // held for people and programs; a bot plays them till they come
    RoomStart start = RoomStart::full;
    std::chrono::milliseconds round_max{0};  // for an answer; 0: as long as the client is connected
    std::chrono::milliseconds pace{0};       // rest after each phase, for people to watch
    bool wants_rationales = false;
    std::size_t watchers_max = 64;
    std::string code;                        // drawn if empty
    std::string facilitator_token;           // drawn if empty
    std::string program_version;
    JournalFactory journal;                  // empty: none is written
    std::optional<RoomResume> resume;        // empty: a new game
    PlayHooks hooks;                         // called on the room's strand
};

struct RoomResult {
    std::string code;
    bool complete = false;                   // played to its end
    std::string reason;                      // why it ended, in plain words
    std::shared_ptr<const Game> game;        // as it stood at the end
    Outcomes outcomes;
    std::uint64_t digest = 0;
    std::vector<std::uint32_t> passes;       // recorded because nobody answered, by seat
    Errors errors;                           // what stopped it, if it was not the game
};

}  // namespace chokepoint::net

// A whole game over TCP inside one process: a server on a loopback port in one thread, every seat's agent as a
// client of its own in another. The same game as play(): where an agent runs cannot change what it does.
#pragma once

#include <functional>

#include "proto/net/address.hpp"
#include "proto/net/room_config.hpp"

namespace chokepoint::net {

struct LoopbackGame {
    std::shared_ptr<const Setup> setup;      // never null
    Roster roster;
    std::uint64_t seed = 0;
    int weeks = 0;                           // <= 0: the scenario's
    std::vector<std::string> strategies;     // by seat; empty: the scenario's default
    JournalFactory journal;                  // empty: none is written
    PlayHooks hooks;                         // called on the server's thread
    std::chrono::milliseconds pace{0};
    std::string program_version;
    // Called before the game begins, with where others may join to watch.
    struct Place {
        Address address;
        std::string room;
        std::string facilitator_token;
    };
    std::function<void(const Place&)> open;
};

// Plays it to its end, or until a hook stops it. Errors: no socket, a strategy that does not exist, a journal
// that cannot be written, a client that was dropped.
Result<RoomResult> play_over_tcp(LoopbackGame game);

}  // namespace chokepoint::net

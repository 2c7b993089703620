// What people say in their own words, beside the typed messages. It has no effect on the rules and is no part of the game:
// whoever runs one hands it on, and the journal keeps it.
#pragma once

#include <string>

#include "engine/domain/messages.hpp"

namespace chokepoint {

namespace limits {
constexpr std::size_t text_bytes = 500;  // of one saying
constexpr std::size_t sayings = 4;       // of one reply
}  // namespace limits

// Said to the parties of a talk where one is named, else to one seat, else to everybody.
struct Saying {
    std::uint8_t talk = 255;
    SeatId to = no_seat;
    std::string text;  // UTF-8, no control characters but newlines

    bool operator==(const Saying&) const = default;
};
CHOKEPOINT_FIELDS(Saying, talk, to, text)

// As those hear it whom it is for.
struct HeardSaying {
    std::uint64_t number = 0;  // from 1, of those that the hearer has heard, so that it tells nothing of others
    std::int32_t week = 0;
    std::int32_t round = 0;
    SeatId by = no_seat;
    std::uint8_t talk = 255;
    SeatId to = no_seat;
    std::string text;
};
CHOKEPOINT_FIELDS(HeardSaying, number, week, round, by, talk, to, text)

// A saying that was not passed on.
struct RefusedSaying {
    std::uint8_t saying = 0;  // its place in the reply
    Refusal reason = Refusal::none;
};
CHOKEPOINT_FIELDS(RefusedSaying, saying, reason)

}  // namespace chokepoint

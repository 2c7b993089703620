// The numbers of talks and of the offers in them, and the luck of a talk: none tells of what happens at other tables, or
// hangs on it.
#pragma once

#include "engine/game/talks.hpp"

namespace chokepoint {

// Talks in the open are numbered from below, as all can see. A back channel's number is drawn from those of the upper half: in order
// it would tell its parties how many others there are, and the gap that it leaves would tell everybody that it is there.
constexpr std::size_t first_private_talk = limits::talks / 2;
// The number of a new talk; limits::talks where there is none left.
std::size_t free_number(const Talks& talks, const Moment& moment, const Talk& talk);

// The number of a talk's offer, counted from 1 in its week: it says nothing of what is offered at other tables, and no other
// offer of the game has it.
constexpr std::uint32_t offer_number(int week, std::uint32_t nth, std::size_t talk) {
    static_assert(limits::talks < 32);
    return (256u * static_cast<std::uint32_t>(week - 1) + nth - 1) * 32u + static_cast<std::uint32_t>(talk) + 1;
}

// The stream of a talk's luck in a round: its own, by who talks about what, so that one more talk elsewhere changes
// nobody else's.
std::uint32_t luck_of(const Moment& moment, const Talk& talk);

}  // namespace chokepoint

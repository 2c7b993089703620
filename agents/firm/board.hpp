// What a firm's board has before it when it decides. The pages of its business share it: user.cpp (parts and lines),
// maker.cpp (plants and plans), dealings.cpp (contracts), contracts.cpp (their renewal), lobby.cpp (what it asks of its government).
#pragma once

#include "agents/firm/style.hpp"
#include "agents/strategies/firm_worth.hpp"
#include "agents/strategies/minds.hpp"
#include "agents/strategies/pen.hpp"

namespace chokepoint::agents {

struct Board {
    const View& view;
    const Observation& observation;
    const FirmFacts& firm;
    const FirmStyle& style;
    const Actors& actors;

    const FirmView& own() const { return observation.firm; }
    int week() const { return observation.record.week; }
};

// Parts under licence, the scarcest of them, and whether it is scarce. One that a general licence covers is free.
struct Shelf {
    bool is_controlled = false;
    bool is_short = false;
    const NeedView* scarcest = nullptr;  // of the controlled ones
    double days = 1e9;                   // its cover
};
Shelf look_at_shelf(const FirmView& own);

// Whether a standing order is worth changing.
bool is_worth_an_order(double now, double wanted);
// Orders a level anew where that is worth an order; what is wanted adds up to the order's figure. True when it did.
bool change_level(OrderKind kind, double now, const Worth& wanted, RationaleUnit unit, Pen& pen, std::uint8_t what = 0);
// The same parts with what keeps their sum within bounds.
Worth bounded(Worth parts, double low, double high);

// user.cpp: what any buyer of parts does about them.
void tend_parts(const Board& board, const Shelf& shelf, FirmMind& memory, Pen& pen);
void run_lines(const Board& board, const Shelf& shelf, Pen& pen);

// maker.cpp: output and plans.
// Sales at the prices of today against those of the opening, plants at work only; 1 where it makes nothing.
double price_level(const Board& board);
void run_plants(const Board& board, FirmMind& memory, Pen& pen);
void invest(const Board& board, FirmMind& memory, Pen& pen);
// What was ordered in the last answer and refused is still in the bank.
void settle_investment(const Observation& observation, FirmMind& memory);

// lobby.cpp.
void lobby(const Board& board, const Shelf& shelf, FirmMind& memory, Pen& pen);

// dealings.cpp: contracts between firms.
// What two firms have to settle, by what each makes and uses: a contract and its price, and what a plant to come would
// sell. Both make the same list of issues, since it rests on the public scenario and record alone; how much of its use it
// wants under one contract is each one's own. Empty where neither makes what the other uses.
Agenda agenda_between(const View& view, SeatId a, SeatId b, double contracted_share);
void deal(const Board& board, FirmMind& memory, Pen& pen);

// contracts.cpp: which of them to prolong.
void tend_contracts(const Board& board, Pen& pen);

}  // namespace chokepoint::agents

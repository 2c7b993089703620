// Talks as conversations: every offer a card, every clause a line, and against each line what changed from the
// offer it answers.
#pragma once

#include <string>
#include <vector>

#include "ui/model/history.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::ui {

enum class Change { same, added, changed, removed };

struct TermLine {
    Change change = Change::same;
    std::string text;
    std::string was;  // the old clause where it changed
    SeatId by = no_seat;
};

// Why a seat made an offer or answered it, where the watcher may know.
struct MoveCard {
    SeatId by = no_seat;
    MessageKind kind = MessageKind::propose;
    std::string headline;  // "U.S. offers this: worth +2.3 point-weeks to it"
    std::string parts;     // "shortage +2.1, leverage -1.3"
    std::string compared;  // "no less than 0.4, holds out for 1.2"
};

// What a government can give with an even chance at home, as shares of the largest deal, and what the newest offer asks
// of it.
struct WinSet {
    SeatId seat = no_seat;
    double low = 0.0, high = 0.0;  // as outsiders can tell
    double asked = 0.0;            // by the newest offer
    double exact = -1.0;           // as it said itself with its newest offer, where the watcher may know; under 0: not known
};

struct OfferCard {
    std::uint32_t id = 0;
    std::size_t number = 0;     // for people: its place among those seen of the talk, from 1
    std::size_t answers = 0;    // of the one that it answers; 0: an opening offer, or an answer to one that is not seen
    SeatId by = no_seat;
    int week = 0;
    int round = 0;
    int expiry_week = 0;
    OfferState state = OfferState::tabled;
    std::vector<TermLine> lines;
    std::vector<MoveCard> moves;  // its maker's first, then the answers
};

// What a party said to the others in its own words.
struct SayingCard {
    SeatId by = no_seat;
    int week = 0;
    std::string text;
};

struct TalkCard {
    std::uint8_t talk = 0;
    std::string title;         // "U.S. and China"
    std::string subject;       // the agenda's name where it says more than the parties do; may be empty
    std::string level;
    std::vector<SeatId> parties;
    SeatId turn = no_seat;     // no_seat once closed
    int opened_week = 0;
    int deadline_week = 0;     // 0: none
    int last_word_week = 0;    // of the newest offer, or the opening
    bool is_open = false;      // in the snapshot of the week looked at
    bool is_main = false;      // between the two sides of the standoff
    std::vector<OfferCard> offers;  // oldest first
    std::vector<SayingCard> sayings;  // oldest first
    std::vector<WinSet> win_sets;   // of the governments at the table
};

// What changed from `before` to `after`, clause by clause: those of `after` in their order, then what was left out.
std::vector<TermLine> compare(const Scenario& scenario, const TermList* before, const TermList& after);

// Every talk up to the week, as it then stood: the main talk first, then open ones, then by last word. An offer
// that has gone is marked as the week's events say, as answered, or as lapsed.
std::vector<TalkCard> make_talks(const Scenario& scenario, const History& history, int week);

}  // namespace chokepoint::ui

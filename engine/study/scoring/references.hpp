// What the value of a game to a seat is held against: other games of the same seed, with the same world, types and shocks,
// that default strategies play with no agreement, as they like, and under deals that the parties could have made. They do
// not depend on who plays the game that is scored, so that one set serves any number of games of a seed.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/game/play.hpp"

namespace chokepoint::study {

// Which games compare: the same seed, announced length and weeks played.
struct GameKey {
    std::uint64_t seed = 1;
    int weeks = 52;   // as announced to the seats
    int played = 52;  // at most weeks

    bool operator==(const GameKey&) const = default;
};
GameKey key_of(const Game& game);

struct ReferenceSettings {
    Roster roster;
    unsigned jobs = 1;                  // worker threads; any number gives the same results
    std::size_t games_per_agenda = 12;  // at most; 0: no deals are tried
    // Called after each game, from any worker but never from two at once. `of` grows: what is tried next hangs on what came of
    // the games before.
    std::function<void(std::size_t played, std::size_t of)> progress = {};
};

struct Deal {
    TermList terms;
    PartyList parties;
};

struct ReferenceGame {
    std::string name;            // "no deal", "as the bots play", "us-china: nash"
    std::vector<Deal> deals;     // laid down
    std::vector<double> values;  // by seat
};

struct References {
    GameKey key;
    std::vector<ReferenceGame> games;  // the first two as named below
    std::vector<std::size_t> best;     // by seat: the game of its best feasible value

    static constexpr std::size_t no_deal_game = 0;  // nobody can open a talk
    static constexpr std::size_t bots_game = 1;     // every seat plays its default strategy

    double no_deal(SeatId seat) const { return games[no_deal_game].values[seat]; }
    double of_bots(SeatId seat) const { return games[bots_game].values[seat]; }
    double best_feasible(SeatId seat) const { return games[best[seat]].values[seat]; }
};

// The week in which a reference deal is signed: early, but after time for a first meeting. 0: the game is too short for one.
int deal_week_of(const GameKey& key);

// Plays them. Besides no deal and the bots' own course, for each agenda of the scenario at most games_per_agenda games in
// which one deal on it, and no other, is signed and ratified in deal_week_of(): first each issue alone at its fullest, which
// tells what it is worth to each party against no deal; then, with worth read linearly off the ladders, the solution points of
// the bargaining core: Nash, each party's best that leaves nobody worse off, egalitarian, Kalai-Smorodinsky, greatest sum. Last,
// one game in which every agenda is settled at once, each by the deal tried on it that left no party worse off and gained most.
// What a seat could have had at best is its highest value over the bots' game, no deal, and the games under deals that leave
// every other party to them at or above its own value without one, as these very games came out: nobody's guess counts.
// Errors: a default strategy that the roster does not know.
Result<References> play_references(const Setup& setup, const ReferenceSettings& settings, const GameKey& key);

// References by game, each played once however often they are asked for. Safe to share between threads.
class ReferenceBook {
  public:
    ReferenceBook(const Setup& setup, ReferenceSettings settings) : setup_(setup), settings_(std::move(settings)) {}

    Result<std::shared_ptr<const References>> of(const GameKey& key);

  private:
    struct Entry {
        std::once_flag played;
        std::shared_ptr<const References> found;
        Errors errors;
    };

    const Setup& setup_;
    ReferenceSettings settings_;
    std::mutex mutex_;  // guards the map, not the playing
    std::map<std::array<std::uint64_t, 3>, std::shared_ptr<Entry>> entries_;
};

}  // namespace chokepoint::study

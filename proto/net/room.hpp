// One running game with its seats and watchers, on a strand of its own: lobby, running, over. Drives the game's
// open_phase / close_phase and owns every deadline; what travels is the session's business, where records go the
// journal's. A room never waits for a watcher, and for a client only as long as its deadline says.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/game/reasons.hpp"
#include "engine/game/sayings.hpp"
#include "proto/net/room_config.hpp"
#include "proto/net/session.hpp"

namespace chokepoint::net {

class Room : public std::enable_shared_from_this<Room> {
  public:
    using OnOver = std::function<void(const RoomResult&)>;

    // Errors: a strategy or seat that does not exist.
    static Result<std::shared_ptr<Room>> create(asio::any_io_executor executor, RoomConfig config);

    void start(OnOver on_over);

    const std::string& code() const { return config_.code; }
    const std::string& facilitator_token() const { return config_.facilitator_token; }

    // From any thread.
    void join(std::shared_ptr<Session> session, wire::Hello hello);
    void receive(std::shared_ptr<Session> session, wire::Decoded decoded);
    void leave(std::shared_ptr<Session> session);
    void stop(std::string reason);

  private:
    struct Seat {
        wire::SeatHolder holder = wire::SeatHolder::bot;
        std::shared_ptr<Session> session;
        std::string token, name, strategy;   // strategy: as the client declared it
        Mind mind;                           // of the bot
        std::uint32_t passes = 0;
        bool is_awaited = false;
        bool has_answered = false;           // the open phase, and it counted
        AnswerOrigin origin = AnswerOrigin::absent;
        std::vector<Saying> sayings;         // of its reply, those to be passed on
        std::vector<RefusedSaying> refused_sayings;
        std::uint64_t heard = 0;             // how many sayings of the game it had been told of when it last replied
        std::uint64_t told = 0;              // the same with the last question
        bool plays_bot() const { return holder == wire::SeatHolder::bot || holder == wire::SeatHolder::open; }
    };
    struct Watcher {
        std::shared_ptr<Session> session;
        Viewpoint viewpoint = Viewpoint::spectator;
        SeatId seat = no_seat;
        std::uint64_t shown = 0;             // the snapshot it has got, by number
    };

    Room(asio::any_io_executor executor, RoomConfig config, Cast bots);

    // The course of the game.
    asio::awaitable<void> run();
    asio::awaitable<void> wait_in_lobby();
    asio::awaitable<void> wait_while_paused();
    asio::awaitable<void> wait_for_answers();
    asio::awaitable<void> rest();
    bool may_start() const;
    bool awaits_answers() const;
    bool play_on() const { return !is_stopping_; }
    Status begin();
    void ask(const Phase& phase);
    void ask_bot(SeatId seat);
    void ask_client(SeatId seat, const Phase& phase);
    Status record_phase(const Phase& phase);
    void close(const Phase& phase);
    Status close_week();
    void end();

    // Who comes and goes.
    void take_seat(const std::shared_ptr<Session>& session, const wire::Hello& hello);
    void come_back(const std::shared_ptr<Session>& session, const wire::Hello& hello);
    void sit_down(SeatId seat, const std::shared_ptr<Session>& session, const wire::Hello& hello);
    void add_watcher(const std::shared_ptr<Session>& session, const wire::Hello& hello);
    void drop(const std::shared_ptr<Session>& session);
    void obey(const wire::Command& command);
    void take_reply(SeatId seat, const wire::Reply& reply);
    void take_sayings(SeatId seat, const std::vector<Saying>& sayings);
    void tell_problem(const std::shared_ptr<Session>& session, wire::ProblemCode code, std::string words);
    Result<SeatId> free_seat(const std::string& role) const;

    // What others see.
    void show();
    void show_to(Watcher& watcher);
    void show_status();
    wire::RoomStatus status() const;
    wire::Welcome welcome_for(SeatId seat) const;
    void changed() { wake_.cancel(); }

    std::size_t seats() const { return seats_.size(); }
    std::string role(SeatId seat) const { return std::string(role_of(config_.setup->scenario, seat)); }

    RoomConfig config_;
    asio::strand<asio::any_io_executor> strand_;
    asio::steady_timer wake_;
    Cast bots_;
    std::vector<Seat> seats_;
    std::vector<Watcher> watchers_;
    std::unique_ptr<Game> game_;
    std::unique_ptr<Answers> answers_;
    std::unique_ptr<Observation> observation_;  // the last one written
    std::unique_ptr<Snapshot> snapshot_;
    WeekReasons reasons_;                       // of the moves, for those who may know
    Sayings sayings_;                           // so far, for those who may hear
    std::unique_ptr<JournalWriter> journal_;
    OnOver on_over_;
    Phase phase_;
    std::uint64_t phase_id_ = 0;
    std::uint64_t shown_ = 0;                   // snapshots so far
    std::chrono::steady_clock::time_point deadline_;
    bool has_started_ = false;
    bool is_paused_ = false;
    bool is_over_ = false;
    bool is_stopping_ = false;
    bool is_told_to_start_ = false;
    bool may_be_resumed_ = false;               // stopped from outside: the journal is left without its end
    int steps_ = 0;
    std::string reason_ = "the game is over";
    Errors errors_;
};

}  // namespace chokepoint::net

// One client's connection as the server sees it: a reader, a writer with a bounded queue, and a watchman with the
// timeouts, three coroutines on the connection's own strand. Knows frames and envelopes, neither rooms nor seats.
#pragma once

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "proto/codec/wire.hpp"
#include "proto/net/framing.hpp"
#include "proto/net/limits.hpp"
#include "proto/net/stream.hpp"

namespace chokepoint::net {

using Frame = std::shared_ptr<const std::string>;  // one encoding may go to many

class Session : public std::enable_shared_from_this<Session> {
  public:
    // Called on the session's strand. received: a body, or what kept a frame from being read as one (only where
    // the connection goes on). ended: once, after which nothing more comes.
    struct Handlers {
        std::function<void(const std::shared_ptr<Session>&, wire::Decoded&&)> received;
        std::function<void(const std::shared_ptr<Session>&, const std::string& why)> ended;
    };

    Session(std::unique_ptr<Stream> stream, SessionLimits limits, Counters& counters, Handlers handlers);

    void start();

    // From any thread; they take effect on the strand in the order of the calls.
    void send(const wire::Body& body) { send(std::make_shared<const std::string>(frame_of(body)), false); }
    void send(Frame frame, bool is_ask);         // an ask gives the client the right to one more frame
    enum class Slot : std::uint8_t { snapshot, status };
    void send_newest(Slot slot, Frame frame);    // replaces the one that still waits in the slot
    void refuse(wire::ProblemCode code, std::string words);  // a problem, then the end
    void finish(Frame last_words);               // all that waits, then these, then the end
    void welcome();                              // the hello was good: the handshake's time stops

  private:
    using Clock = std::chrono::steady_clock;

    asio::awaitable<void> read();
    asio::awaitable<void> write();
    asio::awaitable<void> watch();
    bool take_frames();                          // false: the connection ends
    bool may_send_one_more();
    void enqueue(Frame frame);
    void refuse_now(wire::ProblemCode code, std::string words);
    void flush_newest();
    void finish_now();
    void end(const std::string& why);
    bool has_something_to_write() const;
    std::string gather();

    std::unique_ptr<Stream> stream_;
    SessionLimits limits_;
    Counters& counters_;
    Handlers handlers_;
    FrameReader frames_;
    asio::steady_timer wake_;
    asio::steady_timer tick_;
    std::deque<Frame> queue_;
    std::size_t queue_bytes_ = 0;
    std::array<Frame, 2> newest_;
    std::string batch_;                          // being written
    double allowance_;                           // frames the client may send now
    Clock::time_point refilled_at_, started_at_, heard_at_, write_began_at_, finish_began_at_;
    bool is_handshaken_ = false;
    bool is_welcome_ = false;
    bool is_writing_ = false;
    bool is_finishing_ = false;
    bool is_pinged_ = false;
    bool has_ended_ = false;
    std::string why_;                            // the first reason to end
};

}  // namespace chokepoint::net

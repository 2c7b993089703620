#include "proto/net/session.hpp"

#include <algorithm>
#include <utility>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

namespace chokepoint::net {
namespace {

std::chrono::milliseconds tick_for(const SessionLimits& limits) {
    const auto shortest = std::min({limits.handshake_max, limits.idle_max, limits.write_max, limits.farewell_max});
    return std::clamp(shortest / 4, std::chrono::milliseconds{5}, std::chrono::milliseconds{1000});
}

}  // namespace

Session::Session(std::unique_ptr<Stream> stream, SessionLimits limits, Counters& counters, Handlers handlers)
    : stream_(std::move(stream)),
      limits_(limits),
      counters_(counters),
      handlers_(std::move(handlers)),
      frames_(limits.frame_bytes_max),
      wake_(stream_->executor()),
      tick_(stream_->executor()),
      allowance_(static_cast<double>(limits.frames_burst)),
      refilled_at_(Clock::now()),
      started_at_(refilled_at_),
      heard_at_(refilled_at_) {}

void Session::start() {
    ++counters_.connections;
    ++counters_.connections_open;
    const auto self = shared_from_this();
    const auto executor = stream_->executor();
    asio::co_spawn(executor, [self] { return self->watch(); }, asio::detached);
    asio::co_spawn(executor, [self] { return self->read(); }, asio::detached);
    asio::co_spawn(executor, [self] { return self->write(); }, asio::detached);
}

// --- from any thread ----------------------------------------------------------------------------------------

void Session::send(Frame frame, bool is_ask) {
    asio::dispatch(stream_->executor(), [self = shared_from_this(), frame = std::move(frame), is_ask] {
        if (is_ask) self->allowance_ += 1.0;
        self->enqueue(frame);
    });
}

void Session::send_newest(Slot slot, Frame frame) {
    asio::dispatch(stream_->executor(), [self = shared_from_this(), slot, frame = std::move(frame)] {
        if (self->has_ended_ || self->is_finishing_) return;
        Frame& waiting = self->newest_[static_cast<std::size_t>(slot)];
        if (waiting) ++self->counters_.snapshots_skipped;
        waiting = frame;
        self->wake_.cancel();
    });
}

void Session::refuse(wire::ProblemCode code, std::string words) {
    asio::dispatch(stream_->executor(), [self = shared_from_this(), code, words = std::move(words)] {
        self->refuse_now(code, words);
    });
}

void Session::finish(Frame last_words) {
    asio::dispatch(stream_->executor(), [self = shared_from_this(), last_words = std::move(last_words)] {
        self->flush_newest();
        self->enqueue(last_words);
        self->finish_now();
    });
}

void Session::welcome() {
    asio::dispatch(stream_->executor(), [self = shared_from_this()] { self->is_welcome_ = true; });
}

// --- on the strand ------------------------------------------------------------------------------------------

void Session::enqueue(Frame frame) {
    if (has_ended_ || is_finishing_) return;
    if (queue_.size() >= limits_.queue_frames_max || queue_bytes_ + frame->size() > limits_.queue_bytes_max) {
        ++counters_.dropped;
        end("does not read what it is sent");
        return;
    }
    queue_bytes_ += frame->size();
    queue_.push_back(std::move(frame));
    wake_.cancel();
}

void Session::refuse_now(wire::ProblemCode code, std::string words) {
    if (has_ended_ || is_finishing_) return;
    ++counters_.problems;
    ++counters_.dropped;
    if (why_.empty()) why_ = words;
    enqueue(std::make_shared<const std::string>(frame_of(wire::Problem{code, std::move(words)})));
    finish_now();
}

// Puts what waits in the slots into the queue, so that nothing comes after what is queued next.
void Session::flush_newest() {
    for (Frame& frame : newest_)
        if (frame) enqueue(std::exchange(frame, nullptr));
}

void Session::finish_now() {
    if (has_ended_ || is_finishing_) return;
    is_finishing_ = true;
    finish_began_at_ = Clock::now();
    wake_.cancel();
}

void Session::end(const std::string& why) {
    if (has_ended_) return;
    has_ended_ = true;
    --counters_.connections_open;
    stream_->close();
    wake_.cancel();
    tick_.cancel();
    if (why_.empty()) why_ = why;
    const Handlers handlers = std::move(handlers_);
    handlers_ = {};
    if (handlers.ended) handlers.ended(shared_from_this(), why_);
}

asio::awaitable<void> Session::read() {
    const error_code shaken = co_await stream_->handshake();
    if (shaken) {
        end("TLS handshake failed: " + shaken.message());
        co_return;
    }
    is_handshaken_ = true;
    wake_.cancel();
    while (!has_ended_) {
        const std::span<char> space = frames_.space();
        const ReadResult got = co_await stream_->read_some(space);
        if (got.error) break;
        heard_at_ = Clock::now();
        is_pinged_ = false;
        counters_.bytes_in += got.count;
        if (is_finishing_) continue;  // read and forgotten, so that our last words are not lost with it
        frames_.filled(got.count);
        if (!take_frames() && has_ended_) break;
    }
    end("the connection was closed");
}

bool Session::take_frames() {
    while (!is_finishing_ && !has_ended_) {
        const auto content = frames_.next();
        if (!content) {
            refuse_now(wire::ProblemCode::bad_frame, content.error().message);
            return false;
        }
        if (!*content) return true;
        ++counters_.frames_in;
        if (!may_send_one_more()) {
            refuse_now(wire::ProblemCode::too_many,
                       "too many frames: answer asks and pings, and send nothing else in bulk");
            return false;
        }
        wire::Decoded decoded = wire::decode(**content);
        if (const auto* unreadable = std::get_if<wire::Unreadable>(&decoded);
            unreadable && unreadable->code != wire::ProblemCode::bad_message) {
            refuse_now(unreadable->code, unreadable->words);
            return false;
        }
        if (const auto* body = std::get_if<wire::Body>(&decoded)) {
            if (std::holds_alternative<wire::Pong>(*body)) continue;
            if (const auto* ping = std::get_if<wire::Ping>(body)) {
                send(wire::Pong{ping->nonce});
                continue;
            }
        }
        if (handlers_.received) handlers_.received(shared_from_this(), std::move(decoded));
    }
    return false;
}

bool Session::may_send_one_more() {
    const auto now = Clock::now();
    const std::chrono::duration<double> passed = now - refilled_at_;
    refilled_at_ = now;
    const auto burst = static_cast<double>(limits_.frames_burst);
    if (allowance_ < burst) allowance_ = std::min(burst, allowance_ + passed.count() * limits_.frames_per_second);
    allowance_ -= 1.0;
    return allowance_ >= 0.0;
}

bool Session::has_something_to_write() const {
    return is_handshaken_ && (!queue_.empty() || newest_[0] || newest_[1]);
}

// All that waits, in one write: a wake-up across cores costs more than the bytes.
std::string Session::gather() {
    std::string batch = std::move(batch_);
    batch.clear();
    for (const Frame& frame : queue_) batch += *frame;
    counters_.frames_out += queue_.size();
    queue_.clear();
    queue_bytes_ = 0;
    for (Frame& frame : newest_) {
        if (!frame) continue;
        batch += *frame;
        ++counters_.frames_out;
        frame.reset();
    }
    counters_.bytes_out += batch.size();
    return batch;
}

asio::awaitable<void> Session::write() {
    while (!has_ended_) {
        if (!has_something_to_write()) {
            if (is_finishing_) break;
            wake_.expires_at(Clock::time_point::max());
            co_await wake_.async_wait(as_result);
            continue;
        }
        batch_ = gather();
        is_writing_ = true;
        write_began_at_ = Clock::now();
        const error_code error = co_await stream_->write(batch_);
        is_writing_ = false;
        if (error) {
            end("the connection was closed");
            co_return;
        }
    }
    if (!has_ended_) stream_->shut_sending();  // the reader waits for the other side to close, the watchman for both
}

asio::awaitable<void> Session::watch() {
    const auto tick = tick_for(limits_);
    while (!has_ended_) {
        tick_.expires_after(tick);
        co_await tick_.async_wait(as_result);
        if (has_ended_) break;
        const auto now = Clock::now();
        if (is_writing_ && now - write_began_at_ > limits_.write_max) {
            ++counters_.dropped;
            end("does not read what it is sent");
        } else if (is_finishing_) {
            if (now - finish_began_at_ > limits_.farewell_max && !is_writing_) end("said goodbye");
        } else if (!is_welcome_ && now - started_at_ > limits_.handshake_max) {
            refuse_now(wire::ProblemCode::too_slow, "no good hello in time; send it as the first frame");
        } else if (now - heard_at_ > limits_.idle_max) {
            refuse_now(wire::ProblemCode::too_slow, "nothing heard from you; answer pings with pongs");
        } else if (is_welcome_ && !is_pinged_ && now - heard_at_ > limits_.idle_max / 2) {
            is_pinged_ = true;
            allowance_ += 1.0;
            send(wire::Ping{1});
        }
    }
}

}  // namespace chokepoint::net

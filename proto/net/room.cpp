// The course of a room's game: lobby, phases, end. Who comes and goes is in room_guests.cpp.
#include "proto/net/room.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "engine/game/recorder.hpp"
#include "proto/net/frames.hpp"
#include "proto/net/secrets.hpp"

namespace chokepoint::net {
namespace {

constexpr std::size_t name_bytes_max = 80;

using wire::ProblemCode;
using wire::SeatHolder;

}  // namespace

Result<std::shared_ptr<Room>> Room::create(asio::any_io_executor executor, RoomConfig config) {
    CHOKEPOINT_CHECK(config.setup != nullptr);
    auto bots = make_cast(*config.setup, config.roster, config.strategies);
    if (!bots) return bots.errors();
    for (const SeatId seat : config.open)
        if (seat >= seat_count(config.setup->scenario))
            return fail("open seat " + std::to_string(seat) + " does not exist");
    if (config.code.empty()) config.code = draw_room_code();
    if (config.facilitator_token.empty()) config.facilitator_token = draw_token();
    return std::shared_ptr<Room>(new Room(std::move(executor), std::move(config), std::move(*bots)));
}

Room::Room(asio::any_io_executor executor, RoomConfig config, Cast bots)
    : config_(std::move(config)),
      strand_(asio::make_strand(std::move(executor))),
      wake_(strand_),
      bots_(std::move(bots)),
      seats_(seat_count(config_.setup->scenario)),
      game_(std::make_unique<Game>(start_game(*config_.setup, config_.seed, config_.weeks))),
      answers_(std::make_unique<Answers>()),
      observation_(std::make_unique<Observation>()),
      snapshot_(std::make_unique<Snapshot>()) {
    for (const SeatId seat : config_.open) seats_[seat].holder = SeatHolder::open;
    if (!config_.resume) return;
    *game_ = *config_.resume->game;
    sayings_ = config_.resume->sayings;
    for (SeatId seat = 0; seat < seats(); ++seat) {
        if (seat < config_.resume->minds.size()) seats_[seat].mind = config_.resume->minds[seat];
        if (seat < config_.resume->passes.size()) seats_[seat].passes = config_.resume->passes[seat];
    }
}

void Room::start(OnOver on_over) {
    on_over_ = std::move(on_over);
    asio::co_spawn(strand_, [self = shared_from_this()] { return self->run(); }, asio::detached);
}

// --- from any thread ----------------------------------------------------------------------------------------

void Room::join(std::shared_ptr<Session> session, wire::Hello hello) {
    asio::post(strand_, [self = shared_from_this(), session = std::move(session), hello = std::move(hello)] {
        if (self->is_over_) {
            session->refuse(ProblemCode::room_over, "this room's game is over; ask the facilitator for another code");
        } else if (hello.name.size() > name_bytes_max || hello.strategy.size() > name_bytes_max) {
            session->refuse(ProblemCode::bad_message, "hello.name and hello.strategy: at most 80 bytes each");
        } else if (hello.part == wire::Part::watcher) {
            self->add_watcher(session, hello);
        } else if (!hello.token.empty()) {
            self->come_back(session, hello);
        } else {
            self->take_seat(session, hello);
        }
    });
}

void Room::receive(std::shared_ptr<Session> session, wire::Decoded decoded) {
    asio::post(strand_, [self = shared_from_this(), session = std::move(session), decoded = std::move(decoded)] {
        const auto seat = std::find_if(self->seats_.begin(), self->seats_.end(),
                                       [&](const Seat& candidate) { return candidate.session == session; });
        const auto watcher = std::find_if(self->watchers_.begin(), self->watchers_.end(),
                                          [&](const Watcher& candidate) { return candidate.session == session; });
        const bool has_seat = seat != self->seats_.end();
        if (!has_seat && watcher == self->watchers_.end()) return;  // refused or replaced a moment ago
        if (const auto* unreadable = std::get_if<wire::Unreadable>(&decoded)) {
            self->tell_problem(session, unreadable->code, unreadable->words);
            return;
        }
        const auto& body = std::get<wire::Body>(decoded);
        if (const auto* reply = std::get_if<wire::Reply>(&body)) {
            if (has_seat)
                self->take_reply(static_cast<SeatId>(seat - self->seats_.begin()), *reply);
            else
                self->tell_problem(session, ProblemCode::not_allowed, "a watcher has no seat to reply for");
        } else if (const auto* command = std::get_if<wire::Command>(&body)) {
            if (!has_seat && watcher->viewpoint == Viewpoint::facilitator)
                self->obey(*command);
            else
                self->tell_problem(session, ProblemCode::not_allowed, "commands are the facilitator's");
        } else {
            self->tell_problem(session, ProblemCode::bad_message,
                               "out of place: after the welcome a client sends replies, pongs or commands only");
        }
    });
}

void Room::leave(std::shared_ptr<Session> session) {
    asio::post(strand_, [self = shared_from_this(), session = std::move(session)] { self->drop(session); });
}

void Room::stop(std::string reason) {
    asio::post(strand_, [self = shared_from_this(), reason = std::move(reason)] {
        self->is_stopping_ = true;
        self->may_be_resumed_ = true;
        self->reason_ = reason;
        self->changed();
    });
}

// --- the course of the game ---------------------------------------------------------------------------------

asio::awaitable<void> Room::run() {
    co_await wait_in_lobby();
    if (play_on()) {
        if (const Status begun = begin(); !begun) {
            is_stopping_ = true;
            errors_ = begun.errors();
        }
    }
    while (play_on()) {
        co_await wait_while_paused();
        if (!play_on()) break;
        phase_ = open_phase(*config_.setup, *game_);
        if (phase_.kind == PhaseKind::over) break;
        ask(phase_);
        co_await wait_for_answers();
        if (const Status recorded = record_phase(phase_); !recorded) {
            is_stopping_ = true;
            errors_ = recorded.errors();
            break;
        }
        close(phase_);
        co_await rest();
    }
    end();
}

bool Room::may_start() const {
    if (config_.start == RoomStart::now || is_told_to_start_) return true;
    if (config_.start == RoomStart::manual) return false;
    return std::all_of(config_.open.begin(), config_.open.end(),
                       [this](SeatId seat) { return seats_[seat].holder == SeatHolder::client; });
}

asio::awaitable<void> Room::wait_in_lobby() {
    while (play_on() && !may_start()) {
        wake_.expires_at(std::chrono::steady_clock::time_point::max());
        co_await wake_.async_wait(as_result);
    }
}

asio::awaitable<void> Room::wait_while_paused() {
    while (play_on() && is_paused_ && steps_ == 0) {
        wake_.expires_at(std::chrono::steady_clock::time_point::max());
        co_await wake_.async_wait(as_result);
    }
    if (steps_ > 0) --steps_;
}

Status Room::begin() {
    has_started_ = true;
    if (config_.journal) {
        std::vector<std::string> strategies = config_.strategies;
        strategies.resize(seats());
        for (SeatId seat = 0; seat < seats(); ++seat) {
            const Seat& state = seats_[seat];
            if (state.plays_bot()) continue;
            strategies[seat] = remote_strategy;
            if (state.strategy.empty()) continue;
            const bool is_default = state.strategy == default_strategy;
            strategies[seat] = remote_prefix;
            strategies[seat] += is_default ? strategy_of(config_.setup->scenario, seat) : state.strategy;
        }
        auto journal = config_.journal(journal_header(*config_.setup, config_.scenario_text, config_.program_version,
                                                      config_.seed, config_.weeks, strategies));
        if (!journal) return journal.errors();
        journal_ = std::move(*journal);
    }
    show();
    show_status();
    return Done{};
}

void Room::ask(const Phase& phase) {
    ++phase_id_;
    deadline_ = config_.round_max.count() > 0 ? std::chrono::steady_clock::now() + config_.round_max
                                              : std::chrono::steady_clock::time_point::max();
    for (SeatId seat = 0; seat < seats(); ++seat) {
        (*answers_)[seat].clear();
        seats_[seat].sayings.clear();
        seats_[seat].refused_sayings.clear();
        seats_[seat].is_awaited = seats_[seat].has_answered = false;
        if (!(phase.asked & bit(seat))) continue;
        if (seats_[seat].plays_bot()) {
            ask_bot(seat);
        } else {
            seats_[seat].origin = AnswerOrigin::absent;
            if (seats_[seat].session) ask_client(seat, phase);
        }
    }
}

void Room::ask_bot(SeatId seat) {
    observe(*config_.setup, *game_, seat, *observation_);
    Answer& answer = (*answers_)[seat];
    answer.wants_rationale = config_.wants_rationales;
    bots_[seat]->decide(*observation_, seats_[seat].mind, seat_key(config_.seed, seat), answer);
    seats_[seat].origin = AnswerOrigin::local;
    seats_[seat].has_answered = true;
}

// Also sent again to a client that comes back while the phase is still open.
void Room::ask_client(SeatId seat, const Phase& phase) {
    observe(*config_.setup, *game_, seat, *observation_);
    wire::Ask question{phase_id_, phase.week, phase.round, 0, config_.wants_rationales, borrowed(*observation_),
                       sayings_.heard_since(seats_[seat].heard, seat)};
    seats_[seat].told = sayings_.count();
    if (config_.round_max.count() > 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ -
                                                                                std::chrono::steady_clock::now());
        question.deadline_ms = static_cast<std::uint32_t>(std::max<std::int64_t>(1, left.count()));
    }
    seats_[seat].is_awaited = true;
    seats_[seat].session->send(shared_frame(question), true);
}

bool Room::awaits_answers() const {
    return play_on() && std::any_of(seats_.begin(), seats_.end(), [](const Seat& seat) { return seat.is_awaited; });
}

asio::awaitable<void> Room::wait_for_answers() {
    while (awaits_answers() && std::chrono::steady_clock::now() < deadline_) {
        wake_.expires_at(deadline_);
        co_await wake_.async_wait(as_result);
    }
}

Status Room::record_phase(const Phase& phase) {
    std::array<AnswerOrigin, limits::seats> origins{};
    for (SeatId seat = 0; seat < seats(); ++seat) {
        Seat& state = seats_[seat];
        state.is_awaited = false;
        origins[seat] = state.origin;
        if ((phase.asked & bit(seat)) && state.origin == AnswerOrigin::absent) ++state.passes;
    }
    PhaseRecord record = phase_record(phase, *answers_, origins);
    for (SeatAnswer& given : record.answers) {
        given.sayings = seats_[given.seat].sayings;
        for (const Saying& saying : given.sayings) sayings_.take(*game_, given.seat, saying);
    }
    if (journal_)
        if (const Status written = journal_->append(record); !written) return written.errors();
    if (config_.hooks.answered) config_.hooks.answered(*game_, phase, *answers_);
    return Done{};
}

void Room::close(const Phase& phase) {
    close_phase(*config_.setup, *game_, *answers_);
    reasons_.take(*game_, phase, *answers_);
    for (const Seat& seat : seats_)
        if (seat.session)
            seat.session->send(wire::Closed{phase_id_, phase.week, phase.round, seat.has_answered, seat.refused_sayings});
    if (phase.kind == PhaseKind::orders) {
        if (const Status closed = close_week(); !closed) {
            is_stopping_ = true;
            errors_ = closed.errors();
            return;
        }
    }
    if (config_.hooks.phase_closed && !config_.hooks.phase_closed(*game_)) {
        is_stopping_ = true;
        reason_ = "stopped";
    }
    if (phase.kind == PhaseKind::orders && config_.hooks.week_closed && !config_.hooks.week_closed(*game_)) {
        is_stopping_ = true;
        reason_ = "stopped";
    }
    show();
    show_status();
}

Status Room::close_week() { return journal_ ? journal_->append(digest_record(*game_, phase_.week)) : Status(Done{}); }

// Lets the sessions have their turn, and people their time to watch.
asio::awaitable<void> Room::rest() {
    if (config_.pace.count() == 0) {
        co_await asio::post(strand_, asio::use_awaitable);
        co_return;
    }
    const auto until = std::chrono::steady_clock::now() + config_.pace;
    while (play_on() && std::chrono::steady_clock::now() < until) {
        wake_.expires_at(until);
        co_await wake_.async_wait(as_result);
    }
}

void Room::end() {
    is_over_ = true;
    RoomResult result;
    result.code = config_.code;
    result.complete = has_started_ && phase_.kind == PhaseKind::over;
    result.digest = digest_of(*game_);
    result.outcomes = outcomes(*config_.setup, *game_);
    if (journal_ && errors_.empty() && (result.complete || !may_be_resumed_))
        if (const Status ended = journal_->append(EndRecord{result.outcomes.weeks, result.digest}); !ended)
            errors_ = ended.errors();
    if (!errors_.empty()) reason_ = "the room had to stop: its journal could not be written";
    result.reason = reason_;
    result.errors = errors_;
    show();
    show_status();
    const Frame farewell = shared_frame(wire::Bye{reason_, result.complete, result.outcomes, result.digest});
    const auto dismiss = [&farewell](const std::shared_ptr<Session>& session) {
        if (session) session->finish(farewell);
    };
    for (Seat& seat : seats_) {
        result.passes.push_back(seat.passes);
        dismiss(seat.session);
        seat.session.reset();
    }
    for (Watcher& watcher : watchers_) dismiss(watcher.session);
    watchers_.clear();
    result.game = std::move(game_);
    game_ = std::make_unique<Game>(*result.game);
    journal_.reset();
    if (on_over_) on_over_(result);
}

}  // namespace chokepoint::net

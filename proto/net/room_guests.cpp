// Who comes to a room and goes, what they may say, and what they see.
#include <algorithm>
#include <utility>

#include "proto/net/frames.hpp"
#include "proto/net/room.hpp"
#include "proto/net/secrets.hpp"

namespace chokepoint::net {

using wire::ProblemCode;
using wire::SeatHolder;

// --- who comes and goes -------------------------------------------------------------------------------------

Result<SeatId> Room::free_seat(const std::string& role) const {
    if (role == "any" || role.empty()) {
        for (SeatId seat = 0; seat < seats(); ++seat)
            if (seats_[seat].holder == SeatHolder::open) return seat;
        return fail("every open seat is taken; watch, or ask the facilitator for a seat");
    }
    const SeatId seat = seat_of(config_.setup->scenario, role);
    CHOKEPOINT_CHECK(seat != no_seat);  // asked before
    if (!seats_[seat].plays_bot())
        return fail("the seat '" + role + "' is taken; if it is yours, come back with the token of your welcome");
    return seat;
}

void Room::take_seat(const std::shared_ptr<Session>& session, const wire::Hello& hello) {
    if (!hello.role.empty() && hello.role != "any" && seat_of(config_.setup->scenario, hello.role) == no_seat) {
        std::string known;
        for (SeatId seat = 0; seat < seats(); ++seat) known += (seat == 0 ? "" : ", ") + role(seat);
        session->refuse(ProblemCode::unknown_role, "no seat '" + hello.role + "' in this room; there are: " + known);
        return;
    }
    const auto seat = free_seat(hello.role);
    if (!seat) {
        session->refuse(ProblemCode::seat_taken, seat.error().message);
        return;
    }
    seats_[*seat].token = draw_token();
    sit_down(*seat, session, hello);
}

void Room::come_back(const std::shared_ptr<Session>& session, const wire::Hello& hello) {
    SeatId found = no_seat;
    for (SeatId seat = 0; seat < seats(); ++seat)  // all of them, so that time tells nothing
        if (is_same_token(hello.token, seats_[seat].token)) found = seat;
    const bool fits = found != no_seat && (hello.role.empty() || hello.role == "any" || hello.role == role(found));
    if (!fits) {
        session->refuse(ProblemCode::bad_token,
                        "this token opens no such seat here; leave it out to take a seat anew");
        return;
    }
    if (const auto old = std::exchange(seats_[found].session, nullptr))
        old->refuse(ProblemCode::replaced, "your seat was taken over by a new connection with the same token");
    sit_down(found, session, hello);
}

void Room::sit_down(SeatId seat, const std::shared_ptr<Session>& session, const wire::Hello& hello) {
    Seat& state = seats_[seat];
    state.holder = SeatHolder::client;
    state.session = session;
    state.name = hello.name;
    if (!has_started_) state.strategy = hello.strategy;
    session->welcome();
    session->send(welcome_for(seat));
    const bool is_open = game_->cursor.open && phase_.kind != PhaseKind::over && has_started_;
    if (is_open && (phase_.asked & bit(seat)) && !state.has_answered &&
        std::any_of(seats_.begin(), seats_.end(), [](const Seat& other) { return other.is_awaited; }))
        ask_client(seat, phase_);
    show_status();
    changed();
}

wire::Welcome Room::welcome_for(SeatId seat) const {
    wire::Welcome welcome;
    const Scenario& scenario = config_.setup->scenario;
    welcome.room = config_.code;
    welcome.seat = seat;
    welcome.scenario_text = config_.scenario_text;
    welcome.week = has_started_ ? game_->cursor.week : 0;
    welcome.weeks = game_->cursor.weeks;
    if (seat == no_seat) return welcome;
    welcome.role = role(seat);
    welcome.title = title_of(scenario, seat);
    const int firm = firm_of(scenario, seat);
    welcome.brief = firm < 0 ? scenario.governments[seat].brief : scenario.firms[static_cast<std::size_t>(firm)].brief;
    welcome.token = seats_[seat].token;
    welcome.seat_key = seat_key(config_.seed, seat);
    welcome.passes = seats_[seat].passes;
    return welcome;
}

void Room::add_watcher(const std::shared_ptr<Session>& session, const wire::Hello& hello) {
    Watcher watcher{session, hello.viewpoint, no_seat, 0};
    if (hello.viewpoint == Viewpoint::facilitator && !is_same_token(hello.token, config_.facilitator_token)) {
        session->refuse(ProblemCode::bad_token, "the facilitator's view needs the facilitator's token");
        return;
    }
    if (hello.viewpoint == Viewpoint::seat) {
        watcher.seat = seat_of(config_.setup->scenario, hello.role);
        const bool may_see = watcher.seat != no_seat && (is_same_token(hello.token, seats_[watcher.seat].token) ||
                                                         is_same_token(hello.token, config_.facilitator_token));
        if (!may_see) {
            session->refuse(ProblemCode::bad_token, "a seat's view needs the seat's role and its token");
            return;
        }
    }
    if (watchers_.size() >= config_.watchers_max) {
        session->refuse(ProblemCode::room_full, "this room has as many watchers as it allows");
        return;
    }
    session->welcome();
    wire::Welcome welcome = welcome_for(no_seat);
    welcome.seat = watcher.seat;
    if (watcher.seat != no_seat) welcome.role = role(watcher.seat);
    session->send(welcome);
    watchers_.push_back(std::move(watcher));
    show_to(watchers_.back());
    session->send_newest(Session::Slot::status, shared_frame(status()));
}

void Room::drop(const std::shared_ptr<Session>& session) {
    std::erase_if(watchers_, [&](const Watcher& watcher) { return watcher.session == session; });
    for (Seat& seat : seats_) {
        if (seat.session != session) continue;
        seat.session.reset();
        seat.holder = SeatHolder::absent;
        seat.is_awaited = false;
        show_status();
        changed();
    }
}

void Room::obey(const wire::Command& command) {
    switch (command.kind) {
        case wire::CommandKind::start: is_told_to_start_ = true; break;
        case wire::CommandKind::pause: is_paused_ = true; break;
        case wire::CommandKind::resume: is_paused_ = false; break;
        case wire::CommandKind::step: is_paused_ = true; ++steps_; break;
        case wire::CommandKind::end:
            is_stopping_ = true;
            reason_ = "the facilitator ended the game";
            break;
    }
    show_status();
    changed();
}

void Room::take_reply(SeatId seat, const wire::Reply& reply) {
    Seat& state = seats_[seat];
    if (reply.seat && *reply.seat != seat) {
        tell_problem(state.session, ProblemCode::not_allowed,
                     "a reply for seat " + std::to_string(*reply.seat) + "; yours is " + std::to_string(seat));
    } else if (reply.phase_id == phase_id_ && state.has_answered) {
        tell_problem(state.session, ProblemCode::duplicate_reply, "this phase has your reply; the first counts");
    } else if (reply.phase_id != phase_id_ || !state.is_awaited) {
        tell_problem(state.session, ProblemCode::stale_reply,
                     "phase " + std::to_string(reply.phase_id) + " is not open for you; wait for the next ask");
    } else {
        (*answers_)[seat] = *reply.answer;
        take_sayings(seat, reply.sayings);
        state.origin = AnswerOrigin::remote;
        state.has_answered = true;
        state.is_awaited = false;
        if (std::none_of(seats_.begin(), seats_.end(), [](const Seat& other) { return other.is_awaited; })) changed();
    }
}

void Room::take_sayings(SeatId seat, const std::vector<Saying>& sayings) {
    Seat& state = seats_[seat];
    state.heard = state.told;
    for (std::size_t i = 0; i < sayings.size() && i < 255; ++i) {
        const Refusal why = i < limits::sayings ? check_saying(*config_.setup, *game_, seat, sayings[i]) : Refusal::full;
        if (why == Refusal::none) state.sayings.push_back(sayings[i]);
        else state.refused_sayings.push_back({static_cast<std::uint8_t>(i), why});
    }
}

// After an unreadable reply the seat passes: nobody waits for a client that cannot be understood.
void Room::tell_problem(const std::shared_ptr<Session>& session, ProblemCode code, std::string words) {
    session->send(wire::Problem{code, std::move(words)});
    if (code != ProblemCode::bad_message) return;
    for (Seat& seat : seats_) {
        if (seat.session != session || !seat.is_awaited) continue;
        seat.is_awaited = false;
        changed();
    }
}

// --- what others see ----------------------------------------------------------------------------------------

void Room::show() {
    ++shown_;
    // One encoding serves all that look from the same place.
    std::vector<std::pair<std::pair<Viewpoint, SeatId>, Frame>> frames;
    for (Watcher& watcher : watchers_) {
        const std::pair key{watcher.viewpoint, watcher.seat};
        auto frame = std::find_if(frames.begin(), frames.end(), [&](const auto& known) { return known.first == key; });
        if (frame == frames.end()) {
            snapshot(*config_.setup, *game_, watcher.viewpoint, watcher.seat, *snapshot_);
            reasons_.show(watcher.viewpoint, watcher.seat, *snapshot_);
            frames.emplace_back(key, shared_frame(wire::SnapshotFrame{
                                         borrowed(*snapshot_), sayings_.shown_to(watcher.viewpoint, watcher.seat, snapshot_->record.week)}));
            frame = frames.end() - 1;
        }
        watcher.shown = shown_;
        watcher.session->send_newest(Session::Slot::snapshot, frame->second);
    }
}

void Room::show_to(Watcher& watcher) {
    snapshot(*config_.setup, *game_, watcher.viewpoint, watcher.seat, *snapshot_);
    reasons_.show(watcher.viewpoint, watcher.seat, *snapshot_);
    watcher.shown = shown_;
    watcher.session->send_newest(Session::Slot::snapshot,
                                 shared_frame(wire::SnapshotFrame{borrowed(*snapshot_), sayings_.shown_to(watcher.viewpoint, watcher.seat,
                                                                                                         snapshot_->record.week)}));
}

void Room::show_status() {
    if (watchers_.empty()) return;
    const Frame frame = shared_frame(status());
    for (const Watcher& watcher : watchers_) watcher.session->send_newest(Session::Slot::status, frame);
}

wire::RoomStatus Room::status() const {
    wire::RoomStatus status{config_.code, has_started_, is_paused_, is_over_, game_->cursor.week, game_->cursor.round, {}};
    for (SeatId seat = 0; seat < seats(); ++seat) {
        const Seat& state = seats_[seat];
        status.seats.push_back({role(seat), state.name, state.holder, state.passes, state.is_awaited});
    }
    return status;
}

}  // namespace chokepoint::net

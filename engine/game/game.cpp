// The phases of a week. Everything that changes the game goes through open_phase and close_phase.
#include "engine/game/game.hpp"

#include <algorithm>

#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

Moment moment_of(const Setup& setup, const Cursor& cursor) {
    // The rounds of a week spread over its days; the resolve is its last one.
    const int phases = setup.params.rounds + 1;
    const int day = std::min(6, 7 * (cursor.round - 1) / phases);
    return {cursor.seed, cursor.week, cursor.round, setup.params.day_of(cursor.week) + day};
}

SeatMask seats_asked(const Setup& setup, const Game& game) {
    SeatMask asked = 0;
    if (!setup.params.starts_turn(game.cursor.week)) return asked;
    for (std::size_t i = 0; i < setup.params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        // Firms open their talks in a week's first round; later only those are asked that have something to answer.
        const bool everybody = game.cursor.phase == PhaseKind::orders || game.cursor.round == 1;
        if (everybody || setup.params.is_government(seat) || has_something_to_answer(game.talks, seat)) asked |= bit(seat);
    }
    return asked;
}

// What stands on a table, and how the newest of what has lain there this week has ended, as far as the seat is named in it.
void show_table(const Talks& talks, std::size_t index, SeatId seat, TalkView& view) {
    for (const Offer& offer : talks.offers) {
        if (offer.talk != index || (offer.parties & bit(seat)) == 0) continue;
        if (offer.state == OfferState::tabled || offer.state == OfferState::live) {
            static_cast<void>(view.offers.push(offer));
            continue;
        }
        if (view.ended.full()) {
            const std::uint32_t oldest = view.ended[0].id;
            view.ended.remove_if([&](const EndedOffer& ended) { return ended.id == oldest; });
        }
        static_cast<void>(view.ended.push({offer.id, offer.by, offer.state, 0}));
    }
}

// Nobody is always first: the order of the seats is drawn anew for each phase.
std::array<SeatId, limits::seats> order_of_seats(const Setup& setup, const Cursor& cursor) {
    std::array<SeatId, limits::seats> order{};
    const auto count = static_cast<std::uint32_t>(setup.params.seats);
    for (std::uint32_t i = 0; i < count; ++i) order[i] = static_cast<SeatId>(i);
    Rng rng(cursor.seed, static_cast<std::uint32_t>(cursor.week), Purpose::permutation, static_cast<std::uint32_t>(cursor.round));
    for (std::uint32_t i = count; i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
    return order;
}

void apply_answer(const Setup& setup, Game& game, const Moment& moment, SeatId seat, const Answer& answer) {
    if (answer.messages.empty()) ++game.talks.passes[seat];
    for (std::size_t i = 0; i < answer.messages.size(); ++i) {
        const Message& message = answer.messages[i];
        const Refusal why = apply_message(setup.params, game.world, game.talks, moment, game.cursor.phase, seat, message);
        if (why == Refusal::none) continue;
        static_cast<void>(game.talks.refused.push({seat, static_cast<std::uint8_t>(i), why, message.kind}));
    }
}

// Where a week begins: with its first talk round, or in the middle of a turn with its resolve.
void begin_at(const Params& params, Cursor& cursor, int week) {
    cursor.week = week;
    cursor.round = first_round(params, week);
    cursor.phase = cursor.round > params.rounds ? PhaseKind::orders : PhaseKind::talk;
}

void advance(const Setup& setup, Game& game, Explanation* why) {
    Cursor& cursor = game.cursor;
    ++cursor.round;
    if (cursor.round <= setup.params.rounds) return;
    if (cursor.phase == PhaseKind::talk) {
        cursor.phase = PhaseKind::orders;
        return;
    }
    const Moment end{cursor.seed, cursor.week, setup.params.rounds + 2, setup.params.day_of(cursor.week) + 6};
    resolve_week(setup.params, game.world, end, why);
    begin_at(setup.params, cursor, cursor.week + 1);
    if (cursor.week > cursor.weeks) cursor.phase = PhaseKind::over;
}

// What was decided before the start and still stands, on the days on which it was decided.
Refusal take_over(const Setup& setup, World& world, std::uint64_t seed, const RecordedAct& act) {
    const Moment then{seed, 1, 0, *parse_day(act.date)};
    const SeatId seat = setup.params.of(act.by).seat;
    if (!setup.params.of(act.by).present) return Refusal::unknown_target;
    return apply_order(setup.params, world, then, seat, order_of(act));
}

Errors check_opening(const Setup& setup) {
    Errors errors;
    if (setup.scenario.opening.empty()) return errors;
    const auto world = std::make_unique<World>(start_world(setup.params, 0));
    for (std::size_t i = 0; i < setup.scenario.opening.size(); ++i) {
        const Refusal why = take_over(setup, *world, 0, setup.scenario.opening[i]);
        if (why != Refusal::none)
            errors.push_back(fail("opening[" + std::to_string(i) + "]: refused as " + std::string(name_of(why)) +
                                  "; write what the government could have ordered (see the table of orders)"));
    }
    return errors;
}

}  // namespace

int first_round(const Params& params, int week) { return params.starts_turn(week) ? 1 : params.rounds + 1; }

Result<std::shared_ptr<const Setup>> make_setup(Scenario scenario) {
    const std::vector<Fault> faults = validate(scenario);
    Errors errors;
    for (const Fault& fault : faults) errors.push_back({fault.path + ": " + fault.message, {}, 0});
    if (!errors.empty()) return errors;
    Result<Params> params = prepare(scenario);
    if (!params) return params.errors();
    auto setup = std::make_shared<Setup>(Setup{std::move(scenario), std::move(*params)});
    if (errors = check_opening(*setup); !errors.empty()) return errors;
    return std::shared_ptr<const Setup>(std::move(setup));
}

Game start_game(const Setup& setup, std::uint64_t seed, int weeks) {
    Game game;
    game.cursor.seed = seed;
    game.cursor.weeks = weeks > 0 ? weeks : setup.params.weeks;
    game.world = start_world(setup.params, seed);
    for (const RecordedAct& act : setup.scenario.opening) static_cast<void>(take_over(setup, game.world, seed, act));
    return game;
}

Phase open_phase(const Setup& setup, Game& game) {
    Cursor& cursor = game.cursor;
    if (cursor.phase == PhaseKind::over) return {};
    if (!cursor.open) {
        const Moment moment = moment_of(setup, cursor);
        if (cursor.round == first_round(setup.params, cursor.week)) {
            begin_week(setup.params, game.world, {cursor.seed, cursor.week, 0, setup.params.day_of(cursor.week)});
            // In the middle of a turn nobody could have taken an offer: it lapses when the next turn comes, if it does.
            if (setup.params.starts_turn(cursor.week)) begin_talk_week(game.talks, moment);
        }
        if (cursor.phase == PhaseKind::talk) begin_round(setup.params, game.world, game.talks, moment);
        cursor.open = true;
    }
    return {cursor.phase, cursor.week, cursor.round, seats_asked(setup, game)};
}

void observe(const Setup& setup, const Game& game, SeatId seat, Observation& out) {
    const Moment moment = moment_of(setup, game.cursor);
    observe_public(setup.params, game.world, moment, out.record);
    out.record.weeks = game.cursor.weeks;
    out.record.phase = game.cursor.phase;
    out.record.summit_asked_by = game.talks.summit_asked_by;
    observe_next(setup, game, seat, out);
}

void observe_next(const Setup& setup, const Game& game, SeatId seat, Observation& out) {
    const Moment moment = moment_of(setup, game.cursor);
    observe_private(setup.params, game.world, moment, seat, out);
    out.talks.clear();
    for (std::size_t i = 0; i < game.talks.talks.size(); ++i) {
        const Talk& talk = game.talks.talks[i];
        if (!talk.open || !is_party(talk.parties, seat)) continue;
        if (!out.talks.resize(out.talks.size() + 1)) break;  // written where it lies: it is large
        TalkView& view = out.talks.back();
        view.parties = talk.parties;
        view.talk = static_cast<std::uint8_t>(i);
        view.agenda = talk.agenda;
        view.turn = talk.parties[talk.turn];
        view.level = talk.level;
        view.opened_week = talk.opened_week;
        view.deadline_week = talk.deadline_week;
        view.back_channel = talk.back_channel;
        if (setup.params.is_government(seat)) view.win_set = win_set(setup.params, game.world, setup.params.government_of(seat), talk.level);
        view.rejected_offer = talk.rejected_offer;
        view.reject_reason = talk.reject_reason;
        show_table(game.talks, i, seat, view);
    }
    out.refused.clear();
    for (const RefusedMessage& refused : game.talks.refused)
        if (refused.seat == seat) static_cast<void>(out.refused.push(refused));
}

void close_phase(const Setup& setup, Game& game, const Answers& answers, Explanation* why) {
    CHOKEPOINT_CHECK(game.cursor.open);
    const Moment moment = moment_of(setup, game.cursor);
    const SeatMask asked = seats_asked(setup, game);
    // Told to each when it is asked again: till then it waits.
    game.talks.refused.remove_if([&](const RefusedMessage& refused) { return (asked & bit(refused.seat)) != 0; });
    const auto order = order_of_seats(setup, game.cursor);
    for (std::size_t i = 0; i < setup.params.seats; ++i)
        if ((asked & bit(order[i])) != 0) apply_answer(setup, game, moment, order[i], answers[order[i]]);
    game.cursor.open = false;
    advance(setup, game, why);
}

}  // namespace chokepoint

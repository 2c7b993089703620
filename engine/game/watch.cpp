// A moment of the game for screens: the world's picture, and the talks as far as the watcher may read them.
#include "engine/game/game.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

bool may_read(const Talk& talk, Viewpoint viewpoint, SeatId seat) {
    return viewpoint == Viewpoint::facilitator || (viewpoint == Viewpoint::seat && is_party(talk.parties, seat));
}

}  // namespace

void snapshot(const Setup& setup, const Game& game, Viewpoint viewpoint, SeatId seat, Snapshot& out) {
    const Cursor& cursor = game.cursor;
    // Between weeks the picture is that of the week that has just closed.
    const bool begins = cursor.round == first_round(setup.params, cursor.week);
    const bool closed = begins && !cursor.open && cursor.week > 1;
    const int week = closed ? cursor.week - 1 : cursor.week;
    const int round = closed ? setup.params.rounds + 2 : cursor.round;
    const int day = closed ? 6 : 7 * (cursor.round - 1) / (setup.params.rounds + 1);
    draw_world(setup.params, game.world, {cursor.seed, week, round, setup.params.day_of(week) + day}, viewpoint, seat, out);
    out.record.weeks = cursor.weeks;
    out.record.phase = cursor.phase;
    out.record.summit_asked_by = game.talks.summit_asked_by;
    out.week_closed = closed;
    out.game_over = cursor.phase == PhaseKind::over;
    out.talks.clear();
    out.offers.clear();
    out.reasons.clear();  // no part of the state: see reasons.hpp
    for (std::size_t i = 0; i < game.talks.talks.size(); ++i) {
        const Talk& talk = game.talks.talks[i];
        if (talk.open && (!talk.back_channel || may_read(talk, viewpoint, seat)))
            static_cast<void>(out.talks.push({talk.parties, static_cast<std::uint8_t>(i), talk.agenda, talk.parties[talk.turn],
                                              talk.level, talk.opened_week, talk.deadline_week, talk.back_channel, {}}));
        for (const Offer& offer : game.talks.offers)
            if (offer.talk == i && may_read(talk, viewpoint, seat) && (viewpoint != Viewpoint::seat || (offer.parties & bit(seat)) != 0))
                static_cast<void>(out.offers.push(offer));
    }
}

}  // namespace chokepoint

// Parts and lines: how much stock to hold, what to apply for, how much to say about it, how much to save, and when to
// run slower so that the last parts outlast the wait.
#include <algorithm>

#include "agents/firm/board.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Judgement.
constexpr double comfortable_days = 45.0;   // of cover: nothing to do
constexpr double petition_weeks = 6.0;      // of use asked for out of turn
constexpr double application_weeks = 10.0;  // of use that a firm wants licensed or pending while it is not short
constexpr int petition_every_weeks = 4;
constexpr double dear_part = 0.5;           // over the opening price: thrift in full
constexpr double slow_days = 8.0;           // of cover of the scarcest part: shifts are cut
constexpr double normal_days = 20.0;        // and put back
constexpr double slow_share = 0.75;

// The stock wanted, in normal stocks: what a control calls for, and what fear adds as the shelf empties.
Worth stock_wanted(const Board& board, const Shelf& shelf) {
    Worth multiple;
    if (!shelf.is_controlled) return multiple.add(RationaleKind::stock_cover, 1.0);
    const double fear = math::clamp(1.0 - board.own().cover_days / comfortable_days, 0.0, 1.0);
    multiple.add(RationaleKind::stock_cover, board.style.alarm_multiple);
    return multiple.add(RationaleKind::shortage, board.style.fear_multiple * fear);
}

void hold_stock(const Board& board, const Shelf& shelf, Pen& pen) {
    const Worth multiple = stock_wanted(board, shelf);
    change_level(OrderKind::stock_target, board.own().stock_multiple, bounded(multiple, 0.2, 3.0), RationaleUnit::multiple, pen);
}

void report(const Board& board, const Shelf& shelf, Pen& pen) {
    const double honest = board.firm.disclosure > 0.0 ? board.firm.disclosure : 1.0;
    Worth told;
    told.add(RationaleKind::credibility, honest);
    if (shelf.is_short || (board.style.is_secretive && shelf.is_controlled))
        told.add(RationaleKind::shortage, honest * (board.style.report_when_short - 1.0));
    change_level(OrderKind::report_stock, board.own().report_factor, bounded(told, 0.3, 1.5), RationaleUnit::multiple, pen);
}

// Short: out of turn, with all the noise it takes. Not short, but with too little under licence: a plain application.
void apply_for_licences(const Board& board, const Shelf& shelf, FirmMind& memory, Pen& pen) {
    const SeatId china = board.view.facts.seat_of(Government::china);
    if (china == no_seat || shelf.scarcest == nullptr) return;
    if (memory.petition_week != 0 && board.week() < memory.petition_week + petition_every_weeks) return;
    const NeedView& part = *shelf.scarcest;
    const double covered = part.licensed_t + part.pending_t;
    Worth missing;
    missing.add(RationaleKind::stock_cover, (shelf.is_short ? petition_weeks : application_weeks) * part.use_t);
    if (!shelf.is_short) missing.add(RationaleKind::normal, -covered);
    if (missing.total() <= 0.0 || part.use_t <= 0.0) return;
    memory.petition_week = static_cast<std::int16_t>(board.week());
    const auto what = static_cast<std::uint8_t>(index_of(part.product));
    const Reason reason(missing, RationaleUnit::tonnes, 0.0);
    const bool sent = shelf.is_short ? pen.order(OrderKind::petition, 0, china, missing.total(), reason)
                                     : pen.order(OrderKind::apply, what, 0, missing.total(), reason);
    if (sent) pen.note(RationaleKind::cover, shelf.days, RationaleUnit::days);
}

// What thrift saves: parts that cannot be had, and parts that have become dear.
void save_parts(const Board& board, const Shelf& shelf, FirmMind& memory, Pen& pen) {
    const NeedView* dearest = nullptr;
    double dearer = 0.0;
    for (const NeedView& need : board.own().needs) {
        const double opening = board.view.facts.opening_price_outside[index_of(need.product)];
        const double rise = need.cost_usd_per_kg > 0.0 ? math::ratio(need.cost_usd_per_kg, opening, 1.0) - 1.0 : 0.0;
        if (rise <= dearer) continue;
        dearer = rise;
        dearest = &need;
    }
    const NeedView* part = shelf.is_short ? shelf.scarcest : dearest;
    if (part == nullptr) return;
    Worth effort;
    if (shelf.is_short) effort.add(RationaleKind::shortage, board.style.thrift_effort);
    const double room = std::max(0.0, 1.0 - effort.total());
    effort.add(RationaleKind::price, room * board.style.thrift_effort * math::clamp(dearer / dear_part, 0.0, 1.0));
    // Redesign is not undone: only a greater effort is news.
    const double before = memory.thrift_percent / 100.0;
    if (effort.total() <= before) return;
    if (change_level(OrderKind::substitute, before, effort, RationaleUnit::share, pen, static_cast<std::uint8_t>(index_of(part->product))))
        memory.thrift_percent = static_cast<std::uint8_t>(100.0 * effort.total());
}

}  // namespace

void tend_parts(const Board& board, const Shelf& shelf, FirmMind& memory, Pen& pen) {
    hold_stock(board, shelf, pen);
    report(board, shelf, pen);
    apply_for_licences(board, shelf, memory, pen);
    save_parts(board, shelf, memory, pen);
}

void run_lines(const Board& board, const Shelf& shelf, Pen& pen) {
    const FirmView& own = board.own();
    const bool is_slow = own.production_share < 1.0;
    const bool is_scarce = shelf.is_controlled && own.cover_days < slow_days;
    const bool is_over = is_slow && (own.cover_days > normal_days || !shelf.is_controlled);
    if (!is_scarce && !is_over) return;
    Worth wanted;
    wanted.add(RationaleKind::normal, 1.0);
    if (is_scarce) wanted.add(RationaleKind::stock_cover, slow_share - 1.0);
    if (change_level(OrderKind::production, own.production_share, wanted, RationaleUnit::share, pen))
        pen.note(RationaleKind::cover, own.cover_days, RationaleUnit::days);
}

}  // namespace chokepoint::agents

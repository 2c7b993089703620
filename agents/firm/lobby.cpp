// What a firm asks of its government, and how hard: by what it loses, in dollars a week, to each cause.
#include <algorithm>

#include "agents/firm/board.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Judgement.
constexpr double hurts_in_full = 0.05;   // of a normal week's value: from there on the firm lobbies as hard as it can
constexpr double comfortable_days = 45.0;
constexpr double fear_share = 0.03;      // of a week's value: what an empty shelf threatens, before a line stops
constexpr double abroad_share = 0.2;     // of a Chinese maker's sales
constexpr double war_price = 0.85;       // of opening prices: under it a maker abroad calls for shelter
constexpr double plan_share = 0.01;      // of a plan's cost, a week: what help from the public purse is worth

struct Cause {
    Interest asks_for = Interest::output;
    Worth loss;  // USD million a week
};

double week_of_sales(const Board& board) {
    constexpr double weeks_a_year = 365.25 / 7.0;
    double sales = board.firm.value_added;
    for (const Output& output : board.firm.outputs)
        if (!output.is_planned)
            sales += output.t * board.view.facts.opening_price_outside[index_of(output.product)] / 1000.0 / weeks_a_year;
    return sales;
}

// Lines that stand still and shelves that empty: a deal with China, or, for who makes arms and gets no licence, supply at home.
Cause missing_parts(const Board& board, const Shelf& shelf, double week) {
    const FirmView& own = board.own();
    Cause cause{board.firm.makes_arms ? Interest::defence : Interest::output, {}};
    if (board.firm.kind == FirmKind::user)
        cause.loss.add(RationaleKind::shortage, week * math::clamp(1.0 - own.output_share, 0.0, 1.0));
    if (shelf.is_controlled)
        cause.loss.add(RationaleKind::stock_cover, week * fear_share * math::clamp(1.0 - own.cover_days / comfortable_days, 0.0, 1.0));
    return cause;
}

Cause dear_parts(const Board& board) {
    Cause cause{Interest::inflation, {}};
    for (const NeedView& need : board.own().needs) {
        const double opening = board.view.facts.opening_price_outside[index_of(need.product)];
        if (need.cost_usd_per_kg > opening && opening > 0.0)
            cause.loss.add(RationaleKind::price, need.use_t * (need.cost_usd_per_kg - opening) / 1000.0);
    }
    return cause;
}

// A maker's: prices under which it cannot live, plans that wait for public money; in China, sales that stay at the border.
Cause lost_market(const Board& board, double week) {
    Cause cause{Interest::market_share, {}};
    if (board.firm.region == Region::china) {
        double sent = 0.0, usual = 0.0;
        for (std::size_t r = 0; r < count_of<Region>; ++r) {
            sent += board.view.record.magnet_exports_t[r];
            usual += board.view.record.magnet_exports_base_t[r];
        }
        cause.loss.add(RationaleKind::stock_cover, week * abroad_share * math::clamp(1.0 - math::ratio(sent, usual, 1.0), 0.0, 1.0));
        return cause;
    }
    cause.loss.add(RationaleKind::price, week * std::max(0.0, war_price - price_level(board)));
    if (board.firm.has_project) cause.loss.add(RationaleKind::plans, std::min(plan_share * board.firm.project_cost, 0.5 * hurts_in_full * week));
    return cause;
}

// The share of its effort that each part of a loss calls for.
Worth effort_against(const Cause& cause, double most, double week) {
    Worth effort;
    const double per_usd_m = math::ratio(most, hurts_in_full * week, 0.0);
    for (std::size_t i = 0; i < Worth::parts; ++i) effort.part[i] = per_usd_m * cause.loss.part[i];
    return bounded(effort, 0.0, most);
}

}  // namespace

void lobby(const Board& board, const Shelf& shelf, FirmMind& memory, Pen& pen) {
    if (board.firm.home_government == no_seat) return;
    const double week = week_of_sales(board);
    Cause worst = missing_parts(board, shelf, week);
    for (const Cause& other : {dear_parts(board), lost_market(board, week)}) {
        if (board.firm.kind == FirmKind::user && other.asks_for == Interest::market_share) continue;
        if (other.loss.total() > worst.loss.total()) worst = other;
    }
    const Worth wanted = effort_against(worst, board.style.lobby_effort, week);
    const double effort = wanted.total();
    const auto what = static_cast<std::uint8_t>(index_of(worst.asks_for));
    const double now = board.own().lobby_effort;
    const bool asks_for_more = is_worth_an_order(now, effort);
    if (!asks_for_more && (memory.lobbied_what == what || effort <= 0.0)) return;
    if (!pen.order(OrderKind::lobby, what, board.firm.home_government, effort, {wanted, RationaleUnit::share})) return;
    pen.note(RationaleKind::present, now);
    memory.lobbied_what = what;
}

}  // namespace chokepoint::agents

// Plants and plans: what to run at by prices and by what is sold already, and when to put money into a plant that would
// have to live through a price war. Knows prices, own contracts and cash; what the world makes of output is its own business.
#include <algorithm>

#include "agents/firm/board.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Judgement.
constexpr double output_slope = 0.5;         // of output, by the price level: plants abroad cannot wait for better times
constexpr double discipline_slope = 0.8;     // of output, in China, where a few sell most: what is held back bears the price up
constexpr double abroad_share = 0.2;         // of a Chinese maker's sales that go abroad, and stay while licences hold them
constexpr double least_run = 0.2;            // under which a crew is lost
constexpr double most_run = 1.1;
constexpr int weeks_between_changes = 3;
constexpr double least_shift = 0.05;         // what a shift plan can follow

constexpr int invest_every_weeks = 4;
constexpr double own_share = 0.3;            // of a plant's cost that owners carry; lenders and governments the rest
constexpr double invest_step = 0.1;          // of the cost at a time, at most
constexpr double war_chance = 0.25;          // that a price war comes before the plant is paid off
constexpr double war_price = 0.6;            // of the opening price, while it lasts
constexpr double pay_back_years = 6.0;       // present value of a sure dollar a year over the plant's life
constexpr double waiting_worth = 0.10;       // of the cost: what the option to wait is worth
constexpr double reserve_share = 0.1;        // of a year's sales, kept to live through a price war

// What its standing contracts and floors take of a firm's output, 0 to 1.
double sold_ahead(const Board& board) {
    double sold = 0.0, made = 0.0;
    for (const Output& output : board.firm.outputs) {
        if (output.is_planned) continue;
        const double price = board.view.facts.opening_price_outside[index_of(output.product)];
        made += output.t * price;
        sold += std::min(output.t, sold_t(board.view, board.observation.seat, output.product)) * price;
    }
    return math::ratio(sold, made, 0.0);
}

// The share of what China sold abroad of a firm's goods that does not leave, as customs figures and measures have it.
double held_share(const Board& board) {
    MaterialMask made = 0;
    double sent = 0.0, usual = 0.0;
    for (const Output& output : board.firm.outputs) made |= materials_in(output.product);
    if (!has_control(board.view.record, Government::china, ControlKind::licence, Region::us, made) &&
        !has_control(board.view.record, Government::china, ControlKind::licence, Region::eu, made))
        return 0.0;
    for (std::size_t r = 0; r < count_of<Region>; ++r) {
        sent += board.view.record.magnet_exports_t[r];
        usual += board.view.record.magnet_exports_base_t[r];
    }
    return math::clamp(1.0 - math::ratio(sent, usual, 1.0), 0.0, 1.0);
}

// The share of full output that is worth running at, by reason; an even year makes 1.
Worth output_wanted(const Board& board) {
    const bool is_chinese = board.firm.region == Region::china;
    Worth share;
    share.add(RationaleKind::normal, 1.0);
    share.add(RationaleKind::price, (is_chinese ? discipline_slope : output_slope) * (price_level(board) - 1.0));
    if (is_chinese) share.add(RationaleKind::stock_cover, -abroad_share * held_share(board));
    // What is sold already is made, whatever the price of the day.
    const double promised = math::clamp(sold_ahead(board), least_run, 1.0);
    if (share.total() < promised) share.add(RationaleKind::credibility, promised - share.total());
    return bounded(share, least_run, most_run);
}

double sales_usd_m(const Board& board) {
    double sales = 0.0;
    for (const Output& output : board.firm.outputs)
        if (!output.is_planned) sales += output.t * price_ahead(board.view, output.product, output.region) / 1000.0;
    return sales;
}

// The floor that somebody guarantees the firm for a product, USD/kg; 0: none.
double floor_for(const Board& board, Product product) {
    double floor = 0.0;
    for (const StandingAgreement& stands : board.view.standing) {
        if (!stands.has_party(board.observation.seat)) continue;
        for (const Term& term : stands.agreement->terms)
            if (term.kind == TermKind::price_floor && term.to == board.observation.seat && term.what == index_of(product))
                floor = std::max(floor, term.limit);
    }
    return floor;
}

// What a plan is worth today, USD million: its margin over the price that it needs, less what a price war would take,
// plus what a floor takes off that risk, less what waiting is worth.
Worth worth_of_plan(const Board& board, const Plan& plan) {
    double t = 0.0, earned = 0.0, in_war = 0.0, in_war_with_floor = 0.0;
    for (const Output& output : plan.outputs) {
        const double price = price_ahead(board.view, output.product, output.region);
        const double trough = std::min(price, war_price * board.view.facts.opening_price_outside[index_of(output.product)]);
        t += output.t;
        earned += output.t * price;
        in_war += output.t * trough;
        in_war_with_floor += output.t * std::max(trough, floor_for(board, output.product));
    }
    const double scale = pay_back_years / 1000.0;
    Worth worth;
    worth.add(RationaleKind::price, scale * (earned - t * plan.hurdle));
    worth.add(RationaleKind::time_pressure, -scale * war_chance * std::max(0.0, earned - in_war));
    worth.add(RationaleKind::stock_cover, scale * war_chance * std::max(0.0, std::min(in_war_with_floor, earned) - in_war));
    worth.add(RationaleKind::waiting, -waiting_worth * plan.cost);
    return worth;
}

}  // namespace

double price_level(const Board& board) {
    const Facts& facts = board.view.facts;
    double now = 0.0, then = 0.0;
    for (const Output& output : board.firm.outputs) {
        if (output.is_planned) continue;
        const std::size_t p = index_of(output.product);
        const bool inside = output.region == Region::china;
        now += output.t * (inside ? board.view.record.price_inside[p] : board.view.record.price_outside[p]);
        then += output.t * (inside ? facts.opening_price_inside[p] : facts.opening_price_outside[p]);
    }
    return math::ratio(now, then, 1.0);
}

void run_plants(const Board& board, FirmMind& memory, Pen& pen) {
    if (memory.output_week != 0 && board.week() < memory.output_week + weeks_between_changes) return;
    const Worth share = output_wanted(board);
    const double wanted = share.total();
    const double gap = wanted - board.own().production_share;
    if (gap < least_shift && gap > -least_shift) return;
    if (!pen.order(OrderKind::production, 0, 0, wanted, {share, RationaleUnit::share})) return;
    pen.note_change(board.own().production_share, least_shift);
    memory.output_week = static_cast<std::int16_t>(board.week());
}

void invest(const Board& board, FirmMind& memory, Pen& pen) {
    if (board.firm.plans.empty() || (memory.invest_week != 0 && board.week() < memory.invest_week + invest_every_weeks)) return;
    // What it may lose and live.
    double free = std::max(0.0, board.own().cash_usd_m) + own_share * board.firm.project_cost - reserve_share * sales_usd_m(board);
    for (float spent : memory.invested) free -= static_cast<double>(spent);
    std::size_t best = board.firm.plans.size();
    double best_yield = 0.0;
    for (std::size_t i = 0; i < board.firm.plans.size() && i < memory.invested.size(); ++i) {
        const Plan& plan = board.firm.plans[i];
        if (plan.cost <= 0.0 || static_cast<double>(memory.invested[i]) >= own_share * plan.cost) continue;
        const double yield = worth_of_plan(board, plan).total() / plan.cost;
        if (yield <= best_yield) continue;
        best = i;
        best_yield = yield;
    }
    if (best == board.firm.plans.size()) return;
    const Plan& plan = board.firm.plans[best];
    const double money = std::min({invest_step * plan.cost, own_share * plan.cost - static_cast<double>(memory.invested[best]), free});
    if (money < 0.5) return;
    const Worth worth = worth_of_plan(board, plan);
    if (!pen.order(OrderKind::invest, 0, plan.project, money, {worth, RationaleUnit::usd_m, 0.0})) return;
    memory.invest_week = static_cast<std::int16_t>(board.week());
    memory.invested[best] += static_cast<float>(money);
    memory.offered = static_cast<float>(money);
    memory.offered_plan = static_cast<std::uint8_t>(best);
    memory.offered_message = pen.newest();
}

void settle_investment(const Observation& observation, FirmMind& memory) {
    for (const RefusedMessage& refused : observation.refused)
        if (memory.offered > 0.0F && refused.kind == MessageKind::order && refused.message == memory.offered_message)
            memory.invested[memory.offered_plan] -= memory.offered;
    memory.offered = 0.0F;
}

}  // namespace chokepoint::agents

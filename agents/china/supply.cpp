#include "agents/china/supply.hpp"

#include <algorithm>

#include "agents/strategies/front.hpp"
#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr std::size_t light = index_of(Product::oxide_ndpr);   // what plants abroad live on
constexpr std::size_t heavy = index_of(Product::oxide_dy);     // what is smuggled
constexpr double percent_of_one = 100.0;
constexpr double least_step = 0.01;

// Whether own licence controls on magnet materials stand against anybody.
bool controls_stand(const Position& position) {
    for (Region region : all_of<Region>())
        if (region != Region::china && has_control(position.observation.record, Government::china, ControlKind::licence, region, first_scope))
            return true;
    return false;
}

// How far today's gap between the zones is over the usual one.
double gap_of(const Position& position, std::size_t product) {
    const PublicView& record = position.observation.record;
    const Facts& facts = position.view.facts;
    const double usual = math::ratio(facts.opening_price_outside[product], facts.opening_price_inside[product], 1.0);
    return math::ratio(math::ratio(record.price_outside[product], record.price_inside[product], 1.0), usual, 1.0);
}

// The least price at which a plant that is planned abroad is worth its cost; 0: none is planned.
double least_hurdle(const Facts& facts) {
    double least = 0.0;
    for (const FirmFacts& firm : facts.firms)
        if (firm.has_project && firm.project_region != Region::china && firm.project_output == Product::oxide_ndpr && firm.project_hurdle > 0.0)
            least = least > 0.0 ? std::min(least, firm.project_hurdle) : firm.project_hurdle;
    return least;
}

void set_level(OrderKind kind, double present, double wanted, const Reason& reason, Pen& pen) {
    if (std::max(present, wanted) - std::min(present, wanted) < least_step) return;
    pen.order(kind, 0, 0, wanted, reason);
}

// Goods that slip out by third countries show in a gap that pays for the detour.
void stop_leakage(const Position& position, bool stands, Pen& pen) {
    const double gap = gap_of(position, heavy), present = position.observation.government.enforcement;
    if (stands && gap > judgement::leakage_gap)
        set_level(OrderKind::enforcement, present, judgement::leakage_effort, {RationaleKind::price, gap, RationaleUnit::multiple, judgement::leakage_gap}, pen);
    else if (!stands)
        set_level(OrderKind::enforcement, present, 0.0, {RationaleKind::normal, 0.0, RationaleUnit::share}, pen);
}

// Mines are held back where what is not let out would spoil the price at home.
void set_quota(const Position& position, bool stands, Pen& pen) {
    const double usual = position.view.facts.opening_price_inside[light], inside = position.observation.record.price_inside[light];
    const double price = math::ratio(inside, usual, 1.0), present = percent_of_one * position.observation.government.production_quota;
    if (stands && price < judgement::glut_price)
        set_level(OrderKind::production_quota, present, judgement::quota_in_glut_pct, {RationaleKind::price, math::ratio(usual, inside, 0.0), RationaleUnit::multiple, 1.0 / judgement::glut_price}, pen);
    else if (price >= 1.0 || !stands)
        set_level(OrderKind::production_quota, present, percent_of_one, {RationaleKind::normal, 1.0, RationaleUnit::multiple}, pen);
}

// Where the price outside pays for a plant abroad and no control keeps goods in, exporters are told to sell under it; the fear
// of it outlasts the price.
void undercut_plants(const Position& position, bool stands, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    const double hurdle = least_hurdle(position.view.facts), quote = record.price_outside[light];
    const double present = percent_of_one * position.observation.government.flood;
    const bool pays_abroad = hurdle > 0.0 && quote >= hurdle;
    const bool is_over = stands || (mind.flood_week != 0 && record.week >= mind.flood_week + judgement::flood_weeks);
    if (present > 0.0 && is_over) {
        set_level(OrderKind::flood, present, 0.0, {RationaleKind::normal, 0.0, RationaleUnit::share}, pen);
    } else if (present <= 0.0 && !stands && pays_abroad && mind.flood_week == 0) {
        set_level(OrderKind::flood, present, judgement::flood_pct, {RationaleKind::price, quote / hurdle, RationaleUnit::multiple, 1.0}, pen);
        mind.flood_week = static_cast<std::int16_t>(record.week);
    }
}

// The largest user of parts at a government's home, by seat; no_seat: none has one.
SeatId largest_user(const Facts& facts, Government government) {
    SeatId best = no_seat;
    double most = 0.0;
    for (const FirmFacts& firm : facts.firms)
        if (firm.region == home_of(government) && firm.seat != no_seat && firm.value_added > most && !firm.makes_arms) {
            most = firm.value_added;
            best = firm.seat;
        }
    return best;
}

// The member of a front that is easiest to win: the least of a hawk, and never the rival.
SeatId firm_to_win(const Position& position) {
    const View& view = position.view;
    SeatId firm = no_seat;
    double least = 2.0;
    for (std::size_t seat = 0; seat < view.facts.government_seats; ++seat) {
        const Government member = view.facts.government_of(static_cast<SeatId>(seat));
        if (member == Government::china || member == Government::us || !front_of(view, member).is_shared()) continue;
        const SeatId user = largest_user(view.facts, member);
        if (user == no_seat || view.of(member).hawk >= least) continue;
        least = view.of(member).hawk;
        firm = user;
    }
    return firm;
}

// A general licence for its largest user tells a member what it would have apart; once, and taken back when it stays.
void buy_a_member(const Position& position, bool stands, GovernmentMind& mind, Pen& pen) {
    const int week = position.observation.record.week;
    const SeatId firm = firm_to_win(position);
    if (stands && mind.favour_week == 0 && firm != no_seat) {
        if (!pen.order(OrderKind::general_licence, 0, firm, 1.0, {RationaleKind::leverage, 1.0, RationaleUnit::firms, 1.0})) return;
        mind.favour_week = static_cast<std::int16_t>(week);
        mind.favoured = firm;
    } else if (mind.favour_week != 0 && mind.favoured != no_seat && week >= mind.favour_week + judgement::favour_weeks) {
        if (firm == mind.favoured)
            pen.order(OrderKind::general_licence, 0, firm, 0.0, {RationaleKind::retaliation, 1.0, RationaleUnit::firms, 1.0});
        mind.favoured = no_seat;
    }
}

}  // namespace

void steer_supply(const Position& position, GovernmentMind& mind, Pen& pen) {
    if (position.observation.record.phase != PhaseKind::orders) return;
    const bool stands = controls_stand(position);
    stop_leakage(position, stands, pen);
    set_quota(position, stands, pen);
    undercut_plants(position, stands, mind, pen);
    buy_a_member(position, stands, mind, pen);
}

}  // namespace chokepoint::agents

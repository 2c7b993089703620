#include "agents/strategies/firm_worth.hpp"

#include <algorithm>

#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

using enum RationaleKind;

// Judgement: what boards put into such sums.
constexpr double years_ahead = 3.0;
constexpr double margin = 0.12;                 // of the price, on a sale that is certain
constexpr double floor_option = 0.10;           // of the floor: what insurance against flooding is worth
constexpr double price_reversion = 0.6;         // share of a spike that is expected to pass
constexpr double security_usd_per_kg = 25.0;    // what a user pays for parts that need no licence
constexpr double dilution = 1.0;                // shareholders' value of a share given up
constexpr double book_multiple = 1.5;           // worth of a firm in units of its yearly sales

double quote(const View& view, std::uint8_t product) {
    const std::size_t p = product < count_of<Product> ? product : 0;
    const double opening = view.facts.opening_price_outside[p];
    const double now = view.record.price_outside[p];
    return opening + (1.0 - price_reversion) * (now - opening);
}

double usd_m(double t_per_year, double usd_per_kg) { return t_per_year * 1000.0 * usd_per_kg / 1e6 * years_ahead; }

bool parts_are_short(const View& view) {
    if (view.own_firm == nullptr) return has_control(view.record, Government::china, ControlKind::licence, Region::us);
    for (const NeedView& need : view.own_firm->needs)
        if (need.controlled && !view.own_firm->general_licence) return true;
    return false;
}

}  // namespace

Worth firm_worth(const View& view, SeatId seat, const Term& term) {
    Worth worth;
    const int index = seat < view.facts.firm_in_seat.size() ? view.facts.firm_in_seat[seat] : -1;
    if (index < 0 || (term.by != seat && term.to != seat)) return worth;
    const FirmFacts& firm = view.facts.firms[static_cast<std::size_t>(index)];
    const bool gives = term.by == seat;
    const double price_ahead = quote(view, term.what);
    switch (term.kind) {
        case TermKind::price_floor:
            if (gives) break;
            worth.add(price, usd_m(term.amount, std::max(0.0, term.limit - price_ahead)));
            worth.add(stock_cover, usd_m(term.amount, floor_option * term.limit));
            break;
        case TermKind::offtake: {
            // Whoever gives an offtake buys; what is bought may have a floor in `limit`.
            const double paid = term.limit > 0.0 ? term.limit : price_ahead;
            if (gives) {
                worth.add(price, -usd_m(term.amount, std::max(0.0, paid - price_ahead)));
                worth.add(stock_cover, usd_m(term.amount, parts_are_short(view) ? security_usd_per_kg : 0.0));
            } else {
                worth.add(price, usd_m(term.amount, margin * paid + std::max(0.0, paid - price_ahead)));
            }
            break;
        }
        case TermKind::supply_contract: {
            const double paid = term.limit > 0.0 ? term.limit : price_ahead;
            const double security = security_usd_per_kg * (parts_are_short(view) ? 1.0 : 0.4);
            if (gives) {
                worth.add(price, usd_m(term.amount, paid - price_ahead + margin * paid));
            } else {
                worth.add(price, usd_m(term.amount, price_ahead - paid));
                worth.add(stock_cover, usd_m(term.amount, security));
            }
            break;
        }
        case TermKind::equity_stake: {
            const double whole =
                std::max(firm.project_cost, book_multiple * firm.output_t * 1000.0 * price_ahead / 1e6);
            // Whoever the term names as its giver, the firm gets the money and its owners give up the share.
            worth.add(price, term.amount);
            worth.add(leverage, -dilution * term.limit / 100.0 * whole);
            break;
        }
        case TermKind::joint_investment: worth.add(price, gives ? -0.3 * term.amount : 0.8 * term.amount); break;
        case TermKind::licence: worth.add(stock_cover, gives ? 0.0 : firm.value_added * 0.5); break;
        case TermKind::side_term: worth.add(leverage, gives ? -0.5 * term.amount : term.amount); break;
        default: break;
    }
    return worth;
}

}  // namespace chokepoint::agents

#include "agents/strategies/firm_worth.hpp"

#include <algorithm>

#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

using enum RationaleKind;

// Judgement: what boards put into such sums.
constexpr double usual_weeks = 26.0;        // that an agreement without a truce lasts: docs/PROTOCOL.md
constexpr double weeks_a_year = 365.25 / 7.0;
constexpr double sure_years = 3.0;          // a buyer bound for so long makes a plant as sure as a buyer can
constexpr double price_reversion = 0.6;     // share of a spike that is expected to pass
constexpr double sure_sale = 0.08;          // of the price: a sale that needs no search
constexpr double war_chance = 0.15;         // that exporters sell under everybody's cost while it runs
constexpr double war_price = 0.6;           // of the opening price, while they do
constexpr double planned_share = 0.5;       // of planned capacity that comes in time
constexpr double waiting_output = 0.5;      // of what a plant puts out, where what it takes in waits for licences
constexpr double default_cost = 0.5;        // of the price, for tonnes promised and not made
constexpr double short_chance = 0.01;       // that a part runs out, in quiet times
constexpr double control_chance = 0.06;     // and what a licence control adds
constexpr double thin_chance = 0.2;         // and what an empty shelf does
constexpr double comfortable_days = 45.0;
constexpr double most_stake = 5.0;          // of the opening price: what a buyer would give for the last kilogram
constexpr double border_security = 0.15;    // of the security, where the seller's border may hold the goods all the same
constexpr double hurdle_relief = 0.2;       // of a project's cost that a buyer for all its output is worth
constexpr double dilution = 1.0;            // shareholders' value of a share given up
constexpr double book_multiple = 1.5;       // worth of a firm in units of its yearly sales

// For as long as the term binds, by itself: whoever is bound longer renews, and weighs it anew.
double usd_m(const Term& term, double t_per_year, double usd_per_kg) {
    return t_per_year * 1000.0 * usd_per_kg / 1e6 * years_of(term);
}

Product product_of(const Term& term) { return static_cast<Product>(term.what < count_of<Product> ? term.what : 0); }

bool is_own(const View& view, SeatId seat) {
    return view.own_firm != nullptr && seat < view.facts.firm_in_seat.size() &&
           view.facts.firm_in_seat[seat] == static_cast<int>(view.own_firm->firm);
}

// How far what a maker has, and has papers for, carries it through the time that a contract runs, 0 to 1.
double shelf_share(const FirmView& own) {
    double share = 1.0;
    for (const NeedView& need : own.needs)
        if (need.controlled && !own.general_licence)
            share = std::min(share, math::ratio(need.stock_t + need.transit_t + need.licensed_t, usual_weeks * need.use_t, 1.0));
    return share;
}

// True where China's controls hold up a product on its way to a region, as the public record has it.
bool is_held_up(const View& view, Product product, Region region) {
    return region != Region::china && materials_in(product) != 0 &&
           (has_control(view.record, Government::china, ControlKind::licence, region, materials_in(product)) ||
            has_control(view.record, Government::china, ControlKind::ban, region, materials_in(product)));
}

double contracted_t(const View& view, SeatId seat, Product product, bool as_buyer) {
    double tonnes = 0.0;
    for (const StandingAgreement& stands : view.standing) {
        if (!stands.has_party(seat)) continue;
        for (const Term& term : stands.agreement->terms)
            if (term.kind == TermKind::supply_contract && (as_buyer ? term.to : term.by) == seat && product_of(term) == product)
                tonnes += term.amount;
    }
    return tonnes;
}

// Of a contract's tonnes, those that the buyer has not covered yet by others: of what is bought twice nothing is gained.
double useful_t(const View& view, SeatId buyer, const FirmFacts& firm, const Term& term) {
    const double open = used_t(firm, product_of(term)) - bought_t(view, buyer, product_of(term));
    return std::min(term.amount, std::max(0.0, open));
}

Worth buying(const View& view, SeatId seat, const FirmFacts& firm, const Term& term, Region from) {
    const Product product = product_of(term);
    const double ahead = price_ahead(view, product, from);
    const double paid = term.limit > 0.0 ? term.limit : ahead;
    const double useful = useful_t(view, seat, firm, term);
    Worth worth;
    worth.add(price, usd_m(term, useful, ahead - paid) - usd_m(term, term.amount - useful, 0.2 * paid));
    worth.add(shortage, usd_m(term, useful, security_worth(view, seat, product, from)));
    return worth;
}

Worth selling(const View& view, SeatId seat, const FirmFacts& firm, const Term& term) {
    const Product product = product_of(term);
    const double ahead = price_ahead(view, product, made_in(firm, product));
    const double paid = term.limit > 0.0 ? term.limit : ahead;
    const double free = std::max(0.0, sure_t(view, seat, firm, product) - sold_t(view, seat, product));
    const double kept = std::min(term.amount, free);
    Worth worth;
    worth.add(price, usd_m(term, kept, paid - ahead));
    // A price that is agreed holds in a price war; one by the index falls with it.
    const double floor = term.limit > 0.0 ? std::max(0.0, paid - war_price * ahead) : 0.0;
    worth.add(stock_cover, usd_m(term, kept, sure_sale * paid + war_chance * floor));
    worth.add(credibility, -usd_m(term, term.amount - kept, default_cost * paid));
    return worth;
}

// A sure buyer makes a planned plant cheaper to pay for.
double project_gain(const FirmFacts& firm, const Term& term) {
    double planned = 0.0;
    for (const Output& output : firm.outputs)
        if (output.is_planned && output.product == product_of(term)) planned += output.t;
    const double sure = std::min(1.0, years_of(term) / sure_years);
    return planned > 0.0 ? hurdle_relief * firm.project_cost * sure * std::min(1.0, term.amount / planned) : 0.0;
}

// Whoever gives an offtake buys; what is bought may have a floor in `limit`.
Worth offtake(const View& view, SeatId seat, const FirmFacts& firm, const Term& term) {
    const Product product = product_of(term);
    const FirmFacts* seller = firm_at(view.facts, term.to);
    Worth worth;
    if (term.by == seat) {
        const Region from = seller != nullptr ? made_in(*seller, product) : firm.region;
        const double ahead = price_ahead(view, product, from);
        const double paid = term.limit > 0.0 ? term.limit : ahead;
        const double useful = useful_t(view, seat, firm, term);
        worth.add(price, -usd_m(term, useful, std::max(0.0, paid - ahead)) - usd_m(term, term.amount - useful, 0.2 * paid));
        worth.add(shortage, usd_m(term, planned_share * useful, security_worth(view, seat, product, from)));
    } else {
        const double ahead = price_ahead(view, product, made_in(firm, product));
        const double paid = term.limit > 0.0 ? term.limit : ahead;
        const double sold = std::min(term.amount, std::max(able_t(firm, product), 0.0));
        worth.add(price, usd_m(term, sold, std::max(0.0, paid - ahead)));
        worth.add(stock_cover, usd_m(term, sold, sure_sale * paid) + project_gain(firm, term));
    }
    return worth;
}

Worth supply(const View& view, SeatId seat, const FirmFacts& firm, const Term& term) {
    if (term.by == seat) return selling(view, seat, firm, term);
    const FirmFacts* seller = firm_at(view.facts, term.by);
    return buying(view, seat, firm, term, seller != nullptr ? made_in(*seller, product_of(term)) : firm.region);
}

}  // namespace

const FirmFacts* firm_at(const Facts& facts, SeatId seat) {
    const int index = seat < facts.firm_in_seat.size() ? facts.firm_in_seat[seat] : -1;
    return index < 0 ? nullptr : &facts.firms[static_cast<std::size_t>(index)];
}

double years_of(const Term& term) {
    const double weeks = term.until_week > 0 ? std::max(0, term.until_week - term.from_week) : usual_weeks - term.from_week;
    return std::max(0.0, weeks) / weeks_a_year;
}

double price_ahead(const View& view, Product product, Region made) {
    const std::size_t p = index_of(product);
    if (made == Region::china) return view.record.price_inside[p];
    const double opening = view.facts.opening_price_outside[p];
    return opening + (1.0 - price_reversion) * (view.record.price_outside[p] - opening);
}

double bought_t(const View& view, SeatId buyer, Product product) { return contracted_t(view, buyer, product, true); }

double sold_t(const View& view, SeatId seller, Product product) { return contracted_t(view, seller, product, false); }

double used_t(const FirmFacts& firm, Product product) {
    for (const Input& input : firm.inputs)
        if (input.product == product) return input.t;
    return 0.0;
}

double able_t(const FirmFacts& firm, Product product) {
    double tonnes = 0.0;
    for (const Output& output : firm.outputs)
        if (output.product == product) tonnes += (output.is_planned ? planned_share : 1.0) * output.t;
    return tonnes;
}

double sure_t(const View& view, SeatId seat, const FirmFacts& firm, Product product) {
    double most = 0.0;
    for (const Output& output : firm.outputs)
        if (output.product == product) most = std::max(most, output.usual_t);
    if (is_own(view, seat)) return most * std::min(1.0, view.own_firm->production_share) * shelf_share(*view.own_firm);
    const Region made = made_in(firm, product);
    const bool waits = std::any_of(firm.inputs.begin(), firm.inputs.end(),
                                   [&](const Input& input) { return is_held_up(view, input.product, made); });
    return waits ? waiting_output * most : most;
}

Region made_in(const FirmFacts& firm, Product product) {
    Region region = firm.region;
    double most = 0.0;
    for (const Output& output : firm.outputs)
        if (output.product == product && output.t > most) {
            most = output.t;
            region = output.region;
        }
    return region;
}

double security_worth(const View& view, SeatId buyer, Product product, Region from) {
    const FirmFacts* firm = firm_at(view.facts, buyer);
    if (firm == nullptr) return 0.0;
    double chance = short_chance;
    if (is_held_up(view, product, firm->region)) chance += control_chance;
    if (is_own(view, buyer))
        for (const NeedView& need : view.own_firm->needs) {
            if (need.product != product || !need.controlled || view.own_firm->general_licence) continue;
            const double days = math::ratio(7.0 * need.stock_t, need.use_t, comfortable_days);
            chance += thin_chance * math::clamp(1.0 - days / comfortable_days, 0.0, 1.0);
        }
    const double opening = view.facts.opening_price_outside[index_of(product)];
    // What a line would lose with its last part, bounded by what any buyer has ever paid.
    const double lost = firm->part_use_t > 0.0 ? 1000.0 * math::ratio(firm->value_added, firm->part_use_t, 0.0) : 0.0;
    const double stake = firm->part_use_t > 0.0 ? std::min(lost, most_stake * opening) : opening;
    const bool at_border = from == Region::china && firm->region != Region::china;
    return chance * stake * (at_border ? border_security : 1.0);
}

Worth firm_worth(const View& view, SeatId seat, const Term& term) {
    Worth worth;
    const FirmFacts* firm = firm_at(view.facts, seat);
    if (firm == nullptr || (term.by != seat && term.to != seat)) return worth;
    const bool gives = term.by == seat;
    switch (term.kind) {
        case TermKind::price_floor:
            if (gives) break;
            worth.add(price, usd_m(term, term.amount, std::max(0.0, term.limit - price_ahead(view, product_of(term), firm->region))));
            worth.add(stock_cover, usd_m(term, term.amount, war_chance * std::max(0.0, term.limit - war_price * price_ahead(view, product_of(term), firm->region))));
            break;
        case TermKind::offtake: return offtake(view, seat, *firm, term);
        case TermKind::supply_contract: return supply(view, seat, *firm, term);
        case TermKind::equity_stake: {
            const double sales = firm->output_t * 1000.0 * price_ahead(view, firm->output, firm->region) / 1e6;
            // Whoever the term names as its giver, the firm gets the money and its owners give up the share.
            worth.add(price, term.amount);
            worth.add(leverage, -dilution * term.limit / 100.0 * std::max(firm->project_cost, book_multiple * sales));
            break;
        }
        case TermKind::joint_investment: worth.add(price, gives ? -0.3 * term.amount : 0.8 * term.amount); break;
        case TermKind::licence: worth.add(shortage, gives ? 0.0 : firm->value_added * 0.5); break;
        case TermKind::side_term: worth.add(leverage, gives ? -0.5 * term.amount : term.amount); break;
        default: break;
    }
    return worth;
}

}  // namespace chokepoint::agents

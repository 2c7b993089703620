// What may stand in an offer: which seat can owe which clause to whom, in what range, and what contradicts what. Knows
// seats and terms only; what a clause does is the world's business (world/terms.cpp).
#include <algorithm>

#include "engine/game/talks.hpp"

namespace chokepoint {
namespace {

constexpr double max_number = 1e9;
constexpr double max_tariff_points = 1000.0;
constexpr int last_week = 5200;  // no game is longer

// Whether a clause promises something: an amount, where the kind has one; for licences days, tonnes or names.
bool promises_something(const Term& term) {
    switch (term.kind) {
        case TermKind::tariff_suspension:
        case TermKind::purchase:
        case TermKind::side_term:
        case TermKind::offtake:
        case TermKind::joint_investment:
        case TermKind::pooled_stockpile:
        case TermKind::equity_stake:
        case TermKind::supply_contract: return term.amount > 0.0;
        case TermKind::price_floor: return term.amount > 0.0 && term.limit > 0.0;
        case TermKind::licence: return term.limit > 0.0 || term.named != 0;
        case TermKind::tariff_cap:  // down to nothing is a cap
        case TermKind::control_suspension:
        case TermKind::truce:
        case TermKind::monitoring:
        case TermKind::aligned_control:
        case TermKind::shared_queue: break;
    }
    return true;
}

// The first number that names nothing in the enumeration that a kind asks for; 256: it asks for none.
std::size_t beyond(TermKind kind) {
    switch (kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension: return count_of<TariffComponent>;
        case TermKind::licence: return count_of<EndUse>;
        case TermKind::control_suspension:
        case TermKind::aligned_control: return count_of<ControlKind>;
        case TermKind::purchase: return count_of<Good>;
        case TermKind::monitoring: return count_of<Monitoring>;
        case TermKind::joint_investment: return count_of<Stage>;
        case TermKind::offtake:
        case TermKind::price_floor:
        case TermKind::pooled_stockpile:
        case TermKind::supply_contract: return count_of<Product>;
        case TermKind::truce:
        case TermKind::side_term:
        case TermKind::shared_queue:
        case TermKind::equity_stake: break;
    }
    return 256;
}

// What governments have to give, and whom they can give it to.
bool may_owe(const Params& params, const Term& term) {
    const bool by = params.is_government(term.by), to = params.is_government(term.to);
    switch (term.kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension:
        case TermKind::control_suspension:
        case TermKind::aligned_control:
        case TermKind::shared_queue:
        case TermKind::purchase:
        case TermKind::pooled_stockpile:
        case TermKind::truce: return by && to;
        case TermKind::licence:  // the desk is China's; a firm gets what names it, a government what all its firms wait for
            return by && params.government_of(term.by) == Government::china && (to || term.named != 0);
        case TermKind::price_floor:
        case TermKind::joint_investment: return by;
        case TermKind::equity_stake: return by && !to;  // nobody buys a share of a government
        case TermKind::monitoring:
        case TermKind::side_term:
        case TermKind::offtake:
        case TermKind::supply_contract: break;
    }
    return true;
}

// General licences are for firms that sit in the game, and only a licence names any.
bool names_only_firms(const Params& params, const Term& term) {
    if (term.kind != TermKind::licence) return term.named == 0;
    for (std::size_t seat = 0; seat < 64; ++seat)
        if ((term.named & (SeatMask{1} << seat)) != 0 && (seat >= params.seats || params.is_government(static_cast<SeatId>(seat))))
            return false;
    return true;
}

bool is_in_range(const Term& term) {
    if (!(term.amount >= 0.0 && term.amount <= max_number) || !(term.limit >= 0.0 && term.limit <= max_number)) return false;
    const bool is_tariff = term.kind == TermKind::tariff_cap || term.kind == TermKind::tariff_suspension;
    if (is_tariff && term.amount > max_tariff_points) return false;
    if (term.kind == TermKind::equity_stake && term.limit > 100.0) return false;
    if (term.renewed_weeks != 0) return false;  // nothing is renewed before it is agreed
    if (term.from_week < 0 || term.until_week < 0 || term.from_week > last_week || term.until_week > last_week) return false;
    return term.until_week == 0 || term.from_week < term.until_week;
}

Refusal check_term(const Params& params, const PartyList& parties, const Term& term) {
    if (index_of(term.kind) >= count_of<TermKind>) return Refusal::illegal_term;
    if (!is_party(parties, term.by) || !is_party(parties, term.to) || term.by == term.to) return Refusal::illegal_term;
    if (!is_in_range(term)) return Refusal::value_out_of_range;
    if (!has_known_subject(term) || (term.scope & ~every_material) != 0) return Refusal::illegal_term;
    if (!may_owe(params, term) || !names_only_firms(params, term)) return Refusal::illegal_term;
    if (term.kind == TermKind::truce && term.until_week == 0) return Refusal::illegal_term;  // a truce has a length
    return promises_something(term) ? Refusal::none : Refusal::value_out_of_range;
}

bool contradicts(const Term& a, const Term& b) {
    if (a.kind != b.kind) return false;
    if (a.kind == TermKind::truce && a.by == b.to && a.to == b.by) return true;  // a truce binds both: one is enough
    if (a.kind == TermKind::monitoring && a.what != b.what) return true;         // an agreement has one kind of inspector
    const bool has_goods = a.kind == TermKind::licence || a.kind == TermKind::control_suspension;
    const bool same_goods = !has_goods || a.scope == 0 || b.scope == 0 || (a.scope & b.scope) != 0;  // 0: everything
    const bool same_what = a.what == b.what || beyond(a.kind) > 255;                              // where it means nothing
    return a.by == b.by && a.to == b.to && same_what && same_goods;
}

}  // namespace

bool has_known_subject(const Term& term) { return term.what < beyond(term.kind); }

Refusal check_terms(const Params& params, const PartyList& parties, const TermList& terms) {
    if (terms.empty()) return Refusal::no_terms;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (const Refusal why = check_term(params, parties, terms[i]); why != Refusal::none) return why;
        for (std::size_t k = 0; k < i; ++k)
            if (contradicts(terms[k], terms[i])) return Refusal::contradictory_terms;
    }
    return Refusal::none;
}

bool takes_minister(const Params& params, const Term& term) {
    if (!params.is_government(term.by) || !params.is_government(term.to)) return false;
    return term.kind == TermKind::tariff_cap || term.kind == TermKind::tariff_suspension || term.kind == TermKind::licence ||
           term.kind == TermKind::control_suspension || term.kind == TermKind::aligned_control || term.kind == TermKind::truce;
}

}  // namespace chokepoint

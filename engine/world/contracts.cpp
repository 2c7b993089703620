// Supply contracts: what a seller has promised goes to its buyer before anybody else is served, at the price agreed. Knows
// agreements, orders and stocks; what a border holds is no firm's breach.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/promises.hpp"
#include "engine/world/shipping.hpp"

namespace chokepoint {
namespace {

// Where a contract's goods come from, and how much of them the seller makes a week. A government speaks for all makers at
// home, a firm for its plants in the region where it makes most.
struct Source {
    Region region = Region::china;
    double able_t = 0.0;
};

Source source_of(const Params& params, const World& world, const Term& term) {
    const auto product = static_cast<Product>(term.what);
    if (params.is_government(term.by)) {
        const Region home = home_of(params.government_of(term.by));
        return {home, made_by_all_t(params, world, home, product)};
    }
    const auto firm = static_cast<std::size_t>(params.firm_of_seat[term.by]);
    Source best{params.firms[firm].region, 0.0};
    for (Region region : all_of<Region>()) {
        const double tonnes = made_by_firm_t(params, world, firm, region, product);
        if (tonnes > best.able_t) best = {region, tonnes};
    }
    return best;
}

// What a seller has promised to others already this week of the same goods: a firm its own, a government those of all at home.
double promised_t(const Params& params, const World& world, const Term& term, Region region, const Orders& orders) {
    double tonnes = 0.0;
    for (const Claim& claim : orders.claims) {
        const Term& other = world.agreements[claim.agreement].terms[claim.term];
        if (claim.region == region && other.what == term.what && (other.by == term.by || params.is_government(term.by)))
            tonnes += claim.tonnes;
    }
    return tonnes;
}

// The share of a shipment that may go to a buyer who is new there: China lets nobody have without papers what needs them.
double open_share(const Params& params, const ExportRules& rules, const NeedParams& need, Region from) {
    if (from != Region::china || need.region == Region::china) return 1.0 - licence_share(params, rules, need, from);
    const ExportRule& rule = rules.from_china[index_of(need.product)][index_of(need.region)];
    return rule.banned || rule.needs_licence ? 0.0 : 1.0 - math::clamp(rule.held_share, 0.0, 1.0);
}

// Sets apart for a contract what its buyers want of what it promises, shared by their use.
void claim(const Params& params, const World& world, const ExportRules& rules, std::size_t agreement, std::size_t t, Orders& orders) {
    const Term& term = world.agreements[agreement].terms[t];
    const Source source = source_of(params, world, term);
    const double able_t = std::max(0.0, source.able_t - promised_t(params, world, term, source.region, orders));
    const double promise_t = term.amount / weeks_per_year;
    const std::vector<std::size_t>& needs = params.needs_for[term.what];
    const auto is_buyer = [&](std::size_t i) { return reaches(params, term, params.needs[i].firm, params.needs[i].region); };
    double use = 0.0;
    for (std::size_t i : needs)
        if (is_buyer(i)) use += orders.use[i];
    for (std::size_t i : needs) {
        if (!is_buyer(i)) continue;
        const NeedParams& need = params.needs[i];
        const double share = math::ratio(orders.use[i], use, 0.0);
        const std::size_t origin = place_of(need, source.region);
        double open = source.region == Region::china ? 1.0 - forbidden_share(params, world, need) : 1.0;
        if (origin == need.origin_count) open *= open_share(params, rules, need, source.region);
        Claim made;
        made.due_t = std::min((world.needs[i].wanted_t - orders.claimed[i]) * open, share * promise_t);
        made.tonnes = std::min(made.due_t, share * able_t);
        made.need = static_cast<std::uint8_t>(i);
        made.origin = static_cast<std::uint8_t>(origin);
        made.agreement = static_cast<std::uint8_t>(agreement);
        made.term = static_cast<std::uint8_t>(t);
        made.region = source.region;
        if (made.due_t > 0.0 && orders.claims.push(made)) orders.claimed[i] += made.tonnes;
    }
}

// What of a claim the border lets go. What leaks past it is nobody's contract.
double may_leave(const Params& params, const Orders& orders, const Claim& claim) {
    if (claim.origin == params.needs[claim.need].origin_count) return claim.tonnes;  // as far as it was open
    return std::min(claim.tonnes, orders.asked[claim.need][claim.origin] - orders.leaked[claim.need][claim.origin]);
}

double agreed_price(const Params& params, const World& world, const Term& term, const Claim& claim, const Orders& orders,
                    const TariffTable& tariffs, const ExportRules& rules) {
    const NeedParams& need = params.needs[claim.need];
    if (term.limit > 0.0) return landed_price(params, need, claim.region, term.limit, tariffs, 0.0);
    if (claim.origin == need.origin_count) return landed_price(params, world, claim.need, claim.region, tariffs);
    return day_price(params, world, orders, claim.need, claim.origin, rules);
}

void deliver(const Params& params, World& world, Orders& orders, const Claim& claim, double tonnes, double price) {
    if (claim.origin == params.needs[claim.need].origin_count) {
        carry_anew(params, world, orders, claim.need, claim.region, tonnes, price);
    } else {
        double &asked = orders.asked[claim.need][claim.origin], &leaked = orders.leaked[claim.need][claim.origin];
        const double aside = leaked;
        asked -= aside, leaked = 0.0;
        carry(params, world, orders, claim.need, claim.origin, tonnes, price);
        asked += aside, leaked = aside;
    }
    orders.delivered[index_of(params.needs[claim.need].product)][index_of(claim.region)] += tonnes;
}

// Whose books an agreed price enters: the firm that sells, or every maker at home of the government that does.
void mark_sellers(const Params& params, const Term& term, World& world) {
    for (std::size_t firm = 0; firm < params.firms.size(); ++firm)
        if (params.is_government(term.by) ? params.firms[firm].region == home_of(params.government_of(term.by)) : params.firms[firm].seat == term.by)
            world.under_contract |= std::uint64_t{1} << firm;
}

}  // namespace

void claim_supply(const Params& params, const World& world, const ExportRules& rules, Orders& orders) {
    each_due_at(params, world, TermKind::supply_contract, [&](std::size_t i, std::size_t t) { claim(params, world, rules, i, t, orders); });
    // Of the rest buyers order by habit, as before.
    for (std::size_t i = 0; i < params.needs.size(); ++i)
        if (orders.claimed[i] > 0.0)
            for (double& asked : orders.asked[i]) asked *= 1.0 - math::ratio(orders.claimed[i], world.needs[i].wanted_t, 0.0);
    for (const Claim& claim : orders.claims)
        if (claim.origin < params.needs[claim.need].origin_count) orders.asked[claim.need][claim.origin] += claim.tonnes;
}

void deliver_supply(const Params& params, World& world, const TariffTable& tariffs, const ExportRules& rules, Orders& orders) {
    const double keep = params.fadings.quarter;
    world.under_contract = 0;
    each_due(params, world, TermKind::supply_contract, [&](const Agreement&, const Term&, TermRecord& record) {
        record = {keep * record.done, keep * record.standing, 0.0};
    });
    for (const Claim& claim : orders.claims) {
        const Term& term = world.agreements[claim.agreement].terms[claim.term];
        const double leaves = may_leave(params, orders, claim);
        const double tonnes = std::min(leaves, world.market.stock_t[index_of(params.needs[claim.need].product)][index_of(claim.region)]);
        TermRecord& record = world.records[claim.agreement][claim.term];
        // A border excuses a firm; a government that sells answers for its own.
        record.standing += claim.due_t * (params.is_government(term.by) ? 1.0 : math::ratio(leaves, claim.tonnes, 1.0));
        if (tonnes <= 0.0) continue;
        deliver(params, world, orders, claim, tonnes, agreed_price(params, world, term, claim, orders, tariffs, rules));
        record.done += tonnes;
        record.beside += tonnes;
        if (term.limit > 0.0) mark_sellers(params, term, world);
    }
}

double supply_shortfall(const TermRecord& record) { return math::clamp(1.0 - math::ratio(record.done, record.standing, 1.0), 0.0, 1.0); }

SaleTerms sale_terms(const Params& params, const World& world) {
    SaleTerms sales;
    for (Product product : params.traded)
        for (Region region : all_of<Region>())
            sales.premium[index_of(product)][index_of(region)] = maker_premium(params, world, product, region);
    sales.floors = clauses_due(params, world, TermKind::price_floor);
    each_due(params, world, TermKind::supply_contract, [&](const Agreement&, const Term& term, const TermRecord& record) {
        if (term.limit > 0.0 && record.beside > 0.0) sales.agreed.push_back({&term, record.beside});
    });
    return sales;
}

double seller_price(const Params& params, const World& world, const SaleTerms& sales, std::size_t firm, Product product, Region region) {
    const double price = origin_price(params, world, product, region, region) * (1.0 + sales.premium[index_of(product)][index_of(region)]);
    if ((world.under_contract >> firm & 1) == 0) return price;
    double gain = 0.0;
    for (const AgreedSale& sale : sales.agreed) {
        const Term& term = *sale.contract;
        if (term.what != index_of(product) || (!params.is_government(term.by) && params.firms[firm].seat != term.by)) continue;
        const Source source = source_of(params, world, term);
        if (source.region != region || source.able_t <= 0.0) continue;
        gain += std::min(1.0, sale.delivered_t / source.able_t) * (term.limit - price);
    }
    return std::max(0.0, price + gain);
}

}  // namespace chokepoint

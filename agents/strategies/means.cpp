#include "agents/strategies/means.hpp"

#include <algorithm>

#include "agents/strategies/firm_worth.hpp"
#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"
#include "engine/domain/pledges.hpp"

namespace chokepoint::agents {

namespace {

constexpr double weeks_to_fill = 26.0;  // a pooled stockpile

Product product_in(const Term& term) { return static_cast<Product>(term.what < count_of<Product> ? term.what : 0); }

bool is_money(const Term& term) { return term.kind == TermKind::equity_stake || term.kind == TermKind::joint_investment; }

// What a term takes from its giver's public budget until it has run out, USD million.
double cost_of(const View& view, const Term& term, double years) {
    const double price = view.record.price_outside[index_of(product_in(term))];
    switch (term.kind) {
        case TermKind::equity_stake:
        case TermKind::joint_investment: return term.amount;
        case TermKind::pooled_stockpile: return term.amount * price / 1000.0;
        case TermKind::price_floor: return std::max(0.0, term.limit - price) * term.amount / 1000.0 * years;
        default: return 0.0;
    }
}

// What is still owed of it under an agreement that stands. Money that was paid shows as a clause kept.
double owed_under(const View& view, const Agreement& agreement, std::size_t t) {
    const Term& term = agreement.terms[t];
    const TermState state = agreement.term_states[t];
    if (state == TermState::waived) return 0.0;
    if (agreement.in_force_week == 0) return cost_of(view, term, years_of(term));
    const bool is_kept = state == TermState::kept || state == TermState::cured;
    if (is_money(term)) return is_kept ? 0.0 : term.amount;
    const double gone = view.record.week - agreement.in_force_week;
    if (term.kind == TermKind::pooled_stockpile)
        return cost_of(view, term, 0.0) * math::clamp(1.0 - gone / weeks_to_fill, 0.0, 1.0);
    return cost_of(view, term, std::max(0, agreement.expiry_week - view.record.week) * 7.0 / 365.25);
}

double promised_money(const View& view, SeatId giver) {
    double sum = 0.0;
    for (const StandingAgreement& stands : view.standing) {
        if (!stands.has_party(giver)) continue;
        for (std::size_t t = 0; t < stands.agreement->terms.size(); ++t)
            if (stands.agreement->terms[t].by == giver) sum += owed_under(view, *stands.agreement, t);
    }
    return sum;
}

// Whether a pledged purchase would be made in full: state buyers of China as they can be told, others at the buyer's tariffs, less
// the points that come off them.
bool would_be_bought(const View& view, const Term& term, double points_off) {
    if (term.what >= count_of<Good>) return false;
    const Government buyer = view.facts.government_of(term.by), seller = view.facts.government_of(term.to);
    const double rate = announced_tariff(view.record, buyer, home_of(seller));
    const Purchase purchase{static_cast<Good>(term.what), view.facts.of(seller).exports_to[index_of(home_of(buyer))],
                            buyer == Government::china ? view.facts.state_buys[term.what] : 0.0,
                            trade_left(view.facts, std::max(0.0, rate - points_off))};
    return term.amount <= within_reach_usd_bn(purchase) * years_of(term);
}

// Of what all makers at a government's home put out in a year, those that it has not sold yet.
double left_to_sell_t(const View& view, const Term& term) {
    const Product product = product_in(term);
    const double sold = sold_t(view, term.by, product);
    if (const FirmFacts* firm = firm_at(view.facts, term.by)) return judgement::sure_output * sure_t(view, term.by, *firm, product) - sold;
    const double made = view.facts.usual_output_t[index_of(product)][index_of(home_of(view.facts.government_of(term.by)))];
    return judgement::sure_output * made - sold;
}

// What a term of the list takes off the buyer's tariffs on the seller, trade-weighted points.
double points_off(const View& view, const TermList& terms, SeatId buyer, SeatId seller) {
    double points = 0.0;
    for (const Term& term : terms)
        if (term.by == buyer && term.to == seller) points += weighted_points_off(view.record, view.facts.government_of(buyer), home_of(view.facts.government_of(seller)), term);
    return points;
}

// How old the mean application grows at a desk that wants to be done within so many weeks: some ripen sooner. The desk counts
// from the day on which a paper is complete; who waits counts from the first, which is what truces are quarrelled over.
double weeks_taken(const Facts& facts, double review_weeks) {
    constexpr int most_weeks = 60;
    double waiting = 1.0, wait = 0.0;
    for (int age = 0; age < most_weeks && waiting > 0.0; ++age) {
        const double part = age / review_weeks;
        waiting *= 1.0 - math::clamp(facts.ripe_chance * part * part, 0.0, 1.0);
        wait += waiting;
    }
    return wait - 0.5;  // filed and decided at midweek
}

// To join measures against somebody with whom one has promised to take none.
bool breaks_a_truce(const View& view, const Term& term) {
    if (!view.facts.is_government(term.by) || !view.facts.is_government(term.to)) return false;
    for (std::size_t seat = 0; seat < view.facts.government_seats; ++seat) {
        const auto third = static_cast<SeatId>(seat);
        if (third != term.by && third != term.to && truce_binds(view.standing, term.by, third) &&
            has_control(view.record, view.facts.government_of(term.to), static_cast<ControlKind>(term.what), home_of(view.facts.government_of(third))))
            return true;
    }
    return false;
}

// All but money, of which only a list tells how far it goes.
bool can_deliver(const View& view, const Term& term, double points) {
    switch (term.kind) {
        case TermKind::supply_contract: return term.amount <= left_to_sell_t(view, term);
        case TermKind::pooled_stockpile:
            return !view.facts.is_government(term.by) ||
                   term.amount <= view.facts.of(view.facts.government_of(term.by)).half_a_year_t[index_of(product_in(term))];
        case TermKind::purchase:
            return !view.facts.is_government(term.by) || !view.facts.is_government(term.to) ||
                   would_be_bought(view, term, points);
        case TermKind::offtake: {
            const FirmFacts* buyer = firm_at(view.facts, term.by);
            const FirmFacts* seller = firm_at(view.facts, term.to);
            const Product product = product_in(term);
            double most = 0.0;  // that the plant could ever make
            if (seller != nullptr)
                for (const Output& output : seller->outputs) most += output.product == product ? output.t : 0.0;
            return (seller == nullptr || term.amount <= most) && (buyer == nullptr || term.amount <= used_t(*buyer, product));
        }
        case TermKind::licence:
            return term.limit <= 0.0 || term.by != view.facts.seat_of(Government::china) ||
                   weeks_taken(view.facts, term.limit / 7.0) <= (1.0 + view.facts.tolerance) * term.limit / 7.0;
        case TermKind::aligned_control: return !breaks_a_truce(view, term);
        default: return true;
    }
}

// Whether a giver's purse bears a cost, of which `free_usd_m` is left. After the appropriation has run out nothing new is paid;
// what is signed today is paid in some weeks.
bool can_pay(const View& view, SeatId giver, double cost, bool commits, double free_usd_m) {
    const Lens& self = view.of(giver);
    if (commits && self.is_own && view.record.today + judgement::days_to_pay >= self.appropriation_until) return false;
    return cost <= free_usd_m;
}

bool commits_money(const Term& term) { return is_money(term) || term.kind == TermKind::pooled_stockpile; }

// The most that the agenda's own tariff issues could take off.
double points_on_offer(const View& view, const Agenda& agenda, const Term& purchase) {
    TermList most;
    for (const Issue& issue : agenda.issues)
        if (issue.ladder.size() > 1) static_cast<void>(most.push(term_at(issue, issue.ladder.size() - 1)));
    return points_off(view, most, purchase.by, purchase.to);
}

}  // namespace

double free_money(const View& view, SeatId government) {
    if (!view.facts.is_government(government)) return 0.0;
    const Lens& giver = view.of(government);
    const double left = giver.is_own ? 1000.0 * giver.aid_left_usd_bn : view.facts.of(giver.government).aid_budget_usd_m;
    return std::max(0.0, left - promised_money(view, government));
}

bool can_keep(const View& view, SeatId giver, const TermList& terms) {
    double cost = 0.0;
    bool commits = false;
    for (const Term& term : terms) {
        if (term.by != giver) continue;
        const bool is_purchase = term.kind == TermKind::purchase && view.facts.is_government(term.by) && view.facts.is_government(term.to);
        if (!can_deliver(view, term, is_purchase ? points_off(view, terms, term.by, term.to) : 0.0)) return false;
        cost += cost_of(view, term, years_of(term));
        commits = commits || commits_money(term);
    }
    return !view.facts.is_government(giver) || cost <= 0.0 || can_pay(view, giver, cost, commits, free_money(view, giver));
}

bool can_keep(const View& view, const Term& term) {
    TermList alone;
    static_cast<void>(alone.push(term));
    return can_keep(view, term.by, alone);
}

TermList without_empty_words(const View& view, SeatId author, const TermList& terms) {
    TermList kept = terms;
    while (!can_keep(view, author, kept)) {
        TermList fewer;
        std::size_t drop = kept.size();
        for (std::size_t t = 0; t < kept.size(); ++t)
            if (kept[t].by == author && (!can_keep(view, kept[t]) || cost_of(view, kept[t], 1.0) > 0.0 || kept[t].kind == TermKind::purchase)) drop = t;
        if (drop == kept.size()) break;
        for (std::size_t t = 0; t < kept.size(); ++t)
            if (t != drop) static_cast<void>(fewer.push(kept[t]));
        kept = fewer;
    }
    return kept;
}

Agenda within_means(const View& view, const Agenda& agenda) {
    Agenda able = agenda;
    FixedVec<SeatId, limits::issues> drawn_on;  // whose purse issues draw on: one entry for each such issue
    const auto draws = [&](const Issue& issue) {
        return issue.ladder.size() > 1 && view.facts.is_government(issue.term.by) && cost_of(view, term_at(issue, issue.ladder.size() - 1), 1.0) > 0.0;
    };
    for (const Issue& issue : agenda.issues)
        if (draws(issue)) drawn_on.push_back(issue.term.by);
    for (std::size_t i = 0; i < able.issues.size(); ++i) {
        Issue& issue = able.issues[i];
        const SeatId giver = issue.term.by;
        const bool is_public = draws(agenda.issues[i]);
        const double free = is_public ? free_money(view, giver) : 0.0;
        const double part = is_public ? free / static_cast<double>(std::count(drawn_on.begin(), drawn_on.end(), giver)) : 0.0;
        const bool is_purchase = issue.term.kind == TermKind::purchase && view.facts.is_government(giver) && view.facts.is_government(issue.term.to);
        const double points = is_purchase ? points_on_offer(view, agenda, issue.term) : 0.0;
        const auto is_affordable = [&](const Term& most) {
            const double cost = cost_of(view, most, years_of(most));
            return cost <= part && (cost <= 0.0 || can_pay(view, giver, cost, commits_money(most), free));
        };
        while (issue.ladder.size() > 1) {
            const Term most = term_at(issue, issue.ladder.size() - 1);
            if (can_deliver(view, most, points) && (!is_public || is_affordable(most))) break;
            issue.ladder.pop_back();
        }
    }
    return able;
}

PublicView record_without(const PublicView& record, std::size_t agreement) {
    PublicView without = record;
    without.agreements[agreement].state = AgreementState::expired;
    return without;
}

}  // namespace chokepoint::agents

#include "agents/strategies/worth.hpp"

#include <algorithm>

#include "agents/strategies/actor.hpp"
#include "agents/strategies/firm_worth.hpp"
#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"
#include "engine/domain/pledges.hpp"

namespace chokepoint::agents {

namespace {

using enum RationaleKind;

// Weekly points that a control's suspension is worth to the side it hits and costs the side that holds it.
// Orders of magnitude by judgement: chips and the affiliates rule are what China asks for first.
struct SwitchWorth {
    double to_receiver;
    double to_giver;
    Interest interest;
};
SwitchWorth switch_worth(ControlKind kind) {
    switch (kind) {
        case ControlKind::chips: return {0.10, 0.05, Interest::technology};
        case ControlKind::eda: return {0.06, 0.03, Interest::technology};
        case ControlKind::jet_engine_parts: return {0.04, 0.02, Interest::technology};
        case ControlKind::affiliates_rule: return {0.08, 0.03, Interest::technology};
        case ControlKind::entity_listing: return {0.05, 0.02, Interest::technology};
        case ControlKind::extraterritorial_rule: return {0.08, 0.04, Interest::technology};
        case ControlKind::technology_ban: return {0.03, 0.06, Interest::market_share};
        case ControlKind::chemicals:
        case ControlKind::nuclear_parts: return {0.03, 0.01, Interest::technology};
        default: return {0.02, 0.01, Interest::output};
    }
}

double weeks_of(const Term& term) {
    return term.until_week > 0 ? std::min<double>(term.until_week, judgement::horizon_weeks)
                               : judgement::horizon_weeks;
}

bool is_magnet_control(const Term& term) {
    const auto kind = static_cast<ControlKind>(term.what);
    return (kind == ControlKind::licence || kind == ControlKind::ban) &&
           (term.scope == 0 || (term.scope & (first_scope | bit(Material::ndpr))) != 0);
}

// Discounted weeks that a term lasts.
double annuity_of(const Lens& self, const Term& term) {
    const double weeks = weeks_of(term);
    return weeks == judgement::horizon_weeks ? self.annuity : annuity(self.patience, weeks);
}

// Points taken off the rate that the receiver faces by a suspension or a cap, by the trade that they weigh on, as all rates are
// that trade answers to.
double points_off(const View& view, const Lens& giver, const Lens& receiver, const Term& term) {
    return weighted_points_off(view.record, giver.government, home_of(receiver.government), term);
}

// Weekly points of export losses that the receiver gets back.
double tariff_relief_to(const View& view, const Lens& giver, const Lens& receiver, double points) {
    const double faced = announced_tariff(view.record, giver.government, home_of(receiver.government));
    if (points <= 0.0 || faced <= 0.0) return 0.0;
    const double before = 1.0 - trade_left(view.facts, faced);
    const double after = 1.0 - trade_left(view.facts, std::max(0.0, faced - points));
    // The world's own figure where it is seen; never far below what the trade flows say.
    const double loss = std::max(receiver.pain_by_cause[index_of(PainCause::export_losses)],
                                 0.5 * export_loss(view.facts, receiver, faced));
    return loss * (before - after) / before;
}

// Weekly points of cost at home that the giver of tariff relief saves.
double own_tariff_cost(const View& view, const Lens& giver, const Lens& receiver, double points) {
    const double rate = announced_tariff(view.record, giver.government, home_of(receiver.government));
    if (points <= 0.0 || rate <= 0.0) return 0.0;
    const double seen = giver.pain_by_cause[index_of(PainCause::tariff_costs)] +
                        giver.pain_by_cause[index_of(PainCause::inflation)];
    const double drag =
        giver.government == Government::china ? view.facts.china_tariff_drag : view.facts.us_tariff_drag;
    const double cost = giver.is_own ? seen : 0.3 * drag * std::min(rate, 100.0) / 100.0;
    return giver.w(Interest::inflation) * cost * std::min(1.0, points / rate);
}

double stress_relief(const Lens& self, double points, double rate) {
    return judgement::stress_relief_share * self.pain_by_cause[index_of(PainCause::market_stress)] *
           math::clamp(math::ratio(points, rate, 0.0), 0.0, 1.0);
}

// China's quarrel is with the U.S.; over others it wants goodwill more than leverage.
double leverage_share(const Lens& giver, const Lens& receiver) {
    const bool rivals = receiver.government == rival_of(giver.government);
    return rivalry(giver) * (rivals ? 1.0 : judgement::rivalry_with_third_parties);
}

// What a project's output is worth beside its price to a government that lacks it, USD bn a year.
double security_of(double t_per_year) {
    return judgement::security_premium_usd_per_kg * t_per_year * 1000.0 / 1e9;
}

}  // namespace

double rivalry(const Lens& self) { return judgement::rivalry_base + judgement::rivalry_per_hawk * self.hawk; }

double money(const Lens& self, double usd_bn) { return 100.0 * usd_bn / self.gdp * 52.0; }

double licence_relief(const View& view, const Lens& receiver, const Term& term) {
    double relief = 0.0;
    double levers = 0.0;
    if (term.amount > 0.0) {
        const double need = std::max(1.0, view.facts.of(receiver.government).magnet_use_t);
        relief += math::clamp(term.amount / need, 0.0, 1.0);
        levers += 1.0;
    }
    if (term.limit > 0.0) {
        relief += math::clamp(1.0 - term.limit / (2.0 * view.facts.nominal_days), 0.05, 1.0);
        levers += 1.0;
    }
    if (levers == 0.0) return term.named != 0 ? 0.3 : 0.5;  // a promise to license, with no figure in it
    return relief / levers;
}

namespace {

// The own share of what inspectors cost while they stay.
double inspectors(const View& view, const Lens& self, const Term& term, double weeks) {
    const double usd_m_a_year = term.what < count_of<Monitoring> ? view.facts.monitoring_cost[term.what] : 0.0;
    return judgement::money_is_short * money(self, usd_m_a_year / 1000.0 * weeks / 52.0);
}

}  // namespace

Worth received(const View& view, const Lens& self, const Term& term) {
    Worth worth;
    const double term_annuity = annuity_of(self, term);
    const bool from_government = view.facts.is_government(term.by);
    switch (term.kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension: {
            if (!from_government) break;
            const Lens& giver = view.of(term.by);
            const double points = points_off(view, giver, self, term);
            const double rate = announced_tariff(view.record, giver.government, home_of(self.government));
            worth.add(tariff_relief, self.w(Interest::jobs) * term_annuity *
                                         tariff_relief_to(view, giver, self, points));
            worth.add(time_pressure, term_annuity * stress_relief(self, points, rate));
            break;
        }
        case TermKind::licence: {
            const double relief = licence_relief(view, self, term);
            if (static_cast<EndUse>(term.what) == EndUse::military) {
                worth.add(shortage, relief * self.w(Interest::defence) *
                                        (self.pain_by_cause[index_of(PainCause::defence_gap)] * term_annuity + 0.5));
            } else {
                worth.add(shortage, judgement::licence_share * relief * self.w(Interest::output) * self.shortage_ahead);
                worth.add(time_pressure, relief * (self.controlled ? 0.05 : 0.0) * term_annuity);
            }
            break;
        }
        case TermKind::control_suspension: {
            if (!from_government) break;
            const auto kind = static_cast<ControlKind>(term.what);
            const Lens& giver = view.of(term.by);
            const double there =
                has_control(view.record, giver.government, kind, home_of(self.government)) ? 1.0
                                                                                           : judgement::absent_measure;
            if (giver.government == Government::china && is_magnet_control(term)) {
                worth.add(shortage, judgement::suspension_share * there * self.w(Interest::output) * self.shortage_ahead);
            } else {
                const SwitchWorth value = switch_worth(kind);
                worth.add(leverage, there * self.w(value.interest) * value.to_receiver * term_annuity);
            }
            break;
        }
        case TermKind::purchase: {
            const double belief = from_government
                                      ? view.record.keeps_promises[index_of(view.facts.government_of(term.by))]
                                      : 0.6;
            worth.add(price, self.w(Interest::jobs) * money(self, std::min(term.amount, from_government ? judgement::purchase_most * view.of(term.by).gdp : term.amount)) * pledge_judgement::additional *
                                 pledge_judgement::value_added * (belief > 0.0 ? belief : 0.6));
            break;
        }
        case TermKind::monitoring:
            worth.add(price, -inspectors(view, self, term, term_annuity));
            worth.add(credibility, 0.02 * self.w(Interest::credibility) * term_annuity *
                                       static_cast<double>(term.what) / 3.0);
            if (self.controlled)
                worth.add(shortage,
                          judgement::monitoring_gain * static_cast<double>(term.what) / 3.0 * self.shortage_ahead);
            break;
        case TermKind::side_term: worth.add(leverage, self.w(Interest::cohesion) * declared_worth(term.amount)); break;
        case TermKind::offtake:
            worth.add(price, 0.3 * money(self, security_of(term.amount)));
            worth.add(leverage, 0.02 * self.w(Interest::market_share) * term_annuity);
            break;
        case TermKind::price_floor: worth.add(price, 0.5 * money(self, security_of(term.amount))); break;
        case TermKind::supply_contract: worth.add(shortage, money(self, security_of(term.amount))); break;
        case TermKind::equity_stake:
        case TermKind::joint_investment: worth.add(price, 0.8 * money(self, term.amount / 1000.0)); break;
        case TermKind::pooled_stockpile:
            worth.add(shortage, 0.2 * self.shortage_ahead + money(self, security_of(term.amount)));
            break;
        case TermKind::aligned_control:
            worth.add(leverage, 0.03 * self.w(Interest::cohesion) * term_annuity);
            break;
        case TermKind::shared_queue: worth.add(shortage, 0.15 * self.shortage_ahead); break;
        case TermKind::truce: break;  // mutual: see worth_of
    }
    return worth;
}

Worth given(const View& view, const Lens& self, const Term& term) {
    Worth worth;
    const double term_annuity = annuity_of(self, term);
    const bool to_government = view.facts.is_government(term.to);
    const bool to_rival = to_government && (view.facts.government_of(term.to) == rival_of(self.government) ||
                                            self.government == Government::china);
    const double rival_share = to_rival ? rivalry(self) : 0.0;
    switch (term.kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension: {
            if (!to_government) break;
            const Lens& receiver = view.of(term.to);
            const double points = points_off(view, self, receiver, term);
            const double rate = announced_tariff(view.record, self.government, home_of(receiver.government));
            worth.add(tariff_relief, term_annuity * own_tariff_cost(view, self, receiver, points));
            worth.add(time_pressure, term_annuity * stress_relief(self, points, rate));
            worth.add(leverage, -std::max(rival_share, 0.1) * term_annuity *
                                    tariff_relief_to(view, self, receiver, points));
            // The press counts points as they stand in the order.
            const double quoted = quoted_points_off(view.record, self.government, home_of(receiver.government), term);
            worth.add(audience, -self.w(Interest::audience) * judgement::audience_per_point * quoted);
            worth.add(price, -self.w(Interest::revenue) * judgement::revenue_share *
                                 money(self, self.revenue_usd_bn) / 52.0 * term_annuity *
                                 math::clamp(math::ratio(points, rate, 0.0), 0.0, 1.0));
            break;
        }
        case TermKind::licence: {
            if (!to_government) break;
            const Lens& receiver = view.of(term.to);
            const double relief = licence_relief(view, receiver, term);
            if (static_cast<EndUse>(term.what) == EndUse::military) {
                worth.add(leverage, -relief * judgement::military_red_line * (0.5 + self.hawk));
                break;
            }
            worth.add(leverage, -leverage_share(self, receiver) * judgement::licence_share * relief * receiver.shortage_ahead);
            worth.add(price, self.w(Interest::market_share) * relief * judgement::customers_kept * term_annuity);
            break;
        }
        case TermKind::control_suspension: {
            if (!to_government) break;
            const auto kind = static_cast<ControlKind>(term.what);
            const Lens& receiver = view.of(term.to);
            const double there = has_control(view.record, self.government, kind, home_of(receiver.government))
                                     ? 1.0
                                     : judgement::absent_measure;
            if (self.government == Government::china && is_magnet_control(term)) {
                worth.add(leverage, -leverage_share(self, receiver) * judgement::suspension_share * there *
                                        receiver.shortage_ahead);
                // The whip is what keeps the tariffs from coming back.
                if (receiver.government == rival_of(self.government))
                    worth.add(credibility, -judgement::deterrent_share * there * self.w(Interest::jobs) * term_annuity *
                                               std::max(self.pain_by_cause[index_of(PainCause::export_losses)],
                                                        self.export_loss));
                worth.add(audience, -self.w(Interest::audience) * there * 0.2);
                worth.add(price, self.w(Interest::market_share) * there * judgement::customers_kept * term_annuity);
            } else {
                const SwitchWorth value = switch_worth(kind);
                worth.add(leverage, -there * self.w(value.interest) * value.to_giver * term_annuity *
                                        (0.5 + self.hawk));
            }
            break;
        }
        case TermKind::purchase:
            worth.add(price, -self.w(Interest::revenue) * money(self, term.amount) * pledge_judgement::burden);
            break;
        case TermKind::monitoring:
            worth.add(price, -inspectors(view, self, term, term_annuity));
            worth.add(leverage, -judgement::monitoring_burden * (0.5 + self.hawk) * term_annuity * static_cast<double>(term.what) / 3.0);
            break;
        case TermKind::side_term: worth.add(leverage, -self.w(Interest::cohesion) * pledge_judgement::side_cost * declared_worth(term.amount)); break;
        case TermKind::offtake:
            // Buying from outside China: dear, but it is what the standoff teaches to want.
            worth.add(price, -0.5 * money(self, security_of(term.amount)));
            worth.add(shortage, self.w(Interest::defence) * 0.8 * money(self, security_of(term.amount)));
            break;
        case TermKind::price_floor: {
            const double quote = view.record.price_outside[term.what < count_of<Product> ? term.what : 0];
            const double gap = std::max(0.0, term.limit - quote);
            const double pull = math::clamp(math::ratio(gap, 0.8 * quote, 1.0), 0.0, 1.0);
            worth.add(price, -money(self, gap * term.amount * 1000.0 / 1e9));
            worth.add(shortage, self.w(Interest::defence) * pull * money(self, security_of(term.amount)));
            break;
        }
        case TermKind::equity_stake:
        case TermKind::joint_investment:
            worth.add(price, -0.3 * money(self, term.amount / 1000.0));
            worth.add(shortage, self.w(Interest::defence) * 0.4 * money(self, term.amount / 1000.0));
            break;
        case TermKind::pooled_stockpile: worth.add(price, -0.5 * money(self, security_of(term.amount))); break;
        case TermKind::aligned_control:
            // China answers those who join: exposed allies pay for alignment.
            worth.add(leverage, -0.04 * (1.5 - self.hawk) * term_annuity);
            worth.add(audience, 0.01 * self.w(Interest::cohesion) * term_annuity);
            break;
        case TermKind::shared_queue: worth.add(leverage, -0.05 * self.shortage_ahead); break;
        case TermKind::supply_contract: worth.add(price, 0.0); break;
        case TermKind::truce: break;
    }
    return worth;
}

namespace {

// Both sides of a truce get calm and give up the whip; doves and the stressed want it more.
Worth truce_worth(const Lens& self, const Term& term) {
    Worth worth;
    const double weeks = annuity(self.patience, std::min<double>(term.until_week, 52.0));
    worth.add(time_pressure, judgement::calm_per_week * (1.0 + self.stress / 50.0) * (1.0 - 0.5 * self.hawk) * weeks);
    worth.add(leverage, -judgement::freeze_cost_per_week * self.hawk * weeks);
    return worth;
}

// What is yet to be done is worth what its giver's word is: in proportion to the chance that it is kept, so that the figures above
// hold for a stranger, on whom there is even doubt.
Worth discounted_by_doubt(const View& view, const Term& term, Worth worth) {
    const double trust = 2.0 * belief_in(view, term);
    for (double& part : worth.part) part *= trust;
    return worth;
}

}  // namespace

double belief_in(const View& view, const Term& term) {
    if (!view.facts.is_government(term.by)) return 0.5;
    const bool about_tariffs = term.kind == TermKind::tariff_cap || term.kind == TermKind::tariff_suspension;
    const bool about_controls = term.kind == TermKind::licence || term.kind == TermKind::control_suspension ||
                                term.kind == TermKind::aligned_control;
    if (!about_tariffs && !about_controls) return 0.5;
    const MeasureClass about = about_tariffs ? MeasureClass::tariffs : MeasureClass::controls;
    return view.keeps_promises[index_of(view.facts.government_of(term.by))][index_of(about)];
}

double least_belief(const View& view, SeatId self, const TermList& terms) {
    double least = 0.5;
    for (const Term& term : terms)
        if (term.to == self) least = std::min(least, belief_in(view, term));
    return least;
}

bool leans_on_doubtful_word(const View& view, SeatId self, const TermList& terms) {
    for (const Term& term : terms)
        if (term.kind == TermKind::monitoring && term.what >= index_of(Monitoring::joint)) return false;
    return least_belief(view, self, terms) < judgement::distrust;
}

bool has_common_worth(const View& view, const Actors& actors, SeatId party, const Term& term) {
    if (!view.facts.is_government(party)) return false;
    const Actor& actor = *actors[index_of(view.facts.government_of(party))];
    return actor.counts_together != nullptr && actor.counts_together(view, view.of(party), term);
}

Worth common_worth(const View& view, const Actors& actors, SeatId party, std::span<const Term> terms) {
    const bool any = std::any_of(terms.begin(), terms.end(), [&](const Term& term) { return has_common_worth(view, actors, party, term); });
    if (!any) return {};
    const Lens& self = view.of(party);
    return actors[index_of(self.government)]->together(view, self, terms);
}

namespace {

Worth clause_worth(const View& view, const Actors& actors, SeatId party, const Term& term) {
    if (!view.facts.is_government(party)) return firm_worth(view, party, term);
    const Lens& self = view.of(party);
    if (term.kind == TermKind::truce) return truce_worth(self, term);
    const Actor* actor = actors[index_of(self.government)];
    if (term.to == party) return discounted_by_doubt(view, term, actor->received(view, self, term));
    if (term.by == party) return actor->given(view, self, term);
    return {};
}

}  // namespace

Worth worth_of(const View& view, const Actors& actors, SeatId party, const Term& term) {
    Worth worth = clause_worth(view, actors, party, term);
    if (has_common_worth(view, actors, party, term)) worth += common_worth(view, actors, party, {&term, 1});
    return worth;
}

Worth worth_of(const View& view, const Actors& actors, SeatId party, const TermList& terms) {
    Worth sum = common_worth(view, actors, party, {terms.begin(), terms.end()});
    for (const Term& term : terms) sum += clause_worth(view, actors, party, term);
    return sum;
}

}  // namespace chokepoint::agents

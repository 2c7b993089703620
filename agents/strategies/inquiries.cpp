#include "agents/strategies/inquiries.hpp"

#include <algorithm>
#include <cmath>

#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Public money as point-weeks: its share of a week's output, times what a scarce budget makes of it.
double price_of(const Position& position, double usd_m) {
    constexpr double weeks_per_year = 52.0;
    const double points = 100.0 * usd_m / 1000.0 / (position.self.gdp / weeks_per_year);
    return judgement::money_is_short * points;
}

bool has_ordered(const Observation& observation, InquiryKind kind, std::size_t target = 0, std::size_t clause = 0) {
    return std::any_of(observation.government.inquiries.begin(), observation.government.inquiries.end(), [&](const Inquiry& inquiry) {
        return inquiry.kind == kind && inquiry.target == target && inquiry.clause == clause;
    });
}

// A decision hangs on a figure only while there is somebody to decide with: talks, or an agreement to be judged.
bool decides_soon(const Position& position) {
    const SeatId rival = position.view.facts.seat_of(rival_of(position.self.government));
    return std::any_of(position.observation.talks.begin(), position.observation.talks.end(), [&](const TalkView& talk) {
               return is_party(talk.parties, rival);
           });
}

// Orders what pays, and says why: what a wrong figure may be off by, what that is worth to know, what it costs.
void order_if_worth(const Position& position, OrderKind kind, std::uint8_t what, std::size_t target, RationaleKind about, double worth,
                    double usd_m, Pen& pen) {
    const double cost = price_of(position, usd_m);
    if (worth <= cost || usd_m > 1000.0 * position.self.aid_left_usd_bn) return;
    Worth reason;
    reason.add(about, worth);
    reason.add(RationaleKind::price, -cost);
    pen.order(kind, what, static_cast<std::uint8_t>(target), 0.0, {reason, RationaleUnit::point_weeks, 0.0});
}

// Plants that stand still beside full shelves: somebody's report cannot be true.
double chance_of_misreport(const GovernmentView& own) {
    for (const FirmReport& report : own.firms)
        if (report.stopped_share > 0.0 && report.cover_days > judgement::odd_report_days) return judgement::odd_report_chance;
    return judgement::misreport_chance;
}

void consider_audit(const Position& position, Pen& pen) {
    const GovernmentView& own = position.observation.government;
    if (!position.self.controlled || own.firms.empty() || has_ordered(position.observation, InquiryKind::audit)) return;
    const auto shortage = [&](double factor) {
        return shortage_if(position.view.facts, position.self, factor * position.self.cover_weeks, position.self.deficit);
    };
    const double swing = shortage(1.0 - judgement::misreport_swing) - shortage(1.0 + judgement::misreport_swing);
    const double worth = judgement::turned_by_findings * chance_of_misreport(own) * swing;
    order_if_worth(position, OrderKind::audit_firms, 0, 0, RationaleKind::stock_cover, worth,
                   position.view.facts.audit_cost * static_cast<double>(own.firms.size()), pen);
}

// What firms report of their licences and what customs published a month ago: where the two disagree, fresh papers tell.
void consider_study(const Position& position, Pen& pen) {
    const PublicView& record = position.observation.record;
    const std::size_t home = index_of(home_of(position.self.government));
    if (!position.self.controlled || has_ordered(position.observation, InquiryKind::customs_study, home)) return;
    const double arriving = math::clamp(math::ratio(record.magnet_exports_t[home], record.magnet_exports_base_t[home], 1.0), 0.0, 1.0);
    const auto shortage = [&](double deficit) {
        return shortage_if(position.view.facts, position.self, position.self.cover_weeks, deficit);
    };
    const double swing = std::abs(shortage(1.0 - arriving) - shortage(position.self.deficit));
    order_if_worth(position, OrderKind::study_customs, 0, home, RationaleKind::shortage, judgement::turned_by_findings * swing,
                   position.view.facts.study_cost, pen);
}

// Of the rest the record shows all there is to see. No licence, no delay: while the control rests the old queue proves nothing.
bool may_be_hidden(const Position& position, const Term& term) {
    if (term.kind == TermKind::licence) return position.self.controlled;
    return term.kind == TermKind::purchase || term.kind == TermKind::truce || term.kind == TermKind::control_suspension;
}

// A clause about which there is doubt enough to ask, before anybody is accused.
void consider_inspections(const Position& position, const Actor& actor, Pen& pen) {
    const Observation& observation = position.observation;
    const double patience = position.view.facts.tolerance * (1.6 - 0.6 * position.self.hawk);
    for (std::size_t a = 0; a < observation.record.agreements.size(); ++a) {
        const Agreement& agreement = observation.record.agreements[a];
        if (!is_in_force(agreement.state) || agreement.monitoring < Monitoring::joint || agreement.cure_until_week > 0) continue;
        for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
            const Term& term = agreement.terms[t];
            const double seen = observation.seen_shortfall[a][t];
            if (term.to != observation.seat || !may_be_hidden(position, term) || seen < judgement::doubt_from * patience) continue;
            if (has_ordered(observation, InquiryKind::inspection, a, t)) continue;
            const double worth = seen * std::max(0.0, actor.received(position.view, position.self, term).total());
            order_if_worth(position, OrderKind::inspect, static_cast<std::uint8_t>(t), a, RationaleKind::credibility, worth,
                           position.view.facts.inspection_cost, pen);
        }
    }
}

}  // namespace

void inquire(const Position& position, const Actor& actor, Pen& pen) {
    const PublicView& record = position.observation.record;
    if (record.phase != PhaseKind::orders || record.today >= position.observation.government.appropriation_until) return;
    if (decides_soon(position)) {
        consider_audit(position, pen);
        if (position.self.government != Government::china) consider_study(position, pen);
    }
    consider_inspections(position, actor, pen);
}

bool awaits_inspectors(const Observation& observation, std::size_t agreement, std::size_t clause) {
    return std::any_of(observation.government.inquiries.begin(), observation.government.inquiries.end(), [&](const Inquiry& inquiry) {
        return inquiry.kind == InquiryKind::inspection && inquiry.target == agreement && inquiry.clause == clause && !inquiry.arrived;
    });
}

}  // namespace chokepoint::agents

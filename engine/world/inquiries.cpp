// Information that governments buy: audits of their own firms, studies of customs papers, inspections of a clause. Pays for
// them, lets them arrive and grow stale; what they show is observe.cpp's and compliance.cpp's business.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/act.hpp"

namespace chokepoint {
namespace {

constexpr double honest_within = 0.02;   // of the truth: a slip of the pen, which nobody corrects
constexpr double exposed_beyond = 0.10;  // of the truth: more is called a lie

struct Price {
    double usd_m = 0.0;
    int weeks = 0;  // until the findings arrive
};

bool is_audited_by(const Params& params, std::size_t firm, Government government) {
    return params.firms[firm].region == home_of(government) && !params.firms[firm].needs.empty();
}

Price price_of(const Params& params, Government by, InquiryKind kind) {
    const NegotiationRules& rules = params.rules.negotiation;
    const auto whole = [](const Figure& weeks) { return std::max(1, static_cast<int>(weeks.value + 0.5)); };
    if (kind == InquiryKind::customs_study) return {rules.study_cost.value, whole(rules.study_weeks)};
    if (kind == InquiryKind::inspection) return {rules.inspection_cost.value, whole(rules.inspection_weeks)};
    double firms = 0.0;
    for (std::size_t i = 0; i < params.firms.size(); ++i) firms += is_audited_by(params, i, by) ? 1.0 : 0.0;
    return {rules.audit_cost.value * firms, whole(rules.audit_weeks)};
}

// What there is to look into, or why there is nothing.
Refusal check_subject(const Act& act, InquiryKind kind) {
    const Order& order = act.order;
    if (kind == InquiryKind::audit)
        return price_of(act.params, act.government(), kind).usd_m > 0.0 ? Refusal::none : Refusal::unknown_target;
    if (kind == InquiryKind::customs_study) {
        if (act.government() == Government::china) return Refusal::not_yours_to_do;  // the papers are its own
        return order.target < count_of<Region> && static_cast<Region>(order.target) != Region::china ? Refusal::none
                                                                                                     : Refusal::unknown_target;
    }
    if (order.target >= act.world.agreements.size()) return Refusal::unknown_agreement;
    const Agreement& agreement = act.world.agreements[order.target];
    if (!is_in_force(agreement.state)) return Refusal::unknown_agreement;
    if (!is_party(agreement.parties, act.by)) return Refusal::not_a_party;
    if (order.what >= agreement.terms.size()) return Refusal::unknown_target;
    const Term& term = agreement.terms[order.what];
    const bool is_owed = term.to == act.by || (term.by == act.by && is_mutual(agreement, order.what));
    if (!is_owed) return Refusal::unknown_target;
    return agreement.monitoring >= Monitoring::joint ? Refusal::none : Refusal::not_monitored;
}

// Auditors name who reported what, and have it put right.
void close_audit(const Params& params, World& world, const Moment& moment, Government by) {
    for (std::size_t i = 0; i < params.firms.size(); ++i) {
        if (!is_audited_by(params, i, by)) continue;
        Firm& firm = world.firms[i];
        firm.found_pct = static_cast<std::uint8_t>(math::clamp(100.0 * firm.report_factor + 0.5, 1.0, 255.0));
        if (firm.report_factor >= 1.0 - honest_within && firm.report_factor <= 1.0 + honest_within) continue;
        Event event;
        event.kind = EventKind::misreport_found;
        event.by = params.of(by).seat;
        event.subject = static_cast<std::uint32_t>(i);
        event.region = home_of(by);
        event.value = firm.found_pct;
        event.is_public = false;
        event.importance = 1;
        note(world, moment, event);
        firm.report_factor = 1.0;
    }
}

void arrive(const Params& params, World& world, const Moment& moment, Inquiry& inquiry) {
    inquiry.arrived = true;
    Event event;
    event.kind = EventKind::inquiry_done;
    event.by = params.of(inquiry.by).seat;
    event.what = static_cast<std::uint8_t>(inquiry.kind);
    event.subject = inquiry.target;
    event.region = inquiry.kind == InquiryKind::customs_study ? static_cast<Region>(inquiry.target) : home_of(inquiry.by);
    event.is_public = false;
    event.importance = 1;
    note(world, moment, event);
    if (inquiry.kind == InquiryKind::audit) close_audit(params, world, moment, inquiry.by);
}

}  // namespace

Refusal order_inquiry(const Act& act, InquiryKind kind) {
    if (!act.from_government()) return Refusal::not_yours_to_do;
    if (const Refusal why = check_subject(act, kind); why != Refusal::none) return why;
    Inquiry next;
    next.kind = kind;
    next.by = act.government();
    next.target = kind == InquiryKind::audit ? std::uint8_t{0} : act.order.target;
    next.clause = kind == InquiryKind::inspection ? act.order.what : std::uint8_t{0};
    std::size_t own = 0;
    for (const Inquiry& earlier : act.world.inquiries) {
        if (earlier.by != next.by) continue;
        ++own;
        if (earlier.kind == kind && earlier.target == next.target && earlier.clause == next.clause) return Refusal::already_done;
    }
    if (own >= limits::inquiries_of_one) return Refusal::full;
    GovernmentState& state = act.state();
    const Price price = price_of(act.params, next.by, kind);
    if (!may_commit(state, act.moment.today) || price.usd_m > 1000.0 * state.aid_left_usd_bn) return Refusal::budget_exhausted;
    next.due_week = static_cast<std::int16_t>(act.moment.week + price.weeks);
    next.until_week = static_cast<std::int16_t>(next.due_week + act.params.rules.negotiation.findings_last.value + 0.5);
    if (!act.world.inquiries.push(next)) return Refusal::full;
    state.aid_left_usd_bn = std::max(0.0, state.aid_left_usd_bn - price.usd_m / 1000.0);
    return Refusal::none;
}

void advance_inquiries(const Params& params, World& world, const Moment& moment) {
    world.inquiries.remove_if([&](const Inquiry& inquiry) { return inquiry.arrived && moment.week > inquiry.until_week; });
    for (Inquiry& inquiry : world.inquiries)
        if (!inquiry.arrived && moment.week >= inquiry.due_week) arrive(params, world, moment, inquiry);
}

bool has_audit(const World& world, Government government) {
    return std::any_of(world.inquiries.begin(), world.inquiries.end(), [&](const Inquiry& inquiry) {
        return inquiry.by == government && inquiry.kind == InquiryKind::audit && inquiry.arrived;
    });
}

bool is_inspected(const World& world, Government by, std::size_t agreement, std::size_t term) {
    return std::any_of(world.inquiries.begin(), world.inquiries.end(), [&](const Inquiry& inquiry) {
        return inquiry.by == by && inquiry.kind == InquiryKind::inspection && inquiry.arrived && inquiry.target == agreement &&
               inquiry.clause == term;
    });
}

bool is_exposed(const Params& params, const World& world, std::size_t firm) {
    const double found = world.firms[firm].found_pct / 100.0;
    if (found == 0.0 || (found >= 1.0 - exposed_beyond && found <= 1.0 + exposed_beyond)) return false;
    const Government* home = government_at(params.firms[firm].region);
    return home != nullptr && has_audit(world, *home);
}

}  // namespace chokepoint

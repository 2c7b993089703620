// What a seat may see of the world. The public part is the same for all but for clauses that a seat doubts by its own
// monitoring; the private part is the seat's own.
// Rule of this file: nothing hidden from a seat may be read for it. A test changes every hidden field and looks.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr std::size_t customs_lag_weeks = 4;

double cover_days(const Params& params, const World& world, std::size_t firm) {
    double scarcest = 0.0;
    bool first = true;
    for (std::size_t index : params.firms[firm].needs) {
        const NeedParams& spec = params.needs[index];
        const double use = (spec.base_t + world.needs[index].extra_t) * (1.0 - world.firms[firm].thrift);
        if (use <= 0.0) continue;
        const double days = 7.0 * world.needs[index].stock() / use;
        if (first || days < scarcest) scarcest = days;
        first = false;
    }
    return scarcest;
}

double stopped_share(const Params& params, const World& world, std::size_t firm) {
    const FirmParams& spec = params.firms[firm];
    double stopped = 0.0;
    for (std::size_t c = 0; c < spec.cohorts; ++c) stopped += world.firms[firm].stopped_weeks[c] > 0 ? spec.cohort_share[c] : 0.0;
    return stopped;
}

double output_share(const Params& params, const World& world, std::size_t firm) {
    const FirmParams& spec = params.firms[firm];
    double sum = 0.0;
    for (std::size_t c = 0; c < spec.cohorts; ++c) sum += spec.cohort_share[c] * world.firms[firm].output[c];
    return sum;
}

void see_plants(const Params& params, const World& world, PublicView& view) {
    view.plants.fill(0.0);
    view.plants_stopped.fill(0.0);
    for (std::size_t i = 0; i < params.firms.size(); ++i) {
        if (!params.firms[i].counts_plants) continue;
        view.plants[index_of(params.firms[i].region)] += params.firms[i].plants;
        view.plants_stopped[index_of(params.firms[i].region)] += params.firms[i].plants * stopped_share(params, world, i);
    }
}

FirmReport report_of(const Params& params, const World& world, std::size_t firm, bool audited) {
    FirmReport report;
    report.firm = static_cast<std::uint32_t>(firm);
    // Firms report their stock as they choose; a government sees no further, unless its auditors are in the house.
    report.cover_days = cover_days(params, world, firm) * (audited ? 1.0 : world.firms[firm].report_factor);
    report.audited = audited;
    report.found_pct = world.firms[firm].found_pct;
    report.stopped_share = stopped_share(params, world, firm);
    double licensed = 0.0, pending = 0.0;
    for (std::size_t index : params.firms[firm].needs) {
        licensed += world.needs[index].licensed();
        pending += world.needs[index].pending_t;
    }
    report.licensed_share = math::ratio(licensed, licensed + pending, 1.0);
    return report;
}

// What customs papers say that are not published yet; the licences of one's own home are in one's own importers' files.
CustomsFinding finding_of(const World& world, Government by, Region region) {
    CustomsFinding finding;
    finding.region = region;
    const std::size_t r = index_of(region);
    for (std::size_t week = 0; week < customs_lag_weeks; ++week) finding.magnet_exports_t += world.market.magnet_exports_t[week][r];
    if (region != home_of(by)) return finding;
    finding.licences_decided = world.desk.decided[r];
    finding.granted_share = math::ratio(world.desk.granted[r], world.desk.decided[r], 0.0);
    finding.mean_age_weeks = world.desk.mean_age_weeks[r];
    return finding;
}

void see_inquiries(const World& world, Government government, GovernmentView& view) {
    view.inquiries.clear();
    view.customs.clear();
    for (const Inquiry& inquiry : world.inquiries) {
        if (inquiry.by != government) continue;
        static_cast<void>(view.inquiries.push(inquiry));
        if (inquiry.kind == InquiryKind::customs_study && inquiry.arrived)
            static_cast<void>(view.customs.push(finding_of(world, government, static_cast<Region>(inquiry.target))));
    }
}

void see_government(const Params& params, const World& world, Government government, GovernmentView& view) {
    const GovernmentState& state = world.of(government);
    view.pain = state.total_pain();
    view.pain_by_cause = state.pain;
    view.stress = state.stress;
    view.output_loss_pct = state.output_loss_pct;
    view.inflation_pct = state.inflation_pct;
    view.revenue_usd_bn = state.revenue_usd_bn;
    view.aid_left_usd_bn = state.aid_left_usd_bn;
    view.patience = state.patience;
    view.hawkishness = state.hawkishness;
    view.red_line = state.red_line;
    view.weights = felt_weights(params, world, government);
    view.goodwill = state.goodwill;
    for (Government other : all_of<Government>())
        for (MeasureClass about : all_of<MeasureClass>()) {
            const TrackRecord& seen = world.of(other).seen_by[index_of(government)][index_of(about)];
            view.carries_out_threats[index_of(other)][index_of(about)] = seen.threats_kept / (seen.threats_kept + seen.threats_broken);
            view.keeps_promises[index_of(other)][index_of(about)] = seen.promises_kept / (seen.promises_kept + seen.promises_broken);
        }
    view.win_set = win_set(params, world, government);
    view.jobs_lost_pct = state.jobs_lost_pct;
    view.readiness = state.readiness;
    view.agency_capacity = state.agency_capacity;
    const Region rival = rival_region(government);
    view.listed_by_rival = 0.0;
    if (const Government* other = government_at(rival))
        view.listed_by_rival = 100.0 * measure_strength(world, *other, ControlKind::entity_listing, home_of(government), world.today);
    view.funds_asked_usd_bn = state.funds_asked_usd_bn;
    view.research_usd_bn = state.research;
    view.appropriation_until = state.appropriation_until;
    view.emergency_permits = state.emergency_permits;
    const SupplyPolicy supply = government == Government::china ? world.supply : SupplyPolicy{};
    view.production_quota = supply.quota;
    view.flood = supply.flood;
    view.enforcement = supply.enforcement;
    see_inquiries(world, government, view);
    const bool audited = has_audit(world, government);
    view.firms.clear();
    double weight = 0.0;
    view.home_cover_days = view.home_stopped_share = 0.0;
    for (std::size_t i : params.of(government).firms) {
        const FirmParams& spec = params.firms[i];
        if (spec.needs.empty()) continue;
        const FirmReport report = report_of(params, world, i, audited);
        static_cast<void>(view.firms.push(report));
        if (!spec.counts_plants) continue;
        view.home_cover_days += spec.value_added * report.cover_days;
        view.home_stopped_share += spec.value_added * report.stopped_share;
        weight += spec.value_added;
    }
    view.home_cover_days = math::ratio(view.home_cover_days, weight, 0.0);
    view.home_stopped_share = math::ratio(view.home_stopped_share, weight, 0.0);
}

void see_desk(const World& world, const Moment& moment, DeskView& view) {
    const Desk& desk = world.desk;
    view.throughput = desk.throughput;
    view.region_priority = desk.region_priority;
    view.end_use_priority = desk.end_use_priority;
    view.queue.assign(desk.queue);
    view.waiting_t.fill(0.0);
    view.mean_age_weeks.fill(0.0);
    PerRegion<double> waiting{};
    for (const Application& application : desk.queue) {
        if (application.state != ApplicationState::waiting) continue;
        const std::size_t r = index_of(application.region);
        view.waiting_t[r] += application.tonnes;
        view.mean_age_weeks[r] += moment.week - application.filed_week;
        waiting[r] += 1.0;
    }
    for (std::size_t r = 0; r < count_of<Region>; ++r) {
        view.granted_share[r] = math::ratio(desk.granted[r], desk.decided[r], 0.0);
        view.mean_age_weeks[r] = math::ratio(view.mean_age_weeks[r], waiting[r], 0.0);
    }
}

void see_need(const Params& params, const World& world, const Moment& moment, std::size_t index, NeedView& view) {
    const NeedParams& spec = params.needs[index];
    const Need& need = world.needs[index];
    view.product = spec.product;
    view.use_t = (spec.base_t + need.extra_t) * (1.0 - world.firms[spec.firm].thrift);
    view.stock_t = need.stock();
    view.transit_t = need.transit();
    view.licensed_t = need.licensed();
    view.pending_t = need.pending_t;
    view.cost_usd_per_kg = need.unit_cost;
    view.controlled = spec.region != Region::china && needs_licence(world, spec.product, spec.region, moment.today);
    if (need.pending_t <= 0.0) return;
    for (const Application& application : world.desk.queue)
        if (application.need == index && application.state == ApplicationState::waiting)
            view.oldest_weeks = std::max(view.oldest_weeks, static_cast<double>(moment.week - application.filed_week));
}

void see_firm(const Params& params, const World& world, const Moment& moment, std::size_t index, FirmView& view) {
    const Firm& firm = world.firms[index];
    view.firm = static_cast<std::uint32_t>(index);
    view.cover_days = cover_days(params, world, index);
    view.output_share = output_share(params, world, index);
    view.stopped_share = stopped_share(params, world, index);
    view.profit_usd_m = firm.profit;
    view.cash_usd_m = firm.cash;
    view.stock_multiple = firm.stock_multiple;
    view.production_share = firm.production_share;
    view.report_factor = firm.report_factor;
    view.thrift = firm.thrift;
    view.lobby_effort = firm.lobby_effort;
    view.general_licence = has_general_licence(params, world, index);
    view.needs.clear();
    for (std::size_t need : params.firms[index].needs) {
        NeedView row;
        see_need(params, world, moment, need, row);
        static_cast<void>(view.needs.push(row));
    }
}

}  // namespace

void observe_public(const Params& params, const World& world, const Moment& moment, PublicView& view) {
    view.week = moment.week;
    view.round = moment.round;
    view.rounds = params.rounds;
    view.today = moment.today;
    view.arms_sale = shock_size(world, ShockKind::arms_sale, Region::us) > 0.0;
    view.tariffs.assign(world.tariffs);
    view.controls.assign(world.controls);
    view.price_inside = world.market.price_inside;
    view.price_outside = world.market.price_outside;
    const Day first = params.day_of(moment.week);
    view.us_tariff_headline_pct = headline_pct(world, Government::us, Region::china, moment.today);
    view.us_tariff_weighted_pct = weighted_pct(world, Government::us, Region::china, first);
    view.china_tariff_headline_pct = headline_pct(world, Government::china, Region::us, moment.today);
    view.china_tariff_weighted_pct = weighted_pct(world, Government::china, Region::us, first);
    for (std::size_t r = 0; r < count_of<Region>; ++r) {
        view.magnet_exports_t[r] = 0.0;
        for (std::size_t week = customs_lag_weeks; week < 2 * customs_lag_weeks; ++week)
            view.magnet_exports_t[r] += world.market.magnet_exports_t[week][r];
        view.magnet_exports_base_t[r] = 4.0 * world.market.magnet_exports_base_t[r];
    }
    see_plants(params, world, view);
    for (Government government : all_of<Government>()) {
        const GovernmentState& state = world.of(government);
        view.approval_pct[index_of(government)] = state.approval_pct;
        const Interval seen = win_set_seen(params, world, government);
        view.win_set_low[index_of(government)] = seen.low;
        view.win_set_high[index_of(government)] = seen.high;
        view.carries_out_threats[index_of(government)] = state.threats_kept / (state.threats_kept + state.threats_broken);
        view.keeps_promises[index_of(government)] = state.promises_kept / (state.promises_kept + state.promises_broken);
    }
    view.agreements.assign(world.agreements);
    for (Agreement& agreement : view.agreements) {
        agreement.shortfall.fill(0.0);  // what is seen of it is private
        agreement.spare = {};
    }
    view.statements.clear();
    for (const DatedStatement& statement : world.statements)
        if (statement.said.is_public) static_cast<void>(view.statements.push(statement.said));
}

void observe_private(const Params& params, const World& world, const Moment& moment, SeatId seat, Observation& out) {
    // The last seat's view is written over by one of its kind; by another it is emptied.
    const SeatKind kind = params.is_government(seat) ? SeatKind::government : SeatKind::firm;
    if (out.kind != kind && out.kind == SeatKind::firm) out.firm = FirmView{};
    if (out.kind != kind && out.kind == SeatKind::government) out.government = GovernmentView{};
    if (out.sees_desk) out.desk = DeskView{};
    const SeatId before = out.seat;
    out.kind = kind;
    out.seat = seat;
    out.sees_desk = false;
    out.told.clear();
    for (const DatedStatement& statement : world.statements)
        if (!statement.said.is_public && statement.said.to == seat) static_cast<void>(out.told.push(statement.said));
    out.seen_shortfall = {};
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        Agreement& shown = out.record.agreements[i];
        if (is_party(shown.parties, before)) shown.term_states = world.agreements[i].term_states;  // its doubts were its own
        if (!is_party(shown.parties, seat)) continue;
        for (std::size_t t = 0; t < shown.terms.size(); ++t) {
            const double seen = seen_by(world, i, t, seat);
            out.seen_shortfall[i][t] = seen;
            shown.term_states[t] = state_known(params, world, i, t, seen);
        }
    }
    if (kind == SeatKind::firm) {
        see_firm(params, world, moment, static_cast<std::size_t>(params.firm_of_seat[seat]), out.firm);
        return;
    }
    const Government government = params.government_of(seat);
    see_government(params, world, government, out.government);
    out.sees_desk = government == Government::china;
    if (out.sees_desk) see_desk(world, moment, out.desk);
}

}  // namespace chokepoint

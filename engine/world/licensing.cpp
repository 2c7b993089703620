// The licence queue: exporters file for their customers, the desk decides in its own order. Knows applications
// and licences only: what a licence then lets out is shipping's business.
#include <algorithm>
#include <array>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

// The share of a need that Chinese licences decide on: what comes from China, and from makers abroad that obey the
// extraterritorial rule.
double licensable_share(const Params& params, const ExportRules& rules, const NeedParams& need) {
    if (!rules.from_china[index_of(need.product)][index_of(need.region)].needs_licence) return 0.0;
    double share = 0.0;
    for (std::size_t i = 0; i < need.origin_count; ++i)
        share += need.shares[i] * licence_share(params, rules, need, need.origins[i]);
    return share;
}

// Defence firms on China's lists get nothing; the longer the list, the fewer are left.
double military_chance(const Params& params, const World& world, Region region, Day today) {
    const double listed =
        region == Region::us ? 100.0 * measure_strength(world, Government::china, ControlKind::entity_listing, region, today) : 0.0;
    const double left = 1.0 - math::clamp(math::ratio(listed, params.rules.licensing.listed_defence_full.value, 0.0), 0.0, 1.0);
    return params.rules.licensing.military_penalty.value * left;
}

void expire_licences(Need& need, int week) {
    for (std::size_t i = 0; i < need.licensed_t.size(); ++i)
        if (need.licensed_t[i] > 0.0 && need.licence_until_week[i] <= week) need.licensed_t[i] = 0.0;
}

// Puts a grant into the free balance, or into the one that expires later.
void grant(Need& need, double tonnes, int until_week) {
    const std::size_t slot = need.licensed_t[0] <= 0.0                                     ? 0
                             : need.licensed_t[1] <= 0.0                                   ? 1
                             : need.licence_until_week[0] >= need.licence_until_week[1] ? 0
                                                                                           : 1;
    need.licensed_t[slot] += tonnes;
    need.licence_until_week[slot] = until_week;
    need.granted_total_t += tonnes;
}

// The luck of an application in a week: its own, so that one more in the queue changes nobody else's. A need files at most
// once a week, so that need and age name it; the streams before the first week are those of the start.
Rng luck_of(const Moment& moment, const Application& application) {
    const int age = moment.week - application.filed_week;
    return Rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::licence,
               static_cast<std::uint32_t>(age) * static_cast<std::uint32_t>(limits::needs) + application.need);
}

// Weekly chance that an application is ripe for decision: rises with its age against the time the desk takes.
double ripeness(const LicensingRules& rules, double age_weeks, double review_weeks) {
    const double age = math::ratio(age_weeks, review_weeks, 1.0);
    return math::clamp(percent(rules.ripe_chance) * age * age, 0.0, 1.0);
}

}  // namespace

PerRegion<double> desk_priorities(const Params& params, const World& world) {
    const PerRegion<double>& ranks = world.desk.region_priority;
    const int week = week_of(params, world);
    FixedVec<RegionMask, limits::agreements> queues;  // of those who wait together
    for (const Agreement& agreement : world.agreements) {
        if (!is_in_force(agreement.state)) continue;
        RegionMask queue = 0;
        for (std::size_t t = 0; t < agreement.terms.size(); ++t)
            if (agreement.terms[t].kind == TermKind::shared_queue && agreement.term_states[t] != TermState::waived &&
                is_due(agreement, agreement.terms[t], week))
                for (SeatId seat : {agreement.terms[t].by, agreement.terms[t].to})
                    if (params.is_government(seat)) queue |= bit(home_of(params.government_of(seat)));
        if (queue != 0) queues.push_back(queue);
    }
    PerRegion<double> priorities = ranks;
    for (Region region : all_of<Region>()) {
        RegionMask members = 0;
        for (RegionMask queue : queues) members |= (queue & bit(region)) != 0 ? queue : RegionMask{0};
        double sum = 0.0, count = 0.0;
        for (Region member : all_of<Region>())
            if ((members & bit(member)) != 0) sum += ranks[index_of(member)], count += 1.0;
        priorities[index_of(region)] = math::ratio(sum, count, ranks[index_of(region)]);
    }
    return priorities;
}

namespace {

double priority_of(const Params& params, const World& world, const ExportRules& rules, const Application& application) {
    if (params.switched_off.licence_order) return 1.0;
    const bool is_raw = is_oxide(application.product) || class_of(application.product) == ProductClass::metal;
    return rules.desk_priority[index_of(application.region)] *
           world.desk.end_use_priority[index_of(application.end_use)] *
           (is_raw ? params.rules.licensing.raw_priority.value : 1.0);
}

// Decided applications leave the queue, and those for goods that no longer need a licence.
void forget_settled(const ExportRules& export_table, World& world) {
    world.desk.queue.remove_if([&](const Application& application) {
        if (application.state == ApplicationState::granted || application.state == ApplicationState::denied) return true;
        if (export_table.from_china[index_of(application.product)][index_of(application.region)].needs_licence) return false;
        double& pending = world.needs[application.need].pending_t;
        pending = std::max(0.0, pending - application.tonnes);
        return true;
    });
}

struct Ripe {
    std::size_t index;
    double score;
    double lot;  // 0 to 1: granted where it is below the chance of a grant
};

void decide(const Params& params, World& world, const Moment& moment, Application& application, double lot) {
    const LicensingRules& rules = params.rules.licensing;
    Desk& desk = world.desk;
    Need& need = world.needs[application.need];
    const std::size_t region = index_of(application.region);
    application.decided_week = static_cast<std::int16_t>(moment.week);
    if (!application.complete) {
        application.state = ApplicationState::returned;
        return;
    }
    double chance = rules.grant_probability.value;
    if (application.end_use == EndUse::military) chance *= military_chance(params, world, application.region, moment.today);
    const bool granted = lot < chance;
    application.state = granted ? ApplicationState::granted : ApplicationState::denied;
    need.pending_t = std::max(0.0, need.pending_t - application.tonnes);
    if (granted) grant(need, application.tonnes, moment.week + static_cast<int>(rules.expiry_weeks.value));
    desk.decided[region] += 1.0;
    desk.granted[region] += granted ? 1.0 : 0.0;
    desk.decided_total += 1.0;
    desk.granted_total += granted ? 1.0 : 0.0;
    const double age = std::max(0.0, moment.week - application.filed_week - 0.5);  // filed and decided at midweek on average
    desk.mean_age_weeks[region] += (age - desk.mean_age_weeks[region]) * 0.2;
}

}  // namespace

void open_licences(const Params& params, World& world, std::uint64_t seed) {
    const LicensingRules& rules = params.rules.licensing;
    const double settled_weeks = rules.dead_time_weeks.value + rules.nominal_weeks.value;
    const ExportRules export_table = export_rules(params, world, params.start);
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        const ExportRule& rule = export_table.from_china[index_of(spec.product)][index_of(spec.region)];
        const double from_china = licensable_share(params, export_table, spec) * spec.base_t;
        if (from_china <= 0.0 || rule.since == no_day || (params.start - rule.since) / 7.0 < settled_weeks) continue;
        const bool military = params.firms[spec.firm].end_use == EndUse::military;
        const double chance = military ? military_chance(params, world, spec.region, params.start) : 1.0;
        Rng rng(seed, 0, Purpose::licence, static_cast<std::uint32_t>(i));
        const bool granted = rng.chance(rules.grant_probability.value * chance);
        // Granted at any time of a licence's life, and used in proportion.
        const double left = rng.uniform();
        const int weeks_left = 1 + static_cast<int>(left * rules.expiry_weeks.value);
        if (granted) grant(world.needs[i], left * rules.horizon_weeks.value * from_china, 1 + weeks_left);
    }
}

void file_applications(const Params& params, World& world, const ExportRules& export_table, const Moment& moment) {
    const LicensingRules& rules = params.rules.licensing;
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        Need& need = world.needs[i];
        expire_licences(need, moment.week);
        const NeedParams& spec = params.needs[i];
        const double share = licensable_share(params, export_table, spec);
        if (share <= 0.0) continue;
        const double from_china = share * full_use(params, world, i) - free_of_licence(params, world, export_table.licences, i);
        if (from_china <= 0.0) continue;
        Firm& firm = world.firms[spec.firm];
        const double horizon_t = from_china * rules.horizon_weeks.value * firm.stock_multiple;
        const double covered = need.licensed() + need.pending_t;
        const double wished = std::max(horizon_t - covered, std::min(firm.petition_t, horizon_t));
        // Who petitions files before his turn, for what is not covered yet.
        if (covered > 0.5 * horizon_t && (firm.petition_t <= 0.0 || covered >= horizon_t)) continue;
        Application application;
        application.tonnes = wished;
        application.stock_days = math::ratio(7.0 * need.stock(), spec.base_t, 0.0);
        application.filed_week = static_cast<std::int16_t>(moment.week);
        application.need = static_cast<std::uint16_t>(i);
        application.firm = static_cast<std::uint8_t>(spec.firm);
        application.product = spec.product;
        application.region = spec.region;
        application.end_use = params.firms[spec.firm].end_use;
        Rng rng = luck_of(moment, application);
        application.complete = rng.chance(rules.completeness.value);
        if (world.desk.queue.push(application)) need.pending_t += wished;
    }
}

void decide_applications(const Params& params, World& world, const ExportRules& export_table, const Moment& moment) {
    const LicensingRules& rules = params.rules.licensing;
    Desk& desk = world.desk;
    const double keep = params.fadings.quarter;
    for (Region region : all_of<Region>()) {
        desk.decided[index_of(region)] *= keep;
        desk.granted[index_of(region)] *= keep;
    }
    forget_settled(export_table, world);
    const Reviews reviews = review_weeks(params, world);
    // Without an order of its own the desk takes as many as are ripe, and the oldest papers first.
    const bool by_filing = params.switched_off.licence_order;
    std::array<Ripe, limits::applications> ripe;  // as far as counted
    std::size_t count = 0, pace = 0;
    for (std::size_t i = 0; i < desk.queue.size(); ++i) {
        Application& application = desk.queue[i];
        if (application.state == ApplicationState::returned) {
            if (moment.week - application.decided_week < rules.return_weeks.value) continue;
            application.state = ApplicationState::waiting;
            application.complete = true;
            application.decided_week = 0;
        }
        const ExportRule& rule = export_table.from_china[index_of(application.product)][index_of(application.region)];
        const double control_weeks = rule.since == no_day ? 1e9 : (moment.today - rule.since) / 7.0;
        if (control_weeks < rules.dead_time_weeks.value) continue;
        const double priority = priority_of(params, world, export_table, application);
        const double age = moment.week - application.filed_week;
        Rng rng = luck_of(moment, application);
        const bool is_ripe = rng.chance(math::clamp(ripeness(rules, age, reviews[i]) * priority, 0.0, 1.0));
        pace += is_ripe ? 1 : 0;
        if (!is_ripe && !by_filing) continue;
        const double luck = rules.queue_noise.value * rng.normal();
        const double rank = math::ratio(age, reviews[i], 1.0) * priority + luck;
        ripe[count++] = {i, by_filing ? age : rank, rng.uniform()};
    }
    std::sort(ripe.begin(), ripe.begin() + static_cast<std::ptrdiff_t>(count), [](const Ripe& a, const Ripe& b) {
        return a.score != b.score ? a.score > b.score : a.index < b.index;
    });
    desk.credit = std::min(desk.credit + desk.throughput, 2.0 * desk.throughput + 1.0);
    double decisions = 0.0;
    for (std::size_t k = 0; k < pace && desk.credit >= 1.0; ++k) {
        decide(params, world, moment, desk.queue[ripe[k].index], ripe[k].lot);
        desk.credit -= 1.0;
        decisions += 1.0;
    }
    for (Firm& firm : world.firms) firm.petition_t = 0.0;
    if (decisions > 0.0) {
        Event event;
        event.kind = EventKind::licences_decided;
        event.value = decisions;
        event.region = Region::china;
        event.is_public = false;
        note(world, moment, event);
    }
}

}  // namespace chokepoint

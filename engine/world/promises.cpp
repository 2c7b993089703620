// What agreements in force promise, as the other rules ask for it: which applications are owed a decision in time, who
// needs no licence, between whom measures are frozen. Reads agreements; changes nothing.
#include <algorithm>
#include <limits>

#include "engine/world/promises.hpp"

namespace chokepoint {
namespace {

// "Civil" is every use but military; a narrower word is that use alone.
bool covers_use(const Term& term, EndUse use) {
    const auto named = static_cast<EndUse>(term.what);
    return named == use || (named == EndUse::civil && use != EndUse::military);
}

bool covers_product(const Term& term, Product product) {
    return term.scope == 0 || (term.scope & materials_in(product)) != 0;
}

bool names_firm(const Params& params, const Term& term, std::size_t firm) {
    const SeatId seat = params.firms[firm].seat;
    return seat != no_seat && (term.named & bit(seat)) != 0;
}

bool is_general_for(const Params& params, const Term& term, const NeedParams& need) {
    return names_firm(params, term, need.firm) && covers_use(term, params.firms[need.firm].end_use) &&
           covers_product(term, need.product);
}

// A need's part of the tonnes that a term lets all firms that it names have: by what each uses.
double share_of_quota(const Params& params, const World& world, const Term& term, std::size_t index) {
    double all = 0.0;
    for (std::size_t i = 0; i < params.needs.size(); ++i)
        if (is_general_for(params, term, params.needs[i])) all += full_use(params, world, i);
    return term.amount * math::ratio(full_use(params, world, index), all, 0.0);
}

}  // namespace

int week_of(const Params& params, const World& world) {
    if (world.today == no_day) return 0;  // before the first week
    return 1 + (world.today - params.start) / 7;
}

int last_week_of(const Agreement& agreement, const Term& term) {
    if (term.until_week == 0) return agreement.expiry_week - 1;
    return std::min(agreement.in_force_week + term.until_week + term.renewed_weeks, static_cast<int>(agreement.expiry_week)) - 1;
}

bool is_due(const Agreement& agreement, const Term& term, int week) {
    return week >= agreement.in_force_week + term.from_week && week <= last_week_of(agreement, term);
}

bool covers(const Params& params, const Term& term, const Application& application) {
    return params.is_government(term.to) && application.region == home_of(params.government_of(term.to)) &&
           covers_use(term, application.end_use) && covers_product(term, application.product);
}

int owed_since(const Agreement& agreement, const Term& term, const Application& application, double earlier_t) {
    // What lay on the desk while the agreement was suspended is as good as filed when it is resumed.
    const int begins = std::max<int>(agreement.in_force_week + term.from_week, agreement.resumed_week);
    const int filed = std::max<int>(application.filed_week, agreement.resumed_week);
    // A quota opens for one application after another, in the order in which they were filed.
    const double wait = has_quota(term) ? earlier_t / term.amount : 0.0;
    return std::max<int>(filed, begins + static_cast<int>(std::min(wait, 1e4)));
}

Reviews review_weeks(const Params& params, const World& world) {
    Reviews weeks;
    weeks.fill(params.rules.licensing.nominal_weeks.value);
    const int week = week_of(params, world);
    each_due(params, world, TermKind::licence, [&](const Agreement& agreement, const Term& term, const TermRecord& record) {
        if (term.limit <= 0.0) return;
        double earlier_t = record.done;
        for (std::size_t i = 0; i < world.desk.queue.size(); ++i) {
            const Application& application = world.desk.queue[i];
            if (!covers(params, term, application)) continue;
            if (owed_since(agreement, term, application, earlier_t) <= week)
                weeks[i] = std::min(weeks[i], term.limit / 7.0);
            earlier_t += application.tonnes;
        }
    });
    return weeks;
}

Clauses clauses_due(const Params& params, const World& world, TermKind kind) {
    Clauses due;
    each_due(params, world, kind, [&](const Agreement&, const Term& term, const TermRecord&) { due.push_back(&term); });
    return due;
}

double free_of_licence(const Params& params, const World& world, const Clauses& licences, std::size_t need) {
    const NeedParams& spec = params.needs[need];
    if (world.firms[spec.firm].general_licence) return std::numeric_limits<double>::infinity();
    if (params.firms[spec.firm].seat == no_seat) return 0.0;  // terms name seats
    double tonnes = 0.0;
    for (const Term* licence : licences)
        if (is_general_for(params, *licence, spec))
            tonnes += licence->amount > 0.0 ? share_of_quota(params, world, *licence, need) : std::numeric_limits<double>::infinity();
    return tonnes;
}

bool reaches(const Params& params, const Term& term, std::size_t firm, Region region) {
    if (params.is_government(term.to)) return home_of(params.government_of(term.to)) == region;
    return term.to == params.firms[firm].seat && term.to != no_seat;
}

double promised_offtake(const Params& params, const World& world, const ProjectParams& project) {
    double share = 0.0;
    each_due(params, world, TermKind::offtake, [&](const Agreement&, const Term& term, const TermRecord&) {
        if (!reaches(params, term, project.firm, project.region) || term.what >= count_of<Product>) return;
        const double able = project.capacity_t * made_per_tonne(params.recipes[project.recipe], static_cast<Product>(term.what));
        if (able > 0.0) share += term.amount / weeks_per_year / able;
    });
    return std::min(1.0, share);
}

bool has_general_licence(const Params& params, const World& world, std::size_t firm) {
    bool has = world.firms[firm].general_licence;
    if (has || params.firms[firm].seat == no_seat) return has;  // terms name seats
    each_due(params, world, TermKind::licence,
             [&](const Agreement&, const Term& term, const TermRecord&) { has = has || names_firm(params, term, firm); });
    return has;
}

bool frozen_by_truce(const World& world, SeatId by, SeatId against) {
    for (const Agreement& agreement : world.agreements) {
        if (!is_in_force(agreement.state)) continue;
        for (const Term& term : agreement.terms)  // nobody can waive a truce: it binds both
            if (term.kind == TermKind::truce &&
                ((term.by == by && term.to == against) || (term.by == against && term.to == by)))
                return true;
    }
    return false;
}

}  // namespace chokepoint

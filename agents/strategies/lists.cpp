#include "agents/strategies/lists.hpp"

#include <algorithm>

#include "agents/strategies/worth.hpp"

namespace chokepoint::agents {

namespace {

// Judgement: quarters are fine enough for a counter-offer, and few enough to be said aloud.
constexpr int parts = 4;

double whole(double value) { return static_cast<double>(static_cast<std::int64_t>(value + 0.5)); }

// A part of an amount, in the whole numbers in which amounts are written down where they are large enough.
double part_of(double amount, int part) {
    const double value = amount * part / parts;
    return part == parts || amount < 4.0 * parts ? value : whole(value);
}

// The rate that a cap comes down to in steps from where it stands.
Issue steps_of_cap(const View& view, Issue issue) {
    const Term& term = issue.term;
    if (!view.facts.is_government(term.by) || !view.facts.is_government(term.to)) return issue;
    const Region on = home_of(view.facts.government_of(term.to));
    const double rate = component_rate(view.record, view.facts.government_of(term.by), on, static_cast<TariffComponent>(term.what));
    if (rate <= term.amount) return issue;
    issue.ladder = {0.0};
    for (int part = 1; part <= parts; ++part) issue.ladder.push_back(part == parts ? term.amount : rate - part_of(rate - term.amount, part));
    return issue;
}

Issue issue_of(const View& view, const Term& term) {
    Issue issue{term, Lever::amount, {0.0, term.amount}};  // as it is written or not at all, unless there is more to say below
    switch (term.kind) {
        case TermKind::tariff_cap: return steps_of_cap(view, issue);
        case TermKind::licence:
            if (term.limit <= 0.0) return issue;
            issue.lever = Lever::limit;
            issue.ladder = {0.0};
            for (int part = 1; part <= parts; ++part) issue.ladder.push_back(part == parts ? term.limit : whole(term.limit * parts / part));
            return issue;
        case TermKind::truce:
            if (term.from_week > 0 || term.until_week < parts) return issue;
            issue.lever = Lever::weeks;
            issue.ladder = {0.0};
            for (int part = 1; part <= parts; ++part) issue.ladder.push_back(part == parts ? term.until_week : whole(term.until_week * part / static_cast<double>(parts)));
            return issue;
        case TermKind::control_suspension:
        case TermKind::monitoring:
        case TermKind::aligned_control:
        case TermKind::shared_queue: return issue;
        default: break;
    }
    if (term.amount <= 0.0) return issue;
    issue.ladder = {0.0};
    for (int part = 1; part <= parts; ++part) issue.ladder.push_back(part_of(term.amount, part));
    return issue;
}

// Who gives the word in a list that is doubted most.
SeatId most_doubted(const View& view, SeatId self, const TermList& terms) {
    SeatId doubted = no_seat;
    double least = 1.0;
    for (const Term& term : terms)
        if (const double belief = belief_in(view, term); term.to == self && belief < least) {
            least = belief;
            doubted = term.by;
        }
    return doubted;
}

}  // namespace

Agenda agenda_from(const View& view, SeatId self, const PartyList& parties, const TermList& terms) {
    Agenda agenda;
    agenda.parties = parties;
    agenda.governments_only = std::all_of(parties.begin(), parties.end(), [&](SeatId party) { return view.facts.is_government(party); });
    for (const Term& term : terms) agenda.issues.push_back(issue_of(view, term));
    const bool has_inspector = std::any_of(terms.begin(), terms.end(), [](const Term& term) { return term.kind == TermKind::monitoring; });
    if (!has_inspector && agenda.issues.size() < limits::issues && leans_on_doubtful_word(view, self, terms)) {
        Term check;
        check.kind = TermKind::monitoring;
        check.by = most_doubted(view, self, terms);
        check.to = self;
        check.what = static_cast<std::uint8_t>(index_of(Monitoring::joint));
        agenda.issues.push_back({check, Lever::amount, {0.0, 0.0}});
    }
    return agenda;
}

}  // namespace chokepoint::agents

#include "agents/strategies/bids.hpp"

namespace chokepoint::agents {

namespace {

double lever_of(const Issue& issue, const Term& term) {
    switch (issue.lever) {
        case Lever::amount: return term.amount;
        case Lever::limit: return term.limit;
        case Lever::weeks: return term.until_week;
    }
    return 0.0;
}

bool is_about(const Issue& issue, const Term& term) {
    return term.kind == issue.term.kind && term.by == issue.term.by && term.to == issue.term.to &&
           term.what == issue.term.what && term.scope == issue.term.scope;
}

double distance(double a, double b) { return a > b ? a - b : b - a; }

}  // namespace

static_assert(limits::issues == limits::terms, "an agenda's bids are lists, and a list can be read as an agenda");

TermList terms_of(const Agenda& agenda, const bargain::Bid& bid) {
    TermList terms;
    for (std::size_t i = 0; i < agenda.issues.size(); ++i)
        if (bid[i] > 0) CHOKEPOINT_CHECK(terms.push(term_at(agenda.issues[i], bid[i])));
    return terms;
}

ReadBid bid_of(const Agenda& agenda, const TermList& terms) {
    ReadBid read;
    read.bid.issues = static_cast<std::uint8_t>(agenda.issues.size());
    for (const Term& term : terms) {
        bool placed = false;
        for (std::size_t i = 0; i < agenda.issues.size() && !placed; ++i) {
            const Issue& issue = agenda.issues[i];
            if (!is_about(issue, term) || read.bid[i] != 0 || issue.ladder.size() < 2) continue;
            const double value = lever_of(issue, term);
            std::size_t nearest = 1;
            for (std::size_t l = 2; l < issue.ladder.size(); ++l)
                if (distance(issue.ladder[l], value) < distance(issue.ladder[nearest], value)) nearest = l;
            read.bid[i] = static_cast<std::uint8_t>(nearest);
            read.exact = read.exact && term_at(issue, nearest) == term;
            placed = true;
        }
        read.exact = read.exact && placed;
    }
    return read;
}

}  // namespace chokepoint::agents

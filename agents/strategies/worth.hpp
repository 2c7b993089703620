// What a term is worth to a government, by reason: the parts that a rationale reports are the parts that were
// added up, so explanations cannot drift from decisions.
#pragma once

#include <array>
#include <span>

#include "agents/strategies/lens.hpp"

namespace chokepoint::agents {

// Worth by the reason it comes from, one that is a part (is_part); the sum is the worth. Governments count point-weeks, firms USD million.
struct Worth {
    static constexpr std::size_t parts = index_of(RationaleKind::tolerance) - index_of(RationaleKind::shortage) + 1;  // is_part()
    std::array<double, parts> part{};

    static std::size_t place_of(RationaleKind reason) {
        CHOKEPOINT_CHECK(is_part(reason));
        return index_of(reason) - index_of(RationaleKind::shortage);
    }
    double& of(RationaleKind reason) { return part[place_of(reason)]; }
    double of(RationaleKind reason) const { return part[place_of(reason)]; }
    double total() const {
        double sum = 0.0;
        for (double value : part) sum += value;
        return sum;
    }
    Worth& add(RationaleKind reason, double value) {
        of(reason) += value;
        return *this;
    }
    Worth& operator+=(const Worth& other) {
        for (std::size_t i = 0; i < parts; ++i) part[i] += other.part[i];
        return *this;
    }
};

// One government's way of valuing what it gets and what it gives, beside what all share.
struct Actor;
using Actors = std::array<const Actor*, limits::governments>;

// The worth of one term to one party of it, as `view` sees that party. Zero to a third party.
Worth worth_of(const View& view, const Actors& actors, SeatId party, const Term& term);
Worth worth_of(const View& view, const Actors& actors, SeatId party, const TermList& terms);

// Of it, what several terms bring about together and so is worth once, however many of them a list holds: a common front.
// Only some parties weigh that, and only some terms count: all others have no common worth.
bool has_common_worth(const View& view, const Actors& actors, SeatId party, const Term& term);
Worth common_worth(const View& view, const Actors& actors, SeatId party, std::span<const Term> terms);

// What the observer believes of a promise, 0-1, by who gives it and what it is about; 1/2 where records say nothing of such.
double belief_in(const View& view, const Term& term);

// The least of these beliefs in what a seat is promised by a list; 1/2 where it is promised nothing.
double least_belief(const View& view, SeatId self, const TermList& terms);

// Whether a list leans on the word of one who is not believed, with nobody to check it.
bool leans_on_doubtful_word(const View& view, SeatId self, const TermList& terms);

// Shared pieces, for the actors.
Worth received(const View& view, const Lens& self, const Term& term);
Worth given(const View& view, const Lens& self, const Term& term);
// The share of its shortage that a licence term would take from its receiver.
double licence_relief(const View& view, const Lens& receiver, const Term& term);
// The rival share: how much of another's gain counts as own loss.
double rivalry(const Lens& self);
// Point-weeks of an amount of money at home.
double money(const Lens& self, double usd_bn);

}  // namespace chokepoint::agents

// Stacked alternating offers (SAO; Aydogan et al. 2017): in each round every party in turn accepts what lies on the table or lays
// down another bid; an agreement is a bid that all others have accepted in a row. Strategies of time, prepared once per domain, so that
// a round is a look into two tables.
#pragma once

#include <optional>
#include <span>

#include "engine/bargain/utility.hpp"

namespace chokepoint::bargain {

// How time runs from 0 to 1 over the rounds of a negotiation.
enum class TimeRule {
    to_deadline,  // round / (rounds - 1): nothing conceded in the first round, everything in the last
    negmas,       // (round + 1) / (rounds + 1), as NegMAS counts: conceding begins at once and never ends
};

// What a party may not sign whatever else a bid gives it: nobody trades a red line for money.
struct Threshold {
    std::size_t issue = 0;
    double least = 0.0;  // worth of the issue's level to the party, as a share of the way from its worst level to its best, 0 to 1
};

// Every bid of a domain by what it is worth to one party. Bids of equal worth stand in the order of the domain. What its thresholds
// rule out is not among them: it neither lays down such a bid nor accepts it.
class RankedBids {
  public:
    // Errors: more than a hundred million bids; thresholds on an issue that is not there or on a utility of boxes (checked).
    RankedBids(const Domain& domain, const Party& party, std::span<const Threshold> thresholds = {});

    std::size_t size() const { return worth_.size(); }  // 0: its thresholds leave nothing
    double least() const { return worth_.front(); }
    double most() const { return worth_.back(); }
    // Position of the least bid that is worth at least so much; the best bid where none is. One bid at least.
    std::size_t at_least(double worth) const;
    double worth_at(std::size_t position) const { return worth_[position]; }
    std::uint32_t bid_at(std::size_t position) const { return bids_[position]; }  // number of the bid in the domain
    std::size_t bids() const { return worth_by_bid_.size(); }                    // of the whole domain
    double worth_of(std::uint32_t bid) const { return worth_by_bid_[bid]; }  // below every number where it is ruled out

  private:
    std::vector<double> worth_;         // ascending
    std::vector<std::uint32_t> bids_;   // beside it
    std::vector<double> worth_by_bid_;
};

constexpr std::uint32_t no_bid = 0xffffffff;  // laid down by who has none to lay

// How far a party has come down: by Aspiration (aspiration.hpp) from its best bid to its reservation value, or to its worst bid if
// that is worth more; never below the reservation value.
struct Concession {
    double exponent = 1.0;
    double slack = 0.0;  // by which it asks for less than that, in utility: NegMAS takes 1e-4

    double threshold(const RankedBids& ranked, double reservation, double time) const;
};

// What a party asks for and lays down in each round until the deadline: all that a strategy of time decides, so that a negotiation is a
// walk along two lines. A party to which no bid is worth its reservation value lays down none. Refers to the ranked bids, which must
// outlive it.
struct BidLine {
    const RankedBids* ranked = nullptr;
    std::vector<double> asks;          // least worth that it accepts, by round
    std::vector<std::uint32_t> lays;   // number of the cheapest bid that is worth as much
};
BidLine bid_line(const RankedBids& ranked, double reservation, const Concession& concession, int rounds, TimeRule rule = TimeRule::to_deadline);

struct Agreement {
    std::uint32_t bid = 0;  // its number in the domain
    int round = 0;          // from 0: the one in which the last party accepted
    std::size_t by = 0;     // that party
};
// When it was struck, 0 in the first party's first turn to 1 in the last party's last: what discounts count by.
double time_of(const Agreement& agreement, std::size_t parties, int rounds);

// Plays until the deadline of the lines, two or more of equal length over one domain (checked); nothing: no agreement. The first opens.
std::optional<Agreement> negotiate(std::span<const BidLine> lines);

// Whose consent makes an agreement where not everybody's is needed.
struct Consent {
    std::size_t needed = 0;      // parties that must be for it, its maker among them
    std::vector<bool> has_veto;  // by party: without these none is struck; empty: nobody's
};

// The same under a rule of consent. Parties are asked in turn: a bid is agreed once enough are for it and all that have a veto; who
// is against it lets the next one be asked while it can still pass, and lays down another where it cannot. With everybody's consent
// needed that is the rule above. Errors: none needed or more than there are, vetoes of another number of parties (checked).
std::optional<Agreement> negotiate(std::span<const BidLine> lines, const Consent& consent);

// Whether any bid is worth `least` (by party: its reservation value) to as many as must consent and to all who have a veto: where none
// is, no strategy of anybody's ends in an agreement. Errors: no party, another number of least values (checked).
bool can_agree(std::span<const RankedBids> ranked, std::span<const double> least, const Consent& consent);

// The bid with a number, in the order of the domain, and back.
Bid bid_of(const Domain& domain, std::uint32_t number);
std::uint32_t number_of(const Domain& domain, const Bid& bid);

}  // namespace chokepoint::bargain

#include "engine/bargain/negotiation.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/check.hpp"
#include "engine/bargain/aspiration.hpp"

namespace chokepoint::bargain {
namespace {

double time_of(int round, int rounds, TimeRule rule) {
    if (rule == TimeRule::negmas) return (round + 1.0) / (rounds + 1.0);
    return rounds > 1 ? static_cast<double>(round) / (rounds - 1.0) : 1.0;
}

}  // namespace

RankedBids::RankedBids(const Domain& domain, const Party& party) {
    CHOKEPOINT_CHECK(domain.bids() <= 1e8);
    worth_by_bid_.reserve(static_cast<std::size_t>(domain.bids()));
    Bid bid = domain.first();
    do worth_by_bid_.push_back(party.of(bid));
    while (domain.next(bid));
    bids_.resize(worth_by_bid_.size());
    std::iota(bids_.begin(), bids_.end(), std::uint32_t{0});
    std::stable_sort(bids_.begin(), bids_.end(), [&](std::uint32_t a, std::uint32_t b) { return worth_by_bid_[a] < worth_by_bid_[b]; });
    worth_.reserve(bids_.size());
    for (std::uint32_t each : bids_) worth_.push_back(worth_by_bid_[each]);
}

std::size_t RankedBids::at_least(double worth) const {
    const auto found = std::lower_bound(worth_.begin(), worth_.end(), worth);
    return found == worth_.end() ? worth_.size() - 1 : static_cast<std::size_t>(found - worth_.begin());
}

double Concession::threshold(const RankedBids& ranked, double reservation, double time) const {
    const double least = std::max(ranked.least(), reservation);
    return Aspiration{ranked.most(), least, exponent}.at(time) - slack;
}

BidLine bid_line(const RankedBids& ranked, double reservation, const Concession& concession, int rounds, TimeRule rule) {
    BidLine line{&ranked, {}, {}};
    line.asks.reserve(static_cast<std::size_t>(rounds));
    line.lays.reserve(static_cast<std::size_t>(rounds));
    for (int round = 0; round < rounds; ++round) {
        line.asks.push_back(concession.threshold(ranked, reservation, time_of(round, rounds, rule)));
        line.lays.push_back(ranked.bid_at(ranked.at_least(line.asks.back())));
    }
    return line;
}

std::optional<Agreement> negotiate(std::span<const BidLine> lines) {
    CHOKEPOINT_CHECK(lines.size() >= 2);
    for (const BidLine& line : lines) CHOKEPOINT_CHECK(line.asks.size() == lines[0].asks.size());
    std::optional<std::uint32_t> table;
    std::size_t accepted = 0;  // by how many in a row, its maker apart
    for (std::size_t round = 0; round < lines[0].asks.size(); ++round)
        for (const BidLine& line : lines) {
            if (table && line.ranked->worth_of(*table) >= line.asks[round]) {
                if (++accepted == lines.size() - 1) return Agreement{*table, static_cast<int>(round)};
                continue;
            }
            table = line.lays[round];
            accepted = 0;
        }
    return std::nullopt;
}

Bid bid_of(const Domain& domain, std::uint32_t number) {
    Bid bid = domain.first();
    for (std::size_t issue = domain.issues(); issue-- > 0;) {
        bid[issue] = static_cast<std::uint8_t>(number % domain.levels(issue));
        number /= static_cast<std::uint32_t>(domain.levels(issue));
    }
    return bid;
}

std::uint32_t number_of(const Domain& domain, const Bid& bid) {
    std::uint32_t number = 0;
    for (std::size_t issue = 0; issue < domain.issues(); ++issue) number = number * static_cast<std::uint32_t>(domain.levels(issue)) + bid[issue];
    return number;
}

}  // namespace chokepoint::bargain

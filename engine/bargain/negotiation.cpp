#include "engine/bargain/negotiation.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/base/check.hpp"
#include "engine/bargain/aspiration.hpp"

namespace chokepoint::bargain {
namespace {

double time_of(int round, int rounds, TimeRule rule) {
    if (rule == TimeRule::negmas) return (round + 1.0) / (rounds + 1.0);
    return rounds > 1 ? static_cast<double>(round) / (rounds - 1.0) : 1.0;
}

constexpr double ruled_out = -std::numeric_limits<double>::infinity();

// By issue and level, whether a party may sign it; empty where it has no thresholds.
std::vector<std::vector<bool>> allowed_levels(const Domain& domain, const Party& party, std::span<const Threshold> thresholds) {
    std::vector<std::vector<bool>> allowed;
    if (thresholds.empty()) return allowed;
    for (std::size_t issue = 0; issue < domain.issues(); ++issue) allowed.emplace_back(domain.levels(issue), true);
    const auto* const utility = std::get_if<AdditiveUtility>(&party.utility);
    CHOKEPOINT_CHECK(utility != nullptr);  // what a level is worth by itself is known only where issues add up
    for (const Threshold& threshold : thresholds) {
        CHOKEPOINT_CHECK(threshold.issue < domain.issues());
        double least = utility->of(threshold.issue, 0), most = least;
        for (std::size_t level = 1; level < domain.levels(threshold.issue); ++level) {
            least = std::min(least, utility->of(threshold.issue, level));
            most = std::max(most, utility->of(threshold.issue, level));
        }
        for (std::size_t level = 0; level < domain.levels(threshold.issue); ++level)
            if (utility->of(threshold.issue, level) - least < threshold.least * (most - least)) allowed[threshold.issue][level] = false;
    }
    return allowed;
}

bool is_allowed(const std::vector<std::vector<bool>>& allowed, const Bid& bid) {
    for (std::size_t issue = 0; issue < allowed.size(); ++issue)
        if (!allowed[issue][bid[issue]]) return false;
    return true;
}

}  // namespace

RankedBids::RankedBids(const Domain& domain, const Party& party, std::span<const Threshold> thresholds) {
    CHOKEPOINT_CHECK(domain.bids() <= 1e8);
    const auto allowed = allowed_levels(domain, party, thresholds);
    worth_by_bid_.reserve(static_cast<std::size_t>(domain.bids()));
    Bid bid = domain.first();
    do worth_by_bid_.push_back(is_allowed(allowed, bid) ? party.of(bid) : ruled_out);
    while (domain.next(bid));
    bids_.resize(worth_by_bid_.size());
    std::iota(bids_.begin(), bids_.end(), std::uint32_t{0});
    if (!allowed.empty()) std::erase_if(bids_, [&](std::uint32_t each) { return worth_by_bid_[each] == ruled_out; });
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
    // Neither slack nor rounding takes a party below what it has without an agreement.
    return std::max(reservation, Aspiration{ranked.most(), least, exponent}.at(time) - slack);
}

BidLine bid_line(const RankedBids& ranked, double reservation, const Concession& concession, int rounds, TimeRule rule) {
    BidLine line{&ranked, {}, {}};
    line.asks.reserve(static_cast<std::size_t>(rounds));
    line.lays.reserve(static_cast<std::size_t>(rounds));
    if (ranked.size() == 0 || ranked.most() < reservation) {  // nothing that it would sign: it comes, and leaves with empty hands
        line.asks.assign(static_cast<std::size_t>(rounds), reservation);
        line.lays.assign(static_cast<std::size_t>(rounds), no_bid);
        return line;
    }
    for (int round = 0; round < rounds; ++round) {
        line.asks.push_back(concession.threshold(ranked, reservation, time_of(round, rounds, rule)));
        line.lays.push_back(ranked.bid_at(ranked.at_least(line.asks.back())));
    }
    return line;
}

std::optional<Agreement> negotiate(std::span<const BidLine> lines) {
    CHOKEPOINT_CHECK(lines.size() >= 2);
    for (const BidLine& line : lines) CHOKEPOINT_CHECK(line.asks.size() == lines[0].asks.size());
    std::uint32_t table = no_bid;
    std::size_t accepted = 0;  // by how many in a row, its maker apart
    for (std::size_t round = 0; round < lines[0].asks.size(); ++round)
        for (const BidLine& line : lines) {
            if (table != no_bid && line.ranked->worth_of(table) >= line.asks[round]) {
                if (++accepted == lines.size() - 1)
                    return Agreement{table, static_cast<int>(round), static_cast<std::size_t>(&line - lines.data())};
                continue;
            }
            table = line.lays[round];
            accepted = 0;
        }
    return std::nullopt;
}

std::optional<Agreement> negotiate(std::span<const BidLine> lines, const Consent& consent) {
    const std::size_t parties = lines.size();
    CHOKEPOINT_CHECK(parties >= 2 && consent.needed >= 1 && consent.needed <= parties);
    CHOKEPOINT_CHECK(consent.has_veto.empty() || consent.has_veto.size() == parties);
    for (const BidLine& line : lines) CHOKEPOINT_CHECK(line.asks.size() == lines[0].asks.size());
    const auto has_veto = [&](std::size_t k) { return !consent.has_veto.empty() && consent.has_veto[k]; };
    const auto vetoes = static_cast<std::size_t>(std::count(consent.has_veto.begin(), consent.has_veto.end(), true));
    std::uint32_t table = no_bid;
    std::size_t consenting = 0, against = 0, unused_vetoes = 0;
    for (std::size_t round = 0; round < lines[0].asks.size(); ++round)
        for (std::size_t k = 0; k < parties; ++k) {
            const BidLine& line = lines[k];
            if (table != no_bid && line.ranked->worth_of(table) >= line.asks[round]) {
                ++consenting;
                if (has_veto(k)) ++unused_vetoes;
                if (consenting >= consent.needed && unused_vetoes == vetoes) return Agreement{table, static_cast<int>(round), k};
                continue;
            }
            if (table != no_bid && !has_veto(k) && ++against <= parties - consent.needed) continue;  // it may pass without this one
            table = line.lays[round];
            consenting = 1;
            against = 0;
            unused_vetoes = has_veto(k) ? 1 : 0;
            // Who needs nobody else has what it wants.
            if (table != no_bid && consent.needed == 1 && unused_vetoes == vetoes) return Agreement{table, static_cast<int>(round), k};
        }
    return std::nullopt;
}

bool can_agree(std::span<const RankedBids> ranked, std::span<const double> least, const Consent& consent) {
    CHOKEPOINT_CHECK(!ranked.empty() && ranked.size() == least.size());
    for (std::uint32_t bid = 0; bid < ranked[0].bids(); ++bid) {
        std::size_t willing = 0;
        bool is_vetoed = false;
        for (std::size_t k = 0; k < ranked.size(); ++k) {
            if (ranked[k].worth_of(bid) >= least[k]) ++willing;
            else is_vetoed = is_vetoed || (!consent.has_veto.empty() && consent.has_veto[k]);
        }
        if (willing >= consent.needed && !is_vetoed) return true;
    }
    return false;
}

double time_of(const Agreement& agreement, std::size_t parties, int rounds) {
    const double turn = static_cast<double>(parties) * agreement.round + static_cast<double>(agreement.by);
    return turn / (static_cast<double>(parties) * rounds - 1.0);
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

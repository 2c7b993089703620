#include "engine/bargain/foresight.hpp"

#include <algorithm>

#include "engine/base/check.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::bargain {
namespace {

// Of the bids from each of one party's positions upwards, the one that is worth most to the other; of equal ones the highest.
std::vector<std::uint32_t> best_for_other(const RankedBids& own, const RankedBids& other) {
    std::vector<std::uint32_t> best(own.size());
    std::uint32_t leader = no_bid;
    for (std::size_t at = own.size(); at-- > 0;) {
        const std::uint32_t bid = own.bid_at(at);
        if (leader == no_bid || other.worth_of(bid) > other.worth_of(leader)) leader = bid;
        best[at] = leader;
    }
    return best;
}

}  // namespace

std::array<BidLine, 2> foresighted_lines(const std::array<const RankedBids*, 2>& ranked, std::span<const Party> parties, int rounds) {
    CHOKEPOINT_CHECK(parties.size() == 2 && ranked[0]->size() > 0 && ranked[1]->size() > 0);
    for (const Party& party : parties) CHOKEPOINT_CHECK(party.discount > 0.0 && party.discount <= 1.0);
    const std::vector<std::uint32_t> best[] = {best_for_other(*ranked[1], *ranked[0]), best_for_other(*ranked[0], *ranked[1])};
    const auto length = static_cast<std::size_t>(rounds);
    std::array<BidLine, 2> lines;
    for (std::size_t k = 0; k < 2; ++k)
        lines[k] = {ranked[k], std::vector<double>(length), std::vector<std::uint32_t>(length, no_bid)};
    const int turns = 2 * rounds;
    const auto left = [&](std::size_t k, int turn) { return math::pow(parties[k].discount, turn / (turns - 1.0)); };
    // What each gets, as of the start, once the mover of a turn has laid down a bid. Nobody answers the last.
    std::array<double, 2> ahead{parties[0].reservation * left(0, turns - 1), parties[1].reservation * left(1, turns - 1)};
    for (int turn = turns; turn-- > 0;) {
        const auto mover = static_cast<std::size_t>(turn % 2), other = 1 - mover;
        const auto round = static_cast<std::size_t>(turn / 2);
        // Where waiting is worth more it lays down its own best, and nothing where even that is worth less than waiting.
        const std::uint32_t own_best = ranked[mover]->bid_at(ranked[mover]->size() - 1);
        if (ranked[mover]->most() * left(mover, std::min(turn + 1, turns - 1)) >= ahead[mover]) lines[mover].lays[round] = own_best;
        if (turn + 1 < turns) {
            const double asked = lines[other].asks[static_cast<std::size_t>((turn + 1) / 2)];
            const std::uint32_t bid = best[mover][ranked[other]->at_least(asked)];
            const double worth = ranked[mover]->worth_of(bid) * left(mover, turn + 1);
            if (ranked[other]->worth_of(bid) >= asked && worth >= ahead[mover]) {
                lines[mover].lays[round] = bid;
                ahead[mover] = worth;
                ahead[other] = ranked[other]->worth_of(bid) * left(other, turn + 1);
            }
        }
        lines[mover].asks[round] = ahead[mover] / left(mover, turn);
    }
    return lines;
}

}  // namespace chokepoint::bargain

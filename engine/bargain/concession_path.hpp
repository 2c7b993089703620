// A prepared line of retreat: from a party's own best bid down, one level of one issue at a time, cheapest for
// itself and dearest to the other first. Prepared once per pair of utilities; asking it is a binary search,
// so no bidding loop ever enumerates or sorts the outcome space.
#pragma once

#include "engine/bargain/domain.hpp"

namespace chokepoint::bargain {

// Levels that give the other nothing more for a loss of one's own are never offered. Within an issue the order
// follows the concave hull of (own loss, other's gain), so that every hull bid, which lies on the Pareto front,
// is on the path; the levels between hull points give it a finer grain.
class ConcessionPath {
  public:
    ConcessionPath(const AdditiveUtility& own, const AdditiveUtility& other);

    std::size_t size() const { return own_utility_.size(); }  // bids on the path, at least 1
    Bid bid_at(std::size_t step) const;                       // 0: own best
    double own_at(std::size_t step) const { return own_utility_[step]; }

    // The last step whose bid is still worth `target` to its owner; 0 when none is (the best bid there is).
    std::size_t step_at_least(double target) const;
    Bid bid_at_least(double target) const { return bid_at(step_at_least(target)); }

  private:
    struct Step {
        std::uint8_t issue;
        std::uint8_t level;
    };
    Bid best_;
    static constexpr std::size_t usual_steps = 56;  // of an agenda's: longer paths lie on the heap
    boost::container::small_vector<Step, usual_steps> steps_;
    boost::container::small_vector<double, usual_steps + 1> own_utility_;  // of the bid after that many steps; falls strictly
};

}  // namespace chokepoint::bargain

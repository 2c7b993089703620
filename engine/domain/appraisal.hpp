// What bids are worth to a seat by the closed form that it bargains with, beside the course by which an imagined world can
// say what they would bring. Declared here so that studies can hold the one against the other without knowing an agent;
// the roster makes it.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/domain/imagination.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint {

struct AppraisedBid {
    Course course;       // of its terms, signed now, with the orders by which they are kept
    double worth = 0.0;  // over the course expected without an agreement, point-weeks by the closed form
};

// An agenda as the seat sees it now.
struct Appraisal {
    std::vector<AppraisedBid> bids;  // the own best first; none where there is nothing to deal over
    double best = 0.0;               // worth of the own best
    double shortage_ahead = 0.0;     // point-weeks that it expects without an agreement, by the closed form
};

class Appraiser {
  public:
    virtual ~Appraiser() = default;

    // At most `bids` bids, evenly along the path with both its ends, and poorer ones on from there, in which what the other gives
    // is left out issue by issue. Nothing to deal over: an agenda that is not between this government and its rival alone, or
    // whose parties have an agreement that stands.
    virtual Appraisal appraise(const Observation& observation, std::size_t agenda, std::size_t bids) const = 0;
};

// The seat must be a government's.
using AppraiserMaker = std::function<std::unique_ptr<const Appraiser>(const Scenario&, SeatId)>;

}  // namespace chokepoint

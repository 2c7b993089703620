// What a party makes of a bid: additive over issues, or by boxes of levels that pay together (hyper-rectangles), so that
// issues may depend on each other; and the party's outside option and patience.
#pragma once

#include <variant>

#include "engine/bargain/domain.hpp"

namespace chokepoint::bargain {

// A box of levels, issue by issue, that pays when a bid lies in it. Issues that it does not bound are free.
struct Box {
    struct Bound {
        std::size_t issue = 0;
        std::uint8_t low = 0, high = 0;  // levels, both included
    };
    std::vector<Bound> bounds;
    double pays = 0.0;

    bool holds(const Bid& bid) const;
};

// u(bid) = sum of what the boxes pay that hold it / scale, at most 1 (Ito, Hattori and Klein 2007; the nonlinear domains of GENIUS).
class BoxUtility {
  public:
    // Errors: bounds outside the domain, scale not above 0 (checked).
    BoxUtility(const Domain& domain, std::vector<Box> boxes, double scale);

    double of(const Bid& bid) const;

  private:
    std::vector<Box> boxes_;
    double scale_ = 1.0;
};

using Utility = std::variant<AdditiveUtility, BoxUtility>;

// A party to a negotiation.
struct Party {
    Utility utility;
    double reservation = 0.0;  // what it has without an agreement, in the unit of the utility
    double discount = 1.0;     // of an agreement for each unit of time, 0 to 1: 1 is patience without end

    double of(const Bid& bid) const;
    // The same at a time (0 at the start, 1 at the deadline): u discount^time.
    double of(const Bid& bid, double time) const;
};

}  // namespace chokepoint::bargain

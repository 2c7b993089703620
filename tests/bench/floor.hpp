// The floor that the world's timings are held against: a hand-written kernel of a world's arithmetic without
// its rules.
#pragma once

#include <vector>

namespace chokepoint::bench {

// Stocks, flows and prices of every material at every stage in every region, flat, regions innermost. A week:
// makers take what the stage before has and add it to stock, users draw on it, a third is sent to the next
// region, and the price follows cover. Thirty-odd operations a cell, no branch that a rule would need, no
// decision, no memory beyond its own arrays.
class FloorWorld {
  public:
    FloorWorld();

    void step_week();
    static int cells();        // materials x stages x regions
    double check_sum() const;  // so that nothing is optimised away

  private:
    std::vector<double> ore_, stock_, afloat_, capacity_, use_, price_, yield_;
};

// Seconds of processor time that one week of it takes on this machine: the median of several measurements,
// made once.
double floor_week_seconds();

}  // namespace chokepoint::bench

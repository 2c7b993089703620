// Reservation values from the model: the worth by a government's closed form at which imagined worlds say that no deal is
// just as good. Knows valued bids (bids.hpp) and lines through them.
#pragma once

#include <string>

#include "engine/domain/figure.hpp"
#include "engine/study/reservation/bids.hpp"
#include "engine/study/reservation/line.hpp"

namespace chokepoint::study {

// fitted: gains rise with closed worth and come to zero among the bids tried and within what a scenario may say. Else the figure
// keeps what it has: beyond: they come to zero elsewhere, if at all; open: they are not known to rise.
CHOKEPOINT_ENUM(ReservationVerdict, fitted, beyond, open)

struct Reservation {
    Government government = Government::us;
    std::string path;            // of the figure in the scenario
    Figure before;
    Line line;                   // gain of the rollouts on closed worth
    ReservationVerdict verdict = ReservationVerdict::open;
    // Rank correlations of what the line leaves: with the week, and with the shortage that the seat expects. Where they are
    // large, one figure is too few.
    double left_by_week = 0.0, left_by_shortage = 0.0;
    double in_force = 0.0;       // mean share of worlds in which a bid came into force
    double poorest = 0.0;        // closed worth of the poorest bid, as a share of its agenda's best
    double losing = 0.0;         // share of the bids by which imagined worlds lose
};

std::string no_deal_path(Government government);

// Of every government with bids, in the scenario's order. Bids that came into force in fewer than two worlds say
// nothing of deals and are left aside.
std::vector<Reservation> reservations(const Scenario& scenario, const std::vector<ValuedBid>& bids);

}  // namespace chokepoint::study

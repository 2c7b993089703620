// Reservation values as people and programs read them, and every bid behind them as a table.
#pragma once

#include <string>
#include <vector>

#include "engine/study/reservation/reservation.hpp"

namespace chokepoint::cli {

struct ReservationPages {
    const Scenario& scenario;
    const study::RolloutSettings& settings;
    const std::vector<study::ValuedBid>& bids;
    const std::vector<study::Reservation>& found;
    std::string provenance;  // the command that prints the same: no date, no machine, no number of threads

    std::string text() const;
    std::string json() const;
    std::string bids_csv() const;
};

}  // namespace chokepoint::cli

// What a term is worth to a firm, USD million over the years that boards look ahead.
#pragma once

#include "agents/strategies/worth.hpp"

namespace chokepoint::agents {

// `seat` is a firm's. Exact prices are public; a firm's own needs count when it is the one that looks.
Worth firm_worth(const View& view, SeatId seat, const Term& term);

}  // namespace chokepoint::agents

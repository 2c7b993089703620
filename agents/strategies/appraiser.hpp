// The closed form asked from outside: what an agenda's bids are worth to a government (engine/domain/appraisal.hpp).
#pragma once

#include "agents/strategies/actor.hpp"
#include "engine/domain/appraisal.hpp"

namespace chokepoint::agents {

std::unique_ptr<const Appraiser> make_appraiser(Facts facts, const Actors& actors);

}  // namespace chokepoint::agents

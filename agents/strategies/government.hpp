// A government's agent: an actor (who it is) under a style (how it bargains and answers).
#pragma once

#include "agents/strategies/actor.hpp"
#include "engine/domain/imagination.hpp"

namespace chokepoint::agents {

// `imagination` is for those who concede by search and may be null for others.
std::unique_ptr<const Agent> make_government(Facts facts, const Style& style, const Actors& actors,
                                             std::shared_ptr<const Imagination> imagination);

}  // namespace chokepoint::agents

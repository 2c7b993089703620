// What a government does on its own against a lasting shortage, beside aid to projects: money from the legislature, permits in
// an emergency, research, a floor under the price, help for mines and plants abroad. Each is given when it pays, with its reason.
#pragma once

#include "agents/strategies/actor.hpp"

namespace chokepoint::agents {

// Another year's budget asked of the legislature, before the old one is spent or lapses.
void seek_funds(const Position& position, Pen& pen);
// Plants at home waved through while many stand still; taken back once no control reaches home.
void wave_plants_through(const Position& position, Pen& pen);
// Part of the purse for redesign, processing and recycling, once a quarter from the first quarter under control on.
void pay_for_research(const Position& position, GovernmentMind& mind, Pen& pen);
// After a long shortage a floor under what plants at home could make, as far as the purse goes. Once.
void hold_a_floor(const Position& position, GovernmentMind& mind, Pen& pen);
// Help for the largest plan abroad outside China, once a quarter.
void ease_plants_abroad(const Position& position, GovernmentMind& mind, Pen& pen);

}  // namespace chokepoint::agents

// What must hold in every week of every game, whoever plays and whatever the scenario says.
#pragma once

#include <string>

#include "engine/game/game.hpp"

namespace chokepoint::test {

// The first thing that is wrong in a game between two weeks, or nothing: mass balance, signs, licences, prices in their
// bounds, tariff revenue, one legal state for each term. Strings, not assertions: this runs millions of times.
std::string fault_in(const Setup& setup, const Game& game);

// The path of the first number of any struct with a field table that is NaN or infinite, or nothing.
std::string not_finite_in(const StructTable& table, const void* object);
template <typename T>
std::string not_finite_in(const T& object) {
    return not_finite_in(table_of<T>(), &object);
}

}  // namespace chokepoint::test

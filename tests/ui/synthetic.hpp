// A made-up game for tests of the screens: a plausible scenario and its snapshots, invented without the engine.
#pragma once

#include "engine/domain/scenario.hpp"
#include "ui/model/history.hpp"
#include "ui/model/words.hpp"


namespace chokepoint::test {

Scenario synthetic_scenario();

// Weeks 1 to `weeks`: tariffs rise, licences come in week 2, plants stop from week 7, a truce holds from week 14
// to 30 and is in dispute in weeks 20 to 22.
Snapshot synthetic_snapshot(const Scenario& scenario, int week, int weeks_total);
ui::History synthetic_history(const Scenario& scenario, int weeks, int weeks_total);

// Every list of a snapshot filled to its capacity, with long numbers: what a layout must survive.
Snapshot overfull_snapshot(const Scenario& scenario, int week);

}  // namespace chokepoint::test

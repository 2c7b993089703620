// The scenario april-2025 as tests want it: loaded once, with its parameters copied and changed freely, and a world
// that runs week by week without a game around it. Whole games for tests of the game.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/game/play.hpp"
#include "engine/world/rules.hpp"
#include "tests/support/moves.hpp"

namespace chokepoint::test {

// configs/scenarios/april-2025.textproto; a scenario that does not load fails the test.
const Scenario& april_2025();
const std::shared_ptr<const Setup>& april_setup();

// The same without chance in it: no shocks, no price noise, no growth, no breakdown of talks, no false alarms; and without
// tariffs, controls or projects of its own unless asked to keep them.
struct Quiet {
    bool keeps_tariffs = false;
    bool keeps_controls = false;
};
std::shared_ptr<Setup> quiet_setup(Quiet quiet = {});

// A world and the week that it is in.
struct WorldRun {
    std::shared_ptr<const Setup> setup;
    std::uint64_t seed;
    World world;
    int week = 1;

    explicit WorldRun(std::shared_ptr<const Setup> from, std::uint64_t with_seed = 1)
        : setup(std::move(from)), seed(with_seed), world(start_world(setup->params, with_seed)) {}

    const Params& params() const { return setup->params; }
    Moment start() const { return {seed, week, 0, params().day_of(week)}; }
    Moment orders() const { return {seed, week, params().rounds + 1, params().day_of(week) + 5}; }
    Moment resolve() const { return {seed, week, params().rounds + 2, params().day_of(week) + 6}; }
    void run_weeks(int count) {
        for (int i = 0; i < count; ++i) {
            begin_week(params(), world, start());
            resolve_week(params(), world, resolve());
            ++week;
        }
    }
    SeatId seat(Government government) const { return params().of(government).seat; }
    Refusal order(Government by, const Order& given) { return apply_order(params(), world, orders(), seat(by), given); }
};

// What borders let out today.
inline ExportRules rules_of(const WorldRun& run) { return export_rules(run.params(), run.world, run.resolve().today); }

// An agent in every seat. `strategy` for all of them; empty: the scenario's.
Cast cast_of(const Setup& setup, const std::string& strategy = {});

// A game played by its cast through `weeks` whole weeks and, where rounds > 0, that many phases of the next.
struct Played {
    std::unique_ptr<Game> game;
    std::vector<Mind> minds;
};
Played play_until(const Setup& setup, const Cast& cast, std::uint64_t seed, int weeks, int rounds = 0);

// Asks everybody who is asked in the open phase.
void ask_all(const Setup& setup, const Game& game, const Phase& phase, const Cast& cast, std::vector<Mind>& minds,
             Answers& answers);

// Calls visit(path, field, element) for every leaf of an object.
template <typename T, typename Visit>
void each_leaf(T& object, Visit visit) {
    visit_leaves(
        table_of<T>(), &object,
        [](void* context, const std::string& path, const Field& field, void* element) {
            (*static_cast<Visit*>(context))(path, field, element);
        },
        &visit);
}

// Sets a leaf to another value of its kind; `variant` picks one of several. Indices go down where they can, so
// that they stay inside what they count.
void change_leaf(const Field& field, void* element, int variant);

}  // namespace chokepoint::test

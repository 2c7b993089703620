// What several commands share: how errors are printed, where the shipped files are, how seats are named on the
// command line, how outcomes become JSON.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/game/game.hpp"
#include "engine/study/scoring/seat_scores.hpp"

namespace chokepoint::cli {

constexpr int exit_failed = 1;    // a run or check failed
constexpr int exit_bad_input = 2;

// One line an error on stderr, `chokepoint: FILE:LINE: ...`; returns `code`.
int report(const Errors& errors, int code = exit_bad_input);

// Name, version and commit in one line; and all that --version prints.
std::string program_version();
std::string version_text();

// A file among the shipped configs (such as scenarios/april-2025.textproto): looked for beside the program and
// in the folders above it. Errors: not found anywhere.
Result<std::filesystem::path> shipped_file(const std::string& below_configs);
// Where a scenario is, by its file or by the name of one that ships; a name that is neither comes back as it is, for who opens it
// to complain of.
std::string scenario_file(const std::string& named);
// The same for another folder of the shipped configs, such as tournaments.
std::string file_or_shipped(const std::string& named, const std::string& folder);
// This program's own path, to start its sisters (chokepoint-view).
std::filesystem::path own_path();

// "52 weeks", or "48 weeks in turns of 4" where seats are not asked every week.
std::string length_text(const Scenario& scenario, int weeks);

// A scenario, by file or shipped name, with `--set PATH=VALUE` changes applied, checked and made ready.
Result<std::shared_ptr<const Setup>> load_setup(const std::string& named, const std::vector<std::string>& changes);

// The shipped agents, with the game's own imagination for those who look ahead.
Roster roster();

// `--agent ROLE=STRATEGY` words as strategies by seat; ROLE may be `all`, or `governments` or `firms`. Unknown
// roles and strategies are errors that list the known ones; so is a role given twice. Of overlapping roles the later word counts.
Result<std::vector<std::string>> strategies_by_seat(const Scenario& scenario, const std::vector<std::string>& words);

// Roles such as "us,china" or "all" as seats.
Result<std::vector<SeatId>> seats_named(const Scenario& scenario, const std::string& words);

// A figure that does not exist (the mean of nothing; NaN, infinite or absent) is null.
nlohmann::ordered_json number_json(double value);
nlohmann::ordered_json number_json(const std::optional<double>& value);

// The strategy that a seat was given, else its own.
std::string strategy_in(const Setup& setup, const std::vector<std::string>& strategies, SeatId seat);

// The `run` document of 00-product: scenario, seed, weeks, digest, outcomes, seats, shared_value, mass_balance_rel_max. Without
// scores (scored.hpp) what they need is null.
using Scores = std::optional<study::GameScores>;
nlohmann::ordered_json run_json(const Setup& setup, const Game& game, const std::vector<std::string>& strategies, const Scores& scores);
nlohmann::ordered_json outcomes_json(const Outcomes& outcomes);
// What came of the game, for people; its seats are in scored.hpp, since their scores take a while.
std::string outcomes_text(const Setup& setup, const Game& game);

}  // namespace chokepoint::cli

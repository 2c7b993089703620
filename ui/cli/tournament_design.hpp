// A tournament's design with its scenario, read and checked: what `tournament` and `check` share.
#pragma once

#include <string>

#include "engine/study/tournament/design.hpp"
#include "ui/cli/design_file.hpp"

namespace chokepoint::cli {

using CheckedTournament = Checked<study::TournamentDesign>;

// Where a tournament's design is, by its file or by the name of one that ships.
std::string tournament_file(const std::string& named);

// Faults have FILE:LINE of the design, or of its scenario.
Result<CheckedTournament> load_checked_tournament(const std::string& path);

}  // namespace chokepoint::cli

// A tournament as people and programs read it: text, Markdown, CSV, JSON. Definitions of the figures:
// docs/TOURNAMENT.md.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/study/tournament/tournament.hpp"

namespace chokepoint::cli {

// What all pages are made from.
struct TournamentPages {
    const study::TournamentDesign& design;
    const Scenario& scenario;
    const study::TournamentGames& games;
    const study::TournamentReport& report;
    int weeks;  // played

    std::string text() const;
    std::string markdown() const;
    std::string json() const;
    // Names and contents of the tables for other programs.
    std::vector<std::pair<std::string, std::string>> csv_files() const;
};

// A payoff with as many decimals as the range of its side deserves.
std::string payoff_text(double value, double range);

}  // namespace chokepoint::cli

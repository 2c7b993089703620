// Whether it matters which strategy plays: ensembles of full games of April 2025, compared seed by seed.
#include "engine/study/tournament/tournament.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

// The strategies of one seat, each against what the other plays by default. Payoffs are values: within a seed they order games
// as scores do, and take no reference games.
TournamentGames played_by(bool is_us, const std::vector<std::string>& strategies, int games) {
    TournamentDesign design;
    design.name = "ensemble";
    design.row.strategies = is_us ? strategies : std::vector<std::string>{"boulware"};
    design.column.strategies = is_us ? std::vector<std::string>{"tit-for-tat"} : strategies;
    design.games = games;
    design.seed = 20250402;
    const auto played = play_tournament(design, test::april_2025(), {test::players(), values, 2, {}});
    REQUIRE(played.ok());
    return *played;
}

using Measure = double (*)(const PlayedGame&);
double row_payoff(const PlayedGame& game) { return game.row_payoff; }
double column_payoff(const PlayedGame& game) { return game.column_payoff; }
double first_week(const PlayedGame& game) { return game.agreement_week > 0 ? game.agreement_week : 53.0; }

// By game, of the strategy with that place in the list.
std::vector<double> measured(const TournamentGames& games, bool is_us, std::size_t strategy, Measure measure) {
    std::vector<double> found;
    for (const PlayedGame& game : is_us ? games.cell(strategy, 0) : games.cell(0, strategy)) found.push_back(measure(game));
    return found;
}

// The first strategy of the list less the other, seed by seed, with its 95 percent interval.
Estimate lead_of_first(const TournamentGames& games, bool is_us, std::size_t over, Measure measure) {
    return paired_shift(measured(games, is_us, 0, measure), measured(games, is_us, over, measure));
}

void check_looking_ahead_pays(bool is_us, const std::vector<std::string>& fixed, int count) {
    std::vector<std::string> strategies{"lookahead"};
    strategies.insert(strategies.end(), fixed.begin(), fixed.end());
    const TournamentGames games = played_by(is_us, strategies, count);
    for (std::size_t other = 1; other < strategies.size(); ++other) {
        const Estimate lead = lead_of_first(games, is_us, other, is_us ? row_payoff : column_payoff);
        CAPTURE(strategies[other], lead.value, lead.low, lead.high);
        CHECK(lead.low > 0.0);
    }
}

}  // namespace

TEST_CASE("hawk and dove lead to different outcomes at 95 percent confidence", "[study][ensemble][sim]") {
    const TournamentGames us = played_by(true, {"hawk", "dove"}, 16);
    CHECK(lead_of_first(us, true, 1, row_payoff).high < 0.0);
    CHECK(lead_of_first(us, true, 1, column_payoff).high < 0.0);
    CHECK(lead_of_first(us, true, 1, first_week).low > 0.0);
    const TournamentGames china = played_by(false, {"hawk", "dove"}, 16);
    CHECK(lead_of_first(china, false, 1, row_payoff).high < 0.0);
}

// Of all the fixed strategies dove comes nearest, so it takes more games to tell the two apart.
TEST_CASE("for the U.S. looking ahead pays more than every fixed strategy", "[study][ensemble][lookahead][sim]") {
    check_looking_ahead_pays(true, {"boulware", "linear", "conceder", "tit-for-tat", "micro", "grim", "hawk", "bayesian", "opportunist"}, 8);
    check_looking_ahead_pays(true, {"dove"}, 96);
}

TEST_CASE("for China looking ahead pays more than every fixed strategy", "[study][ensemble][lookahead][sim]") {
    check_looking_ahead_pays(false, {"boulware", "linear", "conceder", "tit-for-tat", "micro", "grim", "hawk", "dove", "bayesian", "opportunist"}, 8);
}

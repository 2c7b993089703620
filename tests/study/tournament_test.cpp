// Tournaments of a few short games: played the same on any number of threads, and counted as plain games
// count.
#include "engine/study/tournament/tournament.hpp"

#include <cmath>
#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

TournamentDesign few_games(int weeks) {
    TournamentDesign design;
    design.name = "few";
    design.row.strategies = {"hawk", "dove"};
    design.column.strategies = {"conceder", "passive", "hawk"};
    design.games = 2;
    design.weeks = weeks;
    design.seed = 11;
    return design;
}

TournamentGames played(const TournamentDesign& design, unsigned jobs) {
    const auto games = play_tournament(design, test::april_2025(), {test::players(), values, jobs, {}});
    INFO((games ? std::string() : to_string(games.errors())));
    REQUIRE(games.ok());
    return *games;
}

// Figures laid down by hand: two games of each pairing.
TournamentGames by_hand(const std::vector<std::array<double, 4>>& cells, std::size_t rows) {
    TournamentGames games{rows, cells.size() / rows, 2, {}};
    for (const auto& cell : cells) {
        PlayedGame first, second;
        first.row_payoff = cell[0];
        second.row_payoff = cell[1];
        first.column_payoff = cell[2];
        second.column_payoff = cell[3];
        games.played.push_back(first);
        games.played.push_back(second);
    }
    return games;
}

std::string faults_of(const TournamentDesign& design) {
    std::string all;
    for (const Fault& fault : validate(design, test::april_2025(), test::players()))
        all += fault.path + ": " + fault.message + "\n";
    return all;
}

}  // namespace

TEST_CASE("a tournament is the same on one thread and on two", "[study][tournament]") {
    const TournamentDesign design = few_games(5);
    const TournamentGames one = played(design, 1), two = played(design, 2);
    CHECK(one.played == two.played);
    const auto first = report_tournament(design, one, {40, 1}),
               second = report_tournament(design, one, {40, 3});
    for (std::size_t i = 0; i < first.row.size(); ++i) {
        CHECK(first.row[i].weight.low == second.row[i].weight.low);
        CHECK(first.row[i].field_rank.high == second.row[i].field_rank.high);
    }
    std::set<std::uint64_t> digests;
    for (const PlayedGame& game : one.played) digests.insert(game.digest);
    CHECK(digests.size() > design.row.strategies.size() * static_cast<std::size_t>(design.games));
}

TEST_CASE("a game of the tournament is the plain game of its seed and strategies",
          "[study][tournament][sim]") {
    TournamentDesign design = few_games(0);
    design.row.strategies = {"dove"};
    design.column.strategies = {"conceder"};
    design.agents = {{"japan", "passive"}};
    const TournamentGames games = played(design, 2);
    const auto& setup = *test::april_setup();
    const SeatId us = seat_of(setup.scenario, "us"), china = seat_of(setup.scenario, "china");
    std::vector<std::string> strategies(setup.params.seats);
    strategies[us] = "dove";
    strategies[china] = "conceder";
    strategies[seat_of(setup.scenario, "japan")] = "passive";
    const auto cast = make_cast(setup, test::players(), strategies);
    REQUIRE(cast.ok());
    int agreements = 0;
    for (std::uint32_t k = 0; k < 2; ++k) {
        CAPTURE(k);
        const PlayedGame& found = games.cell(0, 0)[k];
        const auto game = std::make_unique<Game>(start_game(setup, seed_of_game(design, k)));
        std::vector<Mind> minds;
        play(setup, *game, *cast, minds);
        CHECK(found.digest == digest_of(*game));
        CHECK(found.row_payoff == values(setup, *game)[us]);
        CHECK(found.column_payoff == values(setup, *game)[china]);
        int in_force = 0, first_week = 0, two_sided = 0;
        for (const Agreement& agreement : game->world.agreements) {
            if (agreement.in_force_week == 0 || !is_party(agreement.parties, us) ||
                !is_party(agreement.parties, china))
                continue;
            ++in_force;
            if (first_week == 0 || agreement.in_force_week < first_week) first_week = agreement.in_force_week;
            std::set<TermKind> of_us, of_china;
            for (const Term& term : agreement.terms) (term.by == us ? of_us : of_china).insert(term.kind);
            two_sided += of_us.size() >= 2 && of_china.size() >= 2;
        }
        CHECK(found.agreements == in_force);
        CHECK(found.agreement_week == first_week);
        CHECK(found.two_sided == two_sided);
        agreements += in_force;
    }
    CHECK(agreements > 0);  // or nothing was compared
}

TEST_CASE("cells, ranks and leads are those of a calculation by hand", "[study][tournament]") {
    // Row payoffs (two seeds), then the column's. The first row is better against both columns.
    const TournamentGames games = by_hand({{5, 7, 1, 1}, {3, 3, 2, 2}, {1, 1, 4, 4}, {0, 2, 3, 5}}, 2);
    TournamentDesign design;
    design.games = 2;
    const TournamentReport report = report_tournament(design, games, {50, 1});
    CHECK(report.cell(0, 0).row_payoff.value == 6.0);
    CHECK(report.cell(1, 1).column_payoff.value == 4.0);
    CHECK(report.row[0].field.value == 4.5);  // (6 + 3) / 2
    CHECK(report.row[1].field.value == 1.0);
    CHECK(report.row[0].rank == 1);
    CHECK(report.row[0].lead.value == 3.5);
    // By seed (5 + 3) / 2 - (1 + 0) / 2 = 3.5 and (7 + 3) / 2 - (1 + 2) / 2 = 3.5: paired, no noise is left.
    CHECK(report.row[0].lead.low == Approx(3.5));
    CHECK(std::isnan(report.row[1].lead.value));
    CHECK(report.row[0].field_rank.high == 1.0);
    // The row's first strategy dominates; the column answers with its second.
    const Equilibrium& chosen = report.equilibria.found.front();
    CHECK(chosen.profile.row == Mixture{1.0, 0.0});
    CHECK(chosen.profile.column == Mixture{0.0, 1.0});
    CHECK(report.row[1].at_equilibrium.value == 1.0);
    CHECK(report.row[0].weight.low == 1.0);
    CHECK(report.row[0].in_support == 1.0);
    CHECK(report.row[0].exploit.exploitability == 0.0);
    CHECK(report.resamples == 50);
    // Known to play its second, the row is held at 1 or, where only the second seed is drawn and the column's second pays it
    // 5, at 2: its 3 in the equilibrium less that.
    CHECK(report.row[1].exploitability.value == 2.0);
    CHECK(report.row[1].exploitability.low == 1.0);
    CHECK(report.row[1].exploitability.high == 2.0);
    // One seed has no intervals and nothing to resample.
    TournamentGames single{1, 1, 1, {PlayedGame{}}};
    design.games = 1;
    const TournamentReport lone = report_tournament(design, single, {50, 1});
    CHECK(lone.resamples == 0);
    CHECK(std::isnan(lone.row[0].weight.low));
    CHECK(std::isnan(lone.row[0].exploitability.low));
}

TEST_CASE("what cannot be averaged is refused", "[study][tournament]") {
    TournamentDesign design = few_games(1);
    design.games = 1;
    const PayoffFn broken = [](const Setup&, const Game&) {
        std::array<double, limits::seats> payoffs{};
        payoffs.fill(std::nan(""));
        return payoffs;
    };
    const auto games = play_tournament(design, test::april_2025(), {test::players(), broken, 2, {}});
    REQUIRE_FALSE(games.ok());
    CHECK_THAT(games.error().message, test::contains("hawk against conceder is no number in game 0"));
}

TEST_CASE("a design's faults are named with what would be right", "[study][tournament]") {
    CHECK(faults_of(few_games(5)).empty());
    TournamentDesign design = few_games(5);
    design.games = 0;
    design.row.strategies = {"hawk", "hawk", "profit"};
    design.column.seat = "chian";
    design.agents = {{"us", "dove"}, {"eu", "dove"}, {"eu", "hawk"}};
    const std::string faults = faults_of(design);
    for (const char* part :
         {"games: is 0; must be 1 to", "row.strategies[1]: 'hawk' appears twice",
          "row.strategies[2]: strategy 'profit' cannot play us; known for governments",
          "column.seat: no seat 'chian' in the scenario; did you mean 'china'?",
          "agents[0].seat: 'us' plays the tournament", "agents[2].seat: 'eu' appears twice"})
        CHECK_THAT(faults, test::contains(part));
    design = few_games(5);
    design.column.seat = "us";
    CHECK_THAT(faults_of(design), test::contains("column.seat: 'us' is the row's seat as well"));
    design.column.strategies.clear();
    CHECK_THAT(faults_of(design), test::contains("column.strategies: is empty"));
}

TEST_CASE("a tournament takes the scenario's own strategies, and counts them as they play", "[study][tournament][strategies]") {
    TournamentDesign design = few_games(8);
    design.row.strategies = {"hawk", "patient-hawk"};
    design.column.strategies = {"conceder"};
    design.agents = {{"suzuki", "open-books"}};
    CHECK(faults_of(design).empty());
    const TournamentGames games = played(design, 2);
    std::set<std::uint64_t> digests;
    for (const PlayedGame& game : games.played) digests.insert(game.digest);
    CHECK(digests.size() == games.played.size());  // no two games are one: the variant is not its base
    design.row.strategies = {"patient-dove"};
    CHECK_THAT(faults_of(design), test::contains("strategy 'patient-dove' cannot play us; known for governments") &&
                                      test::contains(" patient-hawk"));
}

#include "engine/study/tournament/design.hpp"

#include <set>

#include "engine/base/rng.hpp"
#include "engine/domain/findings.hpp"
#include "engine/study/names.hpp"

namespace chokepoint::study {
namespace {

constexpr std::int32_t most_weeks = 5200, most_games = 1'000'000;
constexpr std::size_t most_strategies = 32;        // of a side: more would fit no picture
constexpr std::uint64_t most_in_all = 10'000'000;  // games

using examining::at;

// Looks at a design with its scenario and writes down all that is wrong.
class TournamentExamination : public examining::Findings {
  public:
    TournamentExamination(const TournamentDesign& examined, const Scenario& base, const Roster& hands)
        : design_(examined), scenario_(base), roster_(hands) {}

    std::vector<Fault> run() {
        if (design_.name.empty()) fault("name", "is empty; write a name");
        whole_number("games", design_.games, 1, most_games);
        whole_number("weeks", design_.weeks, 0, most_weeks, " (0: as the scenario says)");
        examine_side(design_.row, row_role(design_), "row");
        examine_side(design_.column, column_role(design_), "column");
        if (row_role(design_) == column_role(design_))
            fault("column.seat",
                  "'" + std::string(column_role(design_)) +
                      "' is the row's seat as well; a tournament is between two different seats");
        examine_agents();
        if (game_count(design_) > most_in_all)
            fault("games", "the design asks for " + std::to_string(game_count(design_)) +
                               " games; take fewer games or strategies, so that it is at most " +
                               std::to_string(most_in_all));
        return std::move(faults);
    }

  private:
    // The seat of that role; where there is none a fault and no_seat.
    SeatId seat_at(std::string_view role, const std::string& path) {
        const SeatId seat = seat_of(scenario_, role);
        if (seat != no_seat) return seat;
        const auto roles = examining::roles_of(scenario_);
        fault(path, "no seat '" + std::string(role) + "' in the scenario; did you mean '" +
                        nearest_name(role, roles) + "'? Seats are " + examining::listed(roles));
        return no_seat;
    }

    void examine_strategy(SeatId seat, const std::string& strategy, const std::string& path) {
        if (strategy.empty()) return fault(path, "is empty; write the name of a strategy");
        const auto agent = roster_(scenario_, seat, strategy);
        if (!agent) fault(path, agent.error().message);
    }

    void examine_side(const TournamentSide& side, std::string_view role, const std::string& path) {
        const SeatId seat = seat_at(role, path + ".seat");
        if (side.strategies.empty())
            fault(path + ".strategies", "is empty; write strategies: [\"...\", \"...\"]");
        if (side.strategies.size() > most_strategies)
            fault(path + ".strategies", "has " + std::to_string(side.strategies.size()) +
                                            " entries; at most " + std::to_string(most_strategies));
        std::set<std::string> seen;
        for (std::size_t i = 0; i < side.strategies.size(); ++i) {
            const std::string place = at(path + ".strategies", i);
            if (is_new(seen, side.strategies[i], place, side.strategies[i]) && seat != no_seat)
                examine_strategy(seat, side.strategies[i], place);
        }
    }

    void examine_agents() {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < design_.agents.size(); ++i) {
            const SeatStrategy& agent = design_.agents[i];
            const std::string place = at("agents", i);
            const SeatId seat = seat_at(agent.seat, place + ".seat");
            if (seat == no_seat) continue;
            if (agent.seat == row_role(design_) || agent.seat == column_role(design_))
                fault(place + ".seat",
                      "'" + agent.seat + "' plays the tournament; `agents` are of other seats");
            else
                is_new(seen, agent.seat, place + ".seat", agent.seat);
            examine_strategy(seat, agent.strategy, place + ".strategy");
        }
    }

    const TournamentDesign& design_;
    const Scenario& scenario_;
    const Roster& roster_;
};

}  // namespace

std::string_view row_role(const TournamentDesign& design) {
    return design.row.seat.empty() ? std::string_view("us") : std::string_view(design.row.seat);
}

std::string_view column_role(const TournamentDesign& design) {
    return design.column.seat.empty() ? std::string_view("china") : std::string_view(design.column.seat);
}

std::uint64_t game_count(const TournamentDesign& design) {
    return static_cast<std::uint64_t>(design.row.strategies.size()) * design.column.strategies.size() *
           static_cast<std::uint64_t>(design.games > 0 ? design.games : 0);
}

std::uint64_t seed_of_game(const TournamentDesign& design, std::uint32_t k) {
    return derive_seed(design.seed, Purpose::replicate, k);
}

std::vector<Fault> validate(const TournamentDesign& design, const Scenario& scenario, const Roster& roster) {
    return TournamentExamination(design, scenario, roster).run();
}

}  // namespace chokepoint::study

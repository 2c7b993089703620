#include "engine/study/tournament/games.hpp"

#include <bit>
#include <cmath>
#include <mutex>
#include <optional>

#include "engine/game/play.hpp"
#include "engine/study/workers.hpp"

namespace chokepoint::study {
namespace {

// Agents are immutable, so one object plays in every cell that has its strategy.
class Borrowed final : public Agent {
  public:
    explicit Borrowed(const Agent& lender) : lender_(lender) {}
    void decide(const Observation& observation, Mind& mind, std::uint64_t key, Answer& out) const override {
        lender_.decide(observation, mind, key, out);
    }

  private:
    const Agent& lender_;
};

// All who play: the two sides' agents by strategy, and one of every other seat.
struct Players {
    SeatId row = no_seat, column = no_seat;
    Cast rows, columns, others;  // others has no agent in the two seats

    Cast cast(std::size_t of_row, std::size_t of_column) const {
        Cast cast;
        for (std::size_t seat = 0; seat < others.size(); ++seat) {
            const auto& agent =
                seat == row ? rows[of_row] : (seat == column ? columns[of_column] : others[seat]);
            cast.push_back(std::make_unique<Borrowed>(*agent));
        }
        return cast;
    }
};

Status add_agents(const Setup& setup, const Roster& roster, SeatId seat, const TournamentSide& side,
                  Cast& out) {
    for (const std::string& strategy : side.strategies) {
        auto agent = roster(setup.scenario, seat, strategy);
        if (!agent) return agent.errors();
        out.push_back(std::move(*agent));
    }
    return Done{};
}

Result<Players> players_of(const TournamentDesign& design, const Setup& setup, const Roster& roster) {
    Players players;
    players.row = seat_of(setup.scenario, row_role(design));
    players.column = seat_of(setup.scenario, column_role(design));
    for (const Status& added : {add_agents(setup, roster, players.row, design.row, players.rows),
                                add_agents(setup, roster, players.column, design.column, players.columns)})
        if (!added) return added.errors();
    for (std::size_t i = 0; i < setup.params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        players.others.push_back(nullptr);
        if (seat == players.row || seat == players.column) continue;
        std::string_view strategy = strategy_of(setup.scenario, seat);
        for (const SeatStrategy& other : design.agents)
            if (other.seat == role_of(setup.scenario, seat)) strategy = other.strategy;
        auto agent = roster(setup.scenario, seat, strategy);
        if (!agent) return agent.errors();
        players.others.back() = std::move(*agent);
    }
    return players;
}

// Whether the party owes at least two different kinds of term. A truce counts for the one who gives it.
bool gives_two_kinds(const Agreement& agreement, SeatId party) {
    std::uint32_t kinds = 0;
    for (const Term& term : agreement.terms)
        if (term.by == party) kinds |= 1u << index_of(term.kind);
    return std::popcount(kinds) >= 2;
}

// Counts the week's news of agreements between the two.
void watch_week(const Players& players, const Game& game, PlayedGame& found) {
    for (const Event& event : game.world.events) {
        if (event.kind != EventKind::agreement_in_force && event.kind != EventKind::breach_declared) continue;
        const Agreement& agreement = game.world.agreements[event.subject];
        if (!is_party(agreement.parties, players.row) || !is_party(agreement.parties, players.column))
            continue;
        if (event.kind == EventKind::breach_declared) {
            ++found.breaches;
            continue;
        }
        ++found.agreements;
        if (found.agreement_week == 0) found.agreement_week = agreement.in_force_week;
        if (gives_two_kinds(agreement, players.row) && gives_two_kinds(agreement, players.column))
            ++found.two_sided;
    }
}

PlayedGame play_game(const Setup& setup, const Players& players, const Cast& cast, const PayoffFn& payoff,
                     std::uint64_t seed, int weeks) {
    PlayedGame found;
    const auto game = std::make_unique<Game>(start_game(setup, seed, weeks));
    std::vector<Mind> minds;
    PlayHooks hooks;
    hooks.week_closed = [&](const Game& now) {
        watch_week(players, now, found);
        return true;
    };
    play(setup, *game, cast, minds, hooks);
    const auto points = payoff(setup, *game);
    found.row_payoff = points[players.row];
    found.column_payoff = points[players.column];
    found.digest = digest_of(*game);
    return found;
}

// The first payoff that is no number: nothing could be averaged with it.
std::optional<Error> payoff_fault(const TournamentDesign& design, const TournamentGames& all) {
    for (std::size_t i = 0; i < all.played.size(); ++i) {
        if (std::isfinite(all.played[i].row_payoff) && std::isfinite(all.played[i].column_payoff)) continue;
        const std::size_t cell = i / all.games;
        return fail("the payoff of " + design.row.strategies[cell / all.columns] + " against " +
                    design.column.strategies[cell % all.columns] + " is no number in game " +
                    std::to_string(i % all.games));
    }
    return std::nullopt;
}

}  // namespace

Result<TournamentGames> play_tournament(const TournamentDesign& design, const Scenario& scenario,
                                        const TournamentWiring& wiring) {
    const auto setup = make_setup(scenario);
    if (!setup) return setup.errors();
    const auto players = players_of(design, **setup, wiring.roster);
    if (!players) return players.errors();

    TournamentGames all;
    all.rows = design.row.strategies.size();
    all.columns = design.column.strategies.size();
    all.games = static_cast<std::size_t>(design.games);
    all.played.resize(all.rows * all.columns * all.games);
    std::vector<Cast> casts;
    for (std::size_t cell = 0; cell < all.rows * all.columns; ++cell)
        casts.push_back(players->cast(cell / all.columns, cell % all.columns));

    std::mutex telling;
    std::uint32_t done = 0;
    for_each_index(wiring.jobs, all.played.size(), [&](std::size_t i) {
        const std::uint64_t seed = seed_of_game(design, static_cast<std::uint32_t>(i % all.games));
        all.played[i] = play_game(**setup, *players, casts[i / all.games], wiring.payoff, seed, design.weeks);
        const std::lock_guard lock(telling);
        ++done;
        if (wiring.progress) wiring.progress(done, static_cast<std::uint32_t>(all.played.size()));
    });
    if (const auto fault = payoff_fault(design, all)) return *fault;
    return all;
}

}  // namespace chokepoint::study

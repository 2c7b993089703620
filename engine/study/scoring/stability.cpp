#include "engine/study/scoring/stability.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace chokepoint::study {
namespace {

constexpr double gains_nothing = 1e-9;  // point-weeks
constexpr std::size_t no_agreement = limits::agreements;

bool shares_queue(const Setup& setup, const Agreement& agreement, std::size_t t) {
    const Term& term = agreement.terms[t];
    return term.kind == TermKind::shared_queue && agreement.term_states[t] != TermState::waived && setup.params.is_government(term.by) &&
           setup.params.is_government(term.to);
}

std::vector<Government> members_of(const Setup& setup, const Agreement& agreement) {
    std::vector<Government> members;
    if (!is_in_force(agreement.state)) return members;
    for (Government government : all_of<Government>())
        for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
            const SeatId seat = setup.params.of(government).seat;
            if (!setup.params.of(government).present || !shares_queue(setup, agreement, t)) continue;
            if (agreement.terms[t].by != seat && agreement.terms[t].to != seat) continue;
            members.push_back(government);
            break;
        }
    return members;
}

std::size_t index_of_largest(const Setup& setup, const World& world) {
    std::size_t found = no_agreement, most = 0;
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        const std::size_t count = members_of(setup, world.agreements[i]).size();
        if (count <= most) continue;
        found = i;
        most = count;
    }
    return found;
}

// A clause that nobody owes any more, in its place: what else is kept by the place of a clause stays where it is.
void void_clause(Agreement& agreement, std::size_t t) {
    Term nothing;
    nothing.kind = TermKind::side_term;
    nothing.by = agreement.terms[t].by;
    nothing.to = agreement.terms[t].to;
    agreement.terms[t] = nothing;
    agreement.term_states[t] = TermState::waived;
    agreement.shortfall[t] = 0.0;
}

// Takes a member out of every queue that it shares. Where the others shared theirs with it, the next of them takes its place.
void take_out(const Setup& setup, World& world, Government who) {
    const SeatId seat = setup.params.of(who).seat;
    for (Agreement& agreement : world.agreements) {
        const std::vector<Government> members = members_of(setup, agreement);
        if (std::find(members.begin(), members.end(), who) == members.end()) continue;
        const auto next = std::find_if(members.begin(), members.end(), [&](Government member) { return member != who; });
        const SeatId hub = next == members.end() ? no_seat : setup.params.of(*next).seat;
        for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
            Term& term = agreement.terms[t];
            const bool holds_together = term.kind == TermKind::shared_queue || term.kind == TermKind::aligned_control ||
                                        term.kind == TermKind::pooled_stockpile;
            if (!holds_together || (term.by != seat && term.to != seat)) continue;
            if (term.to == seat && term.by != hub && hub != no_seat) term.to = hub;
            else void_clause(agreement, t);
        }
    }
}

// False where the agreement has no room for one more.
bool let_in(const Setup& setup, World& world, std::size_t index, Government who) {
    Agreement& agreement = world.agreements[index];
    const SeatId seat = setup.params.of(who).seat;
    Term queue;
    for (std::size_t t = 0; t < agreement.terms.size(); ++t)
        if (shares_queue(setup, agreement, t)) queue = agreement.terms[t];
    queue.by = seat;
    if (!is_party(agreement.parties, seat) && !agreement.parties.push(seat)) return false;
    if (!agreement.terms.push(queue)) return false;
    agreement.ratified_by |= bit(seat);
    agreement.term_states[agreement.terms.size() - 1] = TermState::kept;
    return true;
}

double magnets_in(const World& world, Government government) {
    double sum = 0.0;
    for (const PerRegion<double>& week : world.market.magnet_exports_t) sum += week[index_of(home_of(government))];
    return sum;
}

// The game at the end of the week in which the front of most members first stood.
struct Crossroads {
    Game game;
    std::vector<Mind> minds;
    std::vector<Government> members;
};

std::unique_ptr<Crossroads> find_crossroads(const Setup& setup, const Cast& cast, const Game& played) {
    auto game = std::make_unique<Game>(start_game(setup, played.cursor.seed, played.cursor.weeks));
    std::vector<Mind> minds;
    std::unique_ptr<Crossroads> found;
    PlayHooks hooks;
    hooks.week_closed = [&](const Game& now) {
        auto members = largest_front(setup, now.world);
        if (!members.empty() && (found == nullptr || members.size() > found->members.size()))
            found = std::make_unique<Crossroads>(Crossroads{now, minds, std::move(members)});
        return now.cursor.week < played.cursor.week || now.cursor.phase == PhaseKind::over;
    };
    play(setup, *game, cast, minds, hooks);
    return found;
}

// Plays on from there with one government's decision the other way round; false where it could not be.
bool try_deviation(const Setup& setup, const Cast& cast, const Crossroads& from, const Game& played, Deviation& deviation) {
    auto game = std::make_unique<Game>(from.game);
    std::vector<Mind> minds = from.minds;
    if (deviation.joins) {
        if (!let_in(setup, game->world, index_of_largest(setup, game->world), deviation.who)) return false;
    } else {
        take_out(setup, game->world, deviation.who);
    }
    PlayHooks hooks;
    hooks.week_closed = [&](const Game&) {
        if (!deviation.joins) take_out(setup, game->world, deviation.who);
        return game->cursor.week < played.cursor.week || game->cursor.phase == PhaseKind::over;
    };
    play(setup, *game, cast, minds, hooks);
    const SeatId seat = setup.params.of(deviation.who).seat;
    deviation.gain = value_of(setup, *game, seat) - value_of(setup, played, seat);
    deviation.magnets_t = magnets_in(played.world, deviation.who);
    deviation.magnets_if_t = magnets_in(game->world, deviation.who);
    return true;
}

}  // namespace

bool Stability::is_internally_stable() const {
    return std::none_of(deviations.begin(), deviations.end(), [](const Deviation& each) { return !each.joins && each.gain > gains_nothing; });
}

bool Stability::is_externally_stable() const {
    return std::none_of(deviations.begin(), deviations.end(), [](const Deviation& each) { return each.joins && each.gain > gains_nothing; });
}

std::vector<Government> largest_front(const Setup& setup, const World& world) {
    const std::size_t index = index_of_largest(setup, world);
    return index == no_agreement ? std::vector<Government>{} : members_of(setup, world.agreements[index]);
}

Result<std::optional<Stability>> stability_of(const Setup& setup, const Roster& roster, const std::vector<std::string>& strategies,
                                              const Game& played, unsigned jobs) {
    const Result<Cast> cast = make_cast(setup, roster, strategies);
    if (!cast) return cast.errors();
    std::optional<Stability> stability;
    const auto from = find_crossroads(setup, *cast, played);
    if (from == nullptr) return stability;
    stability.emplace();
    stability->week = from->game.cursor.week - 1;
    stability->members = from->members;
    std::vector<Deviation> tries;
    for (bool joins : {false, true})
        for (Government government : all_of<Government>()) {
            const bool is_member = std::find(from->members.begin(), from->members.end(), government) != from->members.end();
            if (!setup.params.of(government).present || government == Government::china || is_member == joins) continue;
            Deviation deviation;
            deviation.who = government;
            deviation.joins = joins;
            tries.push_back(deviation);
        }
    std::vector<char> done(tries.size(), 0);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next.fetch_add(1); i < tries.size(); i = next.fetch_add(1))
            done[i] = try_deviation(setup, *cast, *from, played, tries[i]) ? 1 : 0;
    };
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < std::min<std::size_t>(jobs, tries.size()); ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
    for (std::size_t i = 0; i < tries.size(); ++i)
        if (done[i] != 0) stability->deviations.push_back(tries[i]);
    return stability;
}

}  // namespace chokepoint::study

#include "engine/study/scoring/references.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/bargain/solutions.hpp"
#include "engine/base/math.hpp"
#include "engine/domain/agenda.hpp"
#include "engine/study/facts/signed.hpp"
#include "engine/study/workers.hpp"

namespace chokepoint::study {
namespace {

constexpr int latest_deal_week = 4;    // a month: the first meetings of 2025 took five weeks
constexpr double unharmed = 1e-9;      // in the unit of the value: no worse than without a deal

// Where an agenda's games stand in the list.
struct TriedAgenda {
    const Agenda* agenda = nullptr;
    std::string name;
    std::vector<std::size_t> alone;  // by issue: the game with it alone at its fullest; 0: not tried
    std::vector<std::size_t> games;  // all of its own
};

class ReferencePlay {
  public:
    ReferencePlay(const Setup& setup, const ReferenceSettings& settings, const Cast& cast, const GameKey& key)
        : setup_(setup), settings_(settings), cast_(cast), key_(key), agendas_(agendas_of(setup.scenario)) {}

    References play() {
        references_.key = key_;
        references_.games.resize(2);
        references_.games[References::no_deal_game].name = "no deal";
        references_.games[References::bots_game].name = "as the bots play";
        if (settings_.games_per_agenda > 0 && deal_week_of(key_) > 0)
            for (std::size_t a = 0; a < agendas_.size(); ++a) add_single_issues(a);
        play_from(0);
        const std::size_t first = references_.games.size();
        for (TriedAgenda& tried : tried_) add_solutions(tried);
        play_from(first);
        const std::size_t last = references_.games.size();
        settle_all();
        play_from(last);
        choose_best();
        return std::move(references_);
    }

  private:
    // False where the deal says nothing or is not legal.
    bool add_game(TriedAgenda& tried, const std::string& name, const bargain::Bid& bid) {
        ReferenceGame game;
        game.name = tried.name + ": " + name;
        Deal deal{{}, tried.agenda->parties};
        for (std::size_t i = 0; i < tried.agenda->issues.size(); ++i)
            if (bid[i] > 0) static_cast<void>(deal.terms.push(term_at(tried.agenda->issues[i], bid[i])));
        if (check_terms(setup_.params, deal.parties, deal.terms) != Refusal::none) return false;
        game.deals.push_back(deal);
        references_.games.push_back(std::move(game));
        tried.games.push_back(references_.games.size() - 1);
        return true;
    }

    void add_single_issues(std::size_t index) {
        TriedAgenda tried;
        tried.agenda = &agendas_[index];
        tried.name = setup_.scenario.agendas[index].name;
        tried.alone.assign(tried.agenda->issues.size(), 0);
        for (std::size_t i = 0; i < tried.alone.size() && tried.games.size() < settings_.games_per_agenda; ++i) {
            bargain::Bid bid;
            bid.issues = static_cast<std::uint8_t>(tried.alone.size());
            bid[i] = static_cast<std::uint8_t>(tried.agenda->issues[i].ladder.size() - 1);
            if (add_game(tried, setup_.scenario.agendas[index].issues[i].name, bid))
                tried.alone[i] = references_.games.size() - 1;
        }
        tried_.push_back(std::move(tried));
    }

    // What each issue's levels are worth to a party, as a share of all that is at stake for it: parties count in different units.
    bargain::Party party_of(const TriedAgenda& tried, SeatId seat) const {
        std::vector<std::vector<double>> worth;
        double at_stake = 0.0;
        for (const std::size_t game : tried.alone)
            at_stake += game == 0 ? 0.0 : std::abs(gain(references_.games[game], seat));
        for (std::size_t i = 0; i < tried.alone.size(); ++i) {
            const double fullest = tried.alone[i] == 0 ? 0.0 : gain(references_.games[tried.alone[i]], seat);
            std::vector<double> levels;
            const std::size_t last = tried.agenda->issues[i].ladder.size() - 1;
            for (std::size_t level = 0; level <= last; ++level)
                levels.push_back(math::ratio(fullest * static_cast<double>(level), at_stake * static_cast<double>(last), 0.0));
            worth.push_back(std::move(levels));
        }
        return {bargain::AdditiveUtility::as_given(worth), 0.0, 1.0};
    }

    void add_solutions(TriedAgenda& tried) {
        std::vector<std::size_t> levels;
        for (const Issue& issue : tried.agenda->issues) levels.push_back(issue.ladder.size());
        std::vector<bargain::Party> parties;
        for (const SeatId seat : tried.agenda->parties) parties.push_back(party_of(tried, seat));
        const bargain::Solutions solved = bargain::solve(bargain::Domain(levels), parties);
        std::vector<std::pair<std::string, bargain::Bid>> candidates{{"nash", solved.nash.bid}};
        for (std::size_t k = 0; k < parties.size(); ++k)
            if (const bargain::Point* best = best_for(solved, k); best != nullptr)
                candidates.emplace_back("best for " + std::string(role_of(setup_.scenario, tried.agenda->parties[k])), best->bid);
        candidates.emplace_back("egalitarian", solved.egalitarian.bid);
        candidates.emplace_back("kalai-smorodinsky", solved.kalai_smorodinsky.bid);
        candidates.emplace_back("max-welfare", solved.max_welfare.bid);
        std::vector<bargain::Bid> seen;
        for (const auto& [name, bid] : candidates) {
            if (tried.games.size() >= settings_.games_per_agenda) return;
            if (std::find(seen.begin(), seen.end(), bid) != seen.end() || is_single(tried, bid)) continue;
            seen.push_back(bid);
            static_cast<void>(add_game(tried, name, bid));
        }
    }

    // A deal of one issue at its fullest has been played.
    static bool is_single(const TriedAgenda& tried, const bargain::Bid& bid) {
        std::size_t issues = 0, fullest = 0;
        for (std::size_t i = 0; i < tried.alone.size(); ++i) {
            if (bid[i] == 0) continue;
            ++issues;
            if (tried.alone[i] != 0 && bid[i] + 1u == tried.agenda->issues[i].ladder.size()) ++fullest;
        }
        return issues == 1 && fullest == 1;
    }

    static const bargain::Point* best_for(const bargain::Solutions& solved, std::size_t party) {
        const bargain::Point* best = nullptr;
        for (const bargain::Point& point : solved.front) {
            if (*std::min_element(point.utilities.begin(), point.utilities.end()) < 0.0) continue;
            if (best == nullptr || point.utilities[party] > best->utilities[party]) best = &point;
        }
        return best;
    }

    double gain(const ReferenceGame& game, SeatId seat) const { return game.values[seat] - references_.no_deal(seat); }

    void play_from(std::size_t first) {
        const std::size_t of = references_.games.size();
        for_each_index(settings_.jobs, of - first, [&](std::size_t i) {
            play_one(references_.games[first + i], first + i != References::bots_game);
            const std::lock_guard lock(telling_);
            ++played_;
            if (settings_.progress) settings_.progress(played_, of);
        });
    }

    void play_one(ReferenceGame& game, bool no_talks) const {
        Conduct conduct;
        conduct.no_talks = no_talks;
        conduct.at_orders = [&game, week = deal_week_of(key_)](Run& run) {
            if (run.game().cursor.week != week) return;
            for (const Deal& deal : game.deals) static_cast<void>(sign_for_all(run, deal.terms, deal.parties));
        };
        Run run(setup_, cast_, conduct, key_.seed, key_.weeks);
        while (run.week() < key_.played && run.play_week()) {
        }
        for (std::size_t seat = 0; seat < setup_.params.seats; ++seat)
            game.values.push_back(value_of(setup_, run.game(), static_cast<SeatId>(seat)));
    }

    // Whether nobody but perhaps the seat itself is worse off for a deal that it is party to.
    bool others_agree(const ReferenceGame& game, SeatId seat) const {
        for (const Deal& deal : game.deals)
            for (const SeatId party : deal.parties)
                if (party != seat && gain(game, party) < -unharmed) return false;
        return true;
    }

    // What the parties gain by a game, each as a share of the most that it gains by any on the agenda.
    double gains(const TriedAgenda& tried, const ReferenceGame& game) const {
        double sum = 0.0;
        for (const SeatId party : tried.agenda->parties) {
            double most = 0.0;
            for (const std::size_t other : tried.games) most = std::max(most, gain(references_.games[other], party));
            sum += math::ratio(gain(game, party), most, 0.0);
        }
        return sum;
    }

    void settle_all() {
        ReferenceGame all;
        all.name = "all settled";
        for (const TriedAgenda& tried : tried_) {
            const ReferenceGame* best = nullptr;
            for (const std::size_t index : tried.games) {
                const ReferenceGame& game = references_.games[index];
                if (!others_agree(game, no_seat) || gains(tried, game) <= unharmed) continue;
                if (best == nullptr || gains(tried, game) > gains(tried, *best)) best = &game;
            }
            if (best != nullptr) all.deals.push_back(best->deals.front());
        }
        if (all.deals.size() > 1) references_.games.push_back(std::move(all));
    }

    void choose_best() {
        references_.best.assign(setup_.params.seats, References::no_deal_game);
        for (std::size_t i = 0; i < setup_.params.seats; ++i) {
            const auto seat = static_cast<SeatId>(i);
            for (std::size_t g = 0; g < references_.games.size(); ++g)
                if (references_.games[g].values[seat] > references_.best_feasible(seat) &&
                    others_agree(references_.games[g], seat))
                    references_.best[seat] = g;
        }
    }

    const Setup& setup_;
    const ReferenceSettings& settings_;
    const Cast& cast_;
    const GameKey key_;
    const std::vector<Agenda> agendas_;
    std::vector<TriedAgenda> tried_;
    References references_;
    std::mutex telling_;
    std::size_t played_ = 0;  // so far
};

}  // namespace

GameKey key_of(const Game& game) { return {game.cursor.seed, game.cursor.weeks, game.world.tally.weeks}; }

int deal_week_of(const GameKey& key) { return std::min(latest_deal_week, key.played / 4); }

Result<References> play_references(const Setup& setup, const ReferenceSettings& settings, const GameKey& key) {
    const auto cast = make_cast(setup, settings.roster, {});
    if (!cast) return cast.errors();
    return ReferencePlay(setup, settings, *cast, key).play();
}

Result<std::shared_ptr<const References>> ReferenceBook::of(const GameKey& key) {
    std::shared_ptr<Entry> entry;
    {
        const std::lock_guard lock(mutex_);
        auto& slot = entries_[{key.seed, static_cast<std::uint64_t>(key.weeks), static_cast<std::uint64_t>(key.played)}];
        if (slot == nullptr) slot = std::make_shared<Entry>();
        entry = slot;
    }
    std::call_once(entry->played, [&] {
        auto played = play_references(setup_, settings_, key);
        if (played) entry->found = std::make_shared<const References>(std::move(*played));
        else entry->errors = played.errors();
    });
    if (entry->found == nullptr) return entry->errors;
    return entry->found;
}

}  // namespace chokepoint::study

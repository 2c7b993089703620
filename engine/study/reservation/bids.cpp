#include "engine/study/reservation/bids.hpp"

#include <cmath>
#include <mutex>

#include "engine/base/rng.hpp"
#include "engine/game/imagination.hpp"
#include "engine/study/run.hpp"
#include "engine/study/workers.hpp"

namespace chokepoint::study {
namespace {

// What all games share.
struct Bench {
    const Setup& setup;
    const RolloutSettings& settings;
    Cast cast;
    std::vector<std::unique_ptr<const Appraiser>> appraisers;  // by government's seat
    std::shared_ptr<const Imagination> imagination;
    std::size_t agendas = 0;
};

// Worlds imagined in one place, with what each is worth to the seat if nothing is signed.
class Outlook {
  public:
    Outlook(const Bench& bench, const Observation& observation, std::uint64_t key)
        : settings_(bench.settings), worlds_(bench.imagination->imagine(observation, key, bench.settings.worlds)) {
        for (std::size_t w = 0; w < worlds_->size(); ++w) no_deal_.push_back(play(w, {}).value);
    }

    // The same worlds with the deal, as far as they ratify it: chance cancels out world by world.
    void value(const chokepoint::Course& course, ValuedBid& bid) const {
        double count = 0.0, sum = 0.0, squares = 0.0;
        for (std::size_t w = 0; w < worlds_->size(); ++w) {
            const Future future = play(w, course);
            if (!future.in_force) continue;
            const double gain = future.value - no_deal_[w];
            count += 1.0;
            sum += gain;
            squares += gain * gain;
        }
        bid.in_force = count / static_cast<double>(worlds_->size());
        if (count < 2.0) return;
        bid.gain = sum / count;
        bid.error = std::sqrt(std::max(0.0, squares / count - bid.gain * bid.gain) / (count - 1.0));
        bid.is_known = true;
    }

  private:
    Future play(std::size_t world, const chokepoint::Course& course) const { return worlds_->play(world, course, settings_.weeks, settings_.horizon); }

    const RolloutSettings& settings_;
    std::unique_ptr<const ImaginedWorlds> worlds_;
    std::vector<double> no_deal_;  // by world
};

// A seat's bids on all agendas that it could deal on now.
void value_seat(const Bench& bench, const Game& game, SeatId seat, std::uint32_t of_game, std::vector<ValuedBid>& out) {
    const auto observation = std::make_unique<Observation>();
    observe(bench.setup, game, seat, *observation);
    const auto week = observation->record.week;
    // The key with which the seat itself would imagine worlds in this week, if it looked ahead.
    const std::uint64_t key = derive_seed(seat_key(game.cursor.seed, seat), Purpose::imagination,
                                          static_cast<std::uint32_t>(week * 16 + observation->record.round));
    std::unique_ptr<const Outlook> outlook;
    for (std::size_t agenda = 0; agenda < bench.agendas; ++agenda) {
        const Appraisal appraisal = bench.appraisers[seat]->appraise(*observation, agenda, bench.settings.bids);
        for (const AppraisedBid& bid : appraisal.bids) {
            if (outlook == nullptr) outlook = std::make_unique<const Outlook>(bench, *observation, key);
            ValuedBid valued{of_game, week, seat, static_cast<std::uint32_t>(agenda), bid.worth, appraisal.best, 0.0, 0.0, 0.0, false, appraisal.shortage_ahead};
            outlook->value(bid.course, valued);
            out.push_back(valued);
        }
    }
}

std::vector<ValuedBid> bids_of_game(const Bench& bench, std::uint32_t k) {
    Conduct conduct;
    conduct.no_talks = k % 2 == 1;
    Run run(bench.setup, bench.cast, conduct, derive_seed(bench.settings.seed, Purpose::replicate, k), 0);
    std::vector<ValuedBid> found;
    const auto next = std::make_unique<Game>();
    for (const int week : bench.settings.at_weeks) {
        while (run.week() + 1 < week)
            if (!run.play_week()) return found;
        // Where a turn spans several weeks, the next that begins one. A week is opened in a copy: it is the run's to play.
        for (*next = run.game(); open_phase(bench.setup, *next).kind == PhaseKind::orders; *next = run.game())
            if (!run.play_week()) return found;
        if (open_phase(bench.setup, *next).kind == PhaseKind::over) return found;
        for (std::size_t seat = 0; seat < bench.appraisers.size(); ++seat) value_seat(bench, *next, static_cast<SeatId>(seat), k, found);
    }
    return found;
}

}  // namespace

Result<std::vector<ValuedBid>> value_bids(const Scenario& scenario, const RolloutSettings& settings, const RolloutWiring& wiring) {
    const auto setup = make_setup(scenario);
    if (!setup) return setup.errors();
    auto cast = make_cast(**setup, wiring.roster, {});
    if (!cast) return cast.errors();
    Bench bench{**setup, settings, std::move(*cast), {}, make_imagination(scenario), scenario.agendas.size()};
    for (std::size_t seat = 0; seat < scenario.governments.size(); ++seat)
        bench.appraisers.push_back(wiring.appraiser(scenario, static_cast<SeatId>(seat)));

    std::vector<std::vector<ValuedBid>> by_game(settings.games);
    std::mutex telling;
    std::uint32_t done = 0;
    for_each_index(wiring.jobs, by_game.size(), [&](std::size_t k) {
        by_game[k] = bids_of_game(bench, static_cast<std::uint32_t>(k));
        const std::lock_guard lock(telling);
        ++done;
        if (wiring.progress) wiring.progress(done, settings.games);
    });
    std::vector<ValuedBid> all;
    for (const auto& bids : by_game) all.insert(all.end(), bids.begin(), bids.end());
    return all;
}

}  // namespace chokepoint::study

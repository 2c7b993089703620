#include "engine/study/lab.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "engine/base/rng.hpp"
#include "engine/study/draws.hpp"

namespace chokepoint::study {
namespace {

void drop_court(Scenario& scenario) {
    std::erase_if(scenario.shocks,
                  [](const ShockSpec& shock) { return shock.kind == ShockKind::court_ruling; });
}

Result<std::vector<std::string>> strategies_of(const Scenario& scenario, const Arm& arm) {
    std::vector<std::string> strategies(seat_count(scenario));
    for (const auto& [role, strategy] : arm.strategies) {
        const SeatId seat = seat_of(scenario, role);
        if (seat == no_seat) return fail(arm.name + ": the scenario has no seat '" + role + "'");
        strategies[seat] = strategy;
    }
    return strategies;
}

Result<Cast> cast_of(const Setup& setup, const Roster& roster, const Arm& arm) {
    const auto chosen = strategies_of(setup.scenario, arm);
    if (!chosen) return chosen.errors();
    Cast cast;
    for (std::size_t i = 0; i < setup.params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        if (arm.silent_governments && setup.params.is_government(seat)) {
            cast.push_back(nullptr);
            continue;
        }
        const std::string& own = (*chosen)[i];
        auto agent = roster(setup.scenario, seat, own.empty() ? strategy_of(setup.scenario, seat) : own);
        if (!agent) return agent.errors();
        cast.push_back(std::move(*agent));
    }
    return cast;
}

// The work of one ensemble: runs are drawn from a counter, so that no thread waits for another.
class Pool {
  public:
    Pool(const LabSettings& settings, const Scenario& scenario, const Arm& arm,
         const std::function<void(std::size_t, Run&)>& watch)
        : settings_(settings), scenario_(scenario), arm_(arm), watch_(watch) {}

    Status play() {
        const unsigned jobs = std::clamp(settings_.jobs, 1u, settings_.runs);
        std::vector<std::thread> workers;
        for (unsigned i = 1; i < jobs; ++i) workers.emplace_back([this] { work(); });
        work();
        for (std::thread& worker : workers) worker.join();
        if (!errors_.empty()) return errors_;
        return Done{};
    }

  private:
    void work() {
        for (;;) {
            const std::uint32_t k = next_.fetch_add(1);
            if (k >= settings_.runs || is_broken_) return;
            const Status status = play_run(k);
            const std::lock_guard lock(mutex_);
            if (!status) {
                if (k < broken_run_) errors_ = status.errors();
                broken_run_ = std::min(broken_run_, k);
                is_broken_ = true;
            }
            ++done_;
            if (settings_.progress) settings_.progress(arm_.name, done_, settings_.runs);
        }
    }

    Status play_run(std::uint32_t k) {
        Scenario drawn = scenario_;
        draw_parameters(drawn, settings_.seed, k);
        if (arm_.vary) arm_.vary(drawn, k);
        if (arm_.treat) arm_.treat(drawn);
        const auto setup = make_setup(std::move(drawn));
        if (!setup) return setup.errors();
        const auto cast = cast_of(**setup, settings_.roster, arm_);
        if (!cast) return cast.errors();
        const std::uint64_t seed = derive_seed(settings_.seed, Purpose::replicate, k);
        Run run(**setup, *cast, arm_.conduct, seed, arm_.weeks);
        watch_(k, run);
        return Done{};
    }

    const LabSettings& settings_;
    const Scenario& scenario_;
    const Arm& arm_;
    const std::function<void(std::size_t, Run&)>& watch_;
    std::atomic<std::uint32_t> next_{0};
    std::atomic<bool> is_broken_{false};
    std::mutex mutex_;  // guards what follows
    std::uint32_t done_ = 0;
    std::uint32_t broken_run_ = UINT32_MAX;
    Errors errors_;
};

}  // namespace

Result<Arm> recorded_arm(const Scenario& scenario, std::string name, int weeks) {
    auto orders = recorded_orders(scenario);
    if (!orders) return orders.errors();
    Arm arm = still_arm(std::move(name), weeks);
    arm.conduct.orders = std::move(*orders);
    return arm;
}

Arm still_arm(std::string name, int weeks, std::function<void(Scenario&)> treat) {
    Arm arm;
    arm.name = std::move(name);
    arm.weeks = weeks;
    arm.silent_governments = true;
    arm.treat = [treat = std::move(treat)](Scenario& scenario) {
        drop_court(scenario);
        if (treat) treat(scenario);
    };
    return arm;
}

Status Lab::play(const Scenario& scenario, const Arm& arm,
                 const std::function<void(std::size_t, Run&)>& watch) const {
    return Pool(settings_, scenario, arm, watch).play();
}

}  // namespace chokepoint::study

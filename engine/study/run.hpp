// One run of an experiment, played week by week under the eyes of whoever measures it. Knows games; what is
// asked of them is the experiment's business.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/game/play.hpp"
#include "engine/study/policy_path.hpp"

namespace chokepoint::study {

class Run;

// What a run does differently from a plain game.
struct Conduct {
    std::vector<DatedOrder> orders;       // imposed, sorted by day; from the week that holds the day
    std::function<void(Run&)> at_orders;  // each week as the order phase opens, after the imposed orders
    bool no_talks = false;  // nobody's call for talks is passed on, so that nobody can make an offer
};

class Run {
  public:
    // A seat without an agent is silent: it answers nothing. The references must outlive the run.
    Run(const Setup& setup, const Cast& cast, const Conduct& conduct, std::uint64_t seed, int weeks);

    // Plays the next week through its resolve; false, and nothing happens, when the run is over. Dated orders
    // take effect in the week that holds their day, with that very day as their date, so that they act pro
    // rata.
    bool play_week();

    const Setup& setup() const { return setup_; }
    const Game& game() const { return *game_; }
    World& world() { return game_->world; }
    int week() const { return week_; }  // the last one resolved; at_orders: the one before
    int weeks() const { return game_->cursor.weeks; }
    // The first day of the last week resolved.
    Day first_day() const { return setup_.params.day_of(week_); }

    // Gives an order in a government's name, effective on `day`. A government that the scenario lacks, or an
    // illegal order: refused, and nothing changes.
    Refusal order(Government by, const Order& given, Day day);

    // Orders given so that were refused for another reason than that things stood so already.
    int refused() const { return refused_; }

  private:
    void take_orders();

    const Setup& setup_;
    const Cast& cast_;
    const Conduct& conduct_;
    std::unique_ptr<Game> game_;
    std::unique_ptr<Answers> answers_;
    std::unique_ptr<Observation> observation_;
    std::vector<Mind> minds_;
    std::size_t next_order_ = 0;
    int week_ = 0;
    int refused_ = 0;
};

}  // namespace chokepoint::study

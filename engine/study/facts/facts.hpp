// The stylised facts: each an experiment on ensembles with a bound that it must keep. Nothing here changes
// how the model works; a fact that fails says so.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/study/lab.hpp"
#include "engine/study/statistics.hpp"
#include "engine/study/track.hpp"

namespace chokepoint::study {

// One figure of a fact: the first part of a finding is the fact's own value.
struct Part {
    std::string name;
    std::string unit;
    Estimate value{};   // with its 95 percent interval
    std::string bound;  // in words; empty: reported only
    bool pass = true;
};

struct Finding {
    std::vector<Part> parts;
    std::string note;  // why there are no parts, or what to keep in mind

    // All parts keep their bounds, and there is one.
    bool passes() const;
};

// Parts by their bound. Those on medians, shares and means judge the value itself; those that begin with
// sure_ judge the whole 95 percent interval.
Part within(std::string name, std::string unit, Estimate value, double low, double high);
Part at_least(std::string name, std::string unit, Estimate value, double bound);
Part at_most(std::string name, std::string unit, Estimate value, double bound);
Part sure_above(std::string name, std::string unit, Estimate value, double bound);
Part sure_below(std::string name, std::string unit, Estimate value, double bound);
Part sure_not(std::string name, std::string unit, Estimate value, double bound);
Part reported(std::string name, std::string unit, Estimate value);

// One figure of every run, in the order of the runs.
template <typename Figures>
std::vector<double> column(const std::vector<Figures>& runs, double Figures::*member) {
    std::vector<double> values;
    values.reserve(runs.size());
    for (const Figures& figures : runs) values.push_back(figures.*member);
    return values;
}

// The scenario that is tested, and the ensemble under its recorded policy, which several facts and all series
// share.
class Case {
  public:
    // weeks: how long the shared ensemble is played.
    Case(const Lab& lab, Scenario scenario, int weeks)
        : lab_(lab), scenario_(std::move(scenario)), weeks_(weeks) {}

    const Lab& lab() const { return lab_; }
    const Scenario& scenario() const { return scenario_; }
    // Played when first asked for.
    Result<const std::vector<Track>*> recorded();

  private:
    const Lab& lab_;
    Scenario scenario_;
    int weeks_;
    std::optional<std::vector<Track>> recorded_;
};

struct Fact {
    int id;
    Result<Finding> (*find)(Case& tested);
};

// All facts in order of their numbers.
std::span<const Fact> all_facts();

// april.cpp
Result<Finding> first_stops(Case& tested);   // 1
Result<Finding> second_month(Case& tested);  // 4
Result<Finding> rationing(Case& tested);     // 13
// prices.cpp
Result<Finding> quota_spike(Case& tested);     // 2
Result<Finding> outside_quotes(Case& tested);  // 3
Result<Finding> two_markets(Case& tested);     // 11
// agreements.cpp
Result<Finding> stretching(Case& tested);        // 5
Result<Finding> purchase_pledges(Case& tested);  // 16
// chain.cpp
Result<Finding> flooding_and_floors(Case& tested);  // 6
Result<Finding> mineral_tariff(Case& tested);       // 7
Result<Finding> announced_floor(Case& tested);      // 17
// long_run.cpp
Result<Finding> independence(Case& tested);  // 8
// talks.cpp
Result<Finding> waiting(Case& tested);            // 9
Result<Finding> listing(Case& tested);            // 15
Result<Finding> autonomous_course(Case& tested);  // 18
// allies.cpp
Result<Finding> common_front(Case& tested);  // 10
// tariffs.cpp
Result<Finding> revenue_peak(Case& tested);   // 12
Result<Finding> front_loading(Case& tested);  // 14

}  // namespace chokepoint::study

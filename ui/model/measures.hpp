// Tariff stacks and controls over the weeks, read off the snapshots: what was in force when, not what was planned.
#pragma once

#include <string>
#include <vector>

#include "ui/model/history.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::ui {

// One component of a stack: a rate per week.
struct StackLayer {
    TariffComponent component = TariffComponent::mfn;
    std::string name;
    std::vector<double> rate_pct;  // by entry of `weeks`
};

struct TariffStack {
    Government by = Government::us;
    std::string title;                   // "U.S. tariffs on China"
    std::vector<StackLayer> layers;      // bottom first; only those that were ever above zero
    std::vector<double> total_pct;       // the headline rate
    std::vector<double> weighted_pct;    // trade-weighted
};

enum class Standing { announced, in_force, suspended };

struct Span {
    Standing standing = Standing::in_force;
    int from_week = 0;
    int until_week = 0;  // first week no longer so
};

struct ControlBar {
    Government by = Government::china;
    ControlKind kind = ControlKind::licence;
    std::string text;
    std::vector<Span> spans;
    bool is_in_force = false;      // in the week looked at
    int planned_until_week = 0;    // 0: until further notice or unknown
};

struct MeasuresView {
    std::vector<int> weeks;            // those known, ascending
    TariffStack us, china;
    std::vector<ControlBar> controls;  // by government, then start
    std::vector<Span> truces;          // between the two sides: in force, or suspended while in dispute
};

MeasuresView make_measures(const Scenario& scenario, const History& history, int week);

}  // namespace chokepoint::ui

// The handful of numbers that stand at the head of every view.
#pragma once

#include <string>

#include "ui/model/history.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::ui {

// Whether the two sides of the standoff stand in a truce.
struct TruceStatus {
    enum class Kind { none, signed_only, in_force, disputed, ended };
    Kind kind = Kind::none;
    int since_week = 0;
    int until_week = 0;      // first week in which it no longer holds; 0: open
    std::string in_words;    // "Truce until week 19"
};

TruceStatus truce_status(const Scenario& scenario, const PublicView& record);

struct Headline {
    std::string title;          // of the scenario
    std::string when;           // "Week 12 of 52"
    std::string date;           // "24 Jun 2025"
    double us_tariff_pct = 0.0;
    double china_tariff_pct = 0.0;
    double us_tariff_change = 0.0;     // against the week before
    double china_tariff_change = 0.0;
    double plants = 0.0;
    double plants_stopped = 0.0;
    double plants_stopped_change = 0.0;
    double dy_inside = 0.0;     // USD/kg
    double dy_outside = 0.0;
    double dy_multiple = 0.0;   // outside over inside; 0: not known
    double approval_us_pct = 0.0;
    double approval_china_pct = 0.0;
    TruceStatus truce;
};

// Of the week, or the nearest earlier one known; a history without weeks gives the title only.
Headline make_headline(const Scenario& scenario, const History& history, int week);

}  // namespace chokepoint::ui

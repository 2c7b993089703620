// How deep a clause cuts into what its giver has, 0 to 1: what a deal costs at home. The world asks it when a deal is to be
// ratified, agents before they offer one; both read the public record, so that they count alike.
#pragma once

#include <array>
#include <span>

#include "engine/domain/measures.hpp"
#include "engine/domain/terms.hpp"

namespace chokepoint {

// Judgement, each with its reason.
namespace depth_judgement {
constexpr double absent = 0.15;            // a promise not to do what is not being done
constexpr double minor_control = 0.4;      // visas, customs checks, single parts and chemicals: of a major control
constexpr double year_of_truce = 0.25;     // to hold still for a year: a hand tied, nothing taken back
constexpr double truce_full_weeks = 52.0;
constexpr double joining = 0.5;            // to take on another's quarrel or wait in its queue
constexpr double named_firms = 0.5;        // a general licence for some
constexpr double military_least = 0.5;     // to arm another, however slowly
constexpr double purchase_full = 0.007;    // of yearly output: Phase One's 100 of 14,300 USD bn a year
constexpr double side_full_points = 50.0;  // declared points beyond which nobody believes the declaration
constexpr double side_most = 0.25;         // a word for a word
// Clauses of full depth that make the largest deal. With it a government gives 0.17 of the largest in the mean deal of april-2025,
// as it did when each clause counted as one of eight: 1.40 clauses of 0.43 depth each (seeds 1-12, 300 deals).
constexpr double largest_deal = 3.5;
}  // namespace depth_judgement

using TariffMeasures = std::span<const TariffMeasure>;
using ControlMeasures = std::span<const ControlMeasure>;

// What clauses are measured against: all of it is public.
struct Ground {
    TariffMeasures tariffs;
    ControlMeasures controls;
    std::span<const double> price_outside;  // USD/kg by product
    Day today = no_day;
    double usual_days = 63.0;               // of licence review
};

// The sides of a clause; of a firm the means do not count.
struct Side {
    bool is_government = false;
    Government government = Government::us;
    double output_usd_bn = 0.0;             // a year
    double budget_usd_m = 0.0;              // a year, for projects, floors and stockpiles
    double magnet_use_t = 0.0;              // a week, of the kinds that controls name
};

// The day from which a component's last announced measure holds, today at the earliest. Measures of one component replace
// each other in time, but a suspension splits one into parts that hold together.
Day settled_day(TariffMeasures tariffs, Day today, Government by, Region on, TariffComponent component);
// A tariff component as last announced, whatever agreements hold back, percent.
double announced_pct(TariffMeasures tariffs, Day today, Government by, Region on, TariffComponent component);
// Every component at once, at its rate and by the trade that it falls on.
struct AnnouncedRates {
    std::array<double, count_of<TariffComponent>> pct{}, weighted_pct{};

    // Of the component that a term names by number; 0 where there is none of that number.
    double pct_of(std::uint8_t component) const { return component < pct.size() ? pct[component] : 0.0; }
    double weighted_pct_of(std::uint8_t component) const { return component < pct.size() ? weighted_pct[component] : 0.0; }
};
// Of at most limits::tariffs measures: checked.
AnnouncedRates announced_rates(TariffMeasures tariffs, Day today, Government by, Region on);

// The share of the clause's full reach that it gives: of tariffs standing, by trade; of the materials a control names; of the
// usual review time and the receiver's need; of a year's public money; of a year's output; of a year.
double depth_of(const Term& term, const Ground& ground, const Side& giver, const Side& receiver);

// The share of the largest deal that so much depth makes.
constexpr double share_of_largest_deal(double depth) {
    return depth < depth_judgement::largest_deal ? depth / depth_judgement::largest_deal : 1.0;
}

}  // namespace chokepoint

// What is kept of a run for series and facts: plain numbers by week, and every standstill. Reads the world;
// changes nothing.
#pragma once

#include <vector>

#include "engine/study/run.hpp"

namespace chokepoint::study {

// Everything flows are: tonnes sent off in the week; everything else is as it stands after the resolve, or by
// day.
struct Week {
    PerRegion<double> magnet_exports_t{};                      // from China, by destination
    std::array<double, count_of<Material>> oxide_exports_t{};  // from China, as oxide of the material
    double rare_earth_exports_t = 0.0;                         // oxides and metals together, from China
    PerProduct<double> price_inside{};                         // USD/kg
    PerProduct<double> price_outside{};                        // USD/kg, the residual quote
    PerRegion<double> plants_stopped{};                        // standing still, number
    PerRegion<double> plants_ever_stopped{};                   // since the start, number
    PerRegion<double> applications_filed{};                    // for licences, since the start
    PerRegion<double> applications_granted{};
    double dy_bought_t = 0.0;                                    // dysprosium oxide by users outside China
    double dy_paid = 0.0;                                        // its cost to them, USD thousand
    std::array<double, 7> us_headline_pct{}, us_weighted_pct{};  // on China, by day of the week
    std::array<double, 7> china_headline_pct{}, china_weighted_pct{};
};

// A group of plants that stood still.
struct Standstill {
    int first_week = 0;
    int weeks = 0;  // so far, where it has not ended
    bool is_over = false;
    bool makes_cars = false;  // cars of any kind
    Region region = Region::us;
    double plants = 0.0;
};

struct Track {
    Day start = no_day;  // first day of weeks[0]
    Week opening;        // a normal week before the start: flows at base, prices and tariffs as given
    std::vector<Week> weeks;
    std::vector<Standstill> stops;  // in order of their first week
    PerRegion<double> plants{};     // of users that can stop
    double dy_opening_cost = 0.0;   // USD/kg that users outside China paid before
    int refused_orders = 0;         // imposed ones that the world refused
};

// Plays a run to its end and keeps its track.
Track track_of(Run& run);

// What a run is like before its first week.
Week opening_week(const Setup& setup, const World& world);

// Output of the facilities of a region whose recipe stands at a stage, tonnes in the last week.
double output_t(const Setup& setup, const World& world, Stage stage, Region region);

}  // namespace chokepoint::study

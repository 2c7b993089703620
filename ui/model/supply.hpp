// Prices inside and outside China by product, stock cover by firm, and the licence queue, over the weeks.
#pragma once

#include <string>
#include <vector>

#include "ui/model/history.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::ui {

struct PriceSeries {
    Product product = Product::oxide_dy;
    std::string name;
    std::vector<double> inside_usd_per_kg;   // by entry of `weeks`
    std::vector<double> outside_usd_per_kg;
};

struct CoverRow {
    std::size_t firm = 0;
    std::string name;
    Region region = Region::us;
    std::vector<double> cover_days;      // by entry of `weeks`; negative: the watcher may not know
    std::vector<double> stopped_share;   // of its plants
    bool has_plants = false;             // a user; others are makers with short stocks by trade
};

struct SupplyView {
    std::vector<int> weeks;
    std::vector<PriceSeries> prices;   // those that matter most first; only products with a price
    std::vector<CoverRow> cover;       // users with plants first, then shortest cover first, as of the last week
    double queue_waiting = 0.0, queue_waiting_t = 0.0, queue_granted_share = 0.0, queue_mean_age_weeks = 0.0;
    bool queue_known = false;
    std::vector<double> stopped;       // plants stopped, all regions
};

SupplyView make_supply(const Scenario& scenario, const History& history, int week);

}  // namespace chokepoint::ui

#include "ui/model/supply.hpp"

#include <algorithm>
#include <array>

namespace chokepoint::ui {

SupplyView make_supply(const Scenario& scenario, const History& history, int week) {
    static constexpr std::array shown{Product::oxide_dy,        Product::oxide_tb, Product::oxide_ndpr, Product::magnet_ndfeb_ht,
                                      Product::magnet_ndfeb,    Product::oxide_y,  Product::oxide_sm,   Product::magnet_smco,
                                      Product::metal_dy,        Product::oxide_gd, Product::oxide_sc,   Product::minor_metals};
    SupplyView view;
    for (Product product : shown) view.prices.push_back({product, std::string(name_in_words(product)), {}, {}});
    for (std::size_t i = 0; i < scenario.firms.size() && i < limits::firms; ++i) {
        const FirmSpec& firm = scenario.firms[i];
        view.cover.push_back({i, firm.title.empty() ? firm.name : firm.title, firm.region, {}, {}, false});
    }
    const Snapshot* last = nullptr;
    for (const auto& [at, known] : history.weeks()) {
        if (at > week) break;
        const Snapshot& snapshot = *known.snapshot;
        last = &snapshot;
        view.weeks.push_back(at);
        for (PriceSeries& series : view.prices) {
            series.inside_usd_per_kg.push_back(snapshot.record.price_inside[index_of(series.product)]);
            series.outside_usd_per_kg.push_back(snapshot.record.price_outside[index_of(series.product)]);
        }
        for (CoverRow& row : view.cover) {
            const bool known_firm = row.firm < snapshot.firms.size() && snapshot.firms[row.firm].visible;
            const FirmSnapshot firm = row.firm < snapshot.firms.size() ? snapshot.firms[row.firm] : FirmSnapshot{};
            row.cover_days.push_back(known_firm ? firm.cover_days : -1.0);
            row.has_plants = row.has_plants || firm.plants > 0;
            row.stopped_share.push_back(known_firm && firm.plants > 0 ? firm.plants_stopped / firm.plants : 0.0);
        }
        double stopped = 0.0;
        for (double value : snapshot.record.plants_stopped) stopped += value;
        view.stopped.push_back(stopped);
    }
    std::erase_if(view.prices, [](const PriceSeries& series) {
        return std::all_of(series.outside_usd_per_kg.begin(), series.outside_usd_per_kg.end(), [](double p) { return p <= 0; });
    });
    // Firms without needs of their own have no cover to show.
    std::erase_if(view.cover, [](const CoverRow& row) {
        return std::all_of(row.cover_days.begin(), row.cover_days.end(), [](double days) { return days == 0.0; });
    });
    std::stable_sort(view.cover.begin(), view.cover.end(), [](const CoverRow& a, const CoverRow& b) {
        const double left = a.cover_days.empty() ? 0 : a.cover_days.back(), right = b.cover_days.empty() ? 0 : b.cover_days.back();
        if (a.has_plants != b.has_plants) return a.has_plants;
        if ((left < 0) != (right < 0)) return right < 0;
        return left < right;
    });
    if (last != nullptr) {
        view.queue_waiting = last->queue_waiting;
        view.queue_waiting_t = last->queue_waiting_t;
        view.queue_granted_share = last->queue_granted_share;
        view.queue_mean_age_weeks = last->queue_mean_age_weeks;
        view.queue_known = last->queue_throughput > 0 || last->queue_waiting > 0 || last->queue_granted_share > 0;
    }
    return view;
}

}  // namespace chokepoint::ui

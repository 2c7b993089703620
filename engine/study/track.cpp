#include "engine/study/track.hpp"

#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint::study {
namespace {

bool is_abroad(const NeedParams& need, std::size_t origin) {
    return need.region != Region::china && need.origins[origin] == Region::china;
}

bool is_rare_earth_trade(Product product) {
    return class_of(product) == ProductClass::oxide || class_of(product) == ProductClass::metal;
}

// Adds what left China for one need.
void count_export(Week& week, const NeedParams& need, double tonnes) {
    if (is_magnet(need.product)) week.magnet_exports_t[index_of(need.region)] += tonnes;
    if (is_oxide(need.product))
        week.oxide_exports_t[index_of(need.product) - index_of(Product::oxide_la_ce)] += tonnes;
    if (is_rare_earth_trade(need.product)) week.rare_earth_exports_t += tonnes;
}

void read_prices(const World& world, Week& week) {
    week.price_inside = world.market.price_inside;
    week.price_outside = world.market.price_outside;
}

// `first` may lie before the start: measures not yet in force do not count.
void read_tariffs(const World& world, Day first, Week& week) {
    for (std::size_t day = 0; day < 7; ++day) {
        const Day today = first + static_cast<Day>(day);
        week.us_headline_pct[day] = headline_pct(world, Government::us, Region::china, today);
        week.china_headline_pct[day] = headline_pct(world, Government::china, Region::us, today);
        week.us_weighted_pct[day] = trade_weighted_pct(world, Government::us, Region::china, today);
        week.china_weighted_pct[day] = trade_weighted_pct(world, Government::china, Region::us, today);
    }
}

void read_trade(const Setup& setup, const World& world, Week& week) {
    for (std::size_t i = 0; i < setup.params.needs.size(); ++i) {
        const NeedParams& need = setup.params.needs[i];
        for (std::size_t k = 0; k < need.origin_count; ++k)
            // Customs do not see what leaves by third countries.
            if (is_abroad(need, k))
                count_export(week, need, std::max(0.0, world.needs[i].shipped_t[k] - world.needs[i].leaked_t));
        if (need.product != Product::oxide_dy || need.region == Region::china) continue;
        double bought = 0.0;
        for (const double tonnes : world.needs[i].shipped_t) bought += tonnes;
        week.dy_bought_t += bought;
        week.dy_paid += bought * world.needs[i].unit_cost;
    }
}

// Decided applications stay in the queue until the next week's decisions, so each is met once.
void read_desk(const World& world, int now, const Week& before, PerRegion<double>& settled, Week& week) {
    week.applications_granted = before.applications_granted;
    PerRegion<double> waiting{};
    for (const Application& application : world.desk.queue) {
        const std::size_t region = index_of(application.region);
        const bool is_settled =
            application.state == ApplicationState::granted || application.state == ApplicationState::denied;
        if (!is_settled) waiting[region] += 1.0;
        if (!is_settled || application.decided_week != now) continue;
        settled[region] += 1.0;
        if (application.state == ApplicationState::granted) week.applications_granted[region] += 1.0;
    }
    // One that is no longer needed leaves the queue undecided; it was filed all the same.
    for (std::size_t r = 0; r < waiting.size(); ++r)
        week.applications_filed[r] = std::max(before.applications_filed[r], settled[r] + waiting[r]);
}

// Follows the standstills of every group of plants.
class StopWatch {
  public:
    explicit StopWatch(const Setup& setup) : setup_(setup), open_(setup.params.firms.size()) {
        for (auto& firm : open_) firm.fill(-1);
    }

    void read(const World& world, int now, Track& track, Week& week) {
        for (std::size_t i = 0; i < setup_.params.firms.size(); ++i) {
            const FirmParams& firm = setup_.params.firms[i];
            if (!firm.counts_plants) continue;
            for (std::size_t c = 0; c < firm.cohorts; ++c) {
                const double plants = firm.plants * firm.cohort_share[c];
                const bool stands = world.firms[i].stopped_weeks[c] > 0;
                if (stands) week.plants_stopped[index_of(firm.region)] += plants;
                if (world.firms[i].ever_stopped[c]) week.plants_ever_stopped[index_of(firm.region)] += plants;
                follow(firm, plants, stands, now, open_[i][c], track);
            }
        }
    }

  private:
    static void follow(const FirmParams& firm, double plants, bool stands, int now, int& open, Track& track) {
        if (stands && open < 0) {
            open = static_cast<int>(track.stops.size());
            const bool cars = firm.sector == Sector::automotive || firm.sector == Sector::electric_vehicles;
            track.stops.push_back({now, 0, false, cars, firm.region, plants});
        }
        if (open < 0) return;
        Standstill& stop = track.stops[static_cast<std::size_t>(open)];
        if (stands) {
            ++stop.weeks;
        } else {
            stop.is_over = true;
            open = -1;
        }
    }

    const Setup& setup_;
    std::vector<std::array<int, limits::cohorts>> open_;  // index into stops, -1: running
};

}  // namespace

Week opening_week(const Setup& setup, const World& world) {
    Week week;
    read_prices(world, week);
    read_tariffs(world, setup.params.start - 7, week);
    for (const NeedParams& need : setup.params.needs)
        for (std::size_t k = 0; k < need.origin_count; ++k)
            if (is_abroad(need, k)) count_export(week, need, need.base_t * need.shares[k]);
    return week;
}

Track track_of(Run& run) {
    const Params& params = run.setup().params;
    Track track;
    track.start = params.start;
    track.opening = opening_week(run.setup(), run.game().world);
    double cost = 0.0, use = 0.0;
    for (std::size_t i = 0; i < params.needs.size(); ++i) {
        const NeedParams& need = params.needs[i];
        if (need.product != Product::oxide_dy || need.region == Region::china) continue;
        cost += need.base_t * run.game().world.needs[i].unit_cost;
        use += need.base_t;
    }
    track.dy_opening_cost = math::ratio(cost, use, 0.0);
    for (const FirmParams& firm : params.firms)
        if (firm.counts_plants) track.plants[index_of(firm.region)] += firm.plants;
    StopWatch stops(run.setup());
    PerRegion<double> settled{};
    while (run.play_week()) {
        const World& world = run.game().world;
        const Week before = track.weeks.empty() ? Week{} : track.weeks.back();
        Week week;
        read_prices(world, week);
        read_tariffs(world, run.first_day(), week);
        read_trade(run.setup(), world, week);
        read_desk(world, run.week(), before, settled, week);
        stops.read(world, run.week(), track, week);
        track.weeks.push_back(week);
    }
    track.refused_orders = run.refused();
    return track;
}

double output_t(const Setup& setup, const World& world, Stage stage, Region region) {
    double sum = 0.0;
    for (std::size_t i = 0; i < setup.params.facilities.size(); ++i)
        if (setup.params.facilities[i].region == region &&
            setup.params.recipes[setup.params.facilities[i].recipe].stage == stage)
            sum += world.facilities[i].output_t;
    return sum;
}

}  // namespace chokepoint::study

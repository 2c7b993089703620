// Quotes inside and outside China under controls, quotas and bans.
#include <algorithm>
#include <cmath>

#include "engine/base/math.hpp"
#include "engine/study/facts/facts.hpp"

namespace chokepoint::study {
namespace {

constexpr std::size_t dy = index_of(Product::oxide_dy), tb = index_of(Product::oxide_tb),
                      ndpr = index_of(Product::oxide_ndpr);

// The highest outside quote in weeks first..last (from 1) over the opening one.
double highest_quote(const Track& track, std::size_t product, int first, int last) {
    double highest = 0.0;
    for (int week = first; week <= last && week <= static_cast<int>(track.weeks.size()); ++week)
        highest = std::max(highest, track.weeks[static_cast<std::size_t>(week - 1)].price_outside[product]);
    return math::ratio(highest, track.opening.price_outside[product], 0.0);
}

// The largest move of an inside price away from its opening in the first weeks, percent.
double inside_move_pct(const Track& track, int last) {
    double largest = 0.0;
    for (int week = 1; week <= last && week <= static_cast<int>(track.weeks.size()); ++week)
        for (const std::size_t product : {dy, tb, ndpr}) {
            const double price = track.weeks[static_cast<std::size_t>(week - 1)].price_inside[product];
            largest = std::max(
                largest,
                100.0 * std::abs(math::ratio(price, track.opening.price_inside[product], 1.0) - 1.0));
        }
    return largest;
}

template <typename Measure>
Estimate median_over(const std::vector<Track>& tracks, Measure measure) {
    std::vector<double> values;
    for (const Track& track : tracks) values.push_back(measure(track));
    return median_of(values);
}

constexpr int spike_weeks = 78;  // eighteen months
constexpr int after_weeks = 104;

// Quotes of a run under a quota or ban, by week.
struct Spike {
    double peak = 0.0;   // over the opening
    double after = 1.0;  // share of the peak left two years after it
};

Spike spike_of(const std::vector<double>& quotes, double opening) {
    const auto end =
        quotes.begin() + std::min<std::ptrdiff_t>(spike_weeks, static_cast<std::ptrdiff_t>(quotes.size()));
    const auto top = std::max_element(quotes.begin(), end);
    if (top == end) return {};
    const auto later = std::min<std::ptrdiff_t>(after_weeks, quotes.end() - top - 1);
    return {math::ratio(*top, opening, 0.0), math::ratio(top[later], *top, 1.0)};
}

struct Spikes {
    Spike nd, dy;
};

Spikes spikes_of(Run& run) {
    const double nd0 = run.game().world.market.price_outside[ndpr],
                 dy0 = run.game().world.market.price_outside[dy];
    std::vector<double> nd_quotes, dy_quotes;
    while (run.play_week()) {
        nd_quotes.push_back(run.game().world.market.price_outside[ndpr]);
        dy_quotes.push_back(run.game().world.market.price_outside[dy]);
    }
    return {spike_of(nd_quotes, nd0), spike_of(dy_quotes, dy0)};
}

template <typename Measure>
std::vector<double> from(const std::vector<Spikes>& runs, Measure measure) {
    std::vector<double> values;
    for (const Spikes& each : runs) values.push_back(measure(each));
    return values;
}

// Leaves of the recorded course and of the opening only what bans exports to one importer.
void keep_ban_only(Scenario& scenario) {
    std::erase_if(scenario.controls,
                  [](const ControlSpec& control) { return control.kind != ControlKind::ban; });
}

bool is_ban(const DatedOrder& dated) {
    return dated.order.kind == OrderKind::set_control && dated.order.what == index_of(ControlKind::ban);
}

}  // namespace

Result<Finding> outside_quotes(Case& tested) {
    const auto recorded = tested.recorded();
    if (!recorded) return recorded.errors();
    const auto highest = [&](std::size_t product, int first) {
        return median_over(**recorded,
                           [&](const Track& track) { return highest_quote(track, product, first, 13); });
    };
    Finding finding;
    finding.parts.push_back(at_least("dysprosium oxide, highest quote of weeks 5 to 13 over the opening", "x",
                                     highest(dy, 5), 2.5));
    finding.parts.push_back(at_least("terbium oxide", "x", highest(tb, 5), 2.5));
    finding.parts.push_back(
        at_most("NdPr oxide, highest quote of weeks 1 to 13", "x", highest(ndpr, 1), 1.3));
    finding.parts.push_back(
        at_most("largest move of the three inside China", "percent",
                median_over(**recorded, [](const Track& track) { return inside_move_pct(track, 13); }), 15));
    return finding;
}

Result<Finding> two_markets(Case& tested) {
    const auto recorded = tested.recorded();
    if (!recorded) return recorded.errors();
    constexpr int weeks = 26;
    const auto cost = [](const Track& track) {
        double paid = 0.0, bought = 0.0;
        for (int week = 0; week < weeks && week < static_cast<int>(track.weeks.size()); ++week) {
            paid += track.weeks[static_cast<std::size_t>(week)].dy_paid;
            bought += track.weeks[static_cast<std::size_t>(week)].dy_bought_t;
        }
        return math::ratio(math::ratio(paid, bought, 0.0), track.dy_opening_cost, 1.0);
    };
    Finding finding;
    finding.parts.push_back(at_least(
        "dysprosium oxide, highest quote of weeks 1 to 26 over the opening", "x",
        median_over(**recorded, [](const Track& track) { return highest_quote(track, dy, 1, weeks); }), 3));
    finding.parts.push_back(at_most("volume-weighted cost of users outside China over the same weeks", "x",
                                    median_over(**recorded, cost), 1.5));
    return finding;
}

Result<Finding> quota_spike(Case& tested) {
    const auto scenario = tested.lab().scenario_named("japan-2010");
    if (!scenario) return Finding{{}, "not yet possible: " + scenario.error().message};
    auto whole = recorded_arm(*scenario, "quotas and ban of 2010", spike_weeks + after_weeks);
    if (!whole) return whole.errors();
    Arm ban = *whole;
    ban.name = "ban of 2010 alone";
    ban.treat = [treat = whole->treat](Scenario& drawn) {
        treat(drawn);
        keep_ban_only(drawn);
    };
    std::erase_if(ban.conduct.orders, [](const DatedOrder& dated) { return !is_ban(dated); });
    const auto with_quotas = tested.lab().each<Spikes>(*scenario, *whole, spikes_of);
    if (!with_quotas) return with_quotas.errors();
    const auto alone = tested.lab().each<Spikes>(*scenario, ban, spikes_of);
    if (!alone) return alone.errors();
    const auto nd_peak = [](const Spikes& run) { return run.nd.peak; };
    const auto dy_peak = [](const Spikes& run) { return run.dy.peak; };
    const auto nd_after = [](const Spikes& run) { return run.nd.after; };
    const auto dy_after = [](const Spikes& run) { return run.dy.after; };
    Finding finding;
    finding.parts.push_back(within("dysprosium oxide, peak inside 18 months", "x",
                                   median_of(from(*with_quotas, dy_peak)), 5, 20));
    finding.parts.push_back(
        within("neodymium oxide, peak inside 18 months", "x", median_of(from(*with_quotas, nd_peak)), 5, 20));
    finding.parts.push_back(at_most("dysprosium, 104 weeks after its peak", "of the peak",
                                    median_of(from(*with_quotas, dy_after)), 0.5));
    finding.parts.push_back(at_most("neodymium, 104 weeks after its peak", "of the peak",
                                    median_of(from(*with_quotas, nd_after)), 0.5));
    finding.parts.push_back(sure_below("ban alone: dysprosium peak less that with quotas", "x",
                                       paired_shift(from(*alone, dy_peak), from(*with_quotas, dy_peak)), 0));
    finding.parts.push_back(sure_below("ban alone: neodymium peak less that with quotas", "x",
                                       paired_shift(from(*alone, nd_peak), from(*with_quotas, nd_peak)), 0));
    return finding;
}

}  // namespace chokepoint::study

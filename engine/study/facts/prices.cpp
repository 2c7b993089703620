// Quotes inside and outside China under controls, quotas and bans.
#include "engine/study/facts/facts.hpp"
#include "engine/study/measures/of_track.hpp"

namespace chokepoint::study {
namespace {

template <typename Measure>
Estimate median_over(const std::vector<Track>& tracks, Measure measure) {
    std::vector<double> values;
    for (const Track& track : tracks) values.push_back(measure(track));
    return median_of(values);
}

struct Spikes {
    Spike nd, dy;
};

Spikes spikes_of(Run& run) {
    const Track track = track_of(run);
    return {spike_of(track, Product::oxide_ndpr), spike_of(track, Product::oxide_dy)};
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
    const auto highest = [&](Product product, int first) {
        return median_over(**recorded,
                           [&](const Track& track) { return highest_quote(track, product, first, 13); });
    };
    Finding finding;
    finding.parts.push_back(at_least("dysprosium oxide, highest quote of weeks 5 to 13 over the opening", "x",
                                     highest(Product::oxide_dy, 5), 2.5));
    finding.parts.push_back(at_least("terbium oxide", "x", highest(Product::oxide_tb, 5), 2.5));
    finding.parts.push_back(
        at_most("NdPr oxide, highest quote of weeks 1 to 13", "x", highest(Product::oxide_ndpr, 1), 1.3));
    finding.parts.push_back(
        at_most("largest move of the three inside China", "percent",
                median_over(**recorded, [](const Track& track) { return inside_move_pct(track, 13); }), 15));
    return finding;
}

Result<Finding> two_markets(Case& tested) {
    const auto recorded = tested.recorded();
    if (!recorded) return recorded.errors();
    constexpr int weeks = 26;
    const auto cost = [](const Track& track) { return dy_cost_ratio(track, weeks); };
    const auto quote = [](const Track& track) { return highest_quote(track, Product::oxide_dy, 1, weeks); };
    Finding finding;
    finding.parts.push_back(at_least(
        "dysprosium oxide, highest quote of weeks 1 to 26 over the opening", "x",
        median_over(**recorded, quote), 3));
    finding.parts.push_back(at_most("volume-weighted cost of users outside China over the same weeks", "x",
                                    median_over(**recorded, cost), 1.5));
    return finding;
}

Result<Finding> quota_spike(Case& tested) {
    const auto scenario = tested.lab().scenario_named("japan-2010");
    if (!scenario) return Finding{{}, "not yet possible: " + scenario.error().message};
    auto whole = recorded_arm(*scenario, "quotas and ban of 2010", spike_weeks + after_spike_weeks);
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

#include "engine/study/backtest.hpp"

#include <algorithm>

namespace chokepoint::study {
namespace {

constexpr int shortest_weeks = 52;

Finding find(Case& tested, int id) {
    for (const Fact& fact : all_facts()) {
        if (fact.id != id) continue;
        Result<Finding> finding = fact.find(tested);
        if (finding) return std::move(*finding);
        return {{}, "could not be run: " + to_string(finding.errors())};
    }
    return {{}, "there is no such fact"};
}

}  // namespace

Result<Backtest> backtest(const BacktestJob& job) {
    const auto start = parse_day(job.scenario.start);
    if (!start) return fail("start: '" + job.scenario.start + "' is no date");
    Backtest result;
    result.weeks = std::clamp(weeks_needed(*start, job.record), shortest_weeks, longest_record_weeks);
    const Lab lab(job.settings);
    Case tested(lab, job.scenario, result.weeks);
    if (!job.record.empty()) {
        const auto tracks = tested.recorded();
        if (!tracks) return tracks.errors();
        result.series = score(**tracks, job.record);
        for (const Track& track : **tracks)
            result.refused_orders = std::max(result.refused_orders, track.refused_orders);
    }
    for (const FactEntry& entry : job.facts) {
        FactResult fact{entry, find(tested, entry.id), false};
        fact.pass = fact.finding.passes();
        result.facts.push_back(std::move(fact));
    }
    return result;
}

}  // namespace chokepoint::study

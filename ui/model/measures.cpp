#include "ui/model/measures.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "ui/model/headline.hpp"

namespace chokepoint::ui {
namespace {

TariffStack make_stack(const History& history, Government by, Region on, int week) {
    TariffStack stack;
    stack.by = by;
    stack.title = std::string(name_in_words(by)) + " tariffs on " + (on == Region::us ? "the U.S." : std::string(name_in_words(on)));
    std::map<TariffComponent, std::vector<double>> rates;
    std::size_t count = 0;
    for (const auto& [at, known] : history.weeks()) {
        if (at > week) break;
        const PublicView& record = known.snapshot->record;
        for (const TariffMeasure& tariff : record.tariffs) {
            if (tariff.by != by || tariff.on != on || !tariff.in_force(record.today) || tariff.rate_pct <= 0) continue;
            std::vector<double>& rate = rates[tariff.component];
            rate.resize(count + 1, 0.0);
            rate[count] += tariff.rate_pct;
        }
        stack.total_pct.push_back(by == Government::us ? record.us_tariff_headline_pct : record.china_tariff_headline_pct);
        stack.weighted_pct.push_back(by == Government::us ? record.us_tariff_weighted_pct
                                                          : record.china_tariff_weighted_pct);
        ++count;
    }
    for (auto& [component, rate] : rates) {
        rate.resize(count, 0.0);
        stack.layers.push_back({component, std::string(name_in_words(component)), std::move(rate)});
    }
    return stack;
}

void extend(std::vector<Span>& spans, Standing standing, int week) {
    if (!spans.empty() && spans.back().standing == standing && spans.back().until_week == week)
        spans.back().until_week = week + 1;
    else
        spans.push_back({standing, week, week + 1});
}

std::vector<ControlBar> make_bars(const Scenario& scenario, const History& history, int week) {
    using Key = std::tuple<Government, Day, ControlKind, MaterialMask, RegionMask>;
    std::map<Key, ControlBar> bars;
    const std::optional<Day> start = parse_day(scenario.start);
    for (const auto& [at, known] : history.weeks()) {
        if (at > week) break;
        const PublicView& record = known.snapshot->record;
        for (const ControlMeasure& control : record.controls) {
            if (record.today >= control.until_day) continue;
            ControlBar& bar = bars[{control.by, control.from_day, control.kind, control.materials, control.destinations}];
            bar.by = control.by;
            bar.kind = control.kind;
            bar.text = describe(control);
            const Standing standing = record.today < control.from_day ? Standing::announced
                                      : control.in_force(record.today) ? Standing::in_force
                                                                       : Standing::suspended;
            extend(bar.spans, standing, at);
            bar.planned_until_week = start && control.until_day < far_day ? (control.until_day - *start) / 7 + 1 : 0;
        }
    }
    std::vector<ControlBar> list;
    for (auto& [key, bar] : bars) {
        bar.is_in_force = !bar.spans.empty() && bar.spans.back().standing == Standing::in_force &&
                          bar.spans.back().until_week > week;
        list.push_back(std::move(bar));
    }
    return list;
}

}  // namespace

MeasuresView make_measures(const Scenario& scenario, const History& history, int week) {
    MeasuresView view;
    for (const auto& [at, known] : history.weeks()) {
        if (at > week) break;
        view.weeks.push_back(at);
        const TruceStatus truce = truce_status(scenario, known.snapshot->record);
        if (truce.kind == TruceStatus::Kind::in_force) extend(view.truces, Standing::in_force, at);
        if (truce.kind == TruceStatus::Kind::disputed) extend(view.truces, Standing::suspended, at);
    }
    view.us = make_stack(history, Government::us, Region::china, week);
    view.china = make_stack(history, Government::china, Region::us, week);
    view.controls = make_bars(scenario, history, week);
    return view;
}

}  // namespace chokepoint::ui

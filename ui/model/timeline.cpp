#include "ui/model/timeline.hpp"

#include <algorithm>

namespace chokepoint::ui {

Subject subject_of(EventKind kind) {
    switch (kind) {
        case EventKind::tariff_set: return Subject::tariff;
        case EventKind::control_set:
        case EventKind::control_lifted:
        case EventKind::licences_decided:
        case EventKind::firms_listed: return Subject::control;
        case EventKind::talk_opened:
        case EventKind::talk_closed:
        case EventKind::offer_made:
        case EventKind::offer_accepted:
        case EventKind::offer_rejected:
        case EventKind::offer_withdrawn:
        case EventKind::statement_made: return Subject::talks;
        case EventKind::agreement_signed:
        case EventKind::agreement_in_force:
        case EventKind::ratification_failed:
        case EventKind::breach_declared:
        case EventKind::snapped_back:
        case EventKind::agreement_expired:
        case EventKind::agreement_renewed:
        case EventKind::agreement_suspended: return Subject::agreement;
        case EventKind::plants_stopped:
        case EventKind::plants_restarted: return Subject::plants;
        case EventKind::price_moved:
        case EventKind::stockpile_moved:
        case EventKind::shock: return Subject::market;
        case EventKind::project_moved:
        case EventKind::passed:
        case EventKind::refused:
        case EventKind::aid_given: return Subject::other;
    }
    return Subject::other;
}

TimelineView make_timeline(const Scenario& scenario, const History& history) {
    TimelineView view;
    view.weeks_total = history.last_week();
    for (const auto& [at, known] : history.weeks()) {
        const Snapshot& snapshot = *known.snapshot;
        view.weeks_total = std::max(view.weeks_total, snapshot.record.weeks);
        TimelineWeek& week = view.weeks.emplace_back();
        week.week = at;
        week.day = snapshot.record.today;
        week.us_tariff_pct = snapshot.record.us_tariff_headline_pct;
        week.china_tariff_pct = snapshot.record.china_tariff_headline_pct;
        double plants = 0.0;
        for (double value : snapshot.record.plants_stopped) week.plants_stopped += value;
        for (double value : snapshot.record.plants) plants += value;
        view.plants = std::max(view.plants, plants);
        view.plants_stopped_peak = std::max(view.plants_stopped_peak, week.plants_stopped);
        for (const Event& event : snapshot.events)
            week.happenings.push_back({at, event.round, event.importance, subject_of(event.kind), event.by,
                                       event.is_public, describe(scenario, event)});
        std::stable_sort(week.happenings.begin(), week.happenings.end(),
                         [](const Happening& a, const Happening& b) { return a.importance > b.importance; });
    }
    view.truces = make_measures(scenario, history, history.last_week()).truces;
    return view;
}

}  // namespace chokepoint::ui

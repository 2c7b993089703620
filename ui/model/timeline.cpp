#include "ui/model/timeline.hpp"

#include <algorithm>

namespace chokepoint::ui {
namespace {

bool is_main(const Scenario& scenario, const Event& event, const PublicView& record) {
    if (event.kind == EventKind::plants_stopped || event.kind == EventKind::control_set) return true;
    const SeatId us = seat_of(scenario, Government::us), china = seat_of(scenario, Government::china);
    const auto is_side = [&](SeatId seat) { return seat != no_seat && (seat == us || seat == china); };
    if (event.kind == EventKind::tariff_set)
        return is_side(event.by) && (event.region == Region::us || event.region == Region::china);
    if (subject_of(event.kind) == Subject::agreement && event.subject < record.agreements.size()) {
        const PartyList& parties = record.agreements[event.subject].parties;
        return std::count_if(parties.begin(), parties.end(), is_side) == 2;
    }
    return is_side(event.by) && is_side(event.to);
}

// A firm's plants stop and restart by group; a reader wants the firm's sum.
template <typename Events>
std::vector<Event> by_firm(const Events& events) {
    std::vector<Event> merged;
    for (const Event& event : events) {
        const bool counts_plants = event.kind == EventKind::plants_stopped || event.kind == EventKind::plants_restarted;
        const auto same = std::find_if(merged.begin(), merged.end(), [&](const Event& other) {
            return counts_plants && other.kind == event.kind && other.subject == event.subject && other.region == event.region && other.round == event.round;
        });
        if (same != merged.end()) same->value += event.value;
        else merged.push_back(event);
    }
    return merged;
}

}  // namespace

Subject subject_of(EventKind kind) {
    switch (kind) {
        case EventKind::tariff_set: return Subject::tariff;
        case EventKind::control_set:
        case EventKind::control_lifted:
        case EventKind::licences_decided:
        case EventKind::supply_policy:
        case EventKind::firms_listed: return Subject::control;
        case EventKind::talk_opened:
        case EventKind::talk_closed:
        case EventKind::offer_made:
        case EventKind::offer_accepted:
        case EventKind::offer_rejected:
        case EventKind::offer_withdrawn:
        case EventKind::talk_left:
        case EventKind::talk_joined:
        case EventKind::summit_asked:
        case EventKind::summit_agreed:
        case EventKind::summit_failed:
        case EventKind::statement_made: return Subject::talks;
        case EventKind::agreement_signed:
        case EventKind::agreement_in_force:
        case EventKind::ratification_failed:
        case EventKind::breach_declared:
        case EventKind::snapped_back:
        case EventKind::agreement_expired:
        case EventKind::agreement_renewed:
        case EventKind::agreement_resumed:
        case EventKind::clause_waived:
        case EventKind::agreement_suspended: return Subject::agreement;
        case EventKind::plants_stopped: return Subject::plants;
        case EventKind::plants_restarted: return Subject::restarts;
        case EventKind::price_moved:
        case EventKind::stockpile_moved:
        case EventKind::shock: return Subject::market;
        case EventKind::project_moved:
        case EventKind::passed:
        case EventKind::refused:
        case EventKind::inquiry_done:
        case EventKind::misreport_found:
        case EventKind::aid_given: return Subject::other;
    }
    return Subject::other;
}

TimelineView make_timeline(const Scenario& scenario, const History& history) {
    TimelineView view;
    view.weeks_total = history.last_week();
    auto saying = history.sayings().begin();
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
        for (const Event& event : by_firm(snapshot.events))
            week.happenings.push_back({at, event.round, event.importance, subject_of(event.kind), event.by,
                                       event.is_public, is_main(scenario, event, snapshot.record),
                                       describe(scenario, event, &snapshot.record)});
        for (; saying != history.sayings().end() && saying->week <= at; ++saying)
            week.happenings.push_back({at, saying->round, 1, Subject::talks, saying->by, saying->talk == 255 && saying->to == no_seat,
                                       false, describe(scenario, *saying)});
        std::stable_sort(week.happenings.begin(), week.happenings.end(),
                         [](const Happening& a, const Happening& b) {
                             if (a.importance != b.importance) return a.importance > b.importance;
                             return a.is_main && !b.is_main;
                         });
    }
    view.truces = make_measures(scenario, history, history.last_week()).truces;
    return view;
}

}  // namespace chokepoint::ui

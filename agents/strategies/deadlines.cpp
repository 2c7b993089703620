#include "agents/strategies/deadlines.hpp"

#include <algorithm>

#include "agents/strategies/judgement.hpp"

namespace chokepoint::agents {

namespace {

constexpr double a_rise = 0.5;  // points: less is rounding

// The earlier of two weeks of which 0 means none.
int sooner(int a, int b) { return a == 0 ? b : b == 0 ? a : std::min(a, b); }

int week_of_day(const PublicView& record, Day day) { return record.week + (day - record.today + 6) / 7; }

// The day on which a tariff of one on the other comes back that an agreement holds aside.
int end_of_suspension(const PublicView& record, Government by, Region on) {
    int week = 0;
    for (const TariffMeasure& tariff : record.tariffs)
        if (tariff.by == by && tariff.on == on && tariff.suspended_until > record.today && tariff.suspended_until < std::min(tariff.until_day, far_day))
            week = sooner(week, week_of_day(record, tariff.suspended_until));
    for (const ControlMeasure& control : record.controls)
        if (control.by == by && (control.destinations & bit(on)) != 0 && control.suspended_until > record.today &&
            control.suspended_until < std::min(control.until_day, far_day))
            week = sooner(week, week_of_day(record, control.suspended_until));
    return week;
}

int end_of_truce(const View& view, SeatId a, SeatId b) {
    const Agreement* truce = agreement_between(view.standing, a, b, true);
    return truce != nullptr && truce->expiry_week > view.record.week ? truce->expiry_week : 0;
}

int dated_rise(const PublicView& record, Government by, Region on) {
    int week = 0;
    for (const TariffMeasure& tariff : record.tariffs)
        if (tariff.by == by && tariff.on == on && tariff.from_day > record.today &&
            tariff_in_force(record, by, on, tariff.from_day) > tariff_in_force(record, by, on, record.today) + a_rise)
            week = sooner(week, week_of_day(record, tariff.from_day));
    return week;
}

// Keeps in mind the first rise that was dated well ahead.
int noted(GovernmentMind& mind, SeatId with, int rise, int week) {
    if (mind.rise_week <= week) mind.rise_week = 0;
    const bool is_well_ahead = rise >= week + judgement::least_notice_weeks;
    if (is_well_ahead && (mind.rise_week == 0 || rise < mind.rise_week)) {
        mind.rise_week = static_cast<std::int16_t>(rise);
        mind.rise_with = with;
    }
    return mind.rise_with == with ? mind.rise_week : 0;
}

}  // namespace

int next_deadline(const View& view, const PartyList& parties, SeatId self, GovernmentMind* mind) {
    const PublicView& record = view.record;
    int first = 0;
    for (SeatId other : parties) {
        if (other == self || !view.facts.is_government(other) || !view.facts.is_government(self)) continue;
        const Government one = view.facts.government_of(self), two = view.facts.government_of(other);
        int rise = 0;
        for (const auto& [by, on] : {std::pair{one, two}, std::pair{two, one}}) {
            first = sooner(first, end_of_suspension(record, by, home_of(on)));
            rise = sooner(rise, dated_rise(record, by, home_of(on)));
        }
        first = sooner(first, end_of_truce(view, self, other));
        if (mind != nullptr) first = sooner(first, noted(*mind, other, rise, record.week));
    }
    return first;
}

}  // namespace chokepoint::agents

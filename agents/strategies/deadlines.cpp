#include "agents/strategies/deadlines.hpp"

#include <algorithm>

#include "agents/strategies/judgement.hpp"

namespace chokepoint::agents {

namespace {

constexpr double a_rise = 0.5;  // points: less is rounding

// The earlier of two weeks of which 0 means none.
int sooner(int a, int b) { return a == 0 ? b : b == 0 ? a : std::min(a, b); }

int week_of_day(const PublicView& record, Day day) { return record.week + (day - record.today + 6) / 7; }

// What is dated between two governments: the first week in which something comes back that an agreement holds aside, and the first
// in which tariffs rise; 0: none.
struct Dated {
    int end_of_suspension = 0, rise = 0;
};

bool is_between(const TariffMeasure& tariff, Government one, Government two) {
    return (tariff.by == one && tariff.on == home_of(two)) || (tariff.by == two && tariff.on == home_of(one));
}

bool rises_on(const PublicView& record, const TariffMeasure& tariff) {
    return tariff.from_day > record.today && tariff_in_force(record, tariff.by, tariff.on, tariff.from_day) >
                                                 tariff_in_force(record, tariff.by, tariff.on, record.today) + a_rise;
}

Dated dated_between(const PublicView& record, Government one, Government two) {
    Dated dated;
    const auto comes_back = [&](const auto& measure) {
        if (measure.suspended_until > record.today && measure.suspended_until < std::min(measure.until_day, far_day))
            dated.end_of_suspension = sooner(dated.end_of_suspension, week_of_day(record, measure.suspended_until));
    };
    for (const TariffMeasure& tariff : record.tariffs) {
        if (!is_between(tariff, one, two)) continue;
        comes_back(tariff);
        if (rises_on(record, tariff)) dated.rise = sooner(dated.rise, week_of_day(record, tariff.from_day));
    }
    for (const ControlMeasure& control : record.controls)
        if ((control.by == one && (control.destinations & bit(home_of(two))) != 0) ||
            (control.by == two && (control.destinations & bit(home_of(one))) != 0))
            comes_back(control);
    return dated;
}

int end_of_truce(const View& view, SeatId a, SeatId b) {
    const Agreement* truce = agreement_between(view.standing, a, b, true);
    return truce != nullptr && truce->expiry_week > view.record.week ? truce->expiry_week : 0;
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
        const Dated dated = dated_between(record, view.facts.government_of(self), view.facts.government_of(other));
        first = sooner(sooner(first, dated.end_of_suspension), end_of_truce(view, self, other));
        if (mind != nullptr) first = sooner(first, noted(*mind, other, dated.rise, record.week));
    }
    return first;
}

}  // namespace chokepoint::agents

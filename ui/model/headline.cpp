#include "ui/model/headline.hpp"

#include <algorithm>

namespace chokepoint::ui {
namespace {

bool is_between(const Agreement& agreement, SeatId a, SeatId b) {
    return a != no_seat && b != no_seat && is_party(agreement.parties, a) && is_party(agreement.parties, b);
}

double total(const std::array<double, count_of<Region>>& by_region) {
    double sum = 0.0;
    for (double value : by_region) sum += value;
    return sum;
}

}  // namespace

TruceStatus truce_status(const Scenario& scenario, const PublicView& record) {
    const SeatId us = seat_of(scenario, Government::us), china = seat_of(scenario, Government::china);
    TruceStatus best;
    best.in_words = "No truce";
    const auto rank = [](TruceStatus::Kind kind) {
        switch (kind) {
            case TruceStatus::Kind::none: return 0;
            case TruceStatus::Kind::ended: return 1;
            case TruceStatus::Kind::signed_only: return 2;
            case TruceStatus::Kind::disputed: return 3;
            case TruceStatus::Kind::in_force: return 4;
        }
        return 0;
    };
    for (const Agreement& agreement : record.agreements) {
        if (!is_between(agreement, us, china)) continue;
        const bool has_truce = std::any_of(agreement.terms.begin(), agreement.terms.end(),
                                           [](const Term& term) { return term.kind == TermKind::truce; });
        if (!has_truce) continue;
        TruceStatus status;
        status.since_week = agreement.in_force_week;
        status.until_week = agreement.expiry_week;
        switch (agreement.state) {
            case AgreementState::accepted:
                status.kind = TruceStatus::Kind::signed_only;
                status.in_words = "Truce signed, not yet in force";
                break;
            case AgreementState::in_force:
            case AgreementState::renewed:
                status.kind = TruceStatus::Kind::in_force;
                status.in_words = agreement.expiry_week > 0 ? "Truce until week " + std::to_string(agreement.expiry_week)
                                                            : std::string("Truce in force");
                break;
            case AgreementState::suspended:
                status.kind = TruceStatus::Kind::disputed;
                status.in_words = "Truce suspended";
                break;
            case AgreementState::breached:
                status.kind = TruceStatus::Kind::disputed;
                status.in_words = "Truce in dispute";
                break;
            case AgreementState::expired:
            case AgreementState::kept:
            case AgreementState::terminated:
                status.kind = TruceStatus::Kind::ended;
                status.in_words = "No truce (the last one ended)";
                break;
            case AgreementState::not_ratified:
                status.kind = TruceStatus::Kind::none;
                status.in_words = "No truce (not ratified)";
                break;
        }
        if (rank(status.kind) >= rank(best.kind)) best = status;
    }
    return best;
}

Headline make_headline(const Scenario& scenario, const History& history, int week) {
    Headline head;
    head.title = scenario.title.empty() ? scenario.name : scenario.title;
    const Snapshot* snapshot = history.snapshot_at(week);
    if (snapshot == nullptr) {
        head.when = "Waiting for the first week";
        head.truce.in_words = "No truce";
        return head;
    }
    const PublicView& record = snapshot->record;
    head.when = "Week " + std::to_string(record.week);
    if (record.weeks > 0) head.when += " of " + std::to_string(record.weeks);
    head.date = date_in_words(record.today);
    head.us_tariff_pct = record.us_tariff_headline_pct;
    head.china_tariff_pct = record.china_tariff_headline_pct;
    head.plants = total(record.plants);
    head.plants_stopped = total(record.plants_stopped);
    const std::size_t dy = index_of(Product::oxide_dy);
    head.dy_inside = record.price_inside[dy];
    head.dy_outside = record.price_outside[dy];
    head.dy_multiple = head.dy_inside > 0 ? head.dy_outside / head.dy_inside : 0.0;
    head.approval_us_pct = record.approval_pct[index_of(Government::us)];
    head.approval_china_pct = record.approval_pct[index_of(Government::china)];
    head.truce = truce_status(scenario, record);
    if (record.week > history.first_week()) {
        const PublicView& before = history.snapshot_at(record.week - 1)->record;
        head.us_tariff_change = head.us_tariff_pct - before.us_tariff_headline_pct;
        head.china_tariff_change = head.china_tariff_pct - before.china_tariff_headline_pct;
        head.plants_stopped_change = head.plants_stopped - total(before.plants_stopped);
    }
    return head;
}

}  // namespace chokepoint::ui

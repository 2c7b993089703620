#include "engine/study/reservation/reservation.hpp"

#include <algorithm>
#include <iterator>

namespace chokepoint::study {
namespace {

// One government's bids as points, by their agenda's best: what is at stake differs by game and week.
std::vector<LinePoint> points_of(const std::vector<ValuedBid>& bids) {
    std::vector<LinePoint> points;
    for (const ValuedBid& bid : bids) points.push_back({bid.closed / bid.best, bid.gain / bid.best, bid.error / bid.best, bid.game});
    return points;
}

bool says_something(const ValuedBid& bid) { return bid.is_known && bid.best > 0.0; }

void look_at_the_rest(const std::vector<ValuedBid>& bids, const std::vector<LinePoint>& points, Reservation& found) {
    std::vector<double> left, weeks, shortages;
    for (std::size_t i = 0; i < bids.size(); ++i) {
        left.push_back(points[i].y - found.line.at(points[i].x));
        weeks.push_back(bids[i].week);
        shortages.push_back(bids[i].shortage_ahead);
        found.in_force += bids[i].in_force / static_cast<double>(bids.size());
        found.losing += (bids[i].gain < 0.0 ? 1.0 : 0.0) / static_cast<double>(bids.size());
        found.poorest = std::min(found.poorest, points[i].x);
    }
    found.left_by_week = rank_correlation(left, weeks);
    found.left_by_shortage = rank_correlation(left, shortages);
}

ReservationVerdict verdict_of(const Reservation& found) {
    if (!found.line.rises()) return ReservationVerdict::open;
    const Estimate& zero = found.line.zero;
    const bool may_be_said = zero.low >= least_no_deal_worth && zero.high <= most_no_deal_worth;
    return may_be_said && zero.value >= found.poorest ? ReservationVerdict::fitted : ReservationVerdict::beyond;
}

}  // namespace

std::string no_deal_path(Government government) { return "governments[" + std::string(name_of(government)) + "].no_deal_worth"; }

std::vector<Reservation> reservations(const Scenario& scenario, const std::vector<ValuedBid>& bids) {
    std::vector<Reservation> all;
    for (std::size_t seat = 0; seat < scenario.governments.size(); ++seat) {
        std::vector<ValuedBid> own;
        std::copy_if(bids.begin(), bids.end(), std::back_inserter(own), [&](const ValuedBid& bid) { return bid.seat == seat && says_something(bid); });
        if (own.empty()) continue;
        const GovernmentSpec& spec = scenario.governments[seat];
        Reservation found{spec.government, no_deal_path(spec.government), spec.no_deal_worth, {},
                          ReservationVerdict::open, 0.0, 0.0, 0.0, 0.0, 0.0};
        const std::vector<LinePoint> points = points_of(own);
        found.line = fit_line(points);
        look_at_the_rest(own, points, found);
        found.verdict = verdict_of(found);
        all.push_back(found);
    }
    return all;
}

}  // namespace chokepoint::study

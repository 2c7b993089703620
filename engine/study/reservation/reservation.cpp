#include "engine/study/reservation/reservation.hpp"

#include <algorithm>
#include <iterator>

namespace chokepoint::study {
namespace {

// One government's bids as points, by their agenda's best: what is at stake differs a hundredfold between partners.
std::vector<LinePoint> points_of(const std::vector<ValuedBid>& bids) {
    std::vector<LinePoint> points;
    for (const ValuedBid& bid : bids) points.push_back({bid.closed / bid.best, bid.gain / bid.best, bid.error / bid.best, bid.game});
    return points;
}

bool says_something(const ValuedBid& bid) { return bid.in_force > 0.0 && bid.best > 0.0; }

void look_at_the_rest(const std::vector<ValuedBid>& bids, const std::vector<LinePoint>& points, Reservation& found) {
    std::vector<double> left, weeks, shortages;
    for (std::size_t i = 0; i < bids.size(); ++i) {
        left.push_back(points[i].y - found.line.at(points[i].x));
        weeks.push_back(bids[i].week);
        shortages.push_back(bids[i].shortage_ahead);
        found.in_force += bids[i].in_force / static_cast<double>(bids.size());
    }
    found.left_by_week = rank_correlation(left, weeks);
    found.left_by_shortage = rank_correlation(left, shortages);
}

ReservationVerdict verdict_of(const Line& line) {
    if (!line.rises()) return ReservationVerdict::open;
    const bool fits = line.zero.low >= least_no_deal_worth && line.zero.high <= most_no_deal_worth;
    return fits ? ReservationVerdict::fitted : ReservationVerdict::out_of_range;
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
                          ReservationVerdict::open, 0.0, 0.0, 0.0};
        const std::vector<LinePoint> points = points_of(own);
        found.line = fit_line(points);
        found.verdict = verdict_of(found.line);
        look_at_the_rest(own, points, found);
        all.push_back(found);
    }
    return all;
}

}  // namespace chokepoint::study

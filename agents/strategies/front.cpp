#include "agents/strategies/front.hpp"

#include <algorithm>

#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr double most_cushion = 0.5;  // of a squeeze that shared stock can take away: stocks run out

void join(Front& front, const Front& other) {
    for (std::size_t g = 0; g < front.holds.size(); ++g) front.holds[g] = front.holds[g] || other.holds[g];
    front.stock_usd_m += other.stock_usd_m;
}

// The queue and the stock that one agreement shares.
Front shared_by(const View& view, const Agreement& agreement) {
    Front front;
    for (const Term& term : agreement.terms) {
        if (term.kind != TermKind::shared_queue && term.kind != TermKind::pooled_stockpile) continue;
        if (!view.facts.is_government(term.by) || !view.facts.is_government(term.to)) continue;
        if (term.kind == TermKind::shared_queue)
            for (SeatId seat : {term.by, term.to}) front.holds[index_of(view.facts.government_of(seat))] = true;
        if (term.kind == TermKind::pooled_stockpile && term.what < count_of<Product>)
            front.stock_usd_m += term.amount * view.facts.opening_price_outside[term.what] / 1000.0;
    }
    return front;
}

}  // namespace

bool Front::is_shared() const { return std::count(holds.begin(), holds.end(), true) > 1; }

Front alone(Government government) {
    Front front;
    front.holds[index_of(government)] = true;
    return front;
}

Front front_of(const View& view, Government government) {
    Front front = alone(government);
    for (const StandingAgreement& stands : view.standing) {
        if (!stands.has_party(view.facts.seat_of(government)) || !is_in_force(stands.agreement->state)) continue;
        const Front shared = shared_by(view, *stands.agreement);
        if (shared.has(government)) join(front, shared);
    }
    return front;
}

Front joined(const Front& a, const Front& b) {
    Front both = a;
    join(both, b);
    return both;
}

double custom_of(const View& view, Region region) {
    constexpr double half_year = 26.0 / 4.0;  // the figures are of four weeks
    return half_year * view.record.magnet_exports_base_t[index_of(region)] *
           view.facts.opening_price_outside[index_of(Product::magnet_ndfeb_ht)] / 1000.0;
}

double pressure_left(const View& view, const Front& front) {
    double custom = 0.0, largest = 0.0, all = 0.0;
    for (Region region : all_of<Region>())
        if (region != Region::china) all += custom_of(view, region);
    for (Government member : all_of<Government>()) {
        if (!front.has(member)) continue;
        const double own = custom_of(view, home_of(member));
        custom += own;
        largest = std::max(largest, own);
    }
    const double weight = math::clamp(math::ratio(custom - largest, all - largest, 0.0), 0.0, 1.0);
    const double cushion = math::clamp(math::ratio(front.stock_usd_m, custom, 0.0), 0.0, most_cushion);
    return (1.0 - weight) * (1.0 - cushion);
}

}  // namespace chokepoint::agents

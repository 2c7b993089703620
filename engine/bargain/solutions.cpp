#include "engine/bargain/solutions.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/check.hpp"
#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"

namespace chokepoint::bargain {
namespace {

// Partial bids with what they are worth to each party, flat: a million points of a few parties.
struct Front {
    std::size_t parties = 0;
    std::vector<Bid> bids;
    std::vector<double> worth;  // parties values for each bid

    std::size_t size() const { return bids.size(); }
    const double* at(std::size_t i) const { return worth.data() + i * parties; }
    void push(const Bid& bid, const double* values) {
        bids.push_back(bid);
        worth.insert(worth.end(), values, values + parties);
    }
};

// Whether a is at least as good for everybody.
bool covers(const double* a, const double* b, std::size_t parties) {
    for (std::size_t k = 0; k < parties; ++k)
        if (a[k] < b[k]) return false;
    return true;
}

// Keeps what nothing else covers. Sorted by the first party's utility, then the next one's, only what stands before can cover.
Front undominated(const Front& all) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::lexicographical_compare(all.at(b), all.at(b) + all.parties, all.at(a), all.at(a) + all.parties);
    });
    Front kept;
    kept.parties = all.parties;
    for (const std::size_t i : order) {
        bool covered = false;
        if (all.parties <= 2) {  // the last kept has the greatest second utility so far
            covered = kept.size() > 0 && kept.at(kept.size() - 1)[all.parties - 1] >= all.at(i)[all.parties - 1];
        } else {
            for (std::size_t k = kept.size(); k-- > 0 && !covered;) covered = covers(kept.at(k), all.at(i), all.parties);
        }
        if (!covered) kept.push(all.bids[i], all.at(i));
    }
    return kept;
}

Front enumerated(const Domain& domain, std::span<const Party> parties) {
    Front all;
    all.parties = parties.size();
    std::vector<double> values(parties.size());
    Bid bid = domain.first();
    do {
        for (std::size_t k = 0; k < parties.size(); ++k) values[k] = parties[k].of(bid);
        all.push(bid, values.data());
    } while (domain.next(bid));
    return undominated(all);
}

bool all_additive(std::span<const Party> parties) {
    return std::all_of(parties.begin(), parties.end(), [](const Party& party) { return std::holds_alternative<AdditiveUtility>(party.utility); });
}

// Issue by issue; empty where a front on the way grows beyond bounds.
Front folded(const Domain& domain, std::span<const Party> parties) {
    Front front;
    front.parties = parties.size();
    front.push(domain.first(), std::vector<double>(parties.size(), 0.0).data());
    std::vector<double> values(parties.size());
    for (std::size_t issue = 0; issue < domain.issues(); ++issue) {
        Front wider;
        wider.parties = parties.size();
        if (static_cast<double>(front.size() * domain.levels(issue)) > most_enumerated) return {};
        for (std::size_t i = 0; i < front.size(); ++i)
            for (std::size_t level = 0; level < domain.levels(issue); ++level) {
                Bid bid = front.bids[i];
                bid[issue] = static_cast<std::uint8_t>(level);
                for (std::size_t k = 0; k < parties.size(); ++k)
                    values[k] = front.at(i)[k] + std::get<AdditiveUtility>(parties[k].utility).of(issue, level);
                wider.push(bid, values.data());
            }
        front = undominated(wider);
    }
    return front;
}

// Climbs by one issue at a time to the best weighted sum that it can see.
Bid climbed(const Domain& domain, std::span<const Party> parties, const std::vector<double>& weights, Bid bid) {
    const auto worth = [&](const Bid& each) {
        double sum = 0.0;
        for (std::size_t k = 0; k < parties.size(); ++k) sum += weights[k] * parties[k].of(each);
        return sum;
    };
    double best = worth(bid);
    for (bool better = true; better;) {
        better = false;
        for (std::size_t issue = 0; issue < domain.issues(); ++issue)
            for (std::size_t level = 0; level < domain.levels(issue); ++level) {
                Bid other = bid;
                other[issue] = static_cast<std::uint8_t>(level);
                if (const double value = worth(other); value > best) bid = other, best = value, better = true;
            }
    }
    return bid;
}

Front searched(const Domain& domain, std::span<const Party> parties) {
    constexpr int weightings = 200, starts = 10;
    Front found;
    found.parties = parties.size();
    std::vector<double> weights(parties.size()), values(parties.size());
    for (int w = 0; w < weightings; ++w) {
        Rng rng(1, static_cast<std::uint32_t>(w), Purpose::permutation);
        for (double& weight : weights) weight = -math::log(1.0 - rng.uniform());  // even over the simplex
        for (int s = 0; s < starts; ++s) {
            Bid bid = domain.first();
            for (std::size_t issue = 0; issue < domain.issues(); ++issue)
                bid[issue] = static_cast<std::uint8_t>(rng.below(static_cast<std::uint32_t>(domain.levels(issue))));
            bid = climbed(domain, parties, weights, bid);
            for (std::size_t k = 0; k < parties.size(); ++k) values[k] = parties[k].of(bid);
            found.push(bid, values.data());
        }
    }
    return undominated(found);
}

// The point of greatest merit; of equal ones that of the greatest sum, and then the first.
template <typename Merit>
Point best_of(const std::vector<Point>& points, Merit merit) {
    const Point* best = nullptr;
    double best_merit = 0.0, best_sum = 0.0;
    for (const Point& point : points) {
        const double value = merit(point), sum = std::accumulate(point.utilities.begin(), point.utilities.end(), 0.0);
        if (best != nullptr && (value < best_merit || (value == best_merit && sum <= best_sum))) continue;
        best = &point, best_merit = value, best_sum = sum;
    }
    CHOKEPOINT_CHECK(best != nullptr);
    return *best;
}

double least_gain(const Point& point, std::span<const Party> parties) {
    double least = point.utilities[0] - parties[0].reservation;
    for (std::size_t k = 1; k < parties.size(); ++k) least = std::min(least, point.utilities[k] - parties[k].reservation);
    return least;
}

double product_of_gains(const Point& point, std::span<const Party> parties) {
    if (const double least = least_gain(point, parties); least < 0.0) return least;
    double product = 1.0;
    for (std::size_t k = 0; k < parties.size(); ++k) product *= point.utilities[k] - parties[k].reservation;
    return product;
}

// The most that each could gain in a deal that leaves nobody under his reservation value.
std::vector<double> ideal_gains(const std::vector<Point>& front, std::span<const Party> parties) {
    std::vector<double> most(parties.size(), 0.0);
    for (const Point& point : front)
        if (least_gain(point, parties) >= 0.0)
            for (std::size_t k = 0; k < parties.size(); ++k) most[k] = std::max(most[k], point.utilities[k] - parties[k].reservation);
    return most;
}

}  // namespace

Solutions solve(const Domain& domain, std::span<const Party> parties) {
    CHOKEPOINT_CHECK(!parties.empty());
    Solutions solutions;
    Front front;
    front.parties = parties.size();
    if (domain.bids() <= most_enumerated) front = enumerated(domain, parties);
    else if (all_additive(parties)) front = folded(domain, parties);
    if (front.size() == 0) {
        front = searched(domain, parties);
        solutions.exact = false;
    }
    for (std::size_t i = 0; i < front.size(); ++i) {
        Point point{front.bids[i], {}};
        for (const Party& party : parties) point.utilities.push_back(party.of(point.bid));
        solutions.front.push_back(std::move(point));
    }
    const std::vector<double> ideal = ideal_gains(solutions.front, parties);
    solutions.nash = best_of(solutions.front, [&](const Point& point) { return product_of_gains(point, parties); });
    solutions.egalitarian = best_of(solutions.front, [&](const Point& point) { return least_gain(point, parties); });
    solutions.kalai_smorodinsky = best_of(solutions.front, [&](const Point& point) {
        if (const double least = least_gain(point, parties); least < 0.0) return least;
        double share = 1.0;
        for (std::size_t k = 0; k < parties.size(); ++k)
            if (ideal[k] > 0.0) share = std::min(share, (point.utilities[k] - parties[k].reservation) / ideal[k]);
        return share;
    });
    solutions.max_welfare =
        best_of(solutions.front, [](const Point& point) { return std::accumulate(point.utilities.begin(), point.utilities.end(), 0.0); });
    return solutions;
}

double distance(const Point& a, const Point& b) {
    double sum = 0.0;
    for (std::size_t k = 0; k < a.utilities.size(); ++k) sum += (a.utilities[k] - b.utilities[k]) * (a.utilities[k] - b.utilities[k]);
    return std::sqrt(sum);
}

double distance_to_front(const Point& point, const Solutions& solutions) {
    double least = distance(point, solutions.front.front());
    for (const Point& each : solutions.front) least = std::min(least, distance(point, each));
    return least;
}

}  // namespace chokepoint::bargain

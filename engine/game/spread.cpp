#include "engine/game/spread.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>

#include "engine/base/check.hpp"

namespace chokepoint {
namespace {

constexpr double no_spread = std::numeric_limits<double>::quiet_NaN();
constexpr double size_min = 0x1p-30, size_max = 0x1p50;
constexpr int dropped_bits = 52 - 8;  // of the fraction

// Sign, exponent and the bits kept of the fraction: 20 bits.
std::int32_t whole_key(double size) { return static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(size) >> dropped_bits); }

// Keys are in the order of the values: bits of positive doubles are.
std::int32_t key_of_value(double value) {
    const double size = std::abs(value);
    if (size < size_min) return 0;
    const std::int32_t key = 1 + whole_key(std::min(size, size_max)) - whole_key(size_min);
    return value < 0.0 ? -key : key;
}

}  // namespace

// What lies at an end of one but not of both together lies between.
void Spread::Bucket::add(const Bucket& other) {
    const Bucket own = *this;
    const std::uint32_t all = own.count() + other.count();
    const auto at = [&](double value) {
        std::uint32_t there = 0;
        for (const Bucket* each : {&own, &other}) {
            if (each->low == value) there += each->at_low;
            if (each->high == value) there += each->at_high;
        }
        return there;
    };
    low = std::min(own.low, other.low);
    high = std::max(own.high, other.high);
    at_low = at(low);
    at_high = high > low ? at(high) : 0;
    between = all - at_low - at_high;
}

double Spread::Bucket::order_statistic(std::uint64_t rank) const {
    if (rank < at_low) return low;
    if (rank >= at_low + between) return high;
    return low + (high - low) * static_cast<double>(rank - at_low + 1) / static_cast<double>(between + 1);
}

void Spread::add(double value) {
    CHOKEPOINT_CHECK(std::isfinite(value));
    const double plain = value == 0.0 ? 0.0 : value;  // -0.0 would print otherwise by who came first
    const Bucket single{plain, plain, 1, 0, 0, key_of_value(plain)};
    const auto place = std::lower_bound(buckets_.begin(), buckets_.end(), single, [](const Bucket& a, const Bucket& b) { return a.key < b.key; });
    ++count_;
    if (place == buckets_.end() || place->key != single.key) buckets_.insert(place, single);
    else place->add(single);
}

void Spread::merge(const Spread& other) {
    std::vector<Bucket> both;
    both.reserve(buckets_.size() + other.buckets_.size());
    std::merge(buckets_.begin(), buckets_.end(), other.buckets_.begin(), other.buckets_.end(), std::back_inserter(both),
               [](const Bucket& a, const Bucket& b) { return a.key < b.key; });
    buckets_.clear();
    for (const Bucket& bucket : both) {
        if (buckets_.empty() || buckets_.back().key != bucket.key) buckets_.push_back(bucket);
        else buckets_.back().add(bucket);
    }
    count_ += other.count_;
}

double Spread::order_statistic(std::uint64_t rank) const {
    for (const Bucket& bucket : buckets_) {
        if (rank < bucket.count()) return bucket.order_statistic(rank);
        rank -= bucket.count();
    }
    return greatest();
}

double Spread::quantile(double share) const {
    if (count_ == 0) return no_spread;
    const double place = share * static_cast<double>(count_ - 1);
    const auto below = static_cast<std::uint64_t>(place);
    const double low = order_statistic(below);
    if (below + 1 >= count_) return low;
    return low + (place - static_cast<double>(below)) * (order_statistic(below + 1) - low);
}

double Spread::least() const { return buckets_.empty() ? no_spread : buckets_.front().low; }

double Spread::greatest() const { return buckets_.empty() ? no_spread : buckets_.back().high; }

}  // namespace chokepoint

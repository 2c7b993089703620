// How a number is spread over many futures, kept in a space that does not grow with their number: exact counts in fixed
// buckets. Order does not matter, and spreads can be merged, so that any division of the work gives the same bytes.
#pragma once

#include <cstdint>
#include <vector>

namespace chokepoint {

// Buckets are the doubles that share sign, exponent and the first eight bits of their fraction, so each spans less than
// 1/256 of its lower end, and which it is comes from the bits alone. Each bucket keeps its least and its greatest value,
// how often each of the two came, and how many lie between, which are taken to lie evenly. So:
//
// - an order statistic is in the right bucket always: off by less than relative_error_max of its own size;
// - it is exact where its bucket holds no more than two different values: few futures, and steps such as tariffs, are exact.
//
// Sizes below 2^-30 share one bucket (off by less than 2^-29), those from 2^50 on another, where the bound does not hold.
class Spread {
  public:
    static constexpr double relative_error_max = 1.0 / 256.0;

    // The value must be finite. At most 2^32 - 1 of them.
    void add(double value);
    void merge(const Spread& other);
    void clear() { buckets_.clear(), count_ = 0; }  // keeps its memory

    std::uint64_t count() const { return count_; }
    std::size_t buckets() const { return buckets_.size(); }
    // By linear interpolation between order statistics (what R and NumPy do unless told otherwise); share 0 to 1. NaN
    // without values, as are the two below.
    double quantile(double share) const;
    double least() const;     // exact
    double greatest() const;

  private:
    struct Bucket {
        double low = 0.0, high = 0.0;
        std::uint32_t at_low = 0, at_high = 0;  // where both are one value, all stand in at_low
        std::uint32_t between = 0;
        std::int32_t key = 0;

        std::uint32_t count() const { return at_low + at_high + between; }
        void add(const Bucket& other);  // of the same key
        double order_statistic(std::uint64_t rank) const;  // rank < count()
    };
    // The rank-th least value, from 0.
    double order_statistic(std::uint64_t rank) const;

    std::vector<Bucket> buckets_;  // by key
    std::uint64_t count_ = 0;
};

}  // namespace chokepoint

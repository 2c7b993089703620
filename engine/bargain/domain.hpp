// What is bargained over: issues with discrete levels, bids that pick one level of each, and additive utilities
// over them. Knows nothing of who bargains, of time, or of what the issues mean.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/bargain/level_table.hpp"

namespace chokepoint::bargain {

constexpr std::size_t max_issues = 64;
constexpr std::size_t max_levels = 255;

// One level for each issue. Levels beyond `issues` stay zero, so that equal bids are equal bytes.
struct Bid {
    std::array<std::uint8_t, max_issues> levels{};
    std::uint8_t issues = 0;

    std::uint8_t& operator[](std::size_t issue) { return levels[issue]; }
    std::uint8_t operator[](std::size_t issue) const { return levels[issue]; }
    bool operator==(const Bid&) const = default;
};

// The outcome space: the number of levels of each issue, 1 to max_levels.
class Domain {
  public:
    explicit Domain(std::vector<std::size_t> level_counts);

    std::size_t issues() const { return level_counts_.size(); }
    std::size_t levels(std::size_t issue) const { return level_counts_[issue]; }
    double bids() const;  // how many there are; a double, since it may exceed 2^64

    bool contains(const Bid& bid) const;
    Bid first() const;            // level 0 everywhere
    bool next(Bid& bid) const;    // the following bid, last issue fastest; false after the last

  private:
    std::vector<std::size_t> level_counts_;
};

// u(bid) = sum of weight * value(issue, level); weights add up to 1 and values lie in [0, 1], so u does too.
class AdditiveUtility {
  public:
    AdditiveUtility() = default;  // of no issues

    // values[issue][level]; weights are normalised here. A utility with no weight at all is 0 everywhere.
    AdditiveUtility(std::vector<double> weights, const LevelTable& values, double reservation);

    // The sum of worth[issue][level] as it is, in its own unit, whatever that adds up to.
    static AdditiveUtility as_given(const LevelTable& worth, double reservation = 0.0);

    // From worth in any unit: each issue is shifted and scaled to [0, 1] and weighted by its range. Worth and
    // utility then convert both ways; the reservation is given in the unit of the worth.
    static AdditiveUtility from_worth(const LevelTable& worth, double reservation_worth);
    // Changes the reservation, in the unit of the worth.
    void reserve(double worth) { reservation_ = utility_of_worth(worth); }

    double of(const Bid& bid) const;
    double of(std::size_t issue, std::size_t level) const { return table_.at(issue, level); }  // weighted
    double reservation() const { return reservation_; }

    double utility_of_worth(double worth) const;
    double worth_of_utility(double utility) const { return low_worth_ + utility * worth_range_; }

    std::size_t issues() const { return table_.issues(); }
    std::size_t levels(std::size_t issue) const { return table_.levels(issue); }
    Domain domain() const;

  private:
    explicit AdditiveUtility(const LevelTable& table) : table_(table) {}

    LevelTable table_;  // weight * value
    double reservation_ = 0.0;
    double low_worth_ = 0.0;
    double worth_range_ = 1.0;
};

}  // namespace chokepoint::bargain

// One number for each level of each issue, in one row of memory: what worths and utilities are kept in. A table as large as an
// agenda's holds no memory of its own, since agents lay some at every decision.
#pragma once

// GCC 12 takes a vector's own buffer for all that a copy could ever read.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-overread"
#endif
#include <boost/container/small_vector.hpp>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#include <cstddef>
#include <initializer_list>
#include <span>
#include <vector>

namespace chokepoint::bargain {

class LevelTable {
  public:
    LevelTable() { first_.push_back(0); }
    LevelTable(const std::vector<std::vector<double>>& issues) : LevelTable() {
        for (const auto& issue : issues) add_issue(issue);
    }
    LevelTable(std::initializer_list<std::vector<double>> issues) : LevelTable() {
        for (const auto& issue : issues) add_issue(issue);
    }

    // An issue's numbers, by level; they must not lie in this table.
    void add_issue(std::span<const double> levels) {
        values_.insert(values_.end(), levels.begin(), levels.end());
        first_.push_back(values_.size());
    }

    // Issues and levels count from 0; nothing here is checked.
    std::size_t issues() const { return first_.size() - 1; }
    std::size_t levels(std::size_t issue) const { return first_[issue + 1] - first_[issue]; }
    std::span<double> operator[](std::size_t issue) { return {values_.data() + first_[issue], levels(issue)}; }
    std::span<const double> operator[](std::size_t issue) const { return {values_.data() + first_[issue], levels(issue)}; }
    double at(std::size_t issue, std::size_t level) const { return values_[first_[issue] + level]; }
    // All numbers, issue by issue.
    std::span<double> all() { return {values_.data(), values_.size()}; }
    std::span<const double> all() const { return {values_.data(), values_.size()}; }

  private:
    static constexpr std::size_t usual_issues = 8, usual_levels = 8;  // larger tables lie on the heap

    boost::container::small_vector<double, usual_issues * usual_levels> values_;
    boost::container::small_vector<std::size_t, usual_issues + 1> first_;  // where an issue's levels start; one more at the end
};

}  // namespace chokepoint::bargain

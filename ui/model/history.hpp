// What a viewer remembers of a game: the newest snapshot of every week, and every offer and talk ever seen in it.
// Values only: no threads here; the shell hands snapshots in from its own thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "engine/domain/sayings.hpp"
#include "engine/domain/snapshot.hpp"

namespace chokepoint::ui {

// Everything known of one week. Offers and talks are the union over the week's snapshots: what was tabled on
// Monday and gone by Friday still belongs to the story.
struct Week {
    std::shared_ptr<const Snapshot> snapshot;
    std::vector<Offer> offers;        // by id
    std::vector<TalkSnapshot> talks;  // by opening week, then number
    std::vector<MoveReasons> reasons; // by offer, seat and kind
};

class History {
  public:
    static constexpr std::size_t weeks_max = 1560;  // thirty years; older weeks fall off
    static constexpr std::size_t sayings_max = 5000;

    // A later snapshot of the same week replaces the earlier one. One of an earlier week than the newest fills a
    // gap or replaces too, but never drops anything later.
    void add(const Snapshot& snapshot);
    // What somebody has said in his own words. One that is known already is not taken twice.
    void hear(const HeardSaying& saying);
    void clear();

    bool empty() const { return weeks_.empty(); }
    std::size_t size() const { return weeks_.size(); }
    int first_week() const { return weeks_.empty() ? 0 : weeks_.begin()->first; }
    int last_week() const { return weeks_.empty() ? 0 : weeks_.rbegin()->first; }

    // The week, or the nearest earlier one that is known; nullptr if there is none.
    const Week* at(int week) const;
    const Snapshot* snapshot_at(int week) const;
    const Snapshot* newest() const { return snapshot_at(last_week()); }
    const std::map<int, Week>& weeks() const { return weeks_; }
    const std::vector<HeardSaying>& sayings() const { return sayings_; }  // oldest first

    // Changes with every add: the key of caches.
    std::uint64_t version() const { return version_; }

  private:
    std::map<int, Week> weeks_;
    std::vector<HeardSaying> sayings_;
    std::uint64_t version_ = 0;
};

}  // namespace chokepoint::ui

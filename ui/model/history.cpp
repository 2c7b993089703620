#include "ui/model/history.hpp"

#include <algorithm>
#include <tuple>

namespace chokepoint::ui {
namespace {

// Puts `item` in its place by `less`, replacing an equal one.
template <typename T, typename Less>
void merge(std::vector<T>& list, const T& item, Less less) {
    const auto at = std::lower_bound(list.begin(), list.end(), item, less);
    if (at != list.end() && !less(item, *at))
        *at = item;
    else
        list.insert(at, item);
}

}  // namespace

void History::add(const Snapshot& snapshot) {
    Week& week = weeks_[snapshot.record.week];
    week.snapshot = std::make_shared<const Snapshot>(snapshot);
    for (const Offer& offer : snapshot.offers)
        merge(week.offers, offer, [](const Offer& a, const Offer& b) { return a.id < b.id; });
    for (const TalkSnapshot& talk : snapshot.talks)
        merge(week.talks, talk, [](const TalkSnapshot& a, const TalkSnapshot& b) {
            return a.opened_week != b.opened_week ? a.opened_week < b.opened_week : a.talk < b.talk;
        });
    for (const MoveReasons& move : snapshot.reasons)
        merge(week.reasons, move, [](const MoveReasons& a, const MoveReasons& b) {
            return std::tuple(a.offer, a.seat, a.kind) < std::tuple(b.offer, b.seat, b.kind);
        });
    while (weeks_.size() > weeks_max) weeks_.erase(weeks_.begin());
    ++version_;
}

void History::hear(const HeardSaying& saying) {
    merge(sayings_, saying, [](const HeardSaying& a, const HeardSaying& b) { return a.number < b.number; });
    if (sayings_.size() > sayings_max) sayings_.erase(sayings_.begin());
    ++version_;
}

void History::clear() {
    weeks_.clear();
    sayings_.clear();
    ++version_;
}

const Week* History::at(int week) const {
    auto next = weeks_.upper_bound(week);
    if (next == weeks_.begin()) return nullptr;
    return &std::prev(next)->second;
}

const Snapshot* History::snapshot_at(int week) const {
    const Week* known = at(week);
    return known == nullptr ? nullptr : known->snapshot.get();
}

}  // namespace chokepoint::ui

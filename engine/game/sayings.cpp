#include "engine/game/sayings.hpp"

#include "engine/base/text.hpp"

namespace chokepoint {

Refusal check_saying(const Setup& setup, const Game& open, SeatId by, const Saying& saying) {
    if (saying.text.size() > limits::text_bytes) return Refusal::too_long;
    if (saying.text.empty() || !is_plain_text(saying.text)) return Refusal::not_text;
    if (saying.talk != 255) {
        if (saying.to != no_seat) return Refusal::unknown_target;  // to one or to the table, not both
        return find_talk(open.talks, by, saying.talk);
    }
    const bool is_somebody = saying.to == no_seat || (saying.to < setup.params.seats && saying.to != by);
    return is_somebody ? Refusal::none : Refusal::unknown_target;
}

void Sayings::take(const Game& open, SeatId by, const Saying& saying) {
    Kept kept;
    kept.heard = {all_.size() + 1, open.cursor.week, open.cursor.round, by, saying.talk, saying.to, saying.text};
    kept.hearers = bit(by);
    kept.is_public = saying.talk == 255 && saying.to == no_seat;
    if (saying.to != no_seat) kept.hearers |= bit(saying.to);
    if (saying.talk < open.talks.talks.size())
        kept.hearers |= mask_of(open.talks.talks[saying.talk].parties);
    all_.push_back(std::move(kept));
}

template <typename MayHear>
std::vector<HeardSaying> Sayings::newest_of(std::uint64_t after, MayHear may_hear) const {
    std::vector<HeardSaying> heard;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (!may_hear(all_[i])) continue;
        ++number;
        if (i < after) continue;
        heard.push_back(all_[i].heard);
        heard.back().number = number;
    }
    if (heard.size() > shown_max) heard.erase(heard.begin(), heard.end() - shown_max);
    return heard;
}

std::vector<HeardSaying> Sayings::all() const {
    std::vector<HeardSaying> list;
    for (const Kept& kept : all_) list.push_back(kept.heard);
    return list;
}

std::vector<HeardSaying> Sayings::heard_since(std::uint64_t first, SeatId seat) const {
    return newest_of(first, [&](const Kept& kept) { return kept.is_public || (kept.hearers & bit(seat)) != 0; });
}

std::vector<HeardSaying> Sayings::shown_to(Viewpoint viewpoint, SeatId seat, int week) const {
    std::uint64_t before = all_.size();
    while (before > 0 && all_[before - 1].heard.week >= week - 1) --before;
    return newest_of(before, [&](const Kept& kept) {
        if (viewpoint == Viewpoint::facilitator || kept.is_public) return true;
        return viewpoint == Viewpoint::seat && (kept.hearers & bit(seat)) != 0;
    });
}

}  // namespace chokepoint

#include "agents/strategies/concession.hpp"

#include <algorithm>

#include "agents/strategies/judgement.hpp"
#include "engine/bargain/aspiration.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

using Levels = std::array<std::uint8_t, limits::issues>;

Levels levels_of(const bargain::Bid& bid) {
    Levels levels{};
    for (std::size_t i = 0; i < bid.issues && i < levels.size(); ++i) levels[i] = bid[i];
    return levels;
}

// Whose bid, and in which round of talks: what was said in an earlier one is new again.
struct Where {
    std::uint8_t agenda = 255;
    std::int16_t first_week = 0;
    bool is_own = false;
};

// FNV-1a, folded to 16 bits; never 0, which stands for none.
std::uint16_t digest_of_bid(const Levels& levels, const Where& where) {
    std::uint32_t hash = 2166136261U;
    const auto mix = [&](std::uint8_t byte) { hash = (hash ^ byte) * 16777619U; };
    for (const std::uint8_t level : levels) mix(level);
    mix(where.agenda);
    mix(static_cast<std::uint8_t>(where.first_week & 255));
    mix(static_cast<std::uint8_t>(where.is_own));
    const auto folded = static_cast<std::uint16_t>((hash >> 16) ^ (hash & 0xFFFFU));
    return folded == 0 ? std::uint16_t{1} : folded;
}

// True where the digest was not known; then it is, and the oldest is forgotten.
bool learn(Digests known, std::uint16_t digest) {
    if (std::find(known.begin(), known.end(), digest) != known.end()) return false;
    if (known.empty()) return true;
    std::copy_backward(known.begin(), known.end() - 1, known.end());
    known.front() = digest;
    return true;
}

// What was heard, as far as the ladders of today go: means come and go.
bargain::Bid bid_from(const Levels& levels, const bargain::AdditiveUtility& own) {
    bargain::Bid bid;
    bid.issues = static_cast<std::uint8_t>(own.issues());
    for (std::size_t i = 0; i < own.issues() && i < levels.size(); ++i) bid[i] = static_cast<std::uint8_t>(std::min<std::size_t>(levels[i], own.levels(i) - 1));
    return bid;
}

}  // namespace

double Clock::time() const { return math::clamp(math::ratio(weeks_gone, weeks_to_concede, 1.0), 0.0, 1.0); }

double target_of(const Style& style, const Clock& clock, const AgendaMemory& memory,
                 const bargain::AdditiveUtility& own, const bargain::ConcessionPath& path,
                 std::size_t first_step) {
    const double best = path.own_at(first_step);
    const double floor = std::min(best, own.reservation());
    switch (style.concession) {
        case Concession::by_time:
        case Concession::by_inference:
        case Concession::by_search: break;
        case Concession::by_deed: {
            const double conceded = given_so_far(memory, own);
            const double forgiven = style.given_by_deadline * (best - floor) * clock.time() * clock.time();
            return math::clamp(best - std::max(0.0, conceded) - forgiven, floor, best);
        }
        case Concession::minimal: {
            // MiCRO (de Jonge 2022): with no more distinct bids of its own on the table than it has heard, it makes the next
            // best; else it stays with the last. So it is never the first to repeat itself, nor concedes for a repetition.
            const auto made = static_cast<std::size_t>(std::max<int>(0, memory.own_bids));
            const bool makes_new = memory.own_bids <= memory.other_bids;
            const std::size_t step = first_step + (makes_new ? made : made - 1);
            return std::max(floor, path.own_at(std::min(step, path.size() - 1)));
        }
    }
    return bargain::Aspiration{best, floor, style.exponent}.at(clock.time());
}

double given_so_far(const AgendaMemory& memory, const bargain::AdditiveUtility& own) {
    return memory.other_bids > 0 ? own.of(bid_from(memory.last_bid, own)) - own.of(bid_from(memory.first_bid, own)) : 0.0;
}

double weeks_to_concede(const Lens& self, bool with_rival) {
    const double wait = 1.0 / (1.0 - math::clamp(self.patience, 0.5, 0.995));
    const double patience = math::clamp(wait / judgement::mean_wait_weeks, 0.5, 1.8);
    const double weeks = judgement::concession_weeks * patience / (1.0 + self.pain / judgement::hurting_pain);
    return std::max(2.0, with_rival ? weeks : judgement::ally_haste * weeks);
}

void hear(AgendaMemory& memory, std::uint32_t offer, const bargain::Bid& bid, std::uint8_t agenda, Digests known,
          const bargain::AdditiveUtility* among_several) {
    if (offer <= memory.last_offer) return;
    memory.last_offer = offer;
    const Levels levels = levels_of(bid);
    const bool is_first = memory.other_bids == 0;
    if (is_first) memory.first_bid = levels;
    if (is_first || among_several == nullptr || among_several->of(bid) > among_several->of(bid_from(memory.last_bid, *among_several)))
        memory.last_bid = levels;
    const bool is_new = learn(known, digest_of_bid(levels, {agenda, memory.first_week, false}));
    if (is_new && memory.other_bids < 10000) ++memory.other_bids;
}

void recall_own(AgendaMemory& memory, std::uint32_t offer, const bargain::Bid& bid, std::uint8_t agenda, Digests known) {
    if (offer <= memory.last_offer) return;
    memory.last_offer = offer;
    const bool is_new = learn(known, digest_of_bid(levels_of(bid), {agenda, memory.first_week, true}));
    if (is_new && memory.own_bids < 10000) ++memory.own_bids;
}

}  // namespace chokepoint::agents

#include "agents/strategies/concession.hpp"

#include <algorithm>

#include "agents/strategies/judgement.hpp"
#include "engine/bargain/aspiration.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Tit for tat gives one for one, measured in own utility; a little more with time, so that two of its kind
// do not wait for each other for ever.
constexpr double forgiven_by_deadline = 0.5;

// What was heard, as far as the ladders of today go: means come and go.
bargain::Bid bid_from(const std::array<std::uint8_t, limits::issues>& levels, const bargain::AdditiveUtility& own) {
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
            const double conceded =
                memory.other_bids > 0 ? own.of(bid_from(memory.last_bid, own)) - own.of(bid_from(memory.first_bid, own))
                                      : 0.0;
            const double forgiven = forgiven_by_deadline * (best - floor) * clock.time() * clock.time();
            return math::clamp(best - std::max(0.0, conceded) - forgiven, floor, best);
        }
        case Concession::minimal: {
            // One step of its own path for every new bid of the other's, and never the first to repeat itself.
            const auto steps = static_cast<std::size_t>(std::max<int>(0, memory.other_bids));
            return std::max(floor, path.own_at(std::min(first_step + steps, path.size() - 1)));
        }
    }
    return bargain::Aspiration{best, floor, style.exponent}.at(clock.time());
}

double weeks_to_concede(const Lens& self, bool with_rival) {
    const double wait = 1.0 / (1.0 - math::clamp(self.patience, 0.5, 0.995));
    const double patience = math::clamp(wait / judgement::mean_wait_weeks, 0.5, 1.8);
    const double weeks = judgement::concession_weeks * patience / (1.0 + self.pain / judgement::hurting_pain);
    return std::max(2.0, with_rival ? weeks : judgement::ally_haste * weeks);
}

void hear(AgendaMemory& memory, std::uint32_t offer, const bargain::Bid& bid, double utility) {
    if (offer <= memory.last_offer) return;
    memory.last_offer = offer;
    std::array<std::uint8_t, limits::issues> levels{};
    for (std::size_t i = 0; i < bid.issues && i < levels.size(); ++i) levels[i] = bid[i];
    if (memory.other_bids == 0) memory.first_bid = levels;
    memory.last_bid = levels;
    const auto worth = static_cast<std::int16_t>(32000.0 * math::clamp(utility, 0.0, 1.0));
    if (memory.other_bids > 0 && worth <= memory.best_heard) return;
    memory.best_heard = worth;
    if (memory.other_bids < 10000) ++memory.other_bids;
}

}  // namespace chokepoint::agents

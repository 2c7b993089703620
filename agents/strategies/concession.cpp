#include "agents/strategies/concession.hpp"

#include <algorithm>

#include "engine/bargain/aspiration.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Tit for tat gives one for one, measured in own utility; a little more with time, so that two of its kind
// do not wait for each other for ever.
constexpr double forgiven_by_deadline = 0.5;

}  // namespace

double Clock::time() const { return math::clamp(math::ratio(weeks_gone, weeks_to_concede, 1.0), 0.0, 1.0); }

double target_of(const Style& style, const Clock& clock, const AgendaMemory& memory,
                 const bargain::AdditiveUtility& own, const bargain::ConcessionPath& path) {
    const double best = path.own_at(0);
    const double floor = std::min(best, own.reservation());
    switch (style.concession) {
        case Concession::by_time: break;
        case Concession::by_deed: {
            const double conceded = memory.other_bids > 0 ? static_cast<double>(memory.other_last) -
                                                                static_cast<double>(memory.other_first)
                                                          : 0.0;
            const double forgiven = forgiven_by_deadline * (best - floor) * clock.time() * clock.time();
            return math::clamp(best - std::max(0.0, conceded) - forgiven, floor, best);
        }
        case Concession::minimal: {
            // One step of its own path for every new bid of the other's, and never the first to repeat itself.
            const auto steps = static_cast<std::size_t>(std::max<int>(0, memory.other_bids));
            return std::max(floor, path.own_at(std::min(steps, path.size() - 1)));
        }
    }
    return bargain::Aspiration{best, floor, style.exponent}.at(clock.time());
}

void hear(AgendaMemory& memory, std::uint32_t offer, double utility) {
    if (offer <= memory.last_offer) return;
    memory.last_offer = offer;
    const auto value = static_cast<float>(utility);
    if (memory.other_bids == 0) {
        memory.other_first = value;
        memory.other_best = value;
        memory.other_bids = 1;
    } else if (value > memory.other_last + 1e-6F || value < memory.other_last - 1e-6F) {
        if (memory.other_bids < 10000) ++memory.other_bids;
        memory.other_best = std::max(memory.other_best, value);
    }
    memory.other_last = value;
}

}  // namespace chokepoint::agents
